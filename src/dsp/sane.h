// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a measurement takes for a sample: NaN, infinity and absurd values count as silence.
// Layer: dsp.

#pragma once

#include "base/rt.h"

#include <math.h>
#include <stdint.h>

#define LT_SANE_LIMIT 1e18f /* +360 dBFS: squares and sums of a day still fit a float's range */

/* @x, or 0 when it is no number that audio can have. */
LT_RT static inline float
lt_sane_sample (float x)
{
  return fabsf (x) <= LT_SANE_LIMIT ? x : 0.0f;
}

LT_RT static inline void
lt_sane_copy (float *out, const float *in, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    out[i] = lt_sane_sample (in[i]);
}
