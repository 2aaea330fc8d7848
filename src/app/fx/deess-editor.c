// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// De-esser: the band that is watched, its threshold, and what is removed.
// Layer: app.

#include "app/fx/fx-learn.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-meters.h"
#include "app/fx/fx-spectrum.h"
#include "app/fx/fx-tie.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_DB (-40.0) /* of the band below the whole voice: the left axis */
#define FROM_HZ  200.0

typedef struct
{
  LtFxSlot    *slot;
  GtkWidget   *plot, *node, *edges[2];
  int          edge_rows[2], threshold, readout;
  double       now_db; /* what is taken away; 0 or more */
  LtFxSpectrum spectrum;
  LtFxMeters   meters;
} Deess;

static double
edge (const Deess *self, int i)
{
  return lt_fx_slot_value (self->slot, self->edge_rows[i]);
}

static void
draw_band (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Deess       *self = data;
  GdkRGBA      fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.13);
  const double dash[] = { 4, 3 };
  double       x0 = lt_plot_to_x (plot, edge (self, 0)), x1 = lt_plot_to_x (plot, edge (self, 1));
  double y = floor (lt_plot_to_y (plot, lt_fx_slot_value (self->slot, self->threshold))) + 0.5;
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_rectangle (cr, x0, well.origin.y, MAX (0.0, x1 - x0), well.size.height);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_move_to (cr, x0, y);
  cairo_line_to (cr, x1, y);
  cairo_stroke (cr);
}

/* In the middle of the band, on top: how much is taken away now. */
static void
draw_now (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Deess          *self = data;
  graphene_rect_t well;

  if (self->now_db < 0.05)
    return;
  g_autofree char *text = g_strdup_printf ("\u2212%.1f dB", self->now_db);
  lt_plot_get_well (plot, &well);
  lt_plot_tag (plot, cr, text, lt_plot_to_x (plot, sqrt (edge (self, 0) * edge (self, 1))),
               well.origin.y + 28.0);
}

static void
draw_tag (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Deess      *self = data;
  LtPlotNode *node = LT_PLOT_NODE (self->node);

  if (lt_plot_node_is_dragging (node))
    lt_plot_tag (plot, cr, lt_plot_node_get_tag (node),
                 lt_plot_to_x (plot, lt_plot_node_get_x (node)),
                 lt_plot_to_y (plot, lt_plot_node_get_y (node)) - 16.0);
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Deess           *self = data;
  g_autofree char *tag = lt_fx_tie_dup_text (self->slot, self->threshold, FALSE),
                  *words = lt_fx_tie_dup_text (self->slot, self->threshold, TRUE);

  lt_plot_node_set_place (LT_PLOT_NODE (self->node), sqrt (edge (self, 0) * edge (self, 1)),
                          lt_fx_slot_value (self->slot, self->threshold));
  lt_plot_node_set_text (LT_PLOT_NODE (self->node), tag, words);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
add_handles (Deess *self, LtFxFrame *frame)
{
  self->edge_rows[0] = lt_fx_slot_find (self->slot, "from");
  self->edge_rows[1] = lt_fx_slot_find (self->slot, "to");
  for (int i = 0; i < 2; i++)
    {
      self->edges[i] = lt_plot_line_new_upright (LT_PLOT (self->plot), LT_COLOUR_ACCENT_LINE, 0.5);
      lt_fx_tie_line (frame, self->edges[i], self->edge_rows[i], LT_FX_TIE_NO_TAG);
    }
  self->node = lt_plot_node_new (LT_PLOT (self->plot), 0);
  lt_plot_node_set_steps (LT_PLOT_NODE (self->node), 0.0, 0.5);
  lt_plot_node_set_picked (LT_PLOT_NODE (self->node), TRUE);
  lt_fx_tie_node (frame, self->node, NULL, -1, self->threshold,
                  lt_fx_slot_find (self->slot, "range"));
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  static const char *const knobs[]
      = { "from", "to", "threshold", "range", "speed", "split", "link", "key", NULL };
  Deess     *self = data;
  LtPlotAxis x = { .kind = LT_PLOT_AXIS_LOG, .from = FROM_HZ, .to = 20000.0 },
             y = lt_plot_axis_db (LEAST_DB, 0.0, 10.0),
             right = lt_plot_axis_db (-90.0, -10.0, 20.0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->slot = lt_fx_frame_get_slot (frame);
  self->threshold = lt_fx_slot_find (self->slot, "threshold");
  self->readout = lt_fx_frame_find_readout (frame, "gain-reduction");
  lt_fx_spectrum_init (&self->spectrum, FROM_HZ, 20000.0, LT_FX_SPECTRUM_TILT);
  self->spectrum.on_right = TRUE;
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_set_right_axis (LT_PLOT (self->plot), &right, LT_COLOUR_FG3);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_band, self);
  lt_plot_add_live_layer (LT_PLOT (self->plot), lt_fx_spectrum_draw_removed, &self->spectrum);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw_now, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_tag, self);
  gtk_widget_set_tooltip_text (self->plot,
                               _ ("Drag the blue lines: the band of the sibilants; the node: from "
                                  "which level on they are turned down. Orange: what is removed."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Spectrum, and what is removed"), -1);
  add_handles (self, frame);
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_meters_add (&self->meters, frame, self->readout, 18.0);
  lt_fx_frame_set_keys (frame, knobs);
  gtk_widget_set_valign (side, GTK_ALIGN_CENTER);
  lt_fx_learn_add_listen (frame, side, "listen");
  lt_fx_frame_add_after_knobs (frame, side);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Deess              *self = data;
  guint               n;
  const LtLiveColumn *columns = lt_fx_frame_get_columns (frame, &n);

  self->now_db
      = n > 0 && self->readout >= 0 ? fabs ((double) columns[n - 1].readouts[self->readout]) : 0.0;
  lt_fx_spectrum_live (&self->spectrum, LT_PLOT (self->plot), reading);
  lt_fx_meters_live (&self->meters, frame);
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  Deess *self = data;

  lt_plot_node_set_place (LT_PLOT_NODE (self->node), sqrt (edge (self, 0) * edge (self, 1)),
                          lt_plot_node_get_y (LT_PLOT_NODE (self->node)));
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

const LtFxLook lt_deess_editor_look = { sizeof (Deess), lay_out, update, live, rest, NULL };
