// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The histogram is of short-term loudness, as the range is; its marks are the range's own percentiles.
// Layer: app.

#include "app/master/loudness-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define ABOVE     12.0 /* LU about the target */
#define BELOW     24.0
#define STEP      0.5 /* LU of a bar */
#define N_BARS    72u /* (ABOVE + BELOW) / STEP */

struct _LtLoudnessPlot
{
  LtPlot parent_instance;

  double             target;
  LtLoudnessPlotView view;
  GArray            *points; /* of LtLiveLoudness: what the view shows, the newest last */
  double             step_s; /* of each */
  double             seconds; /* that the axis has room for */
  gboolean           is_shown; /* something of @serial is */
  guint64            serial;
  guint64            bars[N_BARS], most;
  double             low, high; /* of the range; NAN: none */
};

G_DEFINE_FINAL_TYPE (LtLoudnessPlot, lt_loudness_plot, LT_TYPE_PLOT)

typedef float (*Field) (const LtLiveLoudness *point);

static float
momentary (const LtLiveLoudness *point)
{
  return point->momentary_lufs;
}

static float
short_term (const LtLiveLoudness *point)
{
  return point->short_term_lufs;
}

static float
integrated (const LtLiveLoudness *point)
{
  return point->integrated_lufs;
}

/* --- the axis of time --- */

static const struct
{
  double      seconds, unit_s, step; /* step: of the grid, in units */
  const char *unit;
} scales[] = {
  { 60, 1, 20, "s" },      { 120, 1, 60, "s" },     { 300, 60, 1, "min" },   { 600, 60, 2, "min" },   { 1200, 60, 5, "min" },
  { 1800, 60, 10, "min" }, { 3600, 60, 20, "min" }, { 7200, 3600, 1, "h" },  { 14400, 3600, 1, "h" }, { 28800, 3600, 2, "h" },
  { 86400, 3600, 6, "h" }, { 604800, 3600, 24, "h" },
};

/* The first that has room for @seconds, or the last. */
static guint
scale_of (double seconds)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (scales) && scales[i].seconds < seconds)
    i++;
  return i;
}

static guint
scale_shown (const LtLoudnessPlot *self)
{
  return scale_of (self->seconds);
}

static void
set_axes (LtLoudnessPlot *self)
{
  guint      i = scale_shown (self);
  LtPlotAxis x = lt_plot_axis_db (-scales[i].seconds / scales[i].unit_s, 0.0, scales[i].step);
  LtPlotAxis y = lt_plot_axis_db (self->target - BELOW, self->target + ABOVE, 12.0);

  x.unit = scales[i].unit;
  if (self->view == LT_LOUDNESS_PLOT_HISTOGRAM)
    {
      x = lt_plot_axis_db (self->target - BELOW, self->target + ABOVE, 6.0);
      y = lt_plot_axis_db (0.0, 100.0, 50.0);
    }
  lt_plot_set_axes (LT_PLOT (self), &x, &y);
}

/* --- lines --- */

/* The loudest of the points that fall on one column of pixels; a gap where nothing is known. */
static void
draw_line (LtLoudnessPlot *self, cairo_t *cr, Field field, double width, const GdkRGBA *colour)
{
  double   unit_s = scales[scale_shown (self)].unit_s;
  guint    n = self->points->len;
  gboolean is_down = FALSE;

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, width);
  for (guint i = 0; i < n;)
    {
      double x = lt_plot_to_x (LT_PLOT (self), (i + 1.0 - n) * self->step_s / unit_s), next = x;
      float  value = NAN;

      for (; i < n && (next = lt_plot_to_x (LT_PLOT (self), (i + 1.0 - n) * self->step_s / unit_s)) < x + 0.5; i++)
        value = fmaxf (value, field (&g_array_index (self->points, LtLiveLoudness, i)));
      if (!isnan (value))
        (is_down ? cairo_line_to : cairo_move_to) (cr, x, lt_plot_to_y (LT_PLOT (self), MAX ((double) value, -200.0)));
      is_down = !isnan (value);
    }
  cairo_stroke (cr);
}

static void
draw_history (LtLoudnessPlot *self, cairo_t *cr)
{
  GdkRGBA faint = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.3);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_M2));
  cairo_set_line_width (cr, 1.0);
  lt_plot_rule (LT_PLOT (self), cr, self->target);
  cairo_stroke (cr);
  draw_line (self, cr, momentary, 1.4, &faint);
  draw_line (self, cr, integrated, 1.4, lt_palette_get (LT_COLOUR_ACCENT_LINE));
  draw_line (self, cr, short_term, 1.4, lt_palette_get (LT_COLOUR_FG));
}

/* --- the histogram --- */

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
      double top = lt_plot_to_y (LT_PLOT (self), 100.0 * (double) self->bars[i] / (double) self->most);

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

  if (self->view == LT_LOUDNESS_PLOT_HISTOGRAM)
    draw_histogram (self, cr);
  else if (self->points->len > 0)
    draw_history (self, cr);
}

/* --- what is shown --- */

/* A bar is a whole number of bins. */
static void
count (LtLoudnessPlot *self, const LtLoudnessLog *log)
{
  const guint64 *bins = lt_loudness_log_histogram (log);
  int            first = (int) lround ((self->target - BELOW - LT_LOUDNESS_LOG_LOW_LUFS) / LT_LOUDNESS_LOG_BIN_LU), per_bar = (int) lround (STEP / LT_LOUDNESS_LOG_BIN_LU);

  memset (self->bars, 0, sizeof self->bars);
  self->most = 0;
  for (int i = 0; i < (int) N_BARS * per_bar; i++)
    if (first + i >= 0 && first + i < (int) LT_LOUDNESS_LOG_BINS)
      self->bars[i / per_bar] += bins[first + i];
  for (guint i = 0; i < N_BARS; i++)
    self->most = MAX (self->most, self->bars[i]);
  lt_loudness_log_range (log, &self->low, &self->high);
}

static void
take_points (LtLoudnessPlot *self, const LtLoudnessLog *log)
{
  gboolean              is_whole = self->view == LT_LOUDNESS_PLOT_WHOLE;
  double                seconds = self->view == LT_LOUDNESS_PLOT_TEN ? 600.0 : 60.0;
  guint                 n, skip;
  const LtLiveLoudness *points = is_whole ? lt_loudness_log_whole (log, &n, &self->step_s) : lt_loudness_log_recent (log, &n);

  if (is_whole)
    seconds = MAX (60.0, (double) lt_loudness_log_get_n (log) * LT_LOUDNESS_LOG_STEP_S);
  else
    self->step_s = LT_LOUDNESS_LOG_STEP_S;
  skip = is_whole ? 0 : n - MIN (n, (guint) lround (seconds / self->step_s) + 1);
  g_array_set_size (self->points, 0);
  if (n > skip)
    g_array_append_vals (self->points, points + skip, n - skip);
  if (scale_of (seconds) != scale_shown (self) || self->seconds == 0.0)
    {
      self->seconds = scales[scale_of (seconds)].seconds;
      set_axes (self);
    }
}

void
lt_loudness_plot_set_log (LtLoudnessPlot *self, const LtLoudnessLog *log)
{
  if (self->is_shown && self->serial == lt_loudness_log_get_serial (log))
    return;
  self->is_shown = TRUE;
  self->serial = lt_loudness_log_get_serial (log);
  if (self->view == LT_LOUDNESS_PLOT_HISTOGRAM)
    count (self, log);
  else
    take_points (self, log);
  lt_plot_redraw_live (LT_PLOT (self));
}

static const char *
name_of (LtLoudnessPlotView view)
{
  switch (view)
    {
    case LT_LOUDNESS_PLOT_MINUTE:
      return _ ("Loudness of the last minute");
    case LT_LOUDNESS_PLOT_TEN:
      return _ ("Loudness of the last ten minutes");
    case LT_LOUDNESS_PLOT_WHOLE:
      return _ ("Loudness since play");
    case LT_LOUDNESS_PLOT_HISTOGRAM:
      break;
    }
  return _ ("How often each loudness was");
}

void
lt_loudness_plot_set_view (LtLoudnessPlot *self, LtLoudnessPlotView view)
{
  self->view = view;
  self->is_shown = FALSE; /* the next log is taken as it is */
  self->seconds = view == LT_LOUDNESS_PLOT_TEN ? 600.0 : 60.0;
  g_array_set_size (self->points, 0);
  set_axes (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name_of (view), -1);
}

static void
lt_loudness_plot_finalize (GObject *object)
{
  g_array_unref (LT_LOUDNESS_PLOT (object)->points);
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
  self->points = g_array_new (FALSE, FALSE, sizeof (LtLiveLoudness));
  self->low = self->high = NAN;
  lt_plot_add_live_layer (LT_PLOT (self), draw, self);
}

GtkWidget *
lt_loudness_plot_new (double target_lufs)
{
  LtLoudnessPlot *self = g_object_new (LT_TYPE_LOUDNESS_PLOT, NULL);

  self->target = target_lufs;
  lt_loudness_plot_set_view (self, LT_LOUDNESS_PLOT_MINUTE);
  return GTK_WIDGET (self);
}
