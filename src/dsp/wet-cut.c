// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Wet-path cuts.
// Layer: dsp.

#include "dsp/wet-cut.h"

#include "base/math.h"

#include <stddef.h>

#define DAMPING 1.41421356237f /* 1 / Q of a Butterworth pair */

void
lt_wet_cut_init (LtWetCut *self, double rate_hz)
{
  *self = (LtWetCut) { .rate_hz = rate_hz };
}

void
lt_wet_cut_reset (LtWetCut *self)
{
  lt_wet_cut_init (self, self->rate_hz);
}

LT_RT static void
band_set (LtWetCutBand *band, double rate_hz, float hz, float blend)
{
  band->from = band->hz == 0.0f ? blend : band->to;
  band->to = blend;
  if (band->hz == hz)
    return;

  float g = tanf ((float) (LT_PI / rate_hz) * fminf (hz, 0.45f * (float) rate_hz));

  band->hz = hz;
  band->a1 = 1.0f / (1.0f + g * (g + DAMPING));
  band->a2 = g * band->a1;
  band->a3 = g * band->a2;
}

void
lt_wet_cut_set (LtWetCut *self, float low_hz, float high_hz)
{
  band_set (&self->low, self->rate_hz, low_hz, lt_clampf ((low_hz - LT_WET_CUT_LOW_OFF_HZ) * 0.2f, 0.0f, 1.0f));
  band_set (&self->high, self->rate_hz, high_hz, lt_clampf ((LT_WET_CUT_HIGH_OFF_HZ - high_hz) * 0.00025f, 0.0f, 1.0f));
}

/* One sample of both channels: x taken out at what blend says; low_cut keeps the highs. */
LT_RT static inline LtVec4
band_tick (LtWetCutBand *band, LtVec4 x, float blend, int low_cut)
{
  LtVec4 v3 = x - band->s2;
  LtVec4 v1 = band->a1 * band->s1 + band->a2 * v3;
  LtVec4 step = band->a2 * band->s1 + band->a3 * v3;
  LtVec4 v2 = band->s2 + step;

  band->s1 = 2.0f * v1 - band->s1;
  band->s2 = v2 + step;
  return low_cut ? x - blend * (DAMPING * v1 + v2) : x + blend * (v2 - x);
}

/* Both bands in one loop: two short chains of dependent operations overlap. */
LT_RT static inline void
run (LtWetCut *self, float *left, float *right, uint32_t n, const LtRamp *low_blend, const LtRamp *high_blend)
{
  LtWetCutBand low = self->low, high = self->high;

  for (uint32_t i = 0; i < n; i++)
    {
      LtVec4 y = { left[i], right[i], 0.0f, 0.0f };

      if (low_blend != NULL)
        y = band_tick (&low, y, lt_ramp_at (*low_blend, i), 1);
      if (high_blend != NULL)
        y = band_tick (&high, y, lt_ramp_at (*high_blend, i), 0);
      left[i] = y[0];
      right[i] = y[1];
    }
  self->low = low;
  self->high = high;
}

void
lt_wet_cut_run (LtWetCut *self, float *left, float *right, uint32_t n, uint32_t at, uint32_t len)
{
  bool   low_on = self->low.from != 0.0f || self->low.to != 0.0f;
  bool   high_on = self->high.from != 0.0f || self->high.to != 0.0f;
  LtRamp low = lt_ramp_make (self->low.from, self->low.to, at, len);
  LtRamp high = lt_ramp_make (self->high.from, self->high.to, at, len);

  if (low_on && high_on)
    run (self, left, right, n, &low, &high);
  else if (low_on)
    run (self, left, right, n, &low, NULL);
  else if (high_on)
    run (self, left, right, n, NULL, &high);
}

LT_RT static void
band_settle (LtWetCutBand *band)
{
  if (band->to == 0.0f)
    band->s1 = band->s2 = lt_vec4_all (0.0f);
  band->s1 = lt_vec4_loop_clean (band->s1);
  band->s2 = lt_vec4_loop_clean (band->s2);
}

void
lt_wet_cut_settle (LtWetCut *self)
{
  band_settle (&self->low);
  band_settle (&self->high);
}

LT_RT static bool
is_nothing (LtVec4 v)
{
  return v[0] == 0.0f && v[1] == 0.0f && v[2] == 0.0f && v[3] == 0.0f;
}

bool
lt_wet_cut_is_at_rest (const LtWetCut *self)
{
  return is_nothing (self->low.s1) && is_nothing (self->low.s2) && is_nothing (self->high.s1) && is_nothing (self->high.s2);
}

uint32_t
lt_wet_cut_tail (double rate_hz, float low_hz)
{
  /* The pair decays as exp (−ω t / √2). */
  return low_hz <= LT_WET_CUT_LOW_OFF_HZ ? 0 : (uint32_t) (rate_hz * 13.8 * DAMPING / (2.0 * LT_PI * low_hz));
}
