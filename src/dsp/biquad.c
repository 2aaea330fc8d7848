// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Second-order section: cookbook designs and the run.
// Layer: dsp.

#include "dsp/biquad.h"

#include "base/math.h"

typedef struct
{
  double cos_w, alpha;
} Angle;

LT_RT static Angle
angle_of (double rate_hz, double freq_hz, double q)
{
  double w = 2.0 * LT_PI * freq_hz / rate_hz;

  return (Angle) { cos (w), sin (w) / (2.0 * q) };
}

LT_RT static LtBiquadCoeffs
normalised (double b0, double b1, double b2, double a0, double a1, double a2)
{
  double k = 1.0 / a0;

  return (LtBiquadCoeffs) { b0 * k, b1 * k, b2 * k, a1 * k, a2 * k };
}

LtBiquadCoeffs
lt_biquad_low_pass (double rate_hz, double freq_hz, double q)
{
  Angle  w = angle_of (rate_hz, freq_hz, q);
  double k = 1.0 - w.cos_w;

  return normalised (0.5 * k, k, 0.5 * k, 1.0 + w.alpha, -2.0 * w.cos_w, 1.0 - w.alpha);
}

LtBiquadCoeffs
lt_biquad_high_pass (double rate_hz, double freq_hz, double q)
{
  Angle  w = angle_of (rate_hz, freq_hz, q);
  double k = 1.0 + w.cos_w;

  return normalised (0.5 * k, -k, 0.5 * k, 1.0 + w.alpha, -2.0 * w.cos_w, 1.0 - w.alpha);
}

LtBiquadCoeffs
lt_biquad_band_pass (double rate_hz, double freq_hz, double q)
{
  Angle w = angle_of (rate_hz, freq_hz, q);

  return normalised (w.alpha, 0.0, -w.alpha, 1.0 + w.alpha, -2.0 * w.cos_w, 1.0 - w.alpha);
}

void
lt_biquad_run (LtBiquad *self, const LtBiquadCoeffs *c, float *io, uint32_t n_frames)
{
  LtBiquad       z = *self;
  LtBiquadCoeffs k = *c;

  for (uint32_t i = 0; i < n_frames; i++)
    io[i] = (float) lt_biquad_tick (&z, &k, io[i]);
  *self = z;
}

typedef double Pair __attribute__ ((vector_size (16)));

void
lt_biquad_run_pair (LtBiquad self[2], const LtBiquadCoeffs *c, float *left, float *right, uint32_t n_frames)
{
  LtBiquadCoeffs k = *c;
  Pair           z1 = { self[0].z1, self[1].z1 }, z2 = { self[0].z2, self[1].z2 };

  for (uint32_t i = 0; i < n_frames; i++)
    {
      Pair x = { left[i], right[i] };
      Pair y = k.b0 * x + z1;

      z1 = k.b1 * x - k.a1 * y + z2;
      z2 = k.b2 * x - k.a2 * y;
      left[i] = (float) y[0];
      right[i] = (float) y[1];
    }
  for (int i = 0; i < 2; i++)
    self[i] = (LtBiquad) { z1[i], z2[i] };
}
