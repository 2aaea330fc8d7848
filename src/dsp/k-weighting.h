// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// K-weighting of two channels side by side, and the energy of what comes out.
// Layer: dsp. Owns no memory: the caller embeds LtKWeighting by value.
// Ref: ITU-R BS.1770-5 annex 1 (the two sections at 48 kHz);
//      M. Vicanek, "Matched Second Order Digital Filters" (2016), for the other rates.

#pragma once

#include "base/rt.h"
#include "dsp/biquad.h"

#include <stdint.h>

typedef double LtKWeightingPair __attribute__ ((vector_size (16))); /* one lane a channel */

typedef struct
{
  LtBiquadCoeffs shelf;
  LtBiquadCoeffs high_pass;
} LtKWeightingCoeffs;

typedef struct
{
  LtKWeightingPair shelf_z1, shelf_z2;
  LtKWeightingPair high_z1, high_z2;
  LtKWeightingPair energy; /* sum of the weighted samples' squares since the caller cleared it */
} LtKWeighting;

/* The response of the standard's sections at 48 kHz, whatever the rate (8 to 384 kHz): at 48 kHz the
   standard's own numbers, from 22.05 kHz up within 0.001 dB of them, at 8 kHz within 0.04 dB. */
LtKWeightingCoeffs lt_k_weighting_design (double rate_hz);

/* In dB at freq_hz, both sections. */
double lt_k_weighting_response_db (const LtKWeightingCoeffs *c, double rate_hz, double freq_hz);

LT_RT void lt_k_weighting_reset (LtKWeighting *self);

/* Adds to the energies; @a and @b may be the same channel. What is no number counts as 0. */
LT_RT void lt_k_weighting_run (LtKWeighting *self, const LtKWeightingCoeffs *c, const float *a, const float *b, uint32_t n_frames);

/* What is left of a tail below −600 dBFS becomes 0, so that no denormals arise. Call it now and then. */
LT_RT void lt_k_weighting_settle (LtKWeighting *self);
