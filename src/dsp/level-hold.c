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
  float rest[4] = { 0.0f, 0.0f, 0.0f, 0.0f };

  self->slot[self->at] = self->now;
  self->at = (self->at + 1) % LT_LEVEL_HOLD_SLOTS;
  self->slot[self->at] = 0.0f;
  for (uint32_t i = 0; i < LT_LEVEL_HOLD_SLOTS; i += 4)
    for (uint32_t k = 0; k < 4; k++)
      rest[k] = maximum (rest[k], self->slot[i + k]);
  self->rest = maximum (maximum (rest[0], rest[1]), maximum (rest[2], rest[3]));
  self->now = 0.0f;
  self->left = self->len;
}

void
lt_level_hold_run (LtLevelHold *self, float *io, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames;)
    {
      if (self->left == 0)
        next_slot (self);

      uint32_t end = n_frames - i < self->left ? n_frames : i + self->left;
      float    now = self->now;
      float    rest = self->rest;

      self->left -= end - i;
      for (; i < end; i++)
        {
          now = maximum (now, io[i]);
          io[i] = maximum (now, rest);
        }
      self->now = now;
    }
}

void
lt_level_hold_merge (LtLevelHold *self, const LtLevelHold *other)
{
  for (uint32_t i = 0; i < LT_LEVEL_HOLD_SLOTS; i++)
    self->slot[i] = maximum (self->slot[i], other->slot[i]);
  self->now = maximum (self->now, other->now);
  self->rest = maximum (self->rest, other->rest);
}
