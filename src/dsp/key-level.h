// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The levels that rule a compressor: of a channel, of the louder of two, of two that are linked.
// Layer: dsp. Pure, but for the mean that goes on.

#pragma once

#include "base/math.h"
#include "dsp/mean-square.h"

/* Power as a sine's peak would have it, so that a sine reads the same with and without a mean. @square: the mean that goes on
   over it; NULL: the wave itself. */
LT_RT void lt_key_level_power (LtMeanSquare *square, const float *in, float *power, uint32_t n);

/* In place: what is larger in @other. */
LT_RT void lt_key_level_louder (float *io, const float *other, uint32_t n);

/* In place: the quieter channel follows the louder by that share, 0 to 1. */
LT_RT void lt_key_level_link (float *left, float *right, LtRamp share, uint32_t n);
