// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a sound is measured for a match.
// Layer: studio.

#include "studio/match-private.h"

#include "meter/k-power.h"
#include "studio/effect-run.h"

#include <math.h>

#define N_BANDS     LT_SPECTRUM_BANDS
#define NOTHING_DB  (-80.0) /* below the strongest band: there is nothing in it */
#define SIDE_FROM   6u      /* width is heard from the band of 100 Hz */
#define SIDE_HIGH   12u     /* from 400 Hz on it is the high one */
#define SIDE_TO     27u     /* to the band of 12.5 kHz */
#define SIDE_FRAMES 4096u   /* in which the side's response is over */
#define WINDOW      8u      /* passages, of which the range is taken */
#define MIN_WINDOWS 5u

/* --- bands --- */

double
lt_match_edge_hz (guint band, double side)
{
  return lt_spectrum_band_hz (band) * pow (10.0, 0.05 * side);
}

/* Power in each band; bin k stands for k − ½ to k + ½. A band that reaches beyond half the rate has none. */
void
lt_match_sum_bands (const LtMatchSound *sound, const double *powers, double out[N_BANDS])
{
  for (guint b = 0; b < N_BANDS; b++)
    {
      double low = lt_match_edge_hz (b, -1.0) / sound->bin_hz + 0.5,
             high = lt_match_edge_hz (b, 1.0) / sound->bin_hz + 0.5;

      out[b] = 0.0;
      for (guint k = (guint) low;
           k < LT_MATCH_PROFILE_BINS && k < high && high < LT_MATCH_PROFILE_BINS; k++)
        out[b] += powers[k] * (fmin (high, k + 1.0) - fmax (low, k));
    }
}

void
lt_match_all_of (const LtMatchSound *sound, double *out)
{
  for (guint k = 0; k < LT_MATCH_PROFILE_BINS; k++)
    out[k] = sound->mid[k] + sound->side[k];
}

/* As loud as it is heard: by which two spectra are brought to one level. Bands that only one of them has don't count. */
double
lt_match_loudness_of (const double bands[N_BANDS], const bool known[N_BANDS])
{
  double sum = 0.0;

  for (guint b = 0; b < N_BANDS; b++)
    if (known[b])
      sum += bands[b] * lt_k_power_weight (lt_spectrum_band_hz (b));
  return sum;
}

bool
lt_match_find_known (const double bands[N_BANDS], bool known[N_BANDS])
{
  double top = 0.0;
  bool   any = false;

  for (guint b = 0; b < N_BANDS; b++)
    top = MAX (top, bands[b]);
  for (guint b = 0; b < N_BANDS; b++)
    {
      known[b] = known[b] && bands[b] > top * pow (10.0, 0.1 * NOTHING_DB);
      any = any || known[b];
    }
  return any;
}

/* Power that the rows of the width leave of the side in each band: the response to an impulse that only the side has. */
static void
side_powers (double rate_hz, const double side_db[2], double out[N_BANDS])
{
  g_autoptr (LtEffectRun) effect = lt_effect_run_new (lt_fx_find ("match"), rate_hz, 2);
  g_autofree float *left = g_new0 (float, SIDE_FRAMES), *right = g_new0 (float, SIDE_FRAMES);

  left[0] = 1.0f;
  right[0] = -1.0f;
  if (effect == NULL)
    g_error ("out of memory"); /* as g_malloc does */
  lt_effect_run_set (effect, "width", 100.0f);
  lt_effect_run_set (effect, "width-low", (float) side_db[0]);
  lt_effect_run_set (effect, "width-high", (float) side_db[1]);
  lt_effect_run_process (effect, (float *const[]){ left, right }, SIDE_FRAMES);
  for (guint b = 0; b < N_BANDS; b++)
    {
      double w = 2.0 * G_PI * lt_spectrum_band_hz (b) / rate_hz, re = 0.0, im = 0.0;

      for (guint i = 0; i < SIDE_FRAMES; i++)
        {
          re += left[i] * cos (w * i);
          im += left[i] * sin (w * i);
        }
      out[b] = re * re + im * im;
    }
}

/* Share of the side in the power, the mean over the low and the high bands; −1: not known. */
void
lt_match_side_shares (const LtMatchSound *sound, const double side_db[2], double share[2])
{
  double mid[N_BANDS], side[N_BANDS], all[N_BANDS], passes[N_BANDS];
  guint  n[2] = { 0, 0 };
  bool   known[N_BANDS];

  lt_match_sum_bands (sound, sound->mid, mid);
  lt_match_sum_bands (sound, sound->side, side);
  side_powers (sound->rate_hz, side_db, passes);
  for (guint b = 0; b < N_BANDS; b++)
    {
      side[b] *= passes[b];
      all[b] = mid[b] + side[b];
      known[b] = true;
    }
  lt_match_find_known (all, known);

  share[0] = share[1] = 0.0;
  for (guint b = SIDE_FROM; b <= SIDE_TO; b++)
    if (known[b])
      {
        guint region = b < SIDE_HIGH ? 0 : 1;

        share[region] += side[b] / all[b];
        n[region]++;
      }
  for (guint region = 0; region < 2; region++)
    share[region] = n[region] > 0 ? share[region] / n[region] : -1.0;
}

double
lt_match_side_over_mid_db (double share)
{
  return 10.0 * log10 (share / MAX (1.0 - share, LT_MATCH_NARROW));
}

/* Loudness of each passage with the bands at @gains. */
double *
lt_match_passages (const LtMatchSound *sound, const double gains[N_BANDS])
{
  double *out = g_new (double, MAX (sound->n_passages, 1u));
  double  weight[N_BANDS];

  for (guint b = 0; b < N_BANDS; b++)
    weight[b] = lt_k_power_weight (lt_spectrum_band_hz (b)) * pow (10.0, 0.1 * gains[b])
                / (sound->n_channels > 1 ? 1.0 : 2.0);
  for (guint i = 0; i < sound->n_passages; i++)
    {
      out[i] = 0.0;
      for (guint b = 0; b < N_BANDS; b++)
        out[i] += weight[b] * (double) sound->passages[i].bands[b];
    }
  return out;
}

/* Mean of what is above @gate; 0 when nothing is. */
double
lt_match_mean_above (const double *powers, guint n, double gate)
{
  double sum = 0.0;
  guint  n_above = 0;

  for (guint i = 0; i < n; i++)
    if (powers[i] > gate)
      {
        sum += powers[i];
        n_above++;
      }
  return n_above > 0 ? sum / n_above : 0.0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* As EBU Tech 3342 has it, of windows of about three seconds; NAN: too short, or silent. */
double
lt_match_range_lu (const double *powers, guint n)
{
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (double));
  double mean;

  for (guint i = 0; i + WINDOW <= n; i++)
    {
      double sum = 0.0;

      for (guint k = 0; k < WINDOW; k++)
        sum += powers[i + k] / WINDOW;
      g_array_append_val (windows, sum);
    }
  mean = lt_match_mean_above ((const double *) (gconstpointer) windows->data, windows->len, LT_MATCH_GATE);
  g_array_sort (windows, compare);
  while (windows->len > 0 && g_array_index (windows, double, 0) <= MAX (0.01 * mean, LT_MATCH_GATE))
    g_array_remove_index (windows, 0);
  if (windows->len < MIN_WINDOWS)
    return NAN;
  return 10.0
         * log10 (g_array_index (windows, double, (guint) (0.95 * (windows->len - 1) + 0.5))
                  / g_array_index (windows, double, (guint) (0.1 * (windows->len - 1) + 0.5)));
}
