// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stereo imager: a bar for each band, as wide as the band, as high as it is made; and the image itself.
// Layer: app.

#include "app/fx/fx-looks.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/goniometer.h"
#include "studio/live-analysis.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_BANDS 4
#define N_CUTS  (N_BANDS - 1)
#define MOST    200.0
#define APART   1.12 /* between crossovers */

_Static_assert(sizeof (LtGoniometerPoint) == sizeof (LtLivePoint), "one is shown as the other");

typedef struct
{
  LtFxFrame *frame;
  LtFxSlot  *slot;
  GtkWidget *plot, *goniometer, *nodes[N_BANDS], *cuts[N_CUTS], *mono;
  int        widths[N_BANDS], cut_rows[N_CUTS], bands_row, mono_row;
  int        n_bands;
  double     mono_off; /* where the mono row is off */
} Width;

/* Edge @i of the bands: 0 is the plot's left, n_bands its right. */
static double
edge (const Width *self, int i)
{
  if (i <= 0)
    return 20.0;
  return i >= self->n_bands
             ? 20000.0
             : CLAMP (lt_fx_slot_value (self->slot, self->cut_rows[i - 1]), 20.0, 20000.0);
}

static gboolean
is_mono (const Width *self)
{
  return lt_fx_slot_value (self->slot, self->mono_row) > self->mono_off;
}

static void
draw_bars (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Width       *self = data;
  const double dash[] = { 4, 3 };
  double       floor_px = lt_plot_to_y (plot, 0.0);

  for (int b = 0; b < self->n_bands; b++)
    {
      double x0 = lt_plot_to_x (plot, edge (self, b)) + 1.0,
             x1 = lt_plot_to_x (plot, edge (self, b + 1)) - 1.0;
      double  y = lt_plot_to_y (plot, lt_fx_slot_value (self->slot, self->widths[b]));
      GdkRGBA fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.22);

      gdk_cairo_set_source_rgba (cr, &fill);
      cairo_rectangle (cr, x0, y, MAX (0.0, x1 - x0), floor_px - y);
      cairo_fill (cr);
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
      cairo_rectangle (cr, x0, y - 1.0, MAX (0.0, x1 - x0), 2.0);
      cairo_fill (cr);
    }
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG3));
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dash, 2, 0);
  lt_plot_rule (plot, cr, 100.0);
  cairo_stroke (cr);
}

static void
draw_front (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Width          *self = data;
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  if (is_mono (self))
    {
      GdkRGBA shade = lt_palette_alpha (lt_palette_get (LT_COLOUR_WELL), 0.7);
      double  x = lt_plot_to_x (plot, lt_fx_slot_value (self->slot, self->mono_row));

      gdk_cairo_set_source_rgba (cr, &shade);
      cairo_rectangle (cr, well.origin.x, well.origin.y, x - well.origin.x, well.size.height);
      cairo_fill (cr);
    }
  for (int b = 0; b < self->n_bands; b++)
    {
      LtPlotNode *node = LT_PLOT_NODE (self->nodes[b]);

      if (lt_plot_node_is_dragging (node))
        lt_plot_tag (plot, cr, lt_plot_node_get_tag (node),
                     lt_plot_to_x (plot, lt_plot_node_get_x (node)),
                     lt_plot_to_y (plot, lt_plot_node_get_y (node)) - 16.0);
    }
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Width *self = data;

  self->n_bands = CLAMP ((int) lt_fx_slot_value (self->slot, self->bands_row), 1, N_BANDS);
  for (int i = 0; i < N_CUTS; i++)
    gtk_widget_set_visible (self->cuts[i], i + 1 < self->n_bands);
  for (int b = 0; b < N_BANDS; b++)
    {
      LtPlotNode *node = LT_PLOT_NODE (self->nodes[b]);

      gtk_widget_set_visible (self->nodes[b], b < self->n_bands);
      lt_plot_node_set_place (node, sqrt (edge (self, b) * edge (self, b + 1)),
                              lt_plot_node_get_y (node));
    }
  if (!is_mono (self))
    lt_plot_line_set_text (LT_PLOT_LINE (self->mono), NULL, _ ("Mono below, off"));
  lt_plot_redraw (LT_PLOT (self->plot));
}

/* --- hands --- */

static void
on_toggled (LtPlotNode *node, Width *self)
{
  for (int b = 0; b < N_BANDS; b++)
    if (self->nodes[b] == GTK_WIDGET (node))
      lt_fx_slot_set (self->slot, self->widths[b], 100.0);
}

/* A crossover stays between its neighbours. */
static void
on_cut (LtPlotLine *line, double hz, Width *self)
{
  for (int i = 0; i < N_CUTS; i++)
    if (self->cuts[i] == GTK_WIDGET (line))
      {
        double low = i > 0 ? APART * edge (self, i) : 20.0,
               high = i + 2 < self->n_bands ? edge (self, i + 2) / APART : 20000.0;

        if (hz < low || hz > high)
          lt_fx_slot_set (self->slot, self->cut_rows[i], CLAMP (hz, low, MAX (low, high)));
      }
}

/* --- the look --- */

static int
find_of (Width *self, const char *form, int index)
{
  g_autofree char *key = g_strdup_printf ("%s%d%s", form[0] == 'x' ? "x" : "b", index + 1,
                                          form[0] == 'x' ? "" : "-width");

  return lt_fx_slot_find (self->slot, key);
}

static void
add_handles (Width *self)
{
  LtPlot *plot = LT_PLOT (self->plot);

  self->mono = lt_plot_line_new_upright (plot, LT_COLOUR_ACCENT_LINE, 0.2);
  lt_fx_tie_line (self->frame, self->mono, self->mono_row, LT_FX_TIE_NAME);
  for (int i = 0; i < N_CUTS; i++)
    {
      self->cut_rows[i] = find_of (self, "x", i);
      self->cuts[i] = lt_plot_line_new_upright (plot, LT_COLOUR_FG, 0.88);
      lt_fx_tie_line (self->frame, self->cuts[i], self->cut_rows[i], LT_FX_TIE_NUMBER);
      g_signal_connect_after (self->cuts[i], "moved", G_CALLBACK (on_cut), self);
    }
  for (int b = 0; b < N_BANDS; b++)
    {
      self->widths[b] = find_of (self, "b", b);
      self->nodes[b] = lt_plot_node_new (plot, 0);
      lt_plot_node_set_steps (LT_PLOT_NODE (self->nodes[b]), 0.0, 1.0);
      lt_plot_node_set_picked (LT_PLOT_NODE (self->nodes[b]), TRUE);
      lt_fx_tie_node (self->frame, self->nodes[b], NULL, -1, self->widths[b], -1);
      g_signal_connect (self->nodes[b], "toggled", G_CALLBACK (on_toggled), self);
    }
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Width     *self = data;
  LtPlotAxis x = lt_plot_axis_frequency (),
             y
             = { .kind = LT_PLOT_AXIS_LINEAR, .from = 0.0, .to = MOST, .step = 50.0, .unit = "%" };

  self->frame = frame;
  self->slot = lt_fx_frame_get_slot (frame);
  self->bands_row = lt_fx_slot_find (self->slot, "bands");
  self->mono_row = lt_fx_slot_find (self->slot, "mono-below");
  self->mono_off
      = self->mono_row >= 0 ? lt_fx_slot_get (self->slot)->type->params[self->mono_row].min : 0.0;
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_bars, self);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_front, self);
  gtk_widget_set_tooltip_text (self->plot, _ ("Drag a node: how wide its band is; double-click: as "
                                              "it came in. What is below the blue line is mono."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Width of the bands"), -1);
  add_handles (self);
  lt_fx_frame_add (frame, self->plot, TRUE);
  self->goniometer = lt_goniometer_new ();
  gtk_widget_set_valign (self->goniometer, GTK_ALIGN_CENTER);
  lt_fx_frame_add (frame, self->goniometer, FALSE);
}

/* Where the effect stands in the master or the mix, what leaves those; else what leaves the device. */
static LtLiveTap
tap_of (Width *self)
{
  const LtStrip *strip = NULL;

  lt_session_find_slot (lt_document_get_session (lt_context_get_document (self->slot->context)),
                        self->slot->slot_id, &strip);
  if (strip != NULL && strip->kind == LT_STRIP_MASTER)
    return LT_LIVE_TAP_MASTER;
  return strip != NULL && strip->kind == LT_STRIP_MIX ? LT_LIVE_TAP_MIX : LT_LIVE_TAP_OUTPUT;
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *watched)
{
  Width               *self = data;
  const LtLiveReading *reading
      = lt_live_read_tap (lt_context_get_live (self->slot->context), tap_of (self));

  lt_goniometer_set_points (LT_GONIOMETER (self->goniometer),
                            (const LtGoniometerPoint *) reading->trace, reading->n_trace);
  lt_goniometer_set_correlation (LT_GONIOMETER (self->goniometer), reading->correlation);
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  Width *self = data;

  lt_goniometer_set_points (LT_GONIOMETER (self->goniometer), NULL, 0);
  lt_goniometer_set_correlation (LT_GONIOMETER (self->goniometer), NAN);
}

const LtFxLook lt_width_editor_look = { sizeof (Width), lay_out, update, live, rest, NULL };
