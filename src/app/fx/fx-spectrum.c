// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Smoothed by studio's pictures, drawn column by column.
// Layer: app.

#include "app/fx/fx-spectrum.h"

#include "app/widgets/draw.h"
#include "app/widgets/plot-canvas.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define OCTAVES (1.0 / 12.0)
#define BELOW   20.0 /* dB under the plot: silence has its line there */

void
lt_fx_spectrum_init (LtFxSpectrum *self, double from_hz, double to_hz, double tilt)
{
  lt_picture_log_hz (from_hz, to_hz, LT_FX_SPECTRUM_N, self->hz);
  self->octaves = OCTAVES;
  self->tilt = tilt;
}

void
lt_fx_spectrum_live (LtFxSpectrum *self, LtPlot *plot, const LtLiveWatchReading *reading)
{
  lt_picture_spectrum_dbfs (reading->in_dbfs, LT_LIVE_SPECTRUM_BINS, reading->bin_hz, self->octaves,
                            self->tilt, self->hz, LT_FX_SPECTRUM_N, self->in_db);
  lt_picture_spectrum_dbfs (reading->out_dbfs, LT_LIVE_SPECTRUM_BINS, reading->bin_hz,
                            self->octaves, self->tilt, self->hz, LT_FX_SPECTRUM_N, self->out_db);
  self->is_known = TRUE;
  lt_plot_redraw_live (plot);
}

/* (transfer full): of a canvas; *floor: where silence lies, px. */
static float *
dup_curve (
    const LtFxSpectrum *self, LtPlot *plot, LtPlotCanvas *canvas, const float *db, double *floor)
{
  double (*to_px) (LtPlot *, double) = self->on_right ? lt_plot_to_right : lt_plot_to_y;
  double lowest = (self->on_right ? lt_plot_get_right (plot) : lt_plot_get_y (plot))->from - BELOW,
         x[LT_FX_SPECTRUM_N], y[LT_FX_SPECTRUM_N];

  for (guint i = 0; i < LT_FX_SPECTRUM_N; i++)
    {
      x[i] = lt_plot_to_x (plot, self->hz[i]);
      y[i] = to_px (plot, MAX ((double) db[i], lowest));
    }
  *floor = to_px (plot, lowest);
  return lt_plot_canvas_dup_curve (canvas, x, y, LT_FX_SPECTRUM_N);
}

void
lt_fx_spectrum_draw_behind (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtFxSpectrum *self = data;
  GdkRGBA       fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.12),
          before = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.25),
          after = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.45);
  double floor;

  if (!self->is_known)
    return;
  LtPlotCanvas     *canvas = lt_plot_canvas_new (plot);
  g_autofree float *in = dup_curve (self, plot, canvas, self->in_db, &floor),
                   *out = dup_curve (self, plot, canvas, self->out_db, &floor);
  lt_plot_canvas_line (canvas, in, 1.0, &before);
  lt_plot_canvas_area (canvas, out, floor, &fill);
  lt_plot_canvas_line (canvas, out, 1.0, &after);
  lt_plot_canvas_paint (canvas, cr);
}

/* Between two curves, where the first is above the second. */
static void
fill_between (LtPlotCanvas *canvas, const float *upper, const float *lower, const GdkRGBA *colour)
{
  guint n = lt_plot_canvas_get_n_columns (canvas);

  for (guint c = 0; c < n; c++)
    if (isfinite (upper[c]) && isfinite (lower[c]) && upper[c] < lower[c])
      lt_plot_canvas_run (canvas, c, upper[c], lower[c], colour);
}

void
lt_fx_spectrum_draw_removed (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtFxSpectrum *self = data;
  GdkRGBA       fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.10),
          removed = lt_palette_alpha (lt_palette_get (LT_COLOUR_GR), 0.45),
          edge = lt_palette_alpha (lt_palette_get (LT_COLOUR_GR), 0.9);
  double floor;

  if (!self->is_known)
    return;
  LtPlotCanvas     *canvas = lt_plot_canvas_new (plot);
  g_autofree float *in = dup_curve (self, plot, canvas, self->in_db, &floor),
                   *out = dup_curve (self, plot, canvas, self->out_db, &floor);
  lt_plot_canvas_area (canvas, out, floor, &fill);
  lt_plot_canvas_line (canvas, in, 1.0, &edge);
  fill_between (canvas, in, out, &removed);
  lt_plot_canvas_line (canvas, out, 1.4, lt_palette_get (LT_COLOUR_FG));
  lt_plot_canvas_paint (canvas, cr);
}

void
lt_fx_spectrum_draw_legend (LtPlot *plot, cairo_t *cr, const LtFxLegend *entries)
{
  g_autoptr (PangoLayout) layout = lt_draw_layout (
      GTK_WIDGET (plot), NULL, lt_draw_text_px (GTK_WIDGET (plot), 10.5), PANGO_WEIGHT_MEDIUM);
  const double    dash[] = { 4, 3 };
  graphene_rect_t well;
  guint           n = 0;

  lt_plot_get_well (plot, &well);
  while (entries[n].text != NULL)
    n++;
  double right = well.origin.x + well.size.width - 12.0, y = well.origin.y + 14.0;
  while (n-- > 0 && right > well.origin.x + well.size.width / 3.0)
    {
      int width, height;

      pango_layout_set_text (layout, _ (entries[n].text), -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG2));
      cairo_move_to (cr, round (right - width), round (y - height / 2.0));
      pango_cairo_show_layout (cr, layout);
      gdk_cairo_set_source_rgba (cr, lt_palette_get (entries[n].colour));
      cairo_set_line_width (cr, 2.0);
      cairo_set_dash (cr, dash, entries[n].is_dashed ? 2 : 0, 0);
      cairo_move_to (cr, right - width - 22.0, round (y));
      cairo_rel_line_to (cr, 16.0, 0.0);
      cairo_stroke (cr);
      right -= width + 38.0;
    }
  cairo_set_dash (cr, NULL, 0, 0);
}
