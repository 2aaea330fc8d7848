// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cross-correlation by FFT, over the energy of what it is compared with at each lag, so that the largest value is the
// most alike (Cauchy and Schwarz), not the loudest.
// Layer: media.

#include "media/lag.h"

#include "dsp/fft.h"

#include <math.h>
#include <string.h>

#define FRAMES LT_LAG_FRAMES
#define REACH LT_LAG_REACH
#define WIDE (FRAMES + 2 * REACH)
#define SIZE 65536u /* nothing that is used wraps around */
#define SAME 1e-6   /* a lag wins over none only when it is better by this: a steady tone is the same a period on */

_Static_assert (WIDE + FRAMES <= SIZE, "room for the whole correlation");

/* Differences of neighbours of n frames from @from, the rest silent. */
static float *
read_slopes (LtReader *reader, int64_t from, uint32_t n)
{
  float *samples = g_aligned_alloc0 (SIZE, sizeof (float), 64);
  float *out[LT_READER_MAX_CHANNELS];

  lt_reader_pick (reader, 0, 1);
  out[0] = samples;
  lt_reader_read (reader, from, n, out);
  for (uint32_t i = n - 1; i > 0; i--)
    samples[i] -= samples[i - 1];
  samples[0] = 0.0f;
  return samples;
}

/* correlation[k] = Σ wide[i + k] short[i]. */
static void
correlate (const LtFft *fft, float *wide, float *piece, float *correlation)
{
  float *a = g_aligned_alloc0 (SIZE + 2, sizeof (float), 64), *b = g_aligned_alloc0 (SIZE + 2, sizeof (float), 64);

  lt_fft_forward (fft, wide, a);
  lt_fft_forward (fft, piece, b);
  for (uint32_t k = 0; k <= SIZE; k += 2)
    {
      float re = a[k] * b[k] + a[k + 1] * b[k + 1], im = a[k + 1] * b[k] - a[k] * b[k + 1];

      a[k] = re;
      a[k + 1] = im;
    }
  lt_fft_backward (fft, a, correlation);
  g_aligned_free (a);
  g_aligned_free (b);
}

static int64_t
best_lag (const float *wide, const float *correlation)
{
  double energy = 0.0, best = 0.0, at_none = 0.0;
  int    lag = 0;

  for (int i = 0; i < FRAMES; i++)
    energy += (double) wide[i] * wide[i];
  for (int k = 0; k <= 2 * REACH; k++)
    {
      double alike = energy > 1e-9 ? correlation[k] / SIZE / sqrt (energy) : 0.0;

      if (k == REACH)
        at_none = alike;
      if (alike > best)
        {
          best = alike;
          lag = k - REACH;
        }
      energy += (double) wide[k + FRAMES] * wide[k + FRAMES] - (double) wide[k] * wide[k];
    }
  return best > at_none * (1.0 + SAME) ? lag : 0;
}

int64_t
lt_lag_find (LtReader *original, LtReader *decoded, int64_t from)
{
  LtFft   fft = { 0 };
  int64_t lag;

  if (lt_fft_init (&fft, SIZE) != LT_OK)
    g_error ("out of memory"); /* as g_malloc does */

  float *piece = read_slopes (original, from, FRAMES);
  float *wide = read_slopes (decoded, from - REACH, WIDE + 1);
  float *correlation = g_aligned_alloc0 (SIZE, sizeof (float), 64);

  correlate (&fft, wide, piece, correlation);
  lag = best_lag (wide, correlation);
  g_aligned_free (piece);
  g_aligned_free (wide);
  g_aligned_free (correlation);
  lt_fft_clear (&fft);
  return lag;
}
