// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Match: the correction over the spectrum, and a node for each third octave of it.
// Layer: app.

#include "app/fx/fx-learn.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-spectrum.h"
#include "app/fx/fx-tie.h"
#include "app/widgets/number-text.h"
#include "studio/match-session.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_BANDS  30
#define N_CURVE  240u
#define LOWEST_DB -30.0 /* what neighbours ask for adds up */
#define HIGHEST_DB 24.0 /* of a band */

typedef struct
{
  LtFxSlot    *slot;
  GtkWidget   *plot, *nodes[N_BANDS];
  int          rows[N_BANDS];
  double       hz[N_CURVE], db[N_CURVE];
  LtFxSpectrum spectrum;
} Match;

static double
band_hz (int band)
{
  return 1000.0 * pow (10.0, (band - 16) / 10.0); /* g17 is 1 kHz */
}

static gboolean
learn_values (LtFxLearnJob *job, GCancellable *cancellable, GError **error)
{
  LtMatchReference  reference = { .path = job->path, .weight = 1.0 };
  LtMatchSessionJob match
      = { job->session, job->folder, job->slot_id, job->from, job->to, &reference, 1, cancellable };

  job->values = g_new0 (float, LT_FX_MAX_PARAMS);
  return lt_match_session_learn (&match, job->values, error);
}

static const LtFxLearnText learn_text = {
  .title = N_ ("Reference"),
  .none = N_ ("Load a song that sounds as this should. What is learned stands in the bands; each "
              "can be moved."),
  .some = N_ ("Load a song that sounds as this should. What is learned stands in the bands; each "
              "can be moved."),
  .file = N_ ("Load reference…"),
  .work = learn_values,
};

static const LtFxLegend legend[] = {
  { N_ ("Learned"), LT_COLOUR_REF, TRUE },
  { N_ ("Heard"), LT_COLOUR_FG, FALSE },
  { NULL },
};

/* The learned bands as they are, and what is heard of them. */
static void
draw_correction (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Match       *self = data;
  GdkRGBA      fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.18);
  const double dash[] = { 5, 3 };

  lt_fx_spectrum_draw_legend (plot, cr, legend);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_LINE2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (plot, cr, 0.0);
  cairo_stroke (cr);
  lt_plot_area (plot, cr, self->hz, self->db, N_CURVE, 0.0);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill (cr);
  for (int b = 0; b < N_BANDS; b++)
    cairo_line_to (cr, lt_plot_to_x (plot, band_hz (b)),
                   lt_plot_to_y (plot, lt_fx_slot_value (self->slot, self->rows[b])));
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_REF));
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, 1.25);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  lt_plot_curve (plot, cr, self->hz, self->db, N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
  for (int b = 0; b < N_BANDS; b++)
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
  Match *self = data;

  lt_picture_curve (slot, lt_fx_slot_rate_hz (self->slot), self->hz, N_CURVE, self->db);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static int
band_of (Match *self, LtPlotNode *node)
{
  int b = 0;

  while (b + 1 < N_BANDS && self->nodes[b] != GTK_WIDGET (node))
    b++;
  return b;
}

static void
on_reset (LtPlotNode *node, Match *self)
{
  lt_fx_slot_set (self->slot, self->rows[band_of (self, node)], 0.0);
}

static void
on_picked (LtPlotNode *node, Match *self)
{
  for (int b = 0; b < N_BANDS; b++)
    lt_plot_node_set_picked (LT_PLOT_NODE (self->nodes[b]), self->nodes[b] == GTK_WIDGET (node));
}

static void
add_band (Match *self, LtFxFrame *frame, int band)
{
  g_autofree char *key = g_strdup_printf ("g%d", band + 1);

  self->rows[band] = lt_fx_slot_find (self->slot, key);
  self->nodes[band] = lt_plot_node_new (LT_PLOT (self->plot), 0);
  lt_plot_node_set_steps (LT_PLOT_NODE (self->nodes[band]), 0.0, 0.5);
  lt_plot_node_set_colour (LT_PLOT_NODE (self->nodes[band]), LT_COLOUR_REF);
  lt_plot_node_set_place (LT_PLOT_NODE (self->nodes[band]), band_hz (band), 0.0);
  lt_fx_tie_node (frame, self->nodes[band], NULL, -1, self->rows[band], -1);
  g_signal_connect (self->nodes[band], "toggled", G_CALLBACK (on_reset), self);
  g_signal_connect (self->nodes[band], "removed", G_CALLBACK (on_reset), self);
  g_signal_connect (self->nodes[band], "picked", G_CALLBACK (on_picked), self);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Match     *self = data;
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (LOWEST_DB, HIGHEST_DB, 6.0),
             right = lt_plot_axis_db (-100.0, -10.0, 20.0);

  self->slot = lt_fx_frame_get_slot (frame);
  lt_fx_spectrum_init (&self->spectrum, 20.0, 20000.0, LT_FX_SPECTRUM_TILT);
  self->spectrum.on_right = TRUE;
  lt_picture_log_hz (20.0, 20000.0, N_CURVE, self->hz);
  y.is_signed = TRUE;
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_set_right_axis (LT_PLOT (self->plot), &right, LT_COLOUR_FG3);
  lt_plot_add_live_layer (LT_PLOT (self->plot), lt_fx_spectrum_draw_behind, &self->spectrum);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_correction, self);
  gtk_widget_set_tooltip_text (self->plot,
                               _ ("Violet: what was learned, a node for each third octave; "
                                  "double-click: none of it. White: what is heard."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Correction by frequency"), -1);
  for (int b = 0; b < N_BANDS; b++)
    add_band (self, frame, b);
  lt_fx_frame_add (frame, self->plot, TRUE);
  lt_fx_learn_add (frame, &learn_text);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Match *self = data;

  lt_fx_spectrum_live (&self->spectrum, LT_PLOT (self->plot), reading);
}

const LtFxLook lt_match_editor_look = { sizeof (Match), lay_out, update, live, NULL, NULL };
