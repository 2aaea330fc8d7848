// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The shapes of clips' fades.
// Layer: engine. Any thread.

#pragma once

#include "base/math.h"
#include "base/rt.h"

typedef enum
{
  LT_CURVE_FADE_LINEAR,
  LT_CURVE_FADE_EQUAL_POWER,
  LT_CURVE_FADE_S,
  LT_CURVE_FADE_EXPONENTIAL,
} LtFadeShape; /* same order as LtFadeCurve of the session */

/* Gain at x = 0 (outside) to 1 (inside). */
LT_RT static inline float
lt_fade_shape_at (LtFadeShape shape, float x)
{
  switch (shape)
    {
    case LT_CURVE_FADE_LINEAR:
      return x;
    case LT_CURVE_FADE_EQUAL_POWER:
      return sinf (x * (float) (LT_PI / 2.0));
    case LT_CURVE_FADE_S:
      return 0.5f - 0.5f * cosf (x * (float) LT_PI);
    case LT_CURVE_FADE_EXPONENTIAL:
      return x * x * x;
    }
  return x;
}

/* Of frame @at of a clip of @length frames that ends with a fade of @n frames; before the fade 1. */
LT_RT static inline float
lt_fade_shape_out (LtFadeShape shape, int64_t at, int64_t length, int64_t n)
{
  return length - at <= n ? lt_fade_shape_at (shape, (float) (length - at) / (float) (n + 1)) : 1.0f;
}
