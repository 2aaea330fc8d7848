// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sliding maximum of a level in slots.
// Layer: dsp.

#include "dsp/level-hold.h"

#include "dsp/vec4.h"

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
  LtVec4i most = { 0 }; /* magnitudes as integers are in the same order */

  self->slot[self->at] = self->now;
  self->at = (self->at + 1) % LT_LEVEL_HOLD_SLOTS;
  self->slot[self->at] = 0.0f;
  for (uint32_t i = 0; i < LT_LEVEL_HOLD_SLOTS; i += 4)
    {
      LtVec4i slots = (LtVec4i) lt_vec4_load (self->slot + i), more = slots > most;

      most = (slots & more) | (most & ~more);
    }

  LtVec4 rest = (LtVec4) most;
  self->rest = maximum (maximum (rest[0], rest[1]), maximum (rest[2], rest[3]));
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
        {
          self->at = (self->at + 1) % LT_LEVEL_HOLD_SLOTS;
          self->left = self->len;
        }
      n = n_frames - i < self->left ? n_frames - i : self->left;
      self->left -= n;
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
