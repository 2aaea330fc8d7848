// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Second-order section, transposed direct form II, double state.
// Layer: dsp. Owns no memory: the caller embeds LtBiquad by value.
// Ref: R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".

#pragma once

#include "base/rt.h"

#include <stdint.h>

typedef struct
{
  double b0, b1, b2, a1, a2; /* a0 is normalised to 1 */
} LtBiquadCoeffs;

typedef struct
{
  double z1, z2;
} LtBiquad;

/* freq_hz in (0, rate_hz / 2), q > 0. Pure: same input, same bits. */
LT_RT LtBiquadCoeffs lt_biquad_low_pass (double rate_hz, double freq_hz, double q);
LT_RT LtBiquadCoeffs lt_biquad_high_pass (double rate_hz, double freq_hz, double q);
LT_RT LtBiquadCoeffs lt_biquad_band_pass (double rate_hz, double freq_hz, double q); /* 0 dB at freq_hz */

LT_RT static inline void
lt_biquad_reset (LtBiquad *self)
{
  self->z1 = self->z2 = 0.0;
}

LT_RT static inline double
lt_biquad_tick (LtBiquad *self, const LtBiquadCoeffs *c, double x)
{
  double y = c->b0 * x + self->z1;

  self->z1 = c->b1 * x - c->a1 * y + self->z2;
  self->z2 = c->b2 * x - c->a2 * y;
  return y;
}

/* In place. n_frames may be 0. */
LT_RT void lt_biquad_run (LtBiquad *self, const LtBiquadCoeffs *c, float *io, uint32_t n_frames);

/* The same of two channels side by side: each waits for its frame before. */
LT_RT void lt_biquad_run_pair (LtBiquad self[2], const LtBiquadCoeffs *c, float *left, float *right, uint32_t n_frames);
