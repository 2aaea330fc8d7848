// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mean power over a sliding window, free of drift.
// Layer: dsp. Owns no memory: the caller embeds LtMeanSquare by value.
//
// The window is 32 slots long and moves smoothly: while one slot fills, the oldest
// one fades out in proportion. Sums are made anew at each slot's end, so nothing that
// went in can stay behind.

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_MEAN_SQUARE_SLOTS 32u

typedef struct
{
  float    slot[LT_MEAN_SQUARE_SLOTS]; /* sums of powers */
  float    now;                        /* sum of the slot being filled */
  float    oldest;                     /* sum of the slot that it replaces */
  float    rest;                       /* sum of all others */
  uint32_t at;                         /* index of the slot being filled */
  uint32_t done;                       /* frames in it */
  uint32_t len;                        /* frames of a slot, >= 1 */
} LtMeanSquare;

/* Empties the window and sets its length, to the nearest whole slots. */
LT_RT void lt_mean_square_reset (LtMeanSquare *self, double frames);

/* In place: powers in, mean powers out; values >= 0 and finite. */
LT_RT void lt_mean_square_run (LtMeanSquare *self, float *io, uint32_t n_frames);
