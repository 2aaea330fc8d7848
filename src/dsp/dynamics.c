// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Levels, curves of four kinds and their times.
// Layer: dsp.

#include "dsp/dynamics.h"

#include "dsp/fast-log.h"
#include "dsp/gain-curve.h"

#include <string.h>

#define HOLD_SHARE    0.25 /* of the release that the hold may take */
#define SILENCE_POWER 1e-20f
#define NEAR_DB       1e-9 /* below what a factor can show */

LT_RT static bool
is_below (LtDynamicsMode mode)
{
  return mode == LT_DYNAMICS_UP_COMPRESS || mode == LT_DYNAMICS_DOWN_EXPAND;
}

LT_RT static bool
is_up (LtDynamicsMode mode)
{
  return mode == LT_DYNAMICS_UP_COMPRESS || mode == LT_DYNAMICS_UP_EXPAND;
}

LT_RT static bool
expands (LtDynamicsMode mode)
{
  return mode == LT_DYNAMICS_DOWN_EXPAND || mode == LT_DYNAMICS_UP_EXPAND;
}

void
lt_dynamics_set (LtDynamics *self, LtDynamicsMode mode, const LtDynamicsTimes *times)
{
  lt_level_hold_set (&self->hold, fmin (HOLD_SHARE * times->release, times->hold));

  double held = lt_level_hold_frames (&self->hold);
  double rising = lt_ballistics_keep (times->attack - times->late_rising, 0.25 * times->attack);
  double falling
      = lt_ballistics_keep (times->release - times->late_falling - held, 0.25 * times->release);

  /* An expander's reduction shrinks when the level rises. */
  self->ballistics
      = expands (mode) ? (LtBallistics){ falling, rising } : (LtBallistics){ rising, falling };
}

LT_RT LT_WIDE static void
dynamics_levels (float *io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    io[i] = LT_FAST_LOG_DB_OF_POWER * lt_fast_log_log2 (io[i] + SILENCE_POWER);
}

void
lt_dynamics_levels (LtDynamics *self, float *io, uint32_t n)
{
  lt_level_hold_run (&self->hold, io, n);
  dynamics_levels (io, n);
}

/* A curve below the threshold is one above it with the axis of levels turned round. */
LT_RT static LtGainCurve
gain_curve_of (LtDynamicsMode mode, const LtDynamicsCurve *c)
{
  float compressing = c->ratio >= LT_DYNAMICS_RATIO_MAX ? 1.0f : 1.0f - 1.0f / c->ratio;
  float slope = expands (mode) ? c->ratio - 1.0f : compressing;

  return (LtGainCurve){ is_below (mode) ? -c->threshold_db : c->threshold_db, slope, c->knee_db,
                        c->range_db };
}

LT_RT static void
negate (float *io, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    io[i] = -io[i];
}

LT_RT static void
targets (LtDynamicsMode        mode,
         const LtDynamicsCurve ends[2],
         uint32_t              at,
         uint32_t              len,
         float                *io,
         uint32_t              n)
{
  LtGainCurve curves[2] = { gain_curve_of (mode, &ends[0]), gain_curve_of (mode, &ends[1]) };

  if (is_below (mode))
    negate (io, n);
  lt_gain_curve_run (curves, at, len, io, n);
  if (is_up (mode))
    negate (io, n);
}

void
lt_dynamics_reduce (LtDynamics           *self,
                    LtDynamicsMode        mode,
                    const LtDynamicsCurve ends[2],
                    uint32_t              at,
                    uint32_t              len,
                    float                *io,
                    uint32_t              n)
{
  targets (mode, ends, at, len, io, n);
  lt_ballistics_run (self->ballistics, &self->reduction_db, io, n);
}

double
lt_dynamics_reduction_db (LtDynamicsMode mode, const LtDynamicsCurve *curve, double level_db)
{
  LtGainCurve above = gain_curve_of (mode, curve);
  double      reduction = lt_gain_curve_db (&above, is_below (mode) ? -level_db : level_db);

  return is_up (mode) ? -reduction : reduction;
}

float
lt_dynamics_silence_db (LtDynamicsMode mode, const LtDynamicsCurve *curve)
{
  LtDynamicsCurve ends[2] = { *curve, *curve };
  float           io = 0.0f;

  dynamics_levels (&io, 1);
  targets (mode, ends, 0, 1, &io, 1);
  return io;
}

void
lt_dynamics_settle (LtDynamics *self, float silence_db)
{
  if (fabs (self->reduction_db - (double) silence_db) < NEAR_DB)
    self->reduction_db = silence_db;
}

bool
lt_dynamics_is_at_rest (const LtDynamics *self, float silence_db)
{
  return self->reduction_db == (double) silence_db && lt_level_hold_is_at_rest (&self->hold);
}

void
lt_dynamics_rest (LtDynamics *self, uint32_t n)
{
  lt_level_hold_rest (&self->hold, n);
}
