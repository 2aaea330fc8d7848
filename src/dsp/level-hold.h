// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sliding maximum of a level: the highest value of the last stretch, so that a tone reads as steady.
// Layer: dsp. Owns no memory: the caller embeds LtLevelHold by value.
//
// The stretch is cut into 32 slots; a value stays for 31 to 32 of them. Costs one
// comparison a frame, and a pass over the slots once they are all filled anew.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_LEVEL_HOLD_SLOTS 32u

typedef struct
{
  float    slot[LT_LEVEL_HOLD_SLOTS];
  float    later[LT_LEVEL_HOLD_SLOTS]; /* maximum of each slot and those behind it, as of the last start of the row */
  float    earlier;                    /* maximum of the slots filled since then */
  float    now;  /* maximum of the slot being filled */
  float    rest; /* maximum of all others */
  uint32_t at;   /* index of the slot being filled */
  uint32_t left; /* frames that it still takes */
  uint32_t len;  /* frames of the next slot, >= 1 */
} LtLevelHold;

/* Forgets everything. lt_level_hold_set must follow before the first run. */
LT_RT void lt_level_hold_reset (LtLevelHold *self);

/* The stretch from the next slot on, to the nearest that slots can give (31.5 frames at least). */
LT_RT void lt_level_hold_set (LtLevelHold *self, double frames);

/* What set chose: mean frames for which a value stays. */
LT_RT double lt_level_hold_frames (const LtLevelHold *self);

/* In place; values >= 0 and finite. */
LT_RT void lt_level_hold_run (LtLevelHold *self, float *io, uint32_t n_frames);

/* True when all that it holds is silence. */
LT_RT bool lt_level_hold_is_at_rest (const LtLevelHold *self);

/* As run would with n_frames of silence, at rest. */
LT_RT void lt_level_hold_rest (LtLevelHold *self, uint32_t n_frames);

/* As if self had heard the higher of its own and other's input. Both were run in step. */
LT_RT void lt_level_hold_merge (LtLevelHold *self, const LtLevelHold *other);
