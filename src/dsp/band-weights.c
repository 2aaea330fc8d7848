// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From weights to taps on a chain of state-variable sections.
// Layer: dsp.
//
// With y = ω⁴ and X = (a crossover's ω)⁴, a Butterworth cut of second order parts power into 1 / (1 + y / X) below and
// the rest above. Bands in a row then have the powers p₀ = L₀, p₁ = H₀ L₁ …, which add up to 1, and the wanted power is
// Σ w² p: a cubic in y with positive coefficients over the product of the cuts. Its roots give the numerator of least
// phase in s (spectral factorisation). The numerator is then written as taps on the sections of the cuts in series,
// each on the high-pass of the one before: whatever way the roots move, the taps move smoothly.

#include "dsp/band-weights.h"

#include "base/math.h"

#include <string.h>

#define N_CUTS LT_BAND_WEIGHTS_CUTS
#define N_BANDS LT_BAND_WEIGHTS_BANDS
#define DEGREE (2u * N_CUTS)
#define SQRT2 1.41421356237309505
#define LEAST 1e-6     /* a weight beside the greatest one; what lies below is it */
#define NOTHING 1e-15  /* −300 dBFS */

/* ----------------------------------------------------------------- design */

/* The wanted power's numerator, from y⁰ on. g: the cuts' warped frequencies. */
LT_RT static void
power_cubic (const double *g, const double *weight, double out[N_CUTS + 1])
{
  memset (out, 0, (N_CUTS + 1) * sizeof *out);
  for (uint32_t band = 0; band < N_BANDS; band++)
    {
      double p[N_CUTS + 1] = { weight[band] * weight[band], 0.0, 0.0, 0.0 };

      for (uint32_t k = 0; k < N_CUTS; k++)
        {
          double per_x = 1.0 / (g[k] * g[k] * g[k] * g[k]);

          for (uint32_t i = N_CUTS; i > 0 && k != band; i--)
            p[i] = (k > band ? p[i] : 0.0) + p[i - 1] * per_x;
          if (k < band)
            p[0] = 0.0;
        }
      for (uint32_t i = 0; i <= N_CUTS; i++)
        out[i] += p[i];
    }
}

/* A quadratic of the numerator: s² + damping s + square. */
typedef struct
{
  double damping, square;
} Factor;

/* Of a root y = −z. */
LT_RT static Factor
real_factor (double z)
{
  double square = sqrt (z);

  return (Factor) { SQRT2 * sqrt (square), square };
}

/* A root of the cubic c₀ − c₁ z + c₂ z² − c₃ z³: there is one, and it lies between the least and the greatest ratio of
   neighbours (Eneström, Kakeya). */
LT_RT static double
root_of (const double *c)
{
  double low = fmin (fmin (c[0] / c[1], c[1] / c[2]), c[2] / c[3]) * 0.999;
  double high = fmax (fmax (c[0] / c[1], c[1] / c[2]), c[2] / c[3]) * 1.001;

  for (int i = 0; i < 64; i++)
    {
      double z = sqrt (low) * sqrt (high);

      if (c[0] + z * (-c[1] + z * (c[2] - z * c[3])) > 0.0)
        low = z;
      else
        high = z;
    }
  return sqrt (low) * sqrt (high);
}

LT_RT static void
factors_of (const double *c, Factor out[N_CUTS])
{
  double r = root_of (c), d = c[0] / r;

  /* What is left is c₃ z² + b z + d; b by the way that cancels less. */
  bool   from_top = r * c[3] + c[2] < (d + c[1]) / r;
  double b = from_top ? r * c[3] - c[2] : (d - c[1]) / r;
  double inside = b * b - 4.0 * c[3] * d;

  out[0] = real_factor (r);
  if (inside >= 0.0 && b < 0.0)
    {
      double q = 0.5 * (sqrt (inside) - b);

      out[1] = real_factor (q / c[3]);
      out[2] = real_factor (d / q);
      return;
    }

  /* y = −z has the angles ±phi; of its fourth roots four lie to the left. */
  double phi = LT_PI - atan2 (sqrt (fmax (-inside, 0.0)), -b);
  double square = sqrt (sqrt (d / c[3])), size = sqrt (square);

  out[1] = (Factor) { 2.0 * size * sin (0.25 * phi), square };
  out[2] = (Factor) { 2.0 * size * cos (0.25 * phi), square };
}

/* io × (c0 + c1 s + c2 s²), of degree <= DEGREE with the highest terms zero. */
LT_RT static void
multiply (double *io, double c0, double c1, double c2)
{
  for (uint32_t i = DEGREE; i + 1 > 0; i--)
    io[i] = io[i] * c0 + (i > 0 ? io[i - 1] * c1 : 0.0) + (i > 1 ? io[i - 2] * c2 : 0.0);
}

/* io −= (a s + b) × the cuts from k on, which leaves nothing of the two lowest powers; then those are cut off and the
   rest is taken in units of the cut before. */
LT_RT static void
take_section (double *io, const double *g, uint32_t k, double *band, double *low)
{
  double rest = 0.0, part[DEGREE + 1] = { 0 };

  for (uint32_t j = k + 1; j < N_CUTS; j++)
    rest += SQRT2 / g[j];
  *low = io[0];
  *band = (io[1] - *low * rest) * g[k];
  part[0] = *low;
  part[1] = *band / g[k];
  for (uint32_t j = k + 1; j < N_CUTS; j++)
    multiply (part, 1.0, SQRT2 / g[j], 1.0 / (g[j] * g[j]));
  for (uint32_t i = 0; i + 2 <= DEGREE; i++)
    io[i] = (io[i + 2] - part[i + 2]) * g[k] * g[k];
  io[DEGREE - 1] = io[DEGREE] = 0.0;
}

LT_RT static void
design_taps (LtBandWeightsPoint *out, const double *g, const double *weight)
{
  double cubic[N_CUTS + 1];
  double rest[DEGREE + 1] = { 0 }, all[DEGREE + 1] = { 1.0 };
  Factor factor[N_CUTS];

  power_cubic (g, weight, cubic);
  factors_of (cubic, factor);
  rest[0] = sqrt (cubic[N_CUTS]);
  for (uint32_t k = 0; k < N_CUTS; k++)
    {
      multiply (rest, factor[k].square, factor[k].damping, 1.0);
      multiply (all, 1.0, SQRT2 / g[k], 1.0 / (g[k] * g[k]));
    }
  out->through = weight[N_BANDS - 1];
  for (uint32_t i = 0; i <= DEGREE; i++)
    rest[i] -= out->through * all[i];
  for (uint32_t k = 0; k < N_CUTS; k++)
    take_section (rest, g, k, &out->band[k], &out->low[k]);
}

LT_RT static void
design (LtBandWeightsPoint *out, double rate_hz, const float *hz, const float *weight)
{
  double g[N_CUTS], relative[N_BANDS], most = 0.0;
  bool   equal = true;

  memset (out, 0, sizeof *out);
  for (uint32_t k = 0; k < N_CUTS; k++)
    {
      g[k] = tan (LT_PI * hz[k] / rate_hz);

      double a1 = 1.0 / (1.0 + g[k] * (g[k] + SQRT2)), a2 = g[k] * a1, a3 = g[k] * a2;
      out->step[k][0] = 2.0 * a1 - 1.0;
      out->step[k][1] = 2.0 * a2;
      out->step[k][2] = 2.0 * a3;
    }
  for (uint32_t b = 0; b < N_BANDS; b++)
    {
      most = fmax (most, weight[b]);
      equal = equal && weight[b] == weight[0];
    }
  if (equal)
    {
      out->through = weight[0];
      return;
    }

  for (uint32_t b = 0; b < N_BANDS; b++)
    relative[b] = fmax (weight[b] / most, LEAST);
  design_taps (out, g, relative);
  out->through *= most;
  for (uint32_t k = 0; k < N_CUTS; k++)
    {
      out->band[k] *= most;
      out->low[k] *= most;
    }
}

double
lt_band_weights_power (double rate_hz, const float *hz, const float *weight, double freq_hz)
{
  double t = tan (LT_PI * freq_hz / rate_hz), above = 1.0, power = 0.0;

  for (uint32_t k = 0; k < N_CUTS; k++)
    {
      double low = 1.0 / (1.0 + pow (t / tan (LT_PI * hz[k] / rate_hz), 4.0));

      power += weight[k] * weight[k] * above * low;
      above *= 1.0 - low;
    }
  return power + weight[N_CUTS] * weight[N_CUTS] * above;
}

/* -------------------------------------------------------------------- run */

void
lt_band_weights_reset (LtBandWeights *self, double rate_hz)
{
  memset (self, 0, sizeof *self);
  self->rate_hz = rate_hz;
}

LT_RT static bool
is_gain (const LtBandWeightsPoint *p)
{
  for (uint32_t k = 0; k < N_CUTS; k++)
    if (p->band[k] != 0.0 || p->low[k] != 0.0)
      return false;
  return true;
}

void
lt_band_weights_set (LtBandWeights *self, const float *hz, const float *weight)
{
  bool moves = memcmp (self->hz, hz, sizeof self->hz) != 0 || memcmp (self->weight, weight, sizeof self->weight) != 0;

  if (self->made && !moves && !self->moving)
    return;

  self->from = self->to;
  if (moves || !self->made)
    design (&self->to, self->rate_hz, hz, weight);
  if (!self->made)
    self->from = self->to;
  memcpy (self->hz, hz, sizeof self->hz);
  memcpy (self->weight, weight, sizeof self->weight);
  self->moving = self->made && moves;
  self->made = true;
}

bool
lt_band_weights_is_through (const LtBandWeights *self)
{
  return self->from.through == 1.0 && self->to.through == 1.0 && is_gain (&self->from) && is_gain (&self->to);
}

/* All numbers of a point in one row. */
#define N_NUMBERS (sizeof (LtBandWeightsPoint) / sizeof (double))

LT_RT static inline __attribute__ ((always_inline)) void
run (LtBandWeights *self, double *io, uint32_t n, uint32_t at, uint32_t len, bool moving)
{
  LtBandWeightsPoint now = self->to;
  const double      *from = (const double *) &self->from, *to = (const double *) &self->to;
  double             s1[N_CUTS], s2[N_CUTS], per_frame = 1.0 / (double) len;

  memcpy (s1, self->s1, sizeof s1);
  memcpy (s2, self->s2, sizeof s2);
  for (uint32_t i = 0; i < n; i++)
    {
      double x = io[i], y;

      for (uint32_t k = 0; moving && k < N_NUMBERS; k++)
        ((double *) &now)[k] = from[k] + (to[k] - from[k]) * ((double) (at + i + 1) * per_frame);
      y = now.through * x;
      for (uint32_t k = 0; k < N_CUTS; k++)
        {
          double d = x - s2[k];
          double n1 = now.step[k][0] * s1[k] + now.step[k][1] * d;
          double n2 = (s2[k] + now.step[k][1] * s1[k]) + now.step[k][2] * d;
          double band = 0.5 * (s1[k] + n1), low = 0.5 * (s2[k] + n2);

          y += now.band[k] * band + now.low[k] * low;
          x = (x - SQRT2 * band) - low;
          s1[k] = n1;
          s2[k] = n2;
        }
      io[i] = y;
    }
  memcpy (self->s1, s1, sizeof s1);
  memcpy (self->s2, s2, sizeof s2);
}

void
lt_band_weights_run (LtBandWeights *self, double *io, uint32_t n, uint32_t at, uint32_t len)
{
  if (self->moving)
    run (self, io, n, at, len, true);
  else if (!is_gain (&self->to))
    run (self, io, n, at, len, false);
  else
    for (uint32_t i = 0; i < n; i++)
      io[i] *= self->to.through;
}

void
lt_band_weights_settle (LtBandWeights *self)
{
  bool idle = !self->moving && is_gain (&self->to);

  for (uint32_t k = 0; k < N_CUTS; k++)
    if (idle || fabs (self->s1[k]) + fabs (self->s2[k]) < NOTHING)
      self->s1[k] = self->s2[k] = 0.0;
}

bool
lt_band_weights_is_at_rest (const LtBandWeights *self)
{
  for (uint32_t k = 0; k < N_CUTS; k++)
    if (self->s1[k] != 0.0 || self->s2[k] != 0.0)
      return false;
  return true;
}

uint32_t
lt_band_weights_tail (double rate_hz, const float *hz, const float *weight)
{
  double seconds = 0.0;

  for (uint32_t k = 0; k < N_CUTS; k++)
    if (weight[k] != weight[k + 1]) /* else its pole is cancelled */
      seconds += 18.0 / (LT_PI * SQRT2 * hz[k]); /* 120 dB are 13.8 nepers, and some for the start */
  return (uint32_t) ceil (seconds * rate_hz);
}
