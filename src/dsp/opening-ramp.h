// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A gain that rises to its target in a given time along an S, and falls with it.
// Layer: dsp. The caller gives the memory.
//
// The rise is a straight line, then a running mean over a power of two: no corner at
// either end, and exactly there in time. Whole numbers throughout, so that the sum
// can't drift and an open gain is exactly 1.

#pragma once

#include "base/rt.h"

#include <stddef.h>
#include <stdint.h>

typedef struct
{
  int32_t *ring; /* the last gains of the line, in 2^-30 */
  uint32_t mask; /* ring length - 1 */
  uint32_t pos;  /* where the next is written */
  uint32_t most; /* longest mean, a power of two */
  uint32_t mean; /* frames of the mean, a power of two */
  uint32_t want; /* the mean to be used once the gain rests */
  uint32_t time; /* frames of a rise from 0 to 1 */
  int32_t  line; /* gain of the line */
  int64_t  sum;  /* of the last `mean` gains */
} LtOpeningRamp;

/* Bytes of memory when the mean may take up to max_frames; a multiple of 64. */
size_t lt_opening_ramp_size (uint32_t max_frames);

/* @memory: aligned to 64, outlives it. lt_opening_ramp_set and reset must follow. */
void lt_opening_ramp_init (LtOpeningRamp *self, uint32_t max_frames, void *memory);

/* Frames of a rise from 0 to 1, >= 1. */
LT_RT void lt_opening_ramp_set (LtOpeningRamp *self, uint32_t frames);

/* At rest at a gain of 0 to 1. */
LT_RT void lt_opening_ramp_reset (LtOpeningRamp *self, float gain);

/* Once a quantum: a time that was set is fully taken over when the gain rests. */
LT_RT void lt_opening_ramp_adopt (LtOpeningRamp *self);

/* In place: target gains (0 to 1) in, gains out. */
LT_RT void lt_opening_ramp_run (LtOpeningRamp *self, float *io, uint32_t n_frames);

LT_RT float lt_opening_ramp_gain (const LtOpeningRamp *self);
