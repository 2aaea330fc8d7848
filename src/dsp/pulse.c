// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Coarse by autocorrelation, fine by the phase of the harmonics of the beat.
// Layer: dsp.

#include "dsp/pulse.h"

#include "base/math.h"

#include <math.h>
#include <stddef.h>

#define LEAST_S 4.0
#define FAVOURITE_BPM 120.0
#define OCTAVES 0.9     /* standard deviation of the window over tempi */
#define N_MULTIPLES 4u  /* of a lag that are heard together */
#define N_HARMONICS 4u  /* of the beat */
#define SEARCH 0.04     /* of the coarse tempo, to either side */
#define MOST_LAG_S 6.1  /* the slowest beat's fourth multiple */
#define LEAST_TRUST 0.1
#define WEAK 0.5        /* a beat against the one before */
#define FEWEST 4u       /* beats that are heard */
#define HEARD 0.2       /* of the mean beat */
#define NEAR 0.12       /* of a beat: how far from the grid a strength still counts as on it */

/* What stands out of the mean around it: a swell is no beat. */
static double
pulse_flatten (const float *rise, uint32_t n, double hop_s, float *out)
{
  int64_t reach = llround (0.5 / hop_s);
  double  sum = 0.0, power = 0.0;
  int64_t have = 0;

  for (int64_t i = -reach; i < (int64_t) n; i++)
    {
      if (i + reach < (int64_t) n)
        sum += rise[i + reach], have++;
      if (i - reach - 1 >= 0)
        sum -= rise[i - reach - 1], have--;
      if (i < 0)
        continue;
      out[i] = fmaxf (rise[i] - (float) (sum / (double) have), 0.0f);
      power += (double) out[i] * out[i];
    }
  return power;
}

/* Interpolated: the lag of a beat is no whole number of hops. */
static double
pulse_at_lag (const float *corr, uint32_t n_lags, double lag)
{
  uint32_t k = (uint32_t) lag;

  return k + 1 < n_lags ? corr[k] + (lag - k) * (corr[k + 1] - corr[k]) : 0.0;
}

static double
pulse_favour (double bpm)
{
  double octaves = log2 (bpm / FAVOURITE_BPM) / OCTAVES;

  return exp (-0.5 * octaves * octaves);
}

static double
pulse_coarse (const float *corr, uint32_t n_lags, double hop_s)
{
  double best = 0.0, best_bpm = 0.0;

  for (double bpm = LT_PULSE_LOWEST_BPM; bpm <= LT_PULSE_HIGHEST_BPM; bpm *= 1.0025)
    {
      double lag = 60.0 / bpm / hop_s, sum = 0.0;

      for (uint32_t m = 1; m <= N_MULTIPLES; m++)
        sum += pulse_at_lag (corr, n_lags, lag * m);
      sum *= pulse_favour (bpm);
      if (sum > best)
        {
          best = sum;
          best_bpm = bpm;
        }
    }
  return best_bpm;
}

/* The strength of @freq (cycles a value) and its phase. */
static double
pulse_tone (const float *in, uint32_t n, double freq, double *phase)
{
  double turn_re = cos (2.0 * LT_PI * freq), turn_im = -sin (2.0 * LT_PI * freq), re = 1.0, im = 0.0, sum_re = 0.0, sum_im = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      double next = re * turn_re - im * turn_im;

      sum_re += in[i] * re;
      sum_im += in[i] * im;
      im = re * turn_im + im * turn_re;
      re = next;
    }
  if (phase != NULL)
    *phase = atan2 (sum_im, sum_re);
  return hypot (sum_re, sum_im);
}

static double
pulse_comb (const float *in, uint32_t n, double freq)
{
  double sum = 0.0;

  for (uint32_t h = 1; h <= N_HARMONICS; h++)
    sum += pulse_tone (in, n, freq * h, NULL);
  return sum;
}

/* The highest near @freq: steps of a quarter of the spectrum's width, then halves. */
static double
pulse_fine (const float *in, uint32_t n, double freq)
{
  double step = 0.25 / n / N_HARMONICS, best = 0.0, at = freq;

  for (double f = freq * (1.0 - SEARCH); f <= freq * (1.0 + SEARCH); f += step)
    {
      double sum = pulse_comb (in, n, f);

      if (sum > best)
        {
          best = sum;
          at = f;
        }
    }
  for (int i = 0; i < 8; i++)
    {
      double low, high;

      step *= 0.5;
      low = pulse_comb (in, n, at - step);
      high = pulse_comb (in, n, at + step);
      if (low > best || high > best)
        {
          at += low > high ? -step : step;
          best = fmax (low, high);
        }
    }
  return at;
}

/* Where the grid of @period values holds the most. */
static double
pulse_phase (const float *in, uint32_t n, double period)
{
  double best = -1.0, best_at = 0.0;

  for (double at = 0.0; at < period; at += 0.5)
    {
      double sum = 0.0;

      for (double i = at; i < n - 1; i += period)
        sum += pulse_at_lag (in, n, i);
      if (sum > best)
        {
          best = sum;
          best_at = at;
        }
    }
  return best_at;
}

/* How much of the row lies on the grid, over what an even row would have there, by how many of the beats there are: one
   hit alone lies on any grid. */
static double
pulse_trust (const float *in, uint32_t n, double period, double first)
{
  double   on = 0.0, all = 0.0;
  uint32_t n_beats = 0, n_heard = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      double beats = (i - first) / period;

      all += in[i];
      if (fabs (beats - round (beats)) < NEAR)
        on += in[i];
    }
  for (double at = first; at < n; at += period, n_beats++)
    {
      double beat = 0.0;

      for (double i = fmax (0.0, ceil (at - NEAR * period)); i <= at + NEAR * period && i < n; i++)
        beat += in[(uint32_t) i];
      n_heard += beat > HEARD * on * period / n;
    }
  return all > 0.0 && n_heard >= FEWEST ? fmax (0.0, (on / all - 2.0 * NEAR) / (1.0 - 2.0 * NEAR)) * n_heard / n_beats : 0.0;
}

/* Low when every other beat is weak: the beat is half as fast then. */
static double
pulse_even (const float *in, uint32_t n, double period, double first)
{
  double sums[2] = { 0.0, 0.0 };

  for (uint32_t i = 0; i < n; i++)
    {
      double beats = (i - first) / period;

      if (fabs (beats - round (beats)) < NEAR)
        sums[(long) fabs (round (beats)) % 2] += in[i];
    }
  return fmin (1.0, fmin (sums[0], sums[1]) / (fmax (sums[0], sums[1]) * WEAK + 1e-9));
}

void
lt_pulse_find (const float *rise, uint32_t n, double hop_s, float *scratch, LtPulse *out)
{
  static const double octaves[] = { 1.0, 2.0, 0.5 }; /* accents make slower beats of a row, its halves faster ones */
  uint32_t n_lags = (uint32_t) fmin (n, ceil (MOST_LAG_S / hop_s));
  float   *flat = scratch, *corr = scratch + n;
  double   coarse, best = 0.0;

  *out = (LtPulse) { 0 };
  if (n * hop_s < LEAST_S || pulse_flatten (rise, n, hop_s, flat) <= 0.0)
    return;
  for (uint32_t lag = 0; lag < n_lags; lag++)
    {
      double sum = 0.0;

      for (uint32_t i = 0; i + lag < n; i++)
        sum += (double) flat[i] * flat[i + lag];
      corr[lag] = (float) (sum / (n - lag));
    }
  coarse = pulse_coarse (corr, n_lags, hop_s);
  for (int o = 0; o < 3 && coarse > 0.0; o++)
    {
      double bpm = coarse * octaves[o], freq, first, trust, score;

      if (bpm < LT_PULSE_LOWEST_BPM || bpm > LT_PULSE_HIGHEST_BPM)
        continue;
      freq = pulse_fine (flat, n, bpm / 60.0 * hop_s);
      first = pulse_phase (flat, n, 1.0 / freq);
      trust = pulse_trust (flat, n, 1.0 / freq, first);
      score = trust * pulse_favour (bpm) * pulse_even (flat, n, 1.0 / freq, first);
      if (trust >= LEAST_TRUST && score > best)
        {
          best = score;
          *out = (LtPulse) { freq / hop_s * 60.0, first * hop_s, trust };
        }
    }
}
