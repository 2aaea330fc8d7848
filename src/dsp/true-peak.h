// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The highest point of the curve through the samples, read off a grid of sixteenths of a sample.
// Layer: dsp. Owns no memory: the caller embeds one LtTruePeakFilter and an LtTruePeak a channel.
// Ref: ITU-R BS.1770-5 annex 2; J. F. Kaiser (1974) for the window.
//
// Sixteenths are worked out only where they can matter. Passed over is what cannot reach the peak so
// far: blocks by the filter's worst gain, groups of intervals by how far the curve can leave the chords
// between the samples (a bounded multiple of the second differences). In the others quarters are worked
// out. A curve of the band whose top is P holds P cos (π d) at d samples from there (Duffin and
// Schaeffer), so an eighth away it is still at 0.92 P: sixteenths follow only around those tops of
// quarters that reach 0.9 of the peak so far.

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_TRUE_PEAK_TAPS 64u  /* the curve between two samples hangs on 32 either side */
#define LT_TRUE_PEAK_FINE 16u  /* points a sample */
#define LT_TRUE_PEAK_BLOCK 64u /* frames; what is found lags by at most a block and half the taps */

typedef struct
{
  float fine[LT_TRUE_PEAK_TAPS][LT_TRUE_PEAK_FINE]; /* oldest sample first; column p: p sixteenths on */

  /* The quarters over pairs of samples at equal distance from the middle: a quarter is even plus odd part,
     three quarters even minus odd, the half is even alone. */
  float quarter_even[LT_TRUE_PEAK_TAPS / 2];
  float quarter_odd[LT_TRUE_PEAK_TAPS / 2];
  float half[LT_TRUE_PEAK_TAPS / 2];

  float worst_gain;  /* of any point over samples within ±1 */
  float worst_bend;  /* distance of any point from its chord over second differences within ±1 … */
  float worst_trace; /* … and over the samples themselves: what the division leaves */
} LtTruePeakFilter;

typedef struct
{
  _Alignas (32) float x[LT_TRUE_PEAK_TAPS + LT_TRUE_PEAK_BLOCK]; /* the last 63 frames, then the block being filled */
  float    before;      /* highest sample among those 63 */
  float    bend_before; /* highest second difference among them */
  uint32_t fill;        /* frames of the block */
  float    peak;        /* highest point so far, linear; the caller may lower it at any time */
} LtTruePeak;

void lt_true_peak_design (LtTruePeakFilter *filter);

/* As before the first sample: silence. */
LT_RT void lt_true_peak_reset (LtTruePeak *self);

/* What is no number counts as 0. Cutting @in changes nothing. */
LT_RT void lt_true_peak_run (LtTruePeak *self, const LtTruePeakFilter *filter, const float *in, uint32_t n_frames);

/* Silence follows: the curve is read to its end. */
LT_RT void lt_true_peak_flush (LtTruePeak *self, const LtTruePeakFilter *filter);
