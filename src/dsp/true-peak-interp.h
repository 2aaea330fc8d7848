// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Peaks between samples, for a limiter: the standard's view of everything, a fine view of what matters.
// Layer: dsp. Owns no memory: taps are embedded by value.
// Ref: ITU-R BS.1770-5 annex 2 (4 × and its under-read); the fine view goes on to 8 × with a
//      parabola through the highest points, and under-reads by less than 0.01 dB up to 0.47 fs.

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_TRUE_PEAK_COARSE_REACH 8u /* samples needed on either side */
#define LT_TRUE_PEAK_FINE_REACH 104u
#define LT_TRUE_PEAK_FINE_FRAMES 32u
#define LT_TRUE_PEAK_BRIEF 10u

typedef struct
{
  float first[96], second[6], third[4]; /* half-band pairs: 1 → 2 → 4 → 8 × */
  float brief[LT_TRUE_PEAK_BRIEF];      /* 1 → 2 × as a short interpolator does it */
} LtTruePeakInterp;

void lt_true_peak_interp_init (LtTruePeakInterp *self);

/* peak[i]: the largest magnitude from x[i] up to before x[i + 1] by the annex's own filter; n is a multiple of 4.
   Samples themselves are read exactly. */
LT_RT void lt_true_peak_interp_coarse (const LtTruePeakInterp *self, const float *x, float *peak, uint32_t n);

/* The same for FINE_FRAMES frames on a finer grid, with the parabola where a peak is above `from`: the
   higher of a long interpolator and a short one, for next to half the rate either may be the one that measures.
   factor: 4 or 8. */
LT_RT void lt_true_peak_interp_fine (const LtTruePeakInterp *self, const float *x, float *peak, uint32_t factor, float from);

/* Next to half the rate no two interpolators agree on what stands between the samples. Where the short one and the long one
   differ over a peak there is such content, and a share of that is added to the fine peaks of FINE_FRAMES frames; @coarse: of
   the same. It rings on for longer than any of them reaches: *doubt is what the frames before left, 0 at first. */
LT_RT void lt_true_peak_interp_allow (float *doubt, float *fine, const float *coarse, float ceiling);
