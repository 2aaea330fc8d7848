// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sums over two channels side by side: values, squares, products; and the highest magnitudes.
// Layer: dsp. Owns no memory: the caller embeds LtPairSums by value and clears it by assigning zeros.

#pragma once

#include "base/rt.h"

#include <stdint.h>

typedef double LtPairSumsLanes __attribute__ ((vector_size (16))); /* one lane a channel */

typedef struct
{
  LtPairSumsLanes sum;
  LtPairSumsLanes square;
  LtPairSumsLanes highest; /* magnitude */
  double          product;
} LtPairSums;

/* Adds n_frames; @a and @b may be the same channel. What is no number counts as 0. */
LT_RT void lt_pair_sums_run (LtPairSums *self, const float *a, const float *b, uint32_t n_frames);
