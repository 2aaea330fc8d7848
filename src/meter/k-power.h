// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much energy a stereo signal has to the ear, for comparing two of them from moment to moment; no reading of its own.
// Layer: meter. Owns no memory: the caller embeds LtKPower by value.
// Ref: ITU-R BS.1770-5 annex 1.

#pragma once

#include "dsp/k-weighting.h"

typedef struct
{
  LtKWeightingCoeffs coeffs;
  LtKWeighting       filter;
} LtKPower;

void lt_k_power_init (LtKPower *self, double rate_hz);

LT_RT void lt_k_power_reset (LtKPower *self);

/* Two channels. */
LT_RT void lt_k_power_run (LtKPower *self, const float *const *in, uint32_t n_frames);

/* The weighting's gain in energy at @freq_hz: of the filters that ITU-R BS.1770-5, Annex 1, gives for 48 kHz. */
double lt_k_power_weight (double freq_hz);

/* The weighted samples' squares of both channels since the last time, summed. */
LT_RT double lt_k_power_take (LtKPower *self);
