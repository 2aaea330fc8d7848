// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Between the source and what an effect makes of it, at equal power; at 0 % not one bit of the source changes.
// Layer: fx.

#pragma once

#include "fx/fx.h"

typedef struct
{
  LtRamp dry, wet;
  bool   is_dry; /* throughout this quantum */
} LtWetDry;

/* The wet side as it comes: what it is multiplied by, and of a sound of power 1 the power that it has after that and
   what it has in common with the source. Together they keep the sum's level. */
typedef struct
{
  float gain, power, common;
} LtWetSide;

/* @mix: a row in percent. @ends: the wet side at the quantum's ends. */
LT_RT static inline LtWetDry
lt_wet_dry_make (const LtFxBlock *blk, uint32_t mix, const LtWetSide ends[2])
{
  const float at[2] = { blk->from[mix], blk->to[mix] };
  float       dry[2], wet[2];

  for (int k = 0; k < 2; k++)
    {
      float d = sinf ((100.0f - at[k]) * (float) LT_PI * 0.005f), w = sinf (at[k] * (float) LT_PI * 0.005f);
      float level = 1.0f / sqrtf (d * d + 2.0f * d * w * ends[k].common + w * w * ends[k].power);

      dry[k] = d * level;
      wet[k] = w * level * ends[k].gain;
    }
  return (LtWetDry) {
    .dry = lt_ramp_make (dry[0], dry[1], blk->at, blk->len),
    .wet = lt_ramp_make (wet[0], wet[1], blk->at, blk->len),
    .is_dry = at[0] == 0.0f && at[1] == 0.0f,
  };
}

LT_RT static inline void
lt_wet_dry_run (const LtWetDry *self, float *restrict io, const float *restrict wet, uint32_t n)
{
  LtRamp d = self->dry, w = self->wet;

  if (!self->is_dry)
    for (uint32_t i = 0; i < n; i++)
      io[i] = io[i] * lt_ramp_at (d, i) + wet[i] * lt_ramp_at (w, i);
}
