// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs of a column are blended one over the other; their ends are as faint as they cover their pixels.
// Layer: app/widgets.

#include "app/widgets/plot-canvas.h"

#include "app/widgets/draw.h"

#include <math.h>

struct LtPlotCanvas
{
  cairo_surface_t *surface;
  guint32         *pixels; /* premultiplied */
  int              stride; /* pixels */
  int              width, height;
  double           left, top, scale; /* px of the plot; pixels a px */
};

LtPlotCanvas *
lt_plot_canvas_new (LtPlot *plot)
{
  LtPlotCanvas   *self = g_new0 (LtPlotCanvas, 1);
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  self->surface = lt_draw_surface_new (GTK_WIDGET (plot), well.size.width, well.size.height);
  self->pixels = (gpointer) cairo_image_surface_get_data (self->surface);
  self->stride = cairo_image_surface_get_stride (self->surface) / (int) sizeof *self->pixels;
  self->width = cairo_image_surface_get_width (self->surface);
  self->height = cairo_image_surface_get_height (self->surface);
  self->left = well.origin.x;
  self->top = well.origin.y;
  self->scale = gtk_widget_get_scale_factor (GTK_WIDGET (plot));
  cairo_surface_flush (self->surface);
  return self;
}

guint
lt_plot_canvas_get_n_columns (LtPlotCanvas *self)
{
  return (guint) self->width;
}

double
lt_plot_canvas_get_edge (LtPlotCanvas *self, guint edge)
{
  return self->left + edge / self->scale;
}

float *
lt_plot_canvas_dup_curve (LtPlotCanvas *self, const double *x, const double *y, guint n)
{
  float *curve = g_new (float, self->width + 1);
  guint  i = 0;

  for (int e = 0; e <= self->width; e++)
    {
      double at = lt_plot_canvas_get_edge (self, (guint) e);

      while (i + 2 < n && x[i + 1] < at)
        i++;
      if (n < 2 || at < x[0] - 1.0 || at > x[n - 1] + 1.0)
        curve[e] = NAN;
      else
        curve[e] = (float) (y[i] + (y[i + 1] - y[i]) * CLAMP ((at - x[i]) / (x[i + 1] - x[i]), 0.0, 1.0));
    }
  return curve;
}

/* @ink: premultiplied, its channels in two pairs with room between them. @share: 0–256. */
static void
blend (guint32 *pixel, guint32 ink, guint share)
{
  guint32 even = ((ink & 0xff00ff) * share >> 8) & 0xff00ff, odd = ((ink >> 8 & 0xff00ff) * share >> 8) & 0xff00ff;
  guint   rest = 256 - ((odd >> 16) + (odd >> 23)); /* of 256; the upper of the odd pair is alpha */

  even += ((*pixel & 0xff00ff) * rest >> 8) & 0xff00ff;
  odd += ((*pixel >> 8 & 0xff00ff) * rest >> 8) & 0xff00ff;
  *pixel = even | odd << 8;
}

static guint32
ink_of (const GdkRGBA *colour)
{
  guint a = (guint) lround (255.0 * colour->alpha), r = (guint) lround (255.0 * colour->alpha * colour->red);
  guint g = (guint) lround (255.0 * colour->alpha * colour->green), b = (guint) lround (255.0 * colour->alpha * colour->blue);

  return a << 24 | r << 16 | g << 8 | b;
}

/* From @y0 down to @y1, pixels. */
static void
fill_run (LtPlotCanvas *self, int column, double y0, double y1, guint32 ink)
{
  y0 = CLAMP (y0, 0.0, self->height);
  y1 = CLAMP (y1, 0.0, self->height);

  guint32 *pixel = self->pixels + (int) y0 * self->stride + column;
  for (int row = (int) y0; row < y1; row++, pixel += self->stride)
    blend (pixel, ink, (guint) (256.0 * (MIN (row + 1.0, y1) - MAX (row, y0))));
}

void
lt_plot_canvas_area (LtPlotCanvas *self, const float *curve, double base, const GdkRGBA *colour)
{
  guint32 ink = ink_of (colour);
  double  foot = (base - self->top) * self->scale;

  for (int c = 0; c < self->width; c++)
    if (isfinite (curve[c]) && isfinite (curve[c + 1]))
      {
        double y = ((curve[c] + (double) curve[c + 1]) / 2.0 - self->top) * self->scale;

        fill_run (self, c, MIN (y, foot), MAX (y, foot), ink);
      }
}

void
lt_plot_canvas_line (LtPlotCanvas *self, const float *curve, double width, const GdkRGBA *colour)
{
  guint32 ink = ink_of (colour);
  double  half = width * self->scale / 2.0;

  for (int c = 0; c < self->width; c++)
    if (isfinite (curve[c]) && isfinite (curve[c + 1]))
      fill_run (self, c, (MIN (curve[c], curve[c + 1]) - self->top) * self->scale - half, (MAX (curve[c], curve[c + 1]) - self->top) * self->scale + half, ink);
}

void
lt_plot_canvas_run (LtPlotCanvas *self, guint column, double top, double bottom, const GdkRGBA *colour)
{
  fill_run (self, (int) column, (top - self->top) * self->scale, (bottom - self->top) * self->scale, ink_of (colour));
}

void
lt_plot_canvas_paint (LtPlotCanvas *self, cairo_t *cr)
{
  cairo_surface_mark_dirty (self->surface);
  cairo_set_source_surface (cr, self->surface, self->left, self->top);
  cairo_paint (cr);
  cairo_surface_destroy (self->surface);
  g_free (self);
}
