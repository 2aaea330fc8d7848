// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A straight rise and a running mean.
// Layer: dsp.

#include "dsp/opening-ramp.h"

#include "base/audio.h"

#define ONE 1073741824 /* 2^30 */

static uint32_t
power_of_two_within (uint32_t frames)
{
  uint32_t n = 1;

  while (2 * n <= frames)
    n *= 2;
  return n;
}

size_t
lt_opening_ramp_size (uint32_t max_frames)
{
  return 2 * (size_t) power_of_two_within (max_frames < LT_QUANTUM ? LT_QUANTUM : max_frames) * sizeof (int32_t);
}

void
lt_opening_ramp_init (LtOpeningRamp *self, uint32_t max_frames, void *memory)
{
  uint32_t frames = (uint32_t) (lt_opening_ramp_size (max_frames) / sizeof (int32_t));

  *self = (LtOpeningRamp) { .ring = memory, .mask = frames - 1, .most = power_of_two_within (max_frames), .mean = 1, .want = 1, .time = 1 };
}

void
lt_opening_ramp_set (LtOpeningRamp *self, uint32_t frames)
{
  uint32_t mean = power_of_two_within (frames / 2);

  self->time = frames;
  self->want = mean < self->most ? mean : self->most;
}

void
lt_opening_ramp_reset (LtOpeningRamp *self, float gain)
{
  self->line = (int32_t) (gain * (float) ONE);
  self->mean = self->want;
  self->sum = (int64_t) self->line * self->mean;
  self->pos = 0;
  for (uint32_t i = 0; i <= self->mask; i++)
    self->ring[i] = self->line;
}

void
lt_opening_ramp_adopt (LtOpeningRamp *self)
{
  uint32_t longer = self->want > self->mean ? self->want : self->mean;

  if (self->want == self->mean)
    return;
  for (uint32_t i = 1; i <= longer; i++)
    if (self->ring[(self->pos - i) & self->mask] != self->line)
      return;

  self->mean = self->want;
  self->sum = (int64_t) self->line * self->mean;
}

void
lt_opening_ramp_run (LtOpeningRamp *self, float *io, uint32_t n_frames)
{
  uint32_t mean = self->mean, mask = self->mask, pos = self->pos;
  uint32_t rise = self->time > mean ? self->time - mean + 1 : 1;
  int32_t  step = (int32_t) ((ONE + rise - 1) / rise);
  int32_t  line = self->line;
  int64_t  sum = self->sum;
  float    scale = 1.0f / ((float) ONE * (float) mean);

  for (uint32_t i = 0; i < n_frames; i++)
    {
      int32_t target = (int32_t) (io[i] * (float) ONE);
      int32_t risen = line < ONE - step ? line + step : ONE;

      line = target < risen ? target : risen;
      sum += line - self->ring[(pos - mean) & mask];
      self->ring[pos++ & mask] = line;
      io[i] = (float) sum * scale;
    }
  self->pos = pos;
  self->line = line;
  self->sum = sum;
}

float
lt_opening_ramp_gain (const LtOpeningRamp *self)
{
  return (float) self->sum / ((float) ONE * (float) self->mean);
}
