// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small numbers: decibels, clamping, ramps.
// Layer: base.

#pragma once

#include "base/rt.h"

#include <math.h>
#include <stdint.h>

#define LT_PI 3.14159265358979323846

/* Amplitude ratio of @db; -INFINITY gives 0. */
LT_RT static inline float
lt_db_to_gain (float db)
{
  return exp2f (db * 0.166096404744368f); /* log2 (10) / 20 */
}

/* Decibels of amplitude ratio @gain >= 0; 0 gives -INFINITY. */
LT_RT static inline float
lt_gain_to_db (float gain)
{
  return 6.02059991327962f * log2f (gain);
}

LT_RT static inline float
lt_clampf (float v, float lo, float hi)
{
  return v < lo ? lo : (v > hi ? hi : v);
}

/* A value that moves in a straight line over a quantum. `at` is where this block
   starts in its quantum, so that cutting a quantum in pieces changes no bit. */
typedef struct
{
  float    from; /* at the quantum's first frame */
  float    step; /* per frame */
  uint32_t at;   /* frames from the quantum's start to the block's start */
} LtRamp;

LT_RT static inline float
lt_ramp_at (LtRamp r, uint32_t i)
{
  return r.from + r.step * (float) (int32_t) (r.at + i); /* signed: one instruction in a vector */
}

LT_RT static inline LtRamp
lt_ramp_make (float from, float to, uint32_t at, uint32_t len)
{
  return (LtRamp) { from, (to - from) / (float) len, at };
}
