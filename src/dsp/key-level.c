// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Levels of what is listened to.
// Layer: dsp.

#include "dsp/key-level.h"

#include <stddef.h>

LT_RT LT_WIDE static void
key_level_powers (const float *restrict in, float *restrict power, uint32_t n, float scale)
{
  for (uint32_t i = 0; i < n; i++)
    power[i] = in[i] * in[i] * scale;
}

LT_RT LT_WIDE static void
key_level_max (float *restrict io, const float *restrict other, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    io[i] = io[i] > other[i] ? io[i] : other[i];
}

LT_RT void
lt_key_level_power (LtMeanSquare *square, const float *restrict in, float *restrict power, uint32_t n)
{
  key_level_powers (in, power, n, square != NULL ? 2.0f : 1.0f);
  if (square != NULL)
    lt_mean_square_run (square, power, n);
}

LT_RT void
lt_key_level_louder (float *restrict io, const float *restrict other, uint32_t n)
{
  key_level_max (io, other, n);
}

LT_RT void
lt_key_level_link (float *restrict left, float *restrict right, LtRamp share, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float by = lt_ramp_at (share, i), l = left[i], r = right[i];
      float loud = l > r ? l : r;

      left[i] = l + by * (loud - l);
      right[i] = r + by * (loud - r);
    }
}
