// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reductions in steps of four frames.
// Layer: dsp.

#include "dsp/step-gain.h"

#include <stddef.h>

#define STEP LT_STEP_GAIN_FRAMES
#define STEPS LT_STEP_GAIN_STEPS
#define MARGIN 0.003f /* of the ceiling */

/* Unlike fmaxf these are one instruction; no NaN comes this far. */
LT_RT static inline float
larger (float a, float b)
{
  return a > b ? a : b;
}

LT_RT static inline float
smaller (float a, float b)
{
  return a < b ? a : b;
}

LT_RT static float
reduction_of (float peak, float ceiling)
{
  float excess = peak / ceiling - 1.0f;

  return 1.0f - (1.0f - smaller (excess, MARGIN)) * ceiling / peak;
}

LT_RT void
lt_step_gain_demand (const float *peaks, float *over, const float *ceilings, float *demand)
{
  for (uint32_t s = 0; s < STEPS; s++)
    {
      const float *p = peaks + (size_t) s * STEP;
      float        top = larger (larger (larger (p[0], p[1]), larger (p[2], p[3])), *over);

      *over = p[STEP - 1];
      demand[s] = top > ceilings[s] ? larger (reduction_of (top, ceilings[s]), 0.0f) : 0.0f;
    }
}

LT_RT static float
linked (float own, float top, float link)
{
  return link >= 1.0f ? top : larger (own, own + link * (top - own));
}

LT_RT void
lt_step_gain_link (float *left, float *right, float link)
{
  for (uint32_t s = 0; s < STEPS; s++)
    {
      float top = larger (left[s], right[s]);

      left[s] = linked (left[s], top, link);
      right[s] = linked (right[s], top, link);
    }
}

LT_RT void
lt_step_gain_apply (const float *x, const float *reduction, float *y)
{
  for (uint32_t s = 0; s < STEPS; s++)
    for (uint32_t i = 0; i < STEP; i++)
      {
        float r = reduction[s] + (reduction[s + 1] - reduction[s]) * ((float) i / (float) STEP);

        y[s * STEP + i] = x[s * STEP + i] * (1.0f - r);
      }
}

LT_RT float
lt_step_gain_lowest (const float *first, const float *second)
{
  float lowest = 1.0f;

  for (uint32_t s = 1; s <= STEPS; s++)
    lowest = smaller (lowest, (1.0f - first[s]) * (1.0f - second[s]));
  return lowest;
}
