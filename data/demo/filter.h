// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Second-order filters for the instruments, in double.
// Layer: data.
// Ref: R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients".

#pragma once

#include <stdint.h>

typedef struct
{
  double b0, b1, b2, a1, a2; /* a0 is 1 */
  double z1, z2;
} LtDemoFilter;

/* Each sets the coefficients and keeps the state: start from a zeroed filter. hz below 24000. */
void lt_demo_filter_low_pass (LtDemoFilter *self, double hz, double q);
void lt_demo_filter_high_pass (LtDemoFilter *self, double hz, double q);
void lt_demo_filter_band_pass (LtDemoFilter *self, double hz, double q); /* 0 dB at its peak */
void lt_demo_filter_bell (LtDemoFilter *self, double hz, double q, double gain_db);
void lt_demo_filter_high_shelf (LtDemoFilter *self, double hz, double gain_db);

static inline double
lt_demo_filter_step (LtDemoFilter *self, double x)
{
  double y = self->b0 * x + self->z1;

  self->z1 = self->b1 * x - self->a1 * y + self->z2;
  self->z2 = self->b2 * x - self->a2 * y;
  return y;
}

/* In place. */
void lt_demo_filter_run (LtDemoFilter *self, double *io, int64_t n_frames);
