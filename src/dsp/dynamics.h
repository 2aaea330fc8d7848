// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dynamics in four directions: from a power to the decibels by which it is turned down (up: below zero).
// Layer: dsp. Owns no memory: the caller embeds LtDynamics by value.
// Ref: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial
// and Analysis", JAES 60 (6), 2012: gain computer with quadratic knee, smooth branching detector after it.
//
// As the compressor does it: the power is held over half a wave of the lowest note, so that a tone gives a steady
// reduction, and the times that follow are shortened by what that takes.

#pragma once

#include "base/math.h"
#include "dsp/ballistics.h"
#include "dsp/level-hold.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  LT_DYNAMICS_DOWN_COMPRESS, /* what is louder than the threshold is turned down */
  LT_DYNAMICS_UP_COMPRESS,   /* what is softer is turned up */
  LT_DYNAMICS_DOWN_EXPAND,   /* what is softer is turned down */
  LT_DYNAMICS_UP_EXPAND,     /* what is louder is turned up */
} LtDynamicsMode;

typedef struct
{
  float threshold_db;
  float ratio;    /* >= 1; LT_DYNAMICS_RATIO_MAX and more is infinity */
  float knee_db;  /* whole width, >= 0 */
  float range_db; /* the most that is turned either way, >= 0 */
} LtDynamicsCurve;

#define LT_DYNAMICS_RATIO_MAX 100.0f

/* How long things take, in frames. */
typedef struct
{
  double attack, release; /* 63 % of a change when the level rises and when it falls */
  double hold; /* half a wave of the lowest note, at most a share of the release is taken */
  double late_rising, late_falling; /* by which the powers that come in are late */
} LtDynamicsTimes;

typedef struct
{
  LtLevelHold  hold;
  LtBallistics ballistics;
  double       reduction_db; /* smoothed; below 0: turned up */
} LtDynamics;

LT_RT void lt_dynamics_set (LtDynamics *self, LtDynamicsMode mode, const LtDynamicsTimes *times);

/* In place: powers (of a sine's peak) to levels in dB. */
LT_RT void lt_dynamics_levels (LtDynamics *self, float *io, uint32_t n);

/* In place: levels in dB to reductions, while the curve goes from ends[0] to ends[1] over a quantum of len. */
LT_RT void lt_dynamics_reduce (LtDynamics           *self,
                               LtDynamicsMode        mode,
                               const LtDynamicsCurve ends[2],
                               uint32_t              at,
                               uint32_t              len,
                               float                *io,
                               uint32_t              n);

/* Pure: the settled reduction at a level. */
LT_RT double
lt_dynamics_reduction_db (LtDynamicsMode mode, const LtDynamicsCurve *curve, double level_db);

/* What silence leads to. */
LT_RT float lt_dynamics_silence_db (LtDynamicsMode mode, const LtDynamicsCurve *curve);

/* At a quantum's end: a reduction next to what silence leads to becomes that. */
LT_RT void lt_dynamics_settle (LtDynamics *self, float silence_db);

/* True when silence changes nothing any more; then lt_dynamics_rest is what n frames of it do. */
LT_RT bool lt_dynamics_is_at_rest (const LtDynamics *self, float silence_db);
LT_RT void lt_dynamics_rest (LtDynamics *self, uint32_t n);
