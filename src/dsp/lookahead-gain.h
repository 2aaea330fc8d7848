// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From wanted gain reductions to a smooth one that is in place before each is needed.
// Layer: dsp. Memory is the caller's.
//
// Works in steps of a few frames. The largest demand of the look-ahead window is held, released,
// and smoothed by three boxes in a row (nearly a Gaussian) as long as the look-ahead; an average
// of values none of which is smaller than the demand is not smaller than it. The boxes run on
// integers: their sums come back to exactly nothing, so that what needs no gain is left alone.

#pragma once

#include "dsp/sliding-max.h"

#include <stdbool.h>

#define LT_LOOKAHEAD_GAIN_BOXES 3

typedef struct
{
  float    fast_keep;   /* of the reduction a step: short peaks */
  float    slow_attack; /* share of the way up a step: what lasts; 0: none */
  float    slow_keep;
  uint32_t hold; /* steps, up to max_hold */
} LtLookaheadRelease;

typedef struct
{
  LtSlidingMax max;
  int64_t     *ring[LT_LOOKAHEAD_GAIN_BOXES];
  int64_t      sum[LT_LOOKAHEAD_GAIN_BOXES];
  uint32_t     len[LT_LOOKAHEAD_GAIN_BOXES], pos[LT_LOOKAHEAD_GAIN_BOXES];
  uint32_t     n_steps;    /* the look-ahead */
  uint32_t     quiet;      /* steps since the boxes were last fed anything */
  float        fast, slow; /* what short peaks and what lasts ask for */
  float        last;       /* the reduction at the newest step */
  double       scale;
} LtLookaheadGain;

size_t lt_lookahead_gain_size (uint32_t max_steps, uint32_t max_hold);
void   lt_lookahead_gain_init (LtLookaheadGain *self, uint32_t max_steps, uint32_t max_hold, void *memory);

/* Starts afresh with a look-ahead of n_steps, 1 to max_steps. */
LT_RT void lt_lookahead_gain_start (LtLookaheadGain *self, uint32_t n_steps);

/* demand[i]: the reduction, 0 to under 1, that the frames of step i need. out[0] is the last
   reduction of the run before and out[i + 1] that at the end of step i: a straight line from
   out[i] to out[i + 1] meets the demand of the step n_steps ago. False: all of out is 0. */
LT_RT bool lt_lookahead_gain_run (LtLookaheadGain *self, const LtLookaheadRelease *release, const float *demand, float *out, uint32_t n);
