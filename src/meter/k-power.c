// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Energy behind the K-weighting.
// Layer: meter.

#include "meter/k-power.h"

#include <math.h>

void
lt_k_power_init (LtKPower *self, double rate_hz)
{
  *self = (LtKPower) { .coeffs = lt_k_weighting_design (rate_hz) };
}

void
lt_k_power_reset (LtKPower *self)
{
  lt_k_weighting_reset (&self->filter);
}

void
lt_k_power_run (LtKPower *self, const float *const *in, uint32_t n_frames)
{
  lt_k_weighting_run (&self->filter, &self->coeffs, in[0], in[1], n_frames);
}

double
lt_k_power_take (LtKPower *self)
{
  double energy = self->filter.energy[0] + self->filter.energy[1];

  self->filter.energy = (LtKWeightingPair) { 0.0, 0.0 };
  lt_k_weighting_settle (&self->filter);
  return energy;
}

double
lt_k_power_weight (double freq_hz)
{
  const LtKWeightingCoeffs coeffs = lt_k_weighting_design (48000.0);

  return pow (10.0, 0.1 * lt_k_weighting_response_db (&coeffs, 48000.0, freq_hz));
}
