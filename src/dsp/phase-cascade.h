// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// First-order all-passes in a row with feedback around them, two channels in one vector, double state.
// Layer: dsp. Owns no memory: the caller embeds LtPhaseCascade by value.
// Ref: J. O. Smith, "Physical Audio Signal Processing" (2010): phasing with first-order all-pass filters;
//      V. Zavalishin, "The Art of VA Filter Design" (2018), ch. 3 and 10: feedback without delay, phasers.
//
// A stage turns by 90° at its corner: n stages at f Hz, added to their source, make notches where
// tan (π f' / rate) = tan (π f / rate) × tan ((2 k + 1) π / 2 n). What comes out of all stages is a straight
// line of what goes in, so the loop is solved in each frame and needs no delay: its peaks lie alike at all rates.

#pragma once

#include "base/audio.h"
#include "dsp/svf.h"

#define LT_PHASE_CASCADE_STAGES 12u

typedef struct
{
  LtSvfPair z[LT_PHASE_CASCADE_STAGES];
} LtPhaseCascade;

/* What moves in a straight line over a quantum. */
typedef struct
{
  double    stages[2];   /* at its ends: 1 to LT_PHASE_CASCADE_STAGES; of a part of a stage that part is heard */
  double    feedback[2]; /* between −1 and 1 */
  LtSvfPair turn[2];     /* lt_phase_cascade_turn of each channel's corner */
} LtPhaseCascadeWay;

/* Coefficient of a corner at freq_hz, 0 < freq_hz < rate_hz / 2. Pure. */
LT_RT double lt_phase_cascade_turn (double rate_hz, double freq_hz);

LT_RT void lt_phase_cascade_reset (LtPhaseCascade *self);

/* In place; n_frames from `at` of a quantum of len. */
LT_RT void lt_phase_cascade_run (LtPhaseCascade *self, const LtPhaseCascadeWay *way, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames);

/* After a quantum's last frame: what is too soft to hear, and stages from n_stages on, become nothing. */
LT_RT void lt_phase_cascade_settle (LtPhaseCascade *self, uint32_t n_stages);

LT_RT bool lt_phase_cascade_is_at_rest (const LtPhaseCascade *self);
