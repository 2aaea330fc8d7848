// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Logarithm and power of two as polynomials: plain arithmetic that a loop can run in vector lanes.
// Layer: dsp.
// Coefficients: Chebyshev interpolation over one octave, rounded to float.

#pragma once

#include "base/rt.h"

#include <stdint.h>
#include <string.h>

/* Decibels of a power ratio, and of an amplitude ratio, per unit of log2. */
#define LT_FAST_LOG_DB_OF_POWER 3.01029995663981f
#define LT_FAST_LOG_DB_OF_GAIN 6.02059991327962f

/* log2 (x) for normal x > 0. Absolute error below 7e-7 plus the rounding of the result. */
LT_RT static inline float
lt_fast_log_log2 (float x)
{
  int32_t bits, exponent;
  float   t, p;

  memcpy (&bits, &x, sizeof bits);
  exponent = (bits - 0x3f3504f3) >> 23; /* so that the mantissa lies between sqrt (1/2) and sqrt (2) */
  bits -= (int32_t) ((uint32_t) exponent << 23);
  memcpy (&t, &bits, sizeof t);
  t -= 1.0f;

  p = 0.172128737f;
  p = p * t - 0.269506276f;
  p = p * t + 0.295633614f;
  p = p * t - 0.359350652f;
  p = p * t + 0.480629146f;
  p = p * t - 0.721364021f;
  p = p * t + 1.44269645f;
  return (float) exponent + p * t;
}

/* 2 to the power of x, -126 <= x <= 126. Relative error below 4e-7; exactly 1 at 0. */
LT_RT static inline float
lt_fast_log_exp2 (float x)
{
  const float rounder = 12582912.0f; /* 1.5 × 2^23: adding it leaves the nearest whole number in the low bits */
  int32_t     bits;
  float       z, f, p, scale;

  z = x + rounder;
  memcpy (&bits, &z, sizeof bits);
  f = x - (z - rounder);
  bits = (int32_t) ((uint32_t) (bits - 0x4b400000 + 127) << 23);
  memcpy (&scale, &bits, sizeof scale);

  p = 0.00133908668f;
  p = p * f + 0.00966637395f;
  p = p * f + 0.0555035695f;
  p = p * f + 0.240223482f;
  p = p * f + 0.693147182f;
  return (1.0f + p * f) * scale;
}
