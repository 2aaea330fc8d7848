// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Half-band filters: design and the inner loop.
// Layer: dsp.

#include "dsp/half-band.h"

#include "base/math.h"
#include "dsp/vec8.h"

static double
bessel_i0 (double x)
{
  double sum = 1.0, term = 1.0;

  for (int k = 1; k < 64; k++)
    {
      term *= (0.5 * x / k) * (0.5 * x / k);
      sum += term;
    }
  return sum;
}

double
lt_half_band_kaiser (double x, double beta)
{
  return fabs (x) < 1.0 ? bessel_i0 (beta * sqrt (1.0 - x * x)) / bessel_i0 (beta) : 0.0;
}

void
lt_half_band_design (float *taps, uint32_t n_pairs, double beta)
{
  double sum = 0.0;

  for (int pass = 0; pass < 2; pass++) /* the second divides by the sum of the first */
    {
      double scale = pass == 0 ? 1.0 : 0.5 / sum;

      for (uint32_t k = 0; k < n_pairs; k++)
        {
          double t = k + 0.5;
          double h = sin (LT_PI * t) / (LT_PI * t) * lt_half_band_kaiser (t / n_pairs, beta);

          sum += pass == 0 ? h : 0.0;
          taps[k] = (float) (h * scale);
        }
    }
}

/* Eight outputs a vector, four vectors at once while there are enough: sums stay in registers. */
LT_RT LT_WIDE static void
run_half_band (const float *taps, uint32_t n_pairs, const float *x, float *out, uint32_t n)
{
  uint32_t i = 0;

  for (; i + 32 <= n; i += 32)
    {
      LtVec8 a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

      for (uint32_t k = n_pairs; k-- > 0;)
        {
          const LtVec8At *l = (const LtVec8At *) (x + i - k), *r = (const LtVec8At *) (x + i + 1 + k);
          float           t = taps[k];

          a += (l[0] + r[0]) * t;
          b += (l[1] + r[1]) * t;
          c += (l[2] + r[2]) * t;
          d += (l[3] + r[3]) * t;
        }
      lt_vec8_store (out + i, &a);
      lt_vec8_store (out + i + 8, &b);
      lt_vec8_store (out + i + 16, &c);
      lt_vec8_store (out + i + 24, &d);
    }
  for (; i < n; i += 4)
    {
      LtVec4 a = { 0 };

      for (uint32_t k = n_pairs; k-- > 0;)
        a += (lt_vec4_load (x + i - k) + lt_vec4_load (x + i + 1 + k)) * taps[k];
      lt_vec4_store (out + i, a);
    }
}

void
lt_half_band_run (const float *taps, uint32_t n_pairs, const float *x, float *out, uint32_t n)
{
  run_half_band (taps, n_pairs, x, out, n);
}
