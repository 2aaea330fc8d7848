// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A binomial filter that sets in and out softly.
// Layer: dsp.

#include "dsp/smooth.h"

/* How much at frame @i of @whole, 0 to 1. */
static float
share (int64_t i, int64_t whole)
{
  int64_t edge = i < whole - 1 - i ? i : whole - 1 - i;
  int64_t most = whole / 2 < (int64_t) LT_SMOOTH_EDGE ? whole / 2 : (int64_t) LT_SMOOTH_EDGE;

  return edge >= most ? 1.0f : (float) (edge + 1) / (float) (most + 1);
}

void
lt_smooth_run (const float *in, float *out, uint32_t n, int64_t at, int64_t whole)
{
  for (uint32_t i = 0; i < n; i++)
    {
      const float *x = in + i;
      float        mean = (x[-2] + 4.0f * x[-1] + 6.0f * x[0] + 4.0f * x[1] + x[2]) / 16.0f;

      out[i] = x[0] + share (at + i, whole) * (mean - x[0]);
    }
}
