// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a limiter does with peaks step by step: the reduction each step needs, and the gain that comes of it.
// Layer: dsp. Pure; blocks of STEP_GAIN_BLOCK frames, for dsp/lookahead-gain.h.
//
// A reduction is what is taken off: 0 nothing, 1 all. Between the ends of two steps it goes in a straight line.

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_STEP_GAIN_FRAMES 4u /* a step */
#define LT_STEP_GAIN_BLOCK 64u /* frames */
#define LT_STEP_GAIN_STEPS (LT_STEP_GAIN_BLOCK / LT_STEP_GAIN_FRAMES)

/* Of the block's peaks, and of *over, the one that reaches into it from the last frame before; *over is then that of its
   last frame. @ceilings: a step. What is over a ceiling goes 0.3 % below it, less when it is over by less: so a tone right at
   the ceiling is not pushed around. @demand: a step, 0 to under 1. */
LT_RT void lt_step_gain_demand (const float *peaks, float *over, const float *ceilings, float *demand);

/* Two channels' demands come together by the share @link, 0 to 1. */
LT_RT void lt_step_gain_link (float *left, float *right, float link);

/* @y is @x less the reduction; @reduction: at the end of the step before the block, and of each in it. They may not overlap. */
LT_RT void lt_step_gain_apply (const float *x, const float *reduction, float *y);

/* The lowest gain of two reductions in a row at the ends of the block's steps, 1 at most. */
LT_RT float lt_step_gain_lowest (const float *first, const float *second);
