// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saturation and clipper: the curve that the wave goes through, and the history of the level.
// Layer: app.

#include "app/fx/fx-history.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-meters.h"
#include "app/fx/fx-tie.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_CURVE 201u
#define REACH   1.25 /* of the curve's plot; full scale is 1 */
#define SECONDS 8.0

typedef struct
{
  GtkWidget *plot, *history;
  double     in[N_CURVE], out[N_CURVE];
  double     swing; /* of the input now, as an amplitude; 0: none */
  int        reduction;
  LtFxMeters meters;
} Shape;

static void
draw_curve (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Shape       *self = data;
  const double dash[] = { 3, 3 };

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG3));
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dash, 2, 0);
  lt_plot_curve (plot, cr, self->in, self->in, N_CURVE);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  lt_plot_curve (plot, cr, self->in, self->out, N_CURVE);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

/* The part of the curve that the sound reaches. */
static void
draw_swing (LtPlot *plot, cairo_t *cr, gpointer data)
{
  Shape *self = data;
  guint  n = (guint) lround (CLAMP (self->swing / REACH, 0.0, 1.0) * (N_CURVE - 1) / 2.0),
        middle = (N_CURVE - 1) / 2;

  if (n == 0)
    return;
  lt_plot_curve (plot, cr, self->in + middle - n, self->out + middle - n, 2 * n + 1);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_GR));
  cairo_set_line_width (cr, 3.0);
  cairo_stroke (cr);
}

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Shape     *self = data;
  LtPlotAxis axis = { .kind = LT_PLOT_AXIS_LINEAR, .from = -REACH, .to = REACH, .step = 0.5 };
  int        ceiling = lt_fx_slot_find (lt_fx_frame_get_slot (frame), "ceiling");

  for (guint i = 0; i < N_CURVE; i++)
    self->in[i] = REACH * (2.0 * i / (N_CURVE - 1) - 1.0);
  self->reduction = lt_fx_frame_find_readout (frame, "gain-reduction");
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &axis, &axis);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_curve, self);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw_swing, self);
  gtk_widget_set_size_request (self->plot, 208, 140);
  gtk_widget_set_tooltip_text (self->plot,
                               _ ("What each moment of the wave becomes; 1 is full scale."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Curve of the wave"), -1);
  lt_fx_frame_add (frame, self->plot, FALSE);
  self->history = lt_fx_history_add (frame, SECONDS, -36.0, 6.0, self->reduction >= 0 ? 12.0 : 0.0);
  if (ceiling >= 0)
    lt_fx_tie_line (frame, lt_plot_line_new (LT_PLOT (self->history), LT_COLOUR_FG, FALSE), ceiling,
                    LT_FX_TIE_NAME);
  lt_fx_meters_add (&self->meters, frame, self->reduction, 12.0);
}

/* Of what has no curve of its own: both halves as the peaks go. */
static void
fill_from_levels (Shape *self, const LtSlot *slot)
{
  for (guint i = 0; i < N_CURVE; i++)
    {
      double in_db = 20.0 * log10 (MAX (fabs (self->in[i]), 1e-6)), out_db;

      lt_picture_transfer_db (slot, &in_db, 1, &out_db);
      self->out[i] = copysign (pow (10.0, 0.05 * out_db), self->in[i]);
    }
}

static void
update (LtFxFrame *frame, gpointer data, const LtSlot *slot)
{
  Shape *self = data;

  if (!lt_picture_curve (slot, lt_fx_slot_rate_hz (lt_fx_frame_get_slot (frame)), self->in, N_CURVE,
                         self->out))
    fill_from_levels (self, slot);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Shape *self = data;

  self->swing = pow (10.0, 0.05 * reading->in_db);
  lt_fx_history_live (self->history, frame, self->reduction);
  lt_fx_meters_live (&self->meters, frame);
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  Shape *self = data;

  self->swing = 0.0;
  lt_fx_meters_rest (&self->meters);
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

const LtFxLook lt_shape_editor_look = { sizeof (Shape), lay_out, update, live, rest, NULL };
