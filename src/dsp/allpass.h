// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long all-pass: a delay inside its own feedback and feed-forward, which smears and colours nothing.
// Layer: dsp. The caller gives the memory.
// Ref: M. Schroeder, "Natural sounding artificial reverberation", JAES 10 (1962).

#pragma once

#include "base/math.h"
#include "dsp/delay-line.h"

typedef struct
{
  LtDelayLine line;
} LtAllpass;

/* @memory: lt_delay_line_size (max_frames) zeroed floats. */
void       lt_allpass_init (LtAllpass *self, float *memory, uint32_t max_frames);
LT_RT void lt_allpass_reset (LtAllpass *self);

/* In place over n <= 64 frames, 64 <= delays. With `there` (n values, 0 to 1) it goes over to
   the second; NULL: the first stands. keep: of the delayed; 1 smears a steady sound without colour,
   a decay's own loss over the delay smears that decay without colour. */
LT_RT void lt_allpass_run (LtAllpass *self, const uint32_t delay[2], const float *there, LtRamp gain, float keep, float *restrict io, uint32_t n);
