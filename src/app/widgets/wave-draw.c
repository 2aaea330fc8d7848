// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Columns are filled by hand, since they are many; the line is cairo's.
// Layer: app/widgets.

#include "app/widgets/wave-draw.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define DOTS_FROM_PX 4.0 /* a sample, logical */
#define JOIN_BELOW 64.0  /* frames a pixel: neighbours may not touch by themselves */

typedef struct
{
  float *min, *max, *rms;
} Row;

static Row
row_new (guint n)
{
  return (Row) { g_new0 (float, n), g_new0 (float, n), g_new0 (float, n) };
}

static void
row_clear (Row *row)
{
  g_free (row->min);
  g_free (row->max);
  g_free (row->rms);
}

/* One channel, or all of them folded. Returns how many values are known. */
static guint
fetch (const LtWaveDraw *self, guint row, double start, double per_value, guint n, Row *out)
{
  guint n_channels = lt_wave_source_get_n_channels (self->source);
  guint known = lt_wave_source_query (self->source, MIN (row, n_channels - 1), start, per_value, n, out->min, out->max, out->rms);

  if (self->n_rows > 1 || n_channels < 2)
    return known;

  Row other = row_new (n);
  known = MIN (known, lt_wave_source_query (self->source, 1, start, per_value, n, other.min, other.max, other.rms));
  for (guint i = 0; i < n; i++)
    {
      out->min[i] = MIN (out->min[i], other.min[i]);
      out->max[i] = MAX (out->max[i], other.max[i]);
      out->rms[i] = sqrtf ((out->rms[i] * out->rms[i] + other.rms[i] * other.rms[i]) / 2.0f);
    }
  row_clear (&other);
  return known;
}

static guint32
lay (guint32 under, const GdkRGBA *over, double cover)
{
  double  a = over->alpha * cover, rest = 1.0 - a;
  guint32 alpha = (guint32) lrint (255.0 * a + rest * (under >> 24));
  guint32 r = (guint32) lrint (255.0 * a * over->red + rest * (under >> 16 & 255));
  guint32 g = (guint32) lrint (255.0 * a * over->green + rest * (under >> 8 & 255));
  guint32 b = (guint32) lrint (255.0 * a * over->blue + rest * (under & 255));

  return alpha << 24 | r << 16 | g << 8 | b;
}

/* From @top to @bottom, which may lie inside a pixel. */
static void
fill (const LtWaveDraw *self, guint32 *pixels, int x, double top, double bottom, const GdkRGBA *colour)
{
  top = CLAMP (top, 0.0, self->height);
  bottom = CLAMP (bottom, 0.0, self->height);
  for (int y = (int) floor (top); y < bottom; y++)
    {
      double   cover = MIN (y + 1.0, bottom) - MAX (y, top);
      guint32 *pixel = &pixels[(gsize) y * (gsize) self->width + (gsize) x];

      if (cover > 0.0)
        *pixel = lay (*pixel, colour, cover);
    }
}

/* Columns that don't touch their neighbours reach out to them. */
static void
join (Row *row, guint n)
{
  for (guint i = n - 1; i > 0; i--)
    {
      row->max[i] = MAX (row->max[i], row->min[i - 1]);
      row->min[i] = MIN (row->min[i], row->max[i - 1]);
    }
}

static gboolean
draw_columns (const LtWaveDraw *self, guint32 *pixels, double start, double per_pixel)
{
  guint    n = (guint) self->width;
  Row      row = row_new (n);
  gboolean whole = TRUE;

  for (guint r = 0; r < self->n_rows; r++)
    {
      double h = (double) self->height / self->n_rows, mid = h * (r + 0.5), half = h / 2.0 - self->scale, thin = self->scale / 2.0;

      whole &= fetch (self, r, start, per_pixel, n, &row) == n;
      if (per_pixel < JOIN_BELOW)
        join (&row, n);
      for (guint i = 0; i < n; i++)
        {
          double high = self->gain < 0.0 ? row.min[i] : row.max[i], low = self->gain < 0.0 ? row.max[i] : row.min[i];
          double up = CLAMP (high * self->gain, -1.0, 1.0) * half, down = CLAMP (-low * self->gain, -1.0, 1.0) * half;
          double rms = MIN (row.rms[i] * fabs (self->gain), 1.0) * half;

          if (up + down < 2.0 * thin)
            {
              double middle = (up - down) / 2.0;
              up = middle + thin;
              down = thin - middle;
            }
          fill (self, pixels, (int) i, mid - up, mid + down, &self->peak);
          if (rms > 0.6 * self->scale)
            fill (self, pixels, (int) i, mid - MIN (rms, up), mid + MIN (rms, down), &self->rms);
        }
    }
  row_clear (&row);
  return whole;
}

static void
draw_dots (cairo_t *cr, const LtWaveDraw *self, const Row *row, guint n, const double *place)
{
  double px = place[1], x0 = place[0], mid = place[2], half = place[3];
  double radius = MIN (2.7, 0.35 * px / self->scale) * self->scale;

  cairo_set_source_rgba (cr, self->peak.red, self->peak.green, self->peak.blue, self->peak.alpha * 0.45);
  cairo_set_line_width (cr, self->scale);
  for (guint i = 0; i < n; i++)
    {
      cairo_move_to (cr, x0 + i * px, mid);
      cairo_line_to (cr, x0 + i * px, mid - row->max[i] * self->gain * half);
    }
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &self->rms);
  for (guint i = 0; i < n; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, x0 + i * px, mid - row->max[i] * self->gain * half, radius, 0.0, 2.0 * G_PI);
    }
  cairo_fill (cr);
}

/* Less than a frame a pixel: a value is one sample. */
static gboolean
draw_line (const LtWaveDraw *self, cairo_t *cr, double start, double per_pixel)
{
  double   from = floor (start) - 2.0, px = 1.0 / per_pixel;
  guint    n = (guint) ceil (self->width * per_pixel) + 5;
  Row      row = row_new (n);
  gboolean whole = TRUE;

  for (guint r = 0; r < self->n_rows; r++)
    {
      double h = (double) self->height / self->n_rows, mid = h * (r + 0.5), half = h / 2.0 - self->scale, x0 = (from - start) * px;

      whole &= fetch (self, r, from, 1.0, n, &row) == n;
      cairo_save (cr); /* what is drawn larger than its row stays in it */
      cairo_rectangle (cr, 0.0, h * r, self->width, h);
      cairo_clip (cr);
      gdk_cairo_set_source_rgba (cr, &self->rms);
      cairo_set_line_width (cr, 1.5 * self->scale);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      for (guint i = 0; i < n; i++)
        cairo_line_to (cr, x0 + i * px, mid - row.max[i] * self->gain * half);
      cairo_stroke (cr);
      if (px / self->scale >= DOTS_FROM_PX)
        draw_dots (cr, self, &row, n, (double[]) { x0, px, mid, half });
      cairo_restore (cr);
    }
  row_clear (&row);
  return whole;
}

guint8 *
lt_wave_draw_pixels (const LtWaveDraw *self, gboolean *is_whole)
{
  double  ratio = lt_wave_source_get_ratio (self->source);
  double  start = self->first * ratio, per_pixel = self->frames_per_pixel * ratio;
  guint8 *pixels = g_malloc0 ((gsize) self->width * (gsize) self->height * 4);

  if (per_pixel >= 1.0)
    {
      *is_whole = draw_columns (self, (guint32 *) (gpointer) pixels, start, per_pixel);
      return pixels;
    }

  cairo_surface_t *surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, self->width, self->height, self->width * 4);
  cairo_t         *cr = cairo_create (surface);
  *is_whole = draw_line (self, cr, start, per_pixel);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixels;
}
