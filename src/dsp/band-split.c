// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Butterworth low-pass of second order, its integrators made resonators.
// Layer: dsp.

#include "dsp/band-split.h"

#include "base/math.h"

#define ROOT2 1.41421356237309505
#define NOTHING 1e-15      /* −300 dBFS */
#define LEAST_RATIO 1.1    /* of the edges */
#define HIGHEST_PART 0.47  /* of the rate */

void
lt_band_split_reset (LtBandSplit *self)
{
  *self = (LtBandSplit) { 0 };
}

void
lt_band_split_set (LtBandSplit *self, double rate_hz, double from_hz, double to_hz)
{
  double high = fmin (fmax (from_hz, to_hz), HIGHEST_PART * rate_hz);
  double low = fmin (fmin (from_hz, to_hz), high / LEAST_RATIO);
  double t1 = tan (LT_PI * low / rate_hz), t2 = tan (LT_PI * high / rate_hz);

  self->middle = sqrt (t1 * t2);
  self->width = t2 - t1;
  self->outer = 1.0 / (1.0 + t1 * t2);
  self->inner = self->width * self->outer;
  self->loop = 1.0 / (1.0 + self->inner * (ROOT2 + self->inner));
}

/* A resonator whose output at once was foreseen takes its input: its state goes on. */
LT_RT static inline void
resonate (LtBandSplitState *z, double middle, LtSvfPair out)
{
  LtSvfPair other = z->s2 + middle * out;

  z->s1 = 2.0 * out - z->s1;
  z->s2 = 2.0 * other - z->s2;
}

void
lt_band_split_run (LtBandSplit *self, const float *left, const float *right, LtBandSplitParts *out, uint32_t n)
{
  LtBandSplitState a = self->z[0], b = self->z[1];
  LtSvfPair        io[LT_QUANTUM], flanks[LT_QUANTUM];
  double           middle = self->middle, inner = self->inner, outer = self->outer, loop = self->loop;

  lt_svf_load (io, left, right, n);
  for (uint32_t i = 0; i < n; i++)
    {
      LtSvfPair sa = outer * (a.s1 - middle * a.s2);
      LtSvfPair sb = outer * (b.s1 - middle * b.s2);
      LtSvfPair rest = loop * (io[i] - (ROOT2 + inner) * sa - sb);
      LtSvfPair flank = inner * rest + sa;
      LtSvfPair band = inner * flank + sb;

      resonate (&a, middle, flank);
      resonate (&b, middle, band);
      io[i] = band;
      flanks[i] = ROOT2 * flank;
    }
  self->z[0] = a;
  self->z[1] = b;
  lt_svf_store (io, out->band[0], right != NULL ? out->band[1] : NULL, n);
  lt_svf_store (flanks, out->flank[0], right != NULL ? out->flank[1] : NULL, n);
}

double
lt_band_split_response_db (const LtBandSplit *self, double rate_hz, double gain, double freq_hz)
{
  double t = tan (LT_PI * fmin (freq_hz, 0.4999 * rate_hz) / rate_hz);
  double w = (t * t - self->middle * self->middle) / (t * self->width);
  double w4 = w * w * w * w;

  return 10.0 * log10 ((gain * gain + w4) / (1.0 + w4));
}

uint32_t
lt_band_split_tail (double rate_hz, double from_hz, double to_hz)
{
  double high = fmin (fmax (from_hz, to_hz), HIGHEST_PART * rate_hz);
  double low = fmin (fmin (from_hz, to_hz), high / LEAST_RATIO);

  /* The slower pair decays at a quarter of the band's width, or of its lower edge when that is less; near half the
     rate at no less than a third of that. */
  return (uint32_t) (rate_hz * 14.0 / (0.08 * 2.0 * LT_PI * fmin (high - low, low)));
}

void
lt_band_split_settle (LtBandSplit *self)
{
  for (int k = 0; k < 2; k++)
    {
      LtBandSplitState *z = &self->z[k];
      double            size = fabs (z->s1[0]) + fabs (z->s1[1]) + fabs (z->s2[0]) + fabs (z->s2[1]);

      if (size < NOTHING)
        *z = (LtBandSplitState) { 0 };
    }
}

bool
lt_band_split_is_at_rest (const LtBandSplit *self)
{
  for (int k = 0; k < 2; k++)
    if (self->z[k].s1[0] != 0.0 || self->z[k].s1[1] != 0.0 || self->z[k].s2[0] != 0.0 || self->z[k].s2[1] != 0.0)
      return false;
  return true;
}
