// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture is the effect's response, its transfer curve, its bands, or the last seconds of its reduction.
// Layer: app.

#include "app/master/module-picture.h"

#include "app/widgets/number-text.h"
#include "app/widgets/palette.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N 64u
#define RANGE_DB 12.0
#define LEVEL_DB 24.0 /* under full scale: the foot of the picture */
#define MAX_BANDS 5u

static gboolean
is (const LtSlot *slot, const char *effect)
{
  return strcmp (slot->effect, effect) == 0;
}

/* 0 for a row that there is not. */
static double
value_of (const LtSlot *slot, const char *key)
{
  int at = lt_param_find (slot->type->params, slot->type->n_params, key);

  return at >= 0 ? (double) slot->values[at] : 0.0;
}

/* --- reduction --- */

static gboolean
is_reduction (const LtReadoutSpec *readout)
{
  return readout->unit == LT_UNIT_DB && g_str_has_suffix (readout->key, "reduction");
}

gboolean
lt_module_picture_has_reduction (const LtFxType *type)
{
  for (uint32_t i = 0; i < type->n_readouts; i++)
    if (is_reduction (&type->readouts[i]))
      return TRUE;
  return FALSE;
}

double
lt_module_picture_reduction_db (const LtModulePicture *self, const LtFxType *type)
{
  double most = 0.0;

  for (uint32_t i = 0; i < type->n_readouts && i < LT_FX_MAX_READOUTS; i++)
    if (is_reduction (&type->readouts[i]))
      most = fmax (most, fabs ((double) self->readouts[i]));
  return most;
}

static gboolean
is_empty (const float *values)
{
  for (guint i = 0; i < LT_MODULE_PICTURE_HISTORY; i++)
    if (values[i] != 0.0f)
      return FALSE;
  return TRUE;
}

gboolean
lt_module_picture_push (LtModulePicture *self, const LtFxType *type, const float *readouts, double level_db)
{
  const guint n = LT_MODULE_PICTURE_HISTORY;
  gboolean    is_still = is_empty (self->history) && is_empty (self->levels);

  memset (self->readouts, 0, sizeof self->readouts);
  if (readouts != NULL)
    memcpy (self->readouts, readouts, MIN (type->n_readouts, LT_FX_MAX_READOUTS) * sizeof (float));
  memmove (self->history, self->history + 1, (n - 1) * sizeof (float));
  memmove (self->levels, self->levels + 1, (n - 1) * sizeof (float));
  self->history[n - 1] = (float) lt_module_picture_reduction_db (self, type);
  self->levels[n - 1] = readouts != NULL ? (float) CLAMP ((level_db + LEVEL_DB) / LEVEL_DB, 0.0, 1.0) : 0.0f;
  return !is_still || self->history[n - 1] != 0.0f || self->levels[n - 1] != 0.0f;
}

/* --- drawing --- */

static void
draw_curve (const double *y, cairo_t *cr, int width, int height, double low, double high)
{
  for (guint i = 0; i < N; i++)
    cairo_line_to (cr, (double) i / (N - 1) * width, height * (1.0 - (CLAMP (y[i], low, high) - low) / (high - low)));
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

/* What leaves the limiter, behind what it takes away: its curve would be a line with a bend at every setting. */
static void
draw_levels (const LtModulePicture *self, cairo_t *cr, int width, int height)
{
  const guint n = LT_MODULE_PICTURE_HISTORY;
  GdkRGBA     grey = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.35);

  cairo_move_to (cr, 0, height);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, (double) i / (n - 1) * width, height * (1.0 - (double) self->levels[i]));
  cairo_line_to (cr, width, height);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &grey);
  cairo_fill (cr);
}

static void
draw_history (const LtModulePicture *self, cairo_t *cr, int width, int height)
{
  const guint n = LT_MODULE_PICTURE_HISTORY;
  GdkRGBA     gr = *lt_palette_get (LT_COLOUR_GR), soft = lt_palette_alpha (&gr, 0.5);

  cairo_move_to (cr, 0, 0);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, (double) i / (n - 1) * width, MIN (self->history[i] / RANGE_DB, 1.0) * height);
  cairo_line_to (cr, width, 0);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &soft);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &gr);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

/* One column a band, each with what it reduces. */
static void
draw_bands (const LtModulePicture *self, const LtSlot *slot, cairo_t *cr, int width, int height)
{
  guint   n = (guint) CLAMP (value_of (slot, "bands"), 1.0, (double) MAX_BANDS);
  GdkRGBA well = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.10);

  for (guint b = 0; b < n; b++)
    {
      double x = floor ((double) b * width / n), w = floor ((double) (b + 1) * width / n) - x - 1.0;

      gdk_cairo_set_source_rgba (cr, &well);
      cairo_rectangle (cr, x, 0.0, w, height);
      cairo_fill (cr);
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_GR));
      cairo_rectangle (cr, x, 0.0, w, MIN (fabs ((double) self->readouts[b]) / RANGE_DB, 1.0) * height);
      cairo_fill (cr);
    }
}

/* One bar a band, the highest on top; at 100 % it is half as wide as the picture. What is mono is a line. */
static void
draw_widths (const LtSlot *slot, cairo_t *cr, int width, int height)
{
  guint   n = (guint) CLAMP (value_of (slot, "bands"), 1.0, 4.0), low = value_of (slot, "mono-below") > 20.0;
  double  row = (double) height / (n + low);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG2));
  for (guint b = 0; b < n; b++)
    {
      g_autofree char *key = g_strdup_printf ("b%u-width", b + 1);
      double           w = MAX (width * value_of (slot, key) / 200.0, 2.0);

      cairo_rectangle (cr, (width - w) / 2.0, row * (n - 1 - b) + 2.0, w, row - 4.0);
    }
  if (low)
    cairo_rectangle (cr, width / 2.0 - 1.0, row * n + 2.0, 2.0, row - 4.0);
  cairo_fill (cr);
}

static void
draw_noise (const LtSlot *slot, double rate_hz, cairo_t *cr, int width, int height)
{
  double x[N], y[N];

  lt_picture_log_hz (20.0, 20000.0, N, x);
  if (lt_picture_curve (slot, rate_hz, x, N, y))
    draw_curve (y, cr, width, height, -200.0, -80.0);
}

/* What leaves the curve of what goes in. */
static void
draw_saturation (const LtSlot *slot, double rate_hz, cairo_t *cr, int width, int height)
{
  double x[N], y[N];

  for (guint i = 0; i < N; i++)
    x[i] = -1.0 + 2.0 * i / (N - 1);
  if (lt_picture_curve (slot, rate_hz, x, N, y))
    draw_curve (y, cr, width, height, -1.2, 1.2);
}

static void
draw_shape (const LtSlot *slot, double rate_hz, cairo_t *cr, int width, int height)
{
  double x[N], y[N];

  if (lt_picture_has_response (slot))
    {
      lt_picture_log_hz (20.0, 20000.0, N, x);
      lt_picture_response_db (slot, rate_hz, x, N, y);
      draw_curve (y, cr, width, height, -9.0, 9.0);
    }
  else if (lt_picture_has_transfer (slot))
    {
      for (guint i = 0; i < N; i++)
        x[i] = -48.0 + 48.0 * i / (N - 1);
      lt_picture_transfer_db (slot, x, N, y);
      draw_curve (y, cr, width, height, -48.0, 0.0);
    }
}

void
lt_module_picture_draw (const LtModulePicture *self, const LtSlot *slot, double rate_hz, cairo_t *cr, int width, int height)
{
  if (is (slot, "multiband"))
    draw_bands (self, slot, cr, width, height);
  else if (is (slot, "width"))
    draw_widths (slot, cr, width, height);
  else if (is (slot, "saturate"))
    draw_saturation (slot, rate_hz, cr, width, height);
  else if (is (slot, "dither"))
    draw_noise (slot, rate_hz, cr, width, height);
  else
    {
      if (is (slot, "limit") && !is_empty (self->levels))
        draw_levels (self, cr, width, height);
      else
        draw_shape (slot, rate_hz, cr, width, height);
      if (lt_module_picture_has_reduction (slot->type))
        draw_history (self, cr, width, height);
    }
}

/* --- values --- */

/* The values that say most: of each effect its first rows but for these. NULL: none. */
static const struct
{
  const char *effect, *first, *second;
} telling[] = { { "comp", "ratio", "threshold" }, { "limit", "gain", "ceiling" },  { "dither", "bits", "type" },     { "saturate", "drive", "curve" },
                { "reverb", "decay", "mix" },     { "width", "b1-width", NULL },   { "multiband", "bands", NULL },   { "delay", "time", "mix" },
                { "convolve", "mix", NULL },      { "transient", "attack", "sustain" } };

static char *
dup_row (const LtSlot *slot, int param)
{
  LtNumberFormat format = lt_number_text_from_param (&slot->type->params[param]);

  return lt_number_text_dup (&format, slot->values[param]);
}

static char *
dup_named (const LtSlot *slot, gboolean first)
{
  int param = first ? 0 : -1;

  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    if (is (slot, telling[i].effect))
      {
        const char *key = first ? telling[i].first : telling[i].second;

        param = key != NULL ? lt_param_find (slot->type->params, slot->type->n_params, key) : -1;
      }
  return param >= 0 ? dup_row (slot, param) : g_strdup ("");
}

static gboolean
is_moved (const LtSlot *slot, guint band, double *gain_db)
{
  g_autofree char *on = g_strdup_printf ("b%u-on", band + 1), *gain = g_strdup_printf ("b%u-gain", band + 1);

  *gain_db = value_of (slot, gain);
  return value_of (slot, on) >= 0.5 && *gain_db != 0.0;
}

/* The band that does most. */
static char *
dup_boldest (const LtSlot *slot)
{
  double gain, boldest = 0.0;

  for (guint b = 0; b < lt_picture_n_bands (slot); b++)
    if (is_moved (slot, b, &gain) && fabs (gain) > fabs (boldest))
      boldest = gain;
  LtNumberFormat format = { .kind = LT_NUMBER_DB, .is_signed = TRUE };
  return boldest != 0.0 ? lt_number_text_dup (&format, boldest) : g_strdup ("");
}

char *
lt_module_picture_dup_first (const LtSlot *slot)
{
  if (slot->bypass)
    return g_strdup (_ ("Bypassed"));
  if (slot->type == NULL || slot->type->n_params == 0)
    return g_strdup (_ ("Unknown"));
  if (is (slot, "eq"))
    {
      guint  bands = 0;
      double gain;

      for (guint b = 0; b < lt_picture_n_bands (slot); b++)
        bands += is_moved (slot, b, &gain);
      return g_strdup_printf (ngettext ("%u band", "%u bands", bands), bands);
    }
  if (is (slot, "multiband"))
    {
      guint bands = (guint) value_of (slot, "bands");

      return g_strdup_printf (ngettext ("%u band", "%u bands", bands), bands);
    }
  return dup_named (slot, TRUE);
}

char *
lt_module_picture_dup_second (const LtSlot *slot)
{
  if (slot->bypass || slot->type == NULL || slot->type->n_params == 0 || lt_module_picture_has_reduction (slot->type))
    return g_strdup ("");
  if (is (slot, "eq"))
    return dup_boldest (slot);
  if (is (slot, "width") && value_of (slot, "mono-below") > 20.0)
    return g_strdup_printf (_ ("Mono < %.0f Hz"), value_of (slot, "mono-below"));
  return dup_named (slot, FALSE);
}
