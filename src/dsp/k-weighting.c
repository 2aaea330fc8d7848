// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// K-weighting: design at any rate, and the run over two channels.
// Layer: dsp.

#include "dsp/k-weighting.h"

#include "base/math.h"
#include "dsp/sane.h"

#define REF_RATE_HZ 48000.0
#define SHELF_HZ 1681.97 /* middle of the shelf's rise: where its fit is pinned between the ends */
#define PASS_HZ 1000.0   /* where the high-pass is pinned */

static const LtBiquadCoeffs ref_shelf = { 1.53512485958697, -2.69169619938640, 1.19839281085285, -1.69065929318241, 0.73248077421585 };
static const LtBiquadCoeffs ref_high_pass = { 1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621 };

/* |p0 + p1 z⁻¹ + p2 z⁻²|² at angle w. */
static double
power_at (double p0, double p1, double p2, double w)
{
  double re = p0 + p1 * cos (w) + p2 * cos (2.0 * w);
  double im = p1 * sin (w) + p2 * sin (2.0 * w);

  return re * re + im * im;
}

static double
response_power (const LtBiquadCoeffs *c, double w)
{
  return power_at (c->b0, c->b1, c->b2, w) / power_at (1.0, c->a1, c->a2, w);
}

/* The same complex poles in time: z^(48000 / rate). */
static void
move_poles (LtBiquadCoeffs *c, const LtBiquadCoeffs *ref, double rate_hz)
{
  double k = REF_RATE_HZ / rate_hz;
  double radius = sqrt (ref->a2);
  double angle = acos (-0.5 * ref->a1 / radius);

  c->a1 = -2.0 * pow (radius, k) * cos (k * angle);
  c->a2 = pow (ref->a2, k);
}

/* The minimum-phase numerator whose response meets the standard's at DC, in the rise and at the top.
   Above 24 kHz, where the standard's filter says nothing, the shelf stays as high as it is there. */
static LtBiquadCoeffs
design_shelf (double rate_hz)
{
  LtBiquadCoeffs c = { 0 };
  double         w = 2.0 * LT_PI * SHELF_HZ / rate_hz;
  double         top_hz = fmin (0.5 * rate_hz, 0.5 * REF_RATE_HZ);

  move_poles (&c, &ref_shelf, rate_hz);

  double low = response_power (&ref_shelf, 0.0) * power_at (1.0, c.a1, c.a2, 0.0);
  double mid = response_power (&ref_shelf, 2.0 * LT_PI * SHELF_HZ / REF_RATE_HZ) * power_at (1.0, c.a1, c.a2, w);
  double top = response_power (&ref_shelf, 2.0 * LT_PI * top_hz / REF_RATE_HZ) * power_at (1.0, c.a1, c.a2, LT_PI);

  /* |B|² = low cos² (w/2) + top sin² (w/2) − 4 b0 b2 sin² w */
  double s = sin (0.5 * w) * sin (0.5 * w);
  double product = (low * (1.0 - s) + top * s - mid) / (4.0 * sin (w) * sin (w));
  double even = 0.5 * (sqrt (low) + sqrt (top)); /* b0 + b2 */

  c.b0 = 0.5 * (even + sqrt (even * even - 4.0 * product));
  c.b1 = 0.5 * (sqrt (low) - sqrt (top));
  c.b2 = even - c.b0;
  return c;
}

static LtBiquadCoeffs
design_high_pass (double rate_hz)
{
  LtBiquadCoeffs c = { 1.0, -2.0, 1.0, 0.0, 0.0 };

  move_poles (&c, &ref_high_pass, rate_hz);

  double g = sqrt (response_power (&ref_high_pass, 2.0 * LT_PI * PASS_HZ / REF_RATE_HZ)
                   / response_power (&c, 2.0 * LT_PI * PASS_HZ / rate_hz));

  c.b0 = g;
  c.b1 = -2.0 * g;
  c.b2 = g;
  return c;
}

LtKWeightingCoeffs
lt_k_weighting_design (double rate_hz)
{
  if (rate_hz == REF_RATE_HZ)
    return (LtKWeightingCoeffs) { ref_shelf, ref_high_pass };
  return (LtKWeightingCoeffs) { design_shelf (rate_hz), design_high_pass (rate_hz) };
}

double
lt_k_weighting_response_db (const LtKWeightingCoeffs *c, double rate_hz, double freq_hz)
{
  double w = 2.0 * LT_PI * freq_hz / rate_hz;

  return 10.0 * log10 (response_power (&c->shelf, w) * response_power (&c->high_pass, w));
}

LT_RT void
lt_k_weighting_reset (LtKWeighting *self)
{
  *self = (LtKWeighting) { 0 };
}

/* Both sections in the form z1' = c1 x + z2 − a1 z1 with c1 = b1 − a1 b0: the same filter as transposed
   direct form II, but the way round the loop is one multiplication and one addition long. */
LT_RT void
lt_k_weighting_run (LtKWeighting *self, const LtKWeightingCoeffs *c, const float *a, const float *b, uint32_t n_frames)
{
  LtKWeightingPair s1 = self->shelf_z1, s2 = self->shelf_z2;
  LtKWeightingPair h1 = self->high_z1, h2 = self->high_z2;
  LtKWeightingPair energy = self->energy;
  double           s_b0 = c->shelf.b0, s_a1 = c->shelf.a1, s_a2 = c->shelf.a2;
  double           s_c1 = c->shelf.b1 - s_a1 * s_b0, s_c2 = c->shelf.b2 - s_a2 * s_b0;
  double           h_b0 = c->high_pass.b0, h_a1 = c->high_pass.a1, h_a2 = c->high_pass.a2;
  double           h_c1 = c->high_pass.b1 - h_a1 * h_b0, h_c2 = c->high_pass.b2 - h_a2 * h_b0;

  for (uint32_t i = 0; i < n_frames; i++)
    {
      LtKWeightingPair x = { lt_sane_sample (a[i]), lt_sane_sample (b[i]) };
      LtKWeightingPair u = s_b0 * x + s1;
      LtKWeightingPair y = h_b0 * u + h1;
      LtKWeightingPair s1_next = (s_c1 * x + s2) - s_a1 * s1;
      LtKWeightingPair h1_next = (h_c1 * u + h2) - h_a1 * h1;

      s2 = s_c2 * x - s_a2 * s1;
      h2 = h_c2 * u - h_a2 * h1;
      s1 = s1_next;
      h1 = h1_next;
      energy += y * y;
    }
  self->shelf_z1 = s1;
  self->shelf_z2 = s2;
  self->high_z1 = h1;
  self->high_z2 = h2;
  self->energy = energy;
}

LT_RT static void
settle (LtKWeightingPair *z)
{
  for (int i = 0; i < 2; i++)
    if (!(fabs ((*z)[i]) >= 1e-30))
      (*z)[i] = 0.0;
}

LT_RT void
lt_k_weighting_settle (LtKWeighting *self)
{
  settle (&self->shelf_z1);
  settle (&self->shelf_z2);
  settle (&self->high_z1);
  settle (&self->high_z2);
}
