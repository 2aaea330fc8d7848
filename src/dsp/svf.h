// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Second-order section as a state-variable filter, two channels in one vector, double state.
// Layer: dsp. Owns no memory: the caller embeds LtSvf by value.
// Ref: V. Zavalishin, "The Art of VA Filter Design" (2018), ch. 3–4 (trapezoidal integrators).
//
// The trapezoidal state-variable filter, multiplied out into its 2 × 2 state step. Its
// state never gains energy by itself, for any cut-off and damping, and so not for any mix
// of two such steps either: coefficients may move in a straight line from frame to frame.

#pragma once

#include "base/rt.h"

#include <stdint.h>

/* Left and right, or mid and side. */
typedef double LtSvfPair __attribute__ ((vector_size (16)));

/* H (s) = (hp s² + bp s + lp) / (s² + damping s + 1), s = (z − 1) / (z + 1) / warp. */
typedef struct
{
  double warp, damping; /* > 0 */
  double hp, bp, lp;
} LtSvfShape;

/* One step: s1' = a11 s1 + a12 s2 + b1 x, s2' = a21 s1 + a22 s2 + b2 x, y = c1 s1 + c2 s2 + d x. */
typedef struct
{
  LtSvfPair a11, a12, a21, a22, b1, b2, c1, c2, d;
} LtSvfCoeffs;

typedef struct
{
  LtSvfPair s1, s2;
} LtSvf;

/* Pure. @on: which of the two lanes the shape is for; the other passes through. */
LT_RT LtSvfCoeffs lt_svf_coeffs (const LtSvfShape *shape, const int on[2]);

/* Radius of the slower pole, below 1. */
double lt_svf_pole_radius (const LtSvfShape *shape);

/* |H|² at freq_hz. */
double lt_svf_power (const LtSvfShape *shape, double rate_hz, double freq_hz);

/* @n sections in series over @n_frames pairs, in place. Any n. */
LT_RT void lt_svf_run (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, LtSvfPair *io, uint32_t n_frames);

/* One section whose coefficients go in a straight line from @from to @to over @len frames;
   this run starts @at frames into it. */
LT_RT void lt_svf_run_moving (LtSvf *self, const LtSvfCoeffs *from, const LtSvfCoeffs *to, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames);

/* Between two channels and pairs. Loading takes what is above +120 dBFS or no number for silence;
   a NULL right is silence, and is not stored. */
LT_RT void lt_svf_load (LtSvfPair *pairs, const float *left, const float *right, uint32_t n_frames);
LT_RT void lt_svf_store (const LtSvfPair *pairs, float *left, float *right, uint32_t n_frames);

/* The same of one channel, the left, from and to @io: cleaned as by loading, the state's right lane stays. */
LT_RT void lt_svf_load_mono (double *to, const float *from, uint32_t n_frames);
LT_RT void lt_svf_run_mono (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, double *io, uint32_t n_frames);
LT_RT void lt_svf_store_mono (const double *from, float *to, uint32_t n_frames);

/* True when the state is nothing. */
LT_RT bool lt_svf_is_at_rest (const LtSvf *self, uint32_t n);

/* State too small to hear becomes nothing, so that silence becomes digital silence. */
LT_RT void lt_svf_flush (LtSvf *self, uint32_t n);
