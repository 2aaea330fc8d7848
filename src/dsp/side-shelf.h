// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Width of the stereo image in two regions: one gain for the side's low part, one for the high.
// Layer: dsp. Owns no memory: the caller embeds LtSideShelf by value.
//
// The parts are a first-order low pass of the side and the rest, so they add up to it: equal gains do not turn its
// phase, and gains of 1 leave every bit. Only what differs is added to left and taken from right, so mono stays as it is.

#pragma once

#include "base/rt.h"
#include "dsp/svf.h"

#define LT_SIDE_SHELF_HZ 400.0 /* where low and high meet */

typedef struct
{
  double share, low; /* of the low pass, trapezoidal: its coefficient and its state */
} LtSideShelf;

/* The gains of both parts, as amplitude ratios. */
typedef struct
{
  double low, high;
} LtSideShelfGains;

void lt_side_shelf_init (LtSideShelf *self, double rate_hz);

LT_RT void lt_side_shelf_reset (LtSideShelf *self);

/* In place, from frame @at of a quantum of @len over which the gains go in a straight line. */
LT_RT void lt_side_shelf_run (LtSideShelf            *self,
                              const LtSideShelfGains *from,
                              const LtSideShelfGains *to,
                              uint32_t                at,
                              uint32_t                len,
                              LtSvfPair              *io,
                              uint32_t                n_frames);

/* |H|² of the side at freq_hz. Pure. */
double lt_side_shelf_power (const LtSideShelfGains *gains, double freq_hz);
