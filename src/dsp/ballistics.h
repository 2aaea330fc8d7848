// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Attack and release of a gain reduction in dB: a one-pole that keeps less one way than the other.
// Layer: dsp.
// Ref: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial
// and Analysis", JAES 60 (6), 2012, section 2.2: the smooth branching detector.

#pragma once

#include "base/math.h"

/* What is kept a frame while the value grows and while it shrinks. */
typedef struct
{
  double grow, shrink;
} LtBallistics;

/* Keep for 63 % of the way in so many frames; fewer than `least` are taken as `least`. */
LT_RT double lt_ballistics_keep (double frames, double least);

/* In place: targets in, smoothed values out; the state stays between calls. */
LT_RT void lt_ballistics_run (LtBallistics k, double *state, float *io, uint32_t n_frames);

/* As run, but it shrinks no further than to `share` (0 to 1) of what has lasted: a second, slower
   smoothing of the same targets. k[0] and state[0] are the first, k[1] and state[1] the slower one. */
LT_RT void lt_ballistics_run_lasting (const LtBallistics k[2], double state[2], LtRamp share, float *io, uint32_t n_frames);
