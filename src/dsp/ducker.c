// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ducking: peak of a quantum, one-pole attack and release between quanta.
// Layer: dsp.

#include "dsp/ducker.h"

#include "base/math.h"

#define ATTACK_S 0.008f
#define RELEASE_S 0.250f
#define NONE_DB -48.0f
#define FULL_DB -12.0f
#define LOUDEST 4.0f  /* what lies above changes nothing and must not take long to leave */
#define SOFTEST 1e-6f /* far below where ducking starts */

void
lt_ducker_init (LtDucker *self, double rate_hz)
{
  *self = (LtDucker) { .rate_hz = (float) rate_hz, .gain = 1.0f };
}

void
lt_ducker_reset (LtDucker *self)
{
  self->envelope = self->peak = 0.0f;
  self->gain = 1.0f;
}

void
lt_ducker_hear (LtDucker *self, const float *in, uint32_t n)
{
  float peak = self->peak;

  for (uint32_t i = 0; i < n; i++)
    {
      float a = fabsf (in[i]);

      peak = a > peak ? a : peak; /* false for NaN */
    }
  self->peak = peak;
}

void
lt_ducker_advance (LtDucker *self, uint32_t len)
{
  float peak = self->peak < LOUDEST ? self->peak : LOUDEST;
  float time_s = peak > self->envelope ? ATTACK_S : RELEASE_S;

  self->envelope = peak + (self->envelope - peak) * expf (-(float) len / (time_s * self->rate_hz));
  if (self->envelope < SOFTEST)
    self->envelope = 0.0f;
  self->peak = 0.0f;
}

float
lt_ducker_next_gain (LtDucker *self, float depth_db)
{
  if (depth_db <= 0.0f || self->envelope <= 0.0f)
    return self->gain = 1.0f;

  float level_db = lt_gain_to_db (self->envelope);
  float part = lt_clampf ((level_db - NONE_DB) / (FULL_DB - NONE_DB), 0.0f, 1.0f);

  return self->gain = lt_db_to_gain (-depth_db * part);
}
