// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gain computer.
// Layer: dsp.

#include "dsp/gain-curve.h"

#include <stdbool.h>

#define HARD_DB 1e-3f /* half of the narrowest knee: a knee of nothing, without dividing by it */

double
lt_gain_curve_db (const LtGainCurve *curve, double level_db)
{
  double knee = curve->knee_db;
  double over = level_db - curve->threshold_db;
  double reduction = over > 0.0 ? curve->slope * over : 0.0;

  if (2.0 * fabs (over) < knee)
    reduction = curve->slope * (over + 0.5 * knee) * (over + 0.5 * knee) / (2.0 * knee);
  return reduction < curve->range_db ? reduction : curve->range_db;
}

typedef struct
{
  LtRamp threshold, slope, half_knee, range;
} Ramps;

/* `still`: nothing moves, the ramps are read once; the same bits either way. */
LT_RT static inline __attribute__ ((always_inline)) void
run (const Ramps *ramps, float *restrict io, uint32_t n, bool still)
{
  for (uint32_t i = 0; i < n; i++)
    {
      uint32_t at = still ? 0 : i;
      float    half_knee = lt_ramp_at (ramps->half_knee, at);
      float    range = lt_ramp_at (ramps->range, at);
      float    over = io[i] - lt_ramp_at (ramps->threshold, at);
      float    bend = over + half_knee;
      float    rest = over - half_knee;

      bend = bend < 0.0f ? 0.0f : bend;
      bend = bend > 2.0f * half_knee ? 2.0f * half_knee : bend;
      rest = rest < 0.0f ? 0.0f : rest;

      float reduction = lt_ramp_at (ramps->slope, at) * (bend * bend * (0.25f / half_knee) + rest);
      io[i] = reduction < range ? reduction : range;
    }
}

LT_RT LT_WIDE static void
gain_curve_still (const Ramps *ramps, float *io, uint32_t n)
{
  run (ramps, io, n, true);
}

LT_RT LT_WIDE static void
gain_curve_moving (const Ramps *ramps, float *io, uint32_t n)
{
  run (ramps, io, n, false);
}

void
lt_gain_curve_run (const LtGainCurve ends[2], uint32_t at, uint32_t len, float *io, uint32_t n_frames)
{
  const LtGainCurve *a = &ends[0], *b = &ends[1];
  Ramps              ramps = {
    lt_ramp_make (a->threshold_db, b->threshold_db, at, len),
    lt_ramp_make (a->slope, b->slope, at, len),
    lt_ramp_make (0.5f * a->knee_db + HARD_DB, 0.5f * b->knee_db + HARD_DB, at, len),
    lt_ramp_make (a->range_db, b->range_db, at, len),
  };
  bool still = ramps.threshold.step == 0.0f && ramps.slope.step == 0.0f && ramps.half_knee.step == 0.0f && ramps.range.step == 0.0f;

  if (still)
    gain_curve_still (&ramps, io, n_frames);
  else
    gain_curve_moving (&ramps, io, n_frames);
}
