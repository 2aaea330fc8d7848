// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Half-band filters: design and the inner loop.
// Layer: dsp.

#include "dsp/half-band.h"

#include "base/math.h"

#include <string.h>

typedef float V4 __attribute__ ((vector_size (16)));

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

LT_RT static inline V4
load (const float *p)
{
  V4 v;

  memcpy (&v, p, sizeof v);
  return v;
}

/* Four outputs a vector, four vectors at once while there are enough: sums stay in registers. */
void
lt_half_band_run (const float *taps, uint32_t n_pairs, const float *x, float *out, uint32_t n)
{
  uint32_t i = 0;

  for (; i + 16 <= n; i += 16)
    {
      V4 a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

      for (uint32_t k = n_pairs; k-- > 0;)
        {
          const float *l = x + i - k, *r = x + i + 1 + k;
          float        t = taps[k];

          a += (load (l) + load (r)) * t;
          b += (load (l + 4) + load (r + 4)) * t;
          c += (load (l + 8) + load (r + 8)) * t;
          d += (load (l + 12) + load (r + 12)) * t;
        }
      memcpy (out + i, &a, sizeof a);
      memcpy (out + i + 4, &b, sizeof b);
      memcpy (out + i + 8, &c, sizeof c);
      memcpy (out + i + 12, &d, sizeof d);
    }
  for (; i < n; i += 4)
    {
      V4 a = { 0 };

      for (uint32_t k = n_pairs; k-- > 0;)
        a += (load (x + i - k) + load (x + i + 1 + k)) * taps[k];
      memcpy (out + i, &a, sizeof a);
    }
}
