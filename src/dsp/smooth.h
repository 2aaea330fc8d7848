// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Smooths a stretch of samples: each becomes the mean of its neighbours, 1 4 6 4 1 over 16.
// Layer: dsp.
//
// Gain cos⁴ (ω / 2), no phase: −3 dB at 0.13 of the rate (6.2 kHz at 48 kHz), −12 dB at a quarter of it, nothing at half.

#pragma once

#include <stdint.h>

#define LT_SMOOTH_EDGE 8u  /* samples at either end over which it sets in */
#define LT_SMOOTH_REACH 2u /* samples before and behind that are read */

/* From @in to @out, which are apart, n samples; LT_SMOOTH_REACH more on both sides of @in can be read. @whole: frames of
   the stretch, of which these are from @at on. */
void lt_smooth_run (const float *in, float *out, uint32_t n, int64_t at, int64_t whole);
