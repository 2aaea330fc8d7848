// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Slow gain that brings a programme's passages nearer to a level or takes them further from it.
// Layer: dsp. Owns no memory: the caller embeds LtLevelRider by value.
//
// Level is loudness as ITU-R BS.1770 weighs it, over about half a second, so single notes and the wave itself leave the
// gain in peace. Pauses hold it: what lies far below the level is no passage.

#pragma once

#include "base/rt.h"
#include "dsp/k-weighting.h"

#include <stdbool.h>

#define LT_LEVEL_RIDER_MS       400.0 /* time constant of the level */
#define LT_LEVEL_RIDER_MOST_DB  12.0  /* of the gain, up and down */
#define LT_LEVEL_RIDER_PAUSE_DB 30.0  /* below the pivot: a pause */

typedef struct
{
  double             rate_hz;
  LtKWeightingCoeffs coeffs;
  LtKWeighting       weighting;
  double             power;    /* the level; 0: not known yet, taken for the pivot */
  double             from, to; /* gain over the quantum under way */
  uint32_t           n_frames; /* of it */
  uint32_t           n_channels;
} LtLevelRider;

/* @n_channels 1 or 2. */
void lt_level_rider_init (LtLevelRider *self, double rate_hz, uint32_t n_channels);

LT_RT void lt_level_rider_reset (LtLevelRider *self);

/* At a quantum's start. @slope: dB of gain for a dB above @pivot_lufs, 0 is off. */
LT_RT void lt_level_rider_begin (LtLevelRider *self, double slope, double pivot_lufs, uint32_t len);

/* Hears @n_frames of the quantum. */
LT_RT void lt_level_rider_hear (LtLevelRider *self, const float *const *in, uint32_t n_frames);

/* True when the gain is 1 throughout the quantum. */
LT_RT static inline bool
lt_level_rider_is_off (const LtLevelRider *self)
{
  return self->from == 1.0 && self->to == 1.0;
}
