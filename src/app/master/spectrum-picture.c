// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Live layers over a log axis; the spectrogram is a picture in which the newest column takes the place of the oldest.
// Layer: app.

#include "app/master/spectrum-picture.h"

#include "app/widgets/number-text.h"
#include "app/widgets/plot-canvas.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define N           LT_SPECTRUM_POINTS
#define SILENCE_DB  -200.0
#define OCTAVES     (1.0 / 12.0)
#define COLUMNS     500 /* 10 s */
#define COLUMNS_HZ  50.0
#define FLOOR_DB    -90.0
#define THIRD_EDGE  1.12201845430196 /* 10^(1/20) */
#define HANN_BINS   1.5

struct _LtSpectrumPicture
{
  LtPlot        *plot;
  LtSpectrumView view;
  double         tilt, from_hz, to_hz, x, drag_from;
  gboolean       has_hold, is_filled, has_reference;

  guint  n_traces;
  double hz[N], level[2][N], hold[2][N], reference[N];
  double bands[2][LT_LIVE_SCOPE_BANDS], band_holds[2][LT_LIVE_SCOPE_BANDS], reference_bands[LT_LIVE_SCOPE_BANDS];
  double bin_hz; /* of the newest reading */
  float  scratch[N];

  const float *bins; /* of the reference, borrowed */
  guint        n_bins;
  double       reference_bin_hz, shift_db;

  cairo_surface_t *waterfall;
  guint            column; /* the oldest */
  guint32          heat[256];
  guint            heat_serial;
};

static LtColour
colour_of (guint trace)
{
  return trace == 0 ? LT_COLOUR_FG : LT_COLOUR_ACCENT_LINE;
}

/* --- lines and bars --- */

static void
dash (LtSpectrumPicture *self, cairo_t *cr, const double *x, const double *y)
{
  static const double dashes[] = { 5, 3 };

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_REF));
  cairo_set_line_width (cr, 1.4);
  cairo_set_dash (cr, dashes, 2, 0);
  for (guint i = 0; i < N; i++)
    cairo_line_to (cr, x[i], y[i]);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_lines (LtSpectrumPicture *self, cairo_t *cr)
{
  GdkRGBA       fill = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.10), faint = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.25);
  LtPlotCanvas *canvas = lt_plot_canvas_new (self->plot);
  double        x[N], y[N];
  double        floor = lt_plot_to_y (self->plot, lt_plot_get_y (self->plot)->from - 10.0);

  for (guint i = 0; i < N; i++)
    x[i] = lt_plot_to_x (self->plot, self->hz[i]);
  for (guint trace = self->n_traces; trace-- > 0;)
    {
      g_autofree float *level = NULL, *hold = NULL;

      for (guint i = 0; i < N; i++)
        y[i] = lt_plot_to_y (self->plot, self->hold[trace][i]);
      hold = lt_plot_canvas_dup_curve (canvas, x, y, N);
      for (guint i = 0; i < N; i++)
        y[i] = lt_plot_to_y (self->plot, self->level[trace][i]);
      level = lt_plot_canvas_dup_curve (canvas, x, y, N);
      if (self->has_hold)
        lt_plot_canvas_line (canvas, hold, 1.0, &faint);
      if (trace == 0)
        lt_plot_canvas_area (canvas, level, floor, &fill);
      lt_plot_canvas_line (canvas, level, 1.4, lt_palette_get (colour_of (trace)));
    }
  lt_plot_canvas_paint (canvas, cr);
  if (!self->has_reference)
    return;
  for (guint i = 0; i < N; i++)
    y[i] = lt_plot_to_y (self->plot, self->reference[i]);
  dash (self, cr, x, y);
}

static void
draw_thirds (LtSpectrumPicture *self, cairo_t *cr)
{
  double floor = lt_plot_to_y (self->plot, lt_plot_get_y (self->plot)->from - 10.0);

  for (guint b = 0; b < LT_LIVE_SCOPE_BANDS; b++)
    {
      double hz = lt_live_scope_band_hz (b), left = lt_plot_to_x (self->plot, hz / THIRD_EDGE) + 1, width = lt_plot_to_x (self->plot, hz * THIRD_EDGE) - 1 - left;

      for (guint trace = 0; trace < self->n_traces; trace++)
        {
          GdkRGBA fill = lt_palette_alpha (lt_palette_get (colour_of (trace)), trace == 0 ? 0.45 : 0.8);
          double  part = width / self->n_traces, x = left + trace * part, y;

          if (isnan (self->bands[trace][b]))
            continue;
          y = lt_plot_to_y (self->plot, MAX (self->bands[trace][b], SILENCE_DB));
          gdk_cairo_set_source_rgba (cr, &fill);
          cairo_rectangle (cr, x, y, part, MAX (floor - y, 0));
          cairo_fill (cr);
          gdk_cairo_set_source_rgba (cr, lt_palette_get (colour_of (trace)));
          if (self->has_hold)
            cairo_rectangle (cr, x, lt_plot_to_y (self->plot, MAX (self->band_holds[trace][b], SILENCE_DB)), part, 1);
          cairo_fill (cr);
        }
      if (!self->has_reference)
        continue;
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_REF));
      cairo_rectangle (cr, left, lt_plot_to_y (self->plot, MAX (self->reference_bands[b], SILENCE_DB)) - 1, width, 2);
      cairo_fill (cr);
    }
}

/* --- spectrogram --- */

static void
draw_waterfall (LtSpectrumPicture *self, cairo_t *cr)
{
  graphene_rect_t well;

  lt_plot_get_well (self->plot, &well);
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE); /* no seam between the halves */
  cairo_translate (cr, well.origin.x, well.origin.y);
  cairo_scale (cr, well.size.width / COLUMNS, well.size.height / LT_LIVE_SCOPE_ROWS);
  for (int half = 0; half < 2; half++)
    {
      double at = half == 0 ? -(double) self->column : COLUMNS - (double) self->column;

      cairo_set_source_surface (cr, self->waterfall, at, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_FAST);
      cairo_rectangle (cr, half == 0 ? 0 : at, 0, half == 0 ? COLUMNS - self->column : self->column, LT_LIVE_SCOPE_ROWS);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

static void
heat (LtSpectrumPicture *self)
{
  if (self->heat_serial == lt_palette_get_serial () + 1)
    return;
  self->heat_serial = lt_palette_get_serial () + 1;
  for (guint i = 0; i < G_N_ELEMENTS (self->heat); i++)
    {
      GdkRGBA c = lt_palette_heat (i / 255.0);

      self->heat[i] = 0xff000000u | (guint32) (c.red * 255) << 16 | (guint32) (c.green * 255) << 8 | (guint32) (c.blue * 255);
    }
}

void
lt_spectrum_picture_add_column (LtSpectrumPicture *self, const float *dbfs)
{
  int      stride = cairo_image_surface_get_stride (self->waterfall) / 4;
  guint32 *pixels = (gpointer) cairo_image_surface_get_data (self->waterfall);

  heat (self);
  cairo_surface_flush (self->waterfall); /* pictures that still show it keep what they had */
  for (guint r = 0; r < LT_LIVE_SCOPE_ROWS; r++)
    {
      double share = CLAMP (1.0 - (double) dbfs[r] / FLOOR_DB, 0.0, 1.0);

      pixels[(int) (LT_LIVE_SCOPE_ROWS - 1 - r) * stride + (int) self->column] = self->heat[(guint) (share * 255.0)];
    }
  cairo_surface_mark_dirty (self->waterfall);
  self->column = (self->column + 1) % COLUMNS;
  lt_plot_redraw_live (self->plot);
}

static void
draw (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtSpectrumPicture *self = data;

  if (self->view == LT_SPECTRUM_WATERFALL)
    draw_waterfall (self, cr);
  else if (!self->is_filled)
    return;
  else if (self->view == LT_SPECTRUM_THIRDS)
    draw_thirds (self, cr);
  else
    draw_lines (self, cr);
}

/* --- under the pointer --- */

/* (transfer full): "F4 +14 ct" */
static char *
dup_note (double hz)
{
  static const char *const names[] = { "C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B" };
  double                   note = 69.0 + 12.0 * log2 (hz / 440.0);
  int                      nearest = (int) lround (note), cents = (int) lround ((note - nearest) * 100.0);

  return g_strdup_printf ("%s%d %s%d ct", names[(nearest % 12 + 12) % 12], nearest / 12 - 1, cents < 0 ? "\u2212" : "+", ABS (cents));
}

/* What is read at @hz, and the reference there. */
static double
level_at (LtSpectrumPicture *self, double hz, double *reference)
{
  double share = log (hz / self->hz[0]) / log (self->hz[N - 1] / self->hz[0]);
  guint  at = (guint) CLAMP (share * (N - 1) + 0.5, 0.0, N - 1.0), band = (guint) CLAMP (lround (10.0 * log10 (hz / 25.118864)), 0, (long) LT_LIVE_SCOPE_BANDS - 1);

  if (self->view == LT_SPECTRUM_THIRDS)
    {
      *reference = self->reference_bands[band];
      return self->bands[0][band];
    }
  *reference = self->reference[at];
  return self->level[0][at];
}

static gboolean
is_pointing (LtSpectrumPicture *self)
{
  graphene_rect_t well;

  lt_plot_get_well (self->plot, &well);
  return self->view != LT_SPECTRUM_WATERFALL && self->x >= well.origin.x && self->x <= well.origin.x + well.size.width;
}

char *
lt_spectrum_picture_dup_words (LtSpectrumPicture *self)
{
  double hz = lt_plot_from_x (self->plot, self->x), reference, level;

  if (!is_pointing (self))
    return NULL;
  level = level_at (self, hz, &reference);
  level = self->is_filled && level > SILENCE_DB ? level : -INFINITY;
  g_autofree char *note = dup_note (hz);
  g_autofree char *frequency = lt_number_text_dup (&(LtNumberFormat) { .kind = LT_NUMBER_HZ }, hz);
  g_autofree char *words = lt_number_text_dup (&(LtNumberFormat) { .kind = LT_NUMBER_DB }, level);
  g_autofree char *first = g_strdup_printf ("%s   %s   %s", frequency, note, words);
  double           off = level - reference;

  if (!self->has_reference || !isfinite (off) || reference <= SILENCE_DB)
    return g_steal_pointer (&first);
  g_autofree char *second = g_strdup_printf (off < 0.0 ? _ ("%.1f dB below reference") : _ ("%.1f dB above reference"), fabs (off));
  return g_strdup_printf ("%s   %s", first, second);
}

static void
draw_pointer (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtSpectrumPicture *self = data;
  g_autofree char   *words = lt_spectrum_picture_dup_words (self);
  GdkRGBA            band = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT), 0.2);
  graphene_rect_t    well;

  if (words == NULL)
    return;
  lt_plot_get_well (plot, &well);
  if (self->drag_from >= 0.0)
    {
      gdk_cairo_set_source_rgba (cr, &band);
      cairo_rectangle (cr, MIN (self->drag_from, self->x), well.origin.y, fabs (self->x - self->drag_from), well.size.height);
      cairo_fill (cr);
    }
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG2));
  cairo_rectangle (cr, floor (self->x), well.origin.y, 1, well.size.height);
  cairo_fill (cr);
  lt_plot_tag (plot, cr, words, self->x + (self->has_reference ? 170 : 90), well.origin.y + 26);
}

void
lt_spectrum_picture_point (LtSpectrumPicture *self, double x, double from)
{
  self->x = x;
  self->drag_from = from;
  lt_plot_redraw_live (self->plot);
}

/* --- what there is to draw --- */

static void
smooth (LtSpectrumPicture *self, const float *bins, guint n_bins, double bin_hz, double shift_db, double *out)
{
  lt_picture_spectrum_dbfs (bins, n_bins, bin_hz, OCTAVES, self->tilt, self->hz, N, self->scratch);
  for (guint i = 0; i < N; i++)
    out[i] = MAX ((double) self->scratch[i] + shift_db, SILENCE_DB);
}

/* Power of the reference between the edges of a third octave. */
static double
band_of (const float *bins, guint n_bins, double bin_hz, double hz)
{
  double low = hz / THIRD_EDGE / bin_hz + 0.5, high = hz * THIRD_EDGE / bin_hz + 0.5, sum = 0.0;

  for (guint k = (guint) low; k < n_bins && k < high; k++)
    sum += pow (10.0, 0.1 * (double) bins[k]) * (MIN (high, k + 1.0) - MAX (low, k));
  return 10.0 * log10 (sum / HANN_BINS);
}

/* A long transform parts noise finer: the line is raised by as much as its bins are narrower. */
static void
fill_reference (LtSpectrumPicture *self)
{
  self->has_reference = self->bins != NULL;
  if (!self->has_reference)
    return;
  smooth (self, self->bins, self->n_bins, self->reference_bin_hz, self->shift_db + 10.0 * log10 (self->bin_hz / self->reference_bin_hz), self->reference);
  for (guint b = 0; b < LT_LIVE_SCOPE_BANDS; b++)
    self->reference_bands[b] = band_of (self->bins, self->n_bins, self->reference_bin_hz, lt_live_scope_band_hz (b)) + self->shift_db;
  lt_plot_redraw_live (self->plot);
}

void
lt_spectrum_picture_set_reference (LtSpectrumPicture *self, const float *bins, guint n_bins, double bin_hz, double shift_db)
{
  if (self->bins == bins && self->shift_db == shift_db)
    return;
  self->bins = bins;
  self->n_bins = n_bins;
  self->reference_bin_hz = bin_hz;
  self->shift_db = shift_db;
  fill_reference (self);
}

void
lt_spectrum_picture_take (LtSpectrumPicture *self, const LtLiveScope *scope)
{
  gboolean is_new_size = self->bin_hz != scope->bin_hz;

  self->n_traces = scope->n_traces;
  self->bin_hz = scope->bin_hz;
  self->is_filled = TRUE;
  for (guint trace = 0; trace < scope->n_traces; trace++)
    {
      smooth (self, scope->average_dbfs[trace], scope->n_bins, scope->bin_hz, 0.0, self->level[trace]);
      smooth (self, scope->hold_dbfs[trace], scope->n_bins, scope->bin_hz, 0.0, self->hold[trace]);
    }
  memcpy (self->bands, scope->bands_dbfs, sizeof self->bands);
  memcpy (self->band_holds, scope->band_holds_dbfs, sizeof self->band_holds);
  if (is_new_size)
    fill_reference (self);
  lt_plot_redraw_live (self->plot);
}

static void
set_axes (LtSpectrumPicture *self)
{
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (-72.0, -12.0, 12.0);

  x.from = self->from_hz;
  x.to = self->to_hz;
  if (self->view == LT_SPECTRUM_THIRDS)
    y = lt_plot_axis_db (-60.0, 0.0, 12.0);
  if (self->view == LT_SPECTRUM_WATERFALL)
    {
      y = lt_plot_axis_frequency ();
      x = (LtPlotAxis) { .kind = LT_PLOT_AXIS_LINEAR, .from = -COLUMNS / COLUMNS_HZ, .step = 2.0, .unit = "s" };
    }
  lt_plot_set_axes (self->plot, &x, &y);
}

void
lt_spectrum_picture_zoom (LtSpectrumPicture *self, double from_hz, double to_hz)
{
  double middle = sqrt (from_hz * to_hz), least = pow (2.0, 1.0 / 12.0);

  self->from_hz = CLAMP (MIN (from_hz, middle / least), 20.0, 20000.0 / (least * least));
  self->to_hz = CLAMP (MAX (to_hz, middle * least), self->from_hz * least * least, 20000.0);
  lt_picture_log_hz (self->from_hz, self->to_hz, N, self->hz);
  set_axes (self);
  fill_reference (self);
}

void
lt_spectrum_picture_zoom_at (LtSpectrumPicture *self, double hz, double factor)
{
  double below = log (hz / self->from_hz) / factor, above = log (self->to_hz / hz) / factor;

  lt_spectrum_picture_zoom (self, hz * exp (-below), hz * exp (above));
}

void
lt_spectrum_picture_set_view (LtSpectrumPicture *self, LtSpectrumView view)
{
  self->view = view;
  set_axes (self);
}

void
lt_spectrum_picture_set_tilt (LtSpectrumPicture *self, double db_per_octave)
{
  self->tilt = db_per_octave;
  fill_reference (self);
}

void
lt_spectrum_picture_set_has_hold (LtSpectrumPicture *self, gboolean has_hold)
{
  self->has_hold = has_hold;
  lt_plot_redraw_live (self->plot);
}

LtSpectrumPicture *
lt_spectrum_picture_new (LtPlot *plot)
{
  LtSpectrumPicture *self = g_new0 (LtSpectrumPicture, 1);

  self->plot = plot;
  self->x = self->drag_from = -1.0;
  self->has_hold = TRUE;
  self->n_traces = 1;
  self->bin_hz = 48000.0 / 8192.0;
  self->waterfall = cairo_image_surface_create (CAIRO_FORMAT_RGB24, COLUMNS, LT_LIVE_SCOPE_ROWS);
  lt_plot_add_live_layer (plot, draw, self);
  lt_plot_add_live_layer (plot, draw_pointer, self);
  lt_spectrum_picture_zoom (self, 20.0, 20000.0);
  return self;
}

void
lt_spectrum_picture_free (LtSpectrumPicture *self)
{
  cairo_surface_destroy (self->waterfall);
  g_free (self);
}
