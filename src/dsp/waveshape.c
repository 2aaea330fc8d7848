// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saturating curves in plain arithmetic, so that the compiler makes vectors of them.
// Layer: dsp.

#include "dsp/waveshape.h"

#include "base/math.h"

#include <string.h>

#define TUBE_BIAS 0.4f
#define TUBE_GAIN 1.16871747f /* 1 / (1 − tanh² 0.4): slope 1 again */

/* To the nearest whole number; |x| < 2^22. */
LT_RT static inline float
whole (float x)
{
  return (x + 0x1.8p23f) - 0x1.8p23f;
}

LT_RT static inline float
bounded (float x, float bound)
{
  x = x < -bound ? -bound : x;
  return x > bound ? bound : x;
}

/* 2^x for |x| < 126: the whole part goes into the exponent, the rest through a series of 2^f. */
LT_RT static inline float
power_of_two (float x)
{
  float   n = whole (x), f = x - n;
  int32_t bits = ((int32_t) n + 127) << 23;
  float   scale;
  float   p = 1.5403530e-4f;

  p = p * f + 1.3333558e-3f;
  p = p * f + 9.6181291e-3f;
  p = p * f + 5.5504109e-2f;
  p = p * f + 2.4022651e-1f;
  p = p * f + 6.9314718e-1f;
  p = p * f + 1.0f;
  memcpy (&scale, &bits, sizeof scale);
  return p * scale;
}

LT_RT static inline float
tape (float x)
{
  return 1.0f - 2.0f / (power_of_two (bounded (x, 12.0f) * 2.88539008f) + 1.0f);
}

/* erf (√π / 2 x), whose slope at 0 is 1. */
LT_RT static inline float
transistor (float x)
{
  float a = bounded (fabsf (x) * 0.88622693f, 6.0f);
  float p = 4.30638e-5f;

  p = p * a + 2.765672e-4f;
  p = p * a + 1.520143e-4f;
  p = p * a + 9.2705272e-3f;
  p = p * a + 4.22820123e-2f;
  p = p * a + 7.05230784e-2f;
  p = p * a + 1.0f;
  p *= p;
  p *= p;
  p *= p;
  p *= p;
  return copysignf (1.0f - 1.0f / p, x);
}

LT_RT static inline float
fold (float x)
{
  float turns = bounded (x, 1e4f) * 0.15915494f;

  turns -= whole (turns);

  float t = fabsf (turns);
  t = t > 0.25f ? 0.5f - t : t;

  float a = t * 6.28318531f, s = a * a;
  float p = 2.7557319e-6f - s * 2.5052108e-8f;
  p = -1.9841270e-4f + s * p;
  p = 8.3333333e-3f + s * p;
  p = -1.6666667e-1f + s * p;
  return copysignf (a + a * s * p, turns);
}

LT_RT LT_WIDE static void
run_shape (LtWaveshapeCurve curve, float *io, uint32_t n, float drive, float bias, float gain)
{
  float at_rest;

  switch (curve)
    {
    case LT_WAVESHAPE_TUBE:
      bias += TUBE_BIAS;
      gain *= TUBE_GAIN;
      /* fall through */
    case LT_WAVESHAPE_TAPE:
      at_rest = tape (bias);
      for (uint32_t i = 0; i < n; i++)
        io[i] = (tape (io[i] * drive + bias) - at_rest) * gain;
      break;
    case LT_WAVESHAPE_TRANSISTOR:
      at_rest = transistor (bias);
      for (uint32_t i = 0; i < n; i++)
        io[i] = (transistor (io[i] * drive + bias) - at_rest) * gain;
      break;
    default:
      at_rest = fold (bias);
      for (uint32_t i = 0; i < n; i++)
        io[i] = (fold (io[i] * drive + bias) - at_rest) * gain;
      break;
    }
}

void
lt_waveshape_run (LtWaveshapeCurve curve, float *io, uint32_t n, float drive, float bias, float gain)
{
  run_shape (curve, io, n, drive, bias, gain);
}
