// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The secant, kept from leaping.
// Layer: deliver.

#include "deliver/gain-walk.h"

#include <math.h>

#define FLATTEST 0.02 /* LU a dB; what is flatter gets no louder */
#define LEAP_DB 12.0

LtGainWalk
lt_gain_walk (double target_lufs, double near_lu, double min_db, double max_db, double gain_db)
{
  return (LtGainWalk) { .target_lufs = target_lufs, .near_lu = near_lu, .min_db = min_db, .max_db = max_db, .gain_db = gain_db,
                        .nearest_db = gain_db, .missing_lu = INFINITY, .last_db = NAN, .last_lufs = NAN };
}

bool
lt_gain_walk_step (LtGainWalk *self, double lufs)
{
  double missing = self->target_lufs - lufs, gain = self->gain_db;
  double slope = isnan (self->last_db) || gain == self->last_db ? 1.0 : (lufs - self->last_lufs) / (gain - self->last_db);

  self->is_nearest = fabs (missing) < self->missing_lu;
  if (self->is_nearest)
    {
      self->missing_lu = fabs (missing);
      self->nearest_db = gain;
    }
  self->last_db = gain;
  self->last_lufs = lufs;
  if (fabs (missing) < self->near_lu || !(slope > FLATTEST))
    return false;
  gain += fmax (-LEAP_DB, fmin (missing / fmin (slope, 1.0), LEAP_DB));
  self->gain_db = fmax (self->min_db, fmin (gain, self->max_db));
  return self->gain_db != self->last_db; /* else the end of its range */
}
