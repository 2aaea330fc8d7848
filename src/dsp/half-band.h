// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Half-band filters: the taps that give the value halfway between two samples.
// Layer: dsp. Linear phase, one side given, as the other mirrors it.
// Ref: J. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974.

#pragma once

#include "base/rt.h"

#include <stdint.h>

/* I0 window at x in [−1, 1]; 0 outside. */
double lt_half_band_kaiser (double x, double beta);

/* taps[k], k < n_pairs, weighs the two samples k + ½ away; all of them sum to ½. */
void lt_half_band_design (float *taps, uint32_t n_pairs, double beta);

/* out[i] is the value between x[i] and x[i + 1]; reads x[−(n_pairs − 1)] to x[n + n_pairs − 1]
   rounded up: n is a multiple of 4. The order of the sums is fixed. */
LT_RT void lt_half_band_run (const float *taps, uint32_t n_pairs, const float *x, float *out, uint32_t n);
