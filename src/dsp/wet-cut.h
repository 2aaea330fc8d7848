// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Low and high cut of an echo or a room, 12 dB per octave each, both channels at once.
// Layer: dsp. Owns no memory: the caller embeds LtWetCut by value.
// Ref: V. Zavalishin, "The Art of VA Filter Design" (2018), chapter 4: state-variable filter by trapezoidal integration.
//
// At the ends of their ranges the cuts are off, bit for bit; near them they fade in.

#pragma once

#include "dsp/vec4.h"

#include <stdbool.h>

#define LT_WET_CUT_LOW_OFF_HZ 20.0f
#define LT_WET_CUT_HIGH_OFF_HZ 20000.0f

/* Lanes: left, right, two spare. */
typedef struct
{
  LtVec4 s1, s2;     /* integrators */
  float  a1, a2, a3; /* of the cut's frequency */
  float  hz;         /* that they stand for; 0: none yet */
  float  from, to;   /* blend of the quantum: 0 is off */
} LtWetCutBand;

typedef struct
{
  double       rate_hz;
  LtWetCutBand low, high;
} LtWetCut;

void       lt_wet_cut_init (LtWetCut *self, double rate_hz);
LT_RT void lt_wet_cut_reset (LtWetCut *self);

/* At a quantum's start: where the cuts stand at its end. The first one after reset jumps there. */
LT_RT void lt_wet_cut_set (LtWetCut *self, float low_hz, float high_hz);

/* In place, n frames from `at` of a quantum of len; right may equal left (mono). */
LT_RT void lt_wet_cut_run (LtWetCut *self, float *left, float *right, uint32_t n, uint32_t at, uint32_t len);

/* After a quantum's last frame: what is too soft to hear becomes nothing. */
LT_RT void lt_wet_cut_settle (LtWetCut *self);

/* True when nothing of what went through is left in it. */
LT_RT bool lt_wet_cut_is_at_rest (const LtWetCut *self);

/* Frames that the cuts ring on to −120 dB. */
uint32_t lt_wet_cut_tail (double rate_hz, float low_hz);
