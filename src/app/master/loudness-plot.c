// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The histogram is of short-term loudness, as the range is; its marks are the range's own percentiles.
// Layer: app.
// Ref: EBU Tech 3342: gates at −70 LUFS and 20 LU under the gated mean, 10th to 95th percentile.

#include "app/master/loudness-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SECONDS   60.0
#define POINTS_HZ 10.0
#define ABOVE     12.0 /* LU about the target */
#define BELOW     24.0
#define STEP      0.5 /* LU of a bar */
#define N_BARS    72u /* (ABOVE + BELOW) / STEP */
#define GATE_LUFS -70.0
#define GATE_LU   20.0

struct _LtLoudnessPlot
{
  LtPlot parent_instance;

  double   target;
  gboolean is_histogram;
  GArray  *momentary, *shorts; /* of float: LUFS of the last minute, the newest last; of all since play */
  guint    n;
  guint    bars[N_BARS], most;
  double   low, high; /* of the range; NAN: none */
};

G_DEFINE_FINAL_TYPE (LtLoudnessPlot, lt_loudness_plot, LT_TYPE_PLOT)

static void
draw_line (LtLoudnessPlot *self, cairo_t *cr, const float *values, guint n, const GdkRGBA *colour)
{
  gboolean is_down = FALSE;

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.4);
  for (guint i = 0; i < n; i++)
    {
      double x = lt_plot_to_x (LT_PLOT (self), (i + 1.0 - n) / POINTS_HZ), y = lt_plot_to_y (LT_PLOT (self), MAX ((double) values[i], -200.0));

      if (isnan (values[i]))
        is_down = FALSE;
      else if (is_down)
        cairo_line_to (cr, x, y);
      else
        cairo_move_to (cr, x, y);
      is_down = !isnan (values[i]);
    }
  cairo_stroke (cr);
}

static void
draw_history (LtLoudnessPlot *self, cairo_t *cr)
{
  GdkRGBA faint = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.3);
  guint   n = MIN (self->momentary->len, (guint) (SECONDS * POINTS_HZ)), skip = self->momentary->len - n;

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_M2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (LT_PLOT (self), cr, self->target);
  cairo_stroke (cr);
  draw_line (self, cr, &g_array_index (self->momentary, float, skip), n, &faint);
  draw_line (self, cr, &g_array_index (self->shorts, float, skip), n, lt_palette_get (LT_COLOUR_FG));
}

static void
upright (LtLoudnessPlot *self, cairo_t *cr, double lufs, LtColour colour)
{
  graphene_rect_t well;

  if (!isfinite (lufs))
    return;
  lt_plot_get_well (LT_PLOT (self), &well);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (colour));
  cairo_rectangle (cr, floor (lt_plot_to_x (LT_PLOT (self), lufs)), well.origin.y, 1.5, well.size.height);
  cairo_fill (cr);
}

static void
draw_histogram (LtLoudnessPlot *self, cairo_t *cr)
{
  GdkRGBA fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.5);
  double  foot = lt_plot_to_y (LT_PLOT (self), 0.0);

  gdk_cairo_set_source_rgba (cr, &fill);
  for (guint i = 0; i < N_BARS && self->most > 0; i++)
    {
      double lufs = self->target - BELOW + i * STEP, left = lt_plot_to_x (LT_PLOT (self), lufs);
      double top = lt_plot_to_y (LT_PLOT (self), 100.0 * self->bars[i] / self->most);

      cairo_rectangle (cr, left, top, MAX (lt_plot_to_x (LT_PLOT (self), lufs + STEP) - left - 0.5, 0.5), foot - top);
    }
  cairo_fill (cr);
  upright (self, cr, self->target, LT_COLOUR_M2);
  upright (self, cr, self->low, LT_COLOUR_ACCENT_LINE);
  upright (self, cr, self->high, LT_COLOUR_ACCENT_LINE);
}

static void
draw (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtLoudnessPlot *self = data;

  if (self->is_histogram)
    draw_histogram (self, cr);
  else if (self->momentary->len > 0)
    draw_history (self, cr);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* 10th and 95th percentile of what is above both gates. */
static void
find_range (LtLoudnessPlot *self)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (float));
  double power = 0.0, gate;
  guint  from = 0;

  self->low = self->high = NAN;
  for (guint i = 0; i < self->shorts->len; i++)
    {
      float lufs = g_array_index (self->shorts, float, i);

      if (!(lufs > GATE_LUFS))
        continue;
      g_array_append_val (kept, lufs);
      power += pow (10.0, 0.1 * (double) lufs);
    }
  if (kept->len == 0)
    return;
  gate = 10.0 * log10 (power / kept->len) - GATE_LU;
  g_array_sort (kept, compare);
  while (from + 1 < kept->len && (double) g_array_index (kept, float, from) < gate)
    from++;
  self->low = (double) g_array_index (kept, float, from + (guint) lround (0.10 * (kept->len - 1 - from)));
  self->high = (double) g_array_index (kept, float, from + (guint) lround (0.95 * (kept->len - 1 - from)));
}

static void
count (LtLoudnessPlot *self)
{
  memset (self->bars, 0, sizeof self->bars);
  self->most = 0;
  for (guint i = 0; i < self->shorts->len; i++)
    {
      double bar = ((double) g_array_index (self->shorts, float, i) - self->target + BELOW) / STEP;

      if (bar >= 0.0 && bar < N_BARS)
        self->most = MAX (self->most, ++self->bars[(guint) bar]);
    }
  find_range (self);
}

static gboolean
is_same (const LtLoudnessPlot *self, const LtLiveLoudness *points, guint i)
{
  return memcmp (&points[i].momentary_lufs, &g_array_index (self->momentary, float, i), sizeof (float)) == 0
         && memcmp (&points[i].short_term_lufs, &g_array_index (self->shorts, float, i), sizeof (float)) == 0;
}

/* Other points than those that are shown, and not only more of them: play began anew, maybe while nobody looked. */
static gboolean
is_anew (const LtLoudnessPlot *self, const LtLiveLoudness *points, guint n)
{
  return self->n > 0 && (n < self->n || !is_same (self, points, self->n / 2) || !is_same (self, points, self->n - 1));
}

void
lt_loudness_plot_set_points (LtLoudnessPlot *self, const LtLiveLoudness *points, guint n)
{
  if (is_anew (self, points, n))
    self->n = 0;
  else if (n == self->n)
    return;
  g_array_set_size (self->momentary, self->n);
  g_array_set_size (self->shorts, self->n);
  for (; self->n < n; self->n++)
    {
      g_array_append_val (self->momentary, points[self->n].momentary_lufs);
      g_array_append_val (self->shorts, points[self->n].short_term_lufs);
    }
  if (self->is_histogram)
    count (self);
  lt_plot_redraw_live (LT_PLOT (self));
}

void
lt_loudness_plot_set_is_histogram (LtLoudnessPlot *self, gboolean is_histogram)
{
  LtPlotAxis x = lt_plot_axis_db (-SECONDS, 0.0, 20.0), y = lt_plot_axis_db (self->target - BELOW, self->target + ABOVE, 12.0);

  self->is_histogram = is_histogram;
  x.unit = "s";
  if (is_histogram)
    {
      x = lt_plot_axis_db (self->target - BELOW, self->target + ABOVE, 6.0);
      y = lt_plot_axis_db (0.0, 100.0, 50.0);
      count (self);
    }
  lt_plot_set_axes (LT_PLOT (self), &x, &y);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, is_histogram ? _ ("How often each loudness was") : _ ("Loudness of the last minute"), -1);
}

static void
lt_loudness_plot_finalize (GObject *object)
{
  g_array_unref (LT_LOUDNESS_PLOT (object)->momentary);
  g_array_unref (LT_LOUDNESS_PLOT (object)->shorts);
  G_OBJECT_CLASS (lt_loudness_plot_parent_class)->finalize (object);
}

static void
lt_loudness_plot_class_init (LtLoudnessPlotClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_loudness_plot_finalize;
}

static void
lt_loudness_plot_init (LtLoudnessPlot *self)
{
  self->momentary = g_array_new (FALSE, FALSE, sizeof (float));
  self->shorts = g_array_new (FALSE, FALSE, sizeof (float));
  self->low = self->high = NAN;
  lt_plot_add_live_layer (LT_PLOT (self), draw, self);
}

GtkWidget *
lt_loudness_plot_new (double target_lufs)
{
  LtLoudnessPlot *self = g_object_new (LT_TYPE_LOUDNESS_PLOT, NULL);

  self->target = target_lufs;
  lt_loudness_plot_set_is_histogram (self, FALSE);
  return GTK_WIDGET (self);
}
