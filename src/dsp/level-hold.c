// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sliding maximum of a level in slots.
// Layer: dsp.

#include "dsp/level-hold.h"

#include <string.h>

#define MEAN_SLOTS (LT_LEVEL_HOLD_SLOTS - 0.5)

LT_RT static inline float
maximum (float a, float b)
{
  return a > b ? a : b;
}

void
lt_level_hold_reset (LtLevelHold *self)
{
  uint32_t len = self->len;

  memset (self, 0, sizeof *self);
  self->len = len;
}

void
lt_level_hold_set (LtLevelHold *self, double frames)
{
  double len = frames / MEAN_SLOTS + 0.5;

  self->len = len > 1.0 ? (uint32_t) len : 1;
}

double
lt_level_hold_frames (const LtLevelHold *self)
{
  return MEAN_SLOTS * self->len;
}

LT_RT static void
next_slot (LtLevelHold *self)
{
  self->slot[self->at] = self->now;
  self->earlier = maximum (self->earlier, self->now);
  if (++self->at == LT_LEVEL_HOLD_SLOTS)
    {
      float later = 0.0f;

      for (uint32_t i = LT_LEVEL_HOLD_SLOTS; i-- > 0;)
        self->later[i] = later = maximum (later, self->slot[i]);
      self->earlier = 0.0f;
      self->at = 0;
    }
  self->rest = self->at + 1 < LT_LEVEL_HOLD_SLOTS ? maximum (self->earlier, self->later[self->at + 1]) : self->earlier;
  self->now = 0.0f;
  self->left = self->len;
}

/* Four at a time: the maxima within them do not wait for what came before. */
LT_RT static float
rising (float now, float rest, float *io, uint32_t n)
{
  float    top = maximum (now, rest);
  uint32_t i = 0;

  for (; i + 4 <= n; i += 4)
    {
      float a = io[i], b = maximum (a, io[i + 1]), c = maximum (b, io[i + 2]), d = maximum (c, io[i + 3]);

      io[i] = maximum (top, a);
      io[i + 1] = maximum (top, b);
      io[i + 2] = maximum (top, c);
      io[i + 3] = top = maximum (top, d);
      now = maximum (now, d);
    }
  for (; i < n; i++)
    {
      now = maximum (now, io[i]);
      io[i] = maximum (now, rest);
    }
  return now;
}

void
lt_level_hold_run (LtLevelHold *self, float *io, uint32_t n_frames)
{
  for (uint32_t i = 0, n; i < n_frames; i += n)
    {
      if (self->left == 0)
        next_slot (self);

      n = n_frames - i < self->left ? n_frames - i : self->left;
      self->left -= n;
      self->now = rising (self->now, self->rest, io + i, n);
    }
}

bool
lt_level_hold_is_at_rest (const LtLevelHold *self)
{
  return self->now == 0.0f && self->rest == 0.0f;
}

void
lt_level_hold_rest (LtLevelHold *self, uint32_t n_frames)
{
  for (uint32_t i = 0, n; i < n_frames; i += n)
    {
      if (self->left == 0)
        next_slot (self);
      n = n_frames - i < self->left ? n_frames - i : self->left;
      self->left -= n;
    }
}

void
lt_level_hold_merge (LtLevelHold *self, const LtLevelHold *other)
{
  for (uint32_t i = 0; i < LT_LEVEL_HOLD_SLOTS; i++)
    {
      self->slot[i] = maximum (self->slot[i], other->slot[i]);
      self->later[i] = maximum (self->later[i], other->later[i]);
    }
  self->earlier = maximum (self->earlier, other->earlier);
  self->now = maximum (self->now, other->now);
  self->rest = maximum (self->rest, other->rest);
}
