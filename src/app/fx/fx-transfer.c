// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The curve stays, the dot is a live layer.
// Layer: app.

#include "app/fx/fx-transfer.h"

#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

static void
draw_curve (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtFxTransfer *self = data;
  const double  dash[] = { 3, 3 };

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG3));
  cairo_set_line_width (cr, 1.0);
  cairo_set_dash (cr, dash, 2, 0);
  lt_plot_curve (plot, cr, self->in_db, self->in_db, LT_FX_TRANSFER_N);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  lt_plot_curve (plot, cr, self->in_db, self->out_db, LT_FX_TRANSFER_N);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

/* Where the level is now: a dot on what it becomes, and how far it came down. */
static void
draw_dot (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtFxTransfer *self = data;
  double        x = lt_plot_to_x (plot, self->dot_in), y = lt_plot_to_y (plot, self->dot_out),
         above = lt_plot_to_y (plot, self->dot_in);

  if (!isfinite (self->dot_in) || !isfinite (self->dot_out))
    return;
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_GR));
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x, MIN (above, y));
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 4.5, 0, 2 * G_PI);
  cairo_fill (cr);
}

void
lt_fx_transfer_add (LtFxTransfer *self, LtFxFrame *frame, double low_db, double high_db)
{
  LtPlotAxis axis = lt_plot_axis_db (low_db, high_db, high_db - low_db > 60 ? 24.0 : 12.0);

  self->low_db = low_db;
  self->high_db = high_db;
  self->dot_in = self->dot_out = -INFINITY;
  for (guint i = 0; i < LT_FX_TRANSFER_N; i++)
    self->in_db[i] = low_db + (high_db - low_db) * i / (LT_FX_TRANSFER_N - 1);
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &axis, &axis);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_curve, self);
  lt_plot_add_live_layer (LT_PLOT (self->plot), draw_dot, self);
  gtk_widget_set_size_request (self->plot, 208, 140);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Transfer curve"), -1);
  lt_fx_frame_add (frame, self->plot, FALSE);
}

void
lt_fx_transfer_update (LtFxTransfer *self, const LtSlot *slot)
{
  lt_picture_transfer_db (slot, self->in_db, LT_FX_TRANSFER_N, self->out_db);
  lt_plot_redraw (LT_PLOT (self->plot));
}

double
lt_fx_transfer_at (const LtFxTransfer *self, double in_db)
{
  double at = (in_db - self->low_db) / (self->high_db - self->low_db) * (LT_FX_TRANSFER_N - 1);
  guint  i = (guint) CLAMP (at, 0.0, LT_FX_TRANSFER_N - 2.0);

  return self->out_db[i]
         + (self->out_db[i + 1] - self->out_db[i]) * (CLAMP (at, 0.0, LT_FX_TRANSFER_N - 1.0) - i);
}

void
lt_fx_transfer_live (LtFxTransfer *self, const LtLiveWatchReading *reading)
{
  self->dot_in = reading->in_db;
  self->dot_out = reading->out_db;
  lt_plot_redraw_live (LT_PLOT (self->plot));
}

/* There is no level to show a dot at. */
void
lt_fx_transfer_rest (LtFxTransfer *self)
{
  self->dot_in = self->dot_out = -INFINITY;
  lt_plot_redraw_live (LT_PLOT (self->plot));
}
