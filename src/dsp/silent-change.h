// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Through silence into something else: out, silent until what is heard anew is whole, in again, as a time line jumps.
// Layer: dsp. Owns no memory: the caller embeds LtSilentChange by value and clears it by assigning zeros.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  LT_SILENT_CHANGE_NONE, /* all is heard */
  LT_SILENT_CHANGE_OUT,
  LT_SILENT_CHANGE_SILENT,
  LT_SILENT_CHANGE_IN,
} LtSilentChangePhase;

typedef struct
{
  LtSilentChangePhase phase;
  uint32_t            at;     /* frames into it */
  uint32_t            n_fade; /* frames of a way out or in, and */
  uint32_t            n_fill; /* of the silence between them: the caller's, at least 1 */
} LtSilentChange;

LT_RT void lt_silent_change_stop (LtSilentChange *self); /* all is heard */

/* All must be heard. */
LT_RT void lt_silent_change_begin (LtSilentChange *self);

/* Frames to the end of the phase; endless when all is heard. */
LT_RT uint32_t lt_silent_change_left (const LtSilentChange *self);

/* By at most as many. True: it is silent from here on, and the other thing begins. */
LT_RT bool lt_silent_change_advance (LtSilentChange *self, uint32_t n_frames);

/* What is heard of frame @i from here, within the phase: 0 to 1. */
LT_RT float lt_silent_change_share (const LtSilentChange *self, uint32_t i);
