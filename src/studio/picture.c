// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Curves of effects and spectra.
// Layer: studio.

#include "studio/picture.h"
#include "studio/slot-facts.h"

#include <math.h>
#include <string.h>

#define SILENCE_DB (-200.0)

void
lt_picture_log_hz (double from_hz, double to_hz, guint n, double *out_hz)
{
  for (guint i = 0; i < n; i++)
    out_hz[i] = n > 1 ? from_hz * pow (to_hz / from_hz, (double) i / (n - 1)) : from_hz;
}

bool
lt_picture_has_response (const LtSlot *slot)
{
  return slot->type != NULL && slot->type->response_db != NULL;
}

bool
lt_picture_has_transfer (const LtSlot *slot)
{
  return slot->type != NULL && slot->type->transfer_db != NULL;
}

static bool
response_of (const LtFxType *type, const float *values, double rate_hz, const double *freq_hz, guint n, double *out_db)
{
  LtFxSetup setup = { .rate_hz = rate_hz, .n_channels = 2 };

  if (type->curve != NULL) /* of an effect with a response that is all of it at once, where each point alone would be slow */
    {
      type->curve (&setup, values, freq_hz, n, out_db);
      return true;
    }
  for (guint i = 0; i < n; i++)
    out_db[i] = type->response_db (&setup, values, MIN (freq_hz[i], 0.4999 * rate_hz));
  return true;
}

static bool
flat (guint n, double *out_db)
{
  for (guint i = 0; i < n; i++)
    out_db[i] = 0.0;
  return false;
}

bool
lt_picture_response_db (const LtSlot *slot, double rate_hz, const double *freq_hz, guint n, double *out_db)
{
  return lt_picture_has_response (slot) ? response_of (slot->type, slot->values, rate_hz, freq_hz, n, out_db) : flat (n, out_db);
}

/* Row of the switch of a band (from 0), or −1: bands are what an effect calls b1-on, b2-on … */
static int
switch_of (const LtFxType *type, guint band)
{
  char key[32];

  g_snprintf (key, sizeof key, "b%u-on", band + 1);
  return lt_param_find (type->params, type->n_params, key);
}

guint
lt_picture_n_bands (const LtSlot *slot)
{
  guint n = 0;

  while (lt_picture_has_response (slot) && switch_of (slot->type, n) >= 0)
    n++;
  return n;
}

bool
lt_picture_band_response_db (const LtSlot *slot, guint band, double rate_hz, const double *freq_hz, guint n, double *out_db)
{
  float values[LT_FX_MAX_PARAMS];
  guint n_bands = lt_picture_n_bands (slot);

  if (band >= n_bands)
    return flat (n, out_db);

  /* What is left when all bands are off (an output gain) is nobody's. */
  g_autofree double *rest = g_new (double, MAX (n, 1));
  memcpy (values, slot->values, slot->type->n_params * sizeof (float));
  for (guint b = 0; b < n_bands; b++)
    values[switch_of (slot->type, b)] = 0.0f;
  response_of (slot->type, values, rate_hz, freq_hz, n, rest);

  int row = switch_of (slot->type, band);
  values[row] = slot->values[row];
  response_of (slot->type, values, rate_hz, freq_hz, n, out_db);
  for (guint i = 0; i < n; i++)
    out_db[i] -= rest[i];
  return true;
}

bool
lt_picture_transfer_db (const LtSlot *slot, const double *in_db, guint n, double *out_db)
{
  bool has = lt_picture_has_transfer (slot);

  for (guint i = 0; i < n; i++)
    out_db[i] = has ? slot->type->transfer_db (slot->values, in_db[i]) : in_db[i];
  return has;
}

bool
lt_picture_curve (const LtSlot *slot, double rate_hz, const double *x, guint n, double *y)
{
  g_autoptr (GBytes) bytes = NULL;
  LtFxSetup setup = lt_slot_facts_setup (slot, rate_hz, &bytes);

  if (slot->type == NULL || slot->type->curve == NULL)
    return flat (n, y);
  slot->type->curve (&setup, slot->values, x, n, y);
  return true;
}

double
lt_picture_latency_ms (const LtSlot *slot, double rate_hz)
{
  return 1000.0 * lt_slot_facts_latency (slot, rate_hz) / rate_hz;
}

/* Levels of the bins between which @at (in bins) lies, on a straight line of dB. */
static double
between (const float *bins_dbfs, guint n_bins, double at)
{
  double place = CLAMP (at, 0.0, n_bins - 1.0);
  guint  i = MIN ((guint) place, n_bins - 2);
  double a = fmax (bins_dbfs[i], SILENCE_DB), b = fmax (bins_dbfs[i + 1], SILENCE_DB);

  return a + (b - a) * (place - i);
}

/* Mean power of the bins from @low to @high. */
static double
mean_db (const float *bins_dbfs, guint n_bins, double low, double high)
{
  guint  from = (guint) ceil (fmax (low, 0.0)), to = (guint) fmin (high, n_bins - 1.0);
  double power = 0.0;

  for (guint i = from; i <= to; i++)
    power += isfinite (bins_dbfs[i]) ? pow (10.0, 0.1 * bins_dbfs[i]) : 0.0;
  return power > 0.0 ? 10.0 * log10 (power / (to - from + 1)) : SILENCE_DB;
}

void
lt_picture_spectrum_dbfs (const float *bins_dbfs, guint n_bins, double bin_hz, double octaves, double tilt_db_octave,
                          const double *freq_hz, guint n, float *out_dbfs)
{
  double half = exp2 (0.5 * octaves);

  g_return_if_fail (n_bins >= 2 && bin_hz > 0.0);

  for (guint i = 0; i < n; i++)
    {
      double at = freq_hz[i] / bin_hz;
      bool   wide = at * half - at / half >= 2.0 && at < n_bins - 1.0;
      double db = wide ? mean_db (bins_dbfs, n_bins, at / half, at * half) : between (bins_dbfs, n_bins, at);

      out_dbfs[i] = db > SILENCE_DB ? (float) (db + tilt_db_octave * log2 (freq_hz[i] / 1000.0)) : -INFINITY;
    }
}
