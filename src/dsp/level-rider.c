// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loudness over half a second, and the gain that follows from it.
// Layer: dsp.

#include "dsp/level-rider.h"

#include "base/math.h"

#define LOUDEST_POWER 32.0     /* what one broken sample may do to the level */
#define OFFSET_LU     (-0.691) /* of ITU-R BS.1770 */

void
lt_level_rider_init (LtLevelRider *self, double rate_hz, uint32_t n_channels)
{
  *self = (LtLevelRider){ .rate_hz = rate_hz,
                          .n_channels = n_channels,
                          .coeffs = lt_k_weighting_design (rate_hz) };
  lt_level_rider_reset (self);
}

void
lt_level_rider_reset (LtLevelRider *self)
{
  lt_k_weighting_reset (&self->weighting);
  self->power = 0.0;
  self->from = self->to = 1.0;
  self->n_frames = 0;
}

/* Gain at a level. */
LT_RT static double
settled_db (double slope, double pivot_lufs, double level_lufs)
{
  double db = slope * (level_lufs - pivot_lufs);

  return fmin (fmax (db, -LT_LEVEL_RIDER_MOST_DB), LT_LEVEL_RIDER_MOST_DB);
}

LT_RT static void
take_level (LtLevelRider *self, double pivot_lufs)
{
  double pivot = pow (10.0, 0.1 * (pivot_lufs - OFFSET_LU)),
         pause = pivot * pow (10.0, -0.1 * LT_LEVEL_RIDER_PAUSE_DB);
  double energy
      = self->weighting.energy[0] + (self->n_channels > 1 ? self->weighting.energy[1] : 0.0);
  double heard = self->n_frames > 0 ? fmin (energy / self->n_frames, LOUDEST_POWER) : 0.0;

  if (self->power <= 0.0)
    self->power = pivot;
  if (heard > pause)
    self->power
        += (1.0 - exp (-(double) self->n_frames / (0.001 * LT_LEVEL_RIDER_MS * self->rate_hz)))
           * (heard - self->power);
}

void
lt_level_rider_begin (LtLevelRider *self, double slope, double pivot_lufs, uint32_t len)
{
  double to = 1.0;

  if (slope == 0.0)
    {
      self->power = 0.0;
      lt_k_weighting_reset (&self->weighting);
    }
  else
    {
      take_level (self, pivot_lufs);
      to = pow (
          10.0,
          0.05 * settled_db (slope, pivot_lufs, 10.0 * log10 (self->power) + OFFSET_LU));
      lt_k_weighting_settle (&self->weighting);
    }
  self->from = self->to;
  self->to = to;
  self->weighting.energy = (LtKWeightingPair){ 0.0, 0.0 };
  self->n_frames = len;
}

void
lt_level_rider_hear (LtLevelRider *self, const float *const *in, uint32_t n_frames)
{
  lt_k_weighting_run (&self->weighting, &self->coeffs, in[0], in[self->n_channels - 1], n_frames);
}
