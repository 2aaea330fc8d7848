// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Measuring and packing of bins.
// Layer: media.

#include "media/peak-bin.h"

#include "base/rt.h"

#include <math.h>
#include <string.h>

#define LANES 8u

typedef float   Lanes __attribute__ ((vector_size (4 * LANES)));
typedef int32_t Mask __attribute__ ((vector_size (4 * LANES)));

LT_WIDE static LtPeakBinSum
measure (const float *in, uint32_t n)
{
  LtPeakBinSum sum = { in[0], in[0], 0.0 };
  Lanes        lo = { 0 }, hi, squares = { 0 };
  uint32_t     i = 0;

  lo += in[0];
  hi = lo;
  for (; i + LANES <= n; i += LANES)
    {
      Lanes x;

      memcpy (&x, in + i, sizeof x);
      Mask below = x < lo, above = x > hi;
      lo = (Lanes) (((Mask) x & below) | ((Mask) lo & ~below));
      hi = (Lanes) (((Mask) x & above) | ((Mask) hi & ~above));
      squares += x * x;
    }
  for (uint32_t k = 0; k < LANES; k++)
    {
      sum.min = lo[k] < sum.min ? lo[k] : sum.min;
      sum.max = hi[k] > sum.max ? hi[k] : sum.max;
      sum.squares += squares[k];
    }
  for (; i < n; i++)
    {
      sum.min = in[i] < sum.min ? in[i] : sum.min;
      sum.max = in[i] > sum.max ? in[i] : sum.max;
      sum.squares += in[i] * in[i];
    }
  return sum;
}

LtPeakBinSum
lt_peak_bin_measure (const float *in, uint32_t n)
{
  return measure (in, n); /* clang 14 loses the name of an exported function with clones */
}

/* Magnitude (no sign, not that of −0.0 either) as a half, rounded towards zero or away from it. */
static uint16_t
half_of (float magnitude, int away)
{
  uint32_t bits;

  memcpy (&bits, &magnitude, 4);

  uint32_t exponent = bits >> 23, mantissa = bits & 0x7fffff;
  uint32_t half, shift;

  if (exponent >= 143) /* 65536 and more */
    return 0x7bff;
  if (exponent >= 113)
    {
      half = (exponent - 112) << 10 | mantissa >> 13;
      shift = 13;
    }
  else
    {
      mantissa |= exponent > 0 ? 0x800000 : 0;
      shift = 126 - exponent < 31 ? 126 - exponent : 31;
      half = mantissa >> shift;
    }

  int is_exact = (mantissa & ((1u << shift) - 1)) == 0;
  half += away && !is_exact;
  return (uint16_t) (half > 0x7bff ? 0x7bff : half);
}

static uint16_t
half_below (float v)
{
  return v < 0.0f ? 0x8000 | half_of (fabsf (v), 1) : half_of (fabsf (v), 0);
}

static uint16_t
half_above (float v)
{
  return v < 0.0f ? 0x8000 | half_of (fabsf (v), 0) : half_of (fabsf (v), 1);
}

LtPeakBin
lt_peak_bin_pack (const LtPeakBinSum *sum, uint32_t n)
{
  float rms = (float) sqrt (sum->squares / n);

  return (LtPeakBin) { half_below (sum->min), half_above (sum->max), half_of (rms, 1) };
}

float
lt_peak_bin_unpack (uint16_t half)
{
  uint32_t exponent = half >> 10 & 0x1f, mantissa = half & 0x3ff;
  float    v;

  if (exponent == 0)
    v = (float) mantissa * 0x1p-24f;
  else
    {
      uint32_t bits = (exponent + 112) << 23 | mantissa << 13;

      memcpy (&v, &bits, 4);
    }
  return half & 0x8000 ? -v : v;
}
