// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mean power over a sliding window of slots.
// Layer: dsp.

#include "dsp/mean-square.h"

#include <string.h>

void
lt_mean_square_reset (LtMeanSquare *self, double frames)
{
  double len = frames / LT_MEAN_SQUARE_SLOTS + 0.5;

  memset (self, 0, sizeof *self);
  self->len = len > 1.0 ? (uint32_t) len : 1;
}

LT_RT static void
next_slot (LtMeanSquare *self)
{
  float rest[4] = { 0.0f, 0.0f, 0.0f, 0.0f };

  self->slot[self->at] = self->now;
  self->at = (self->at + 1) % LT_MEAN_SQUARE_SLOTS;
  self->oldest = self->slot[self->at];
  self->slot[self->at] = 0.0f;
  for (uint32_t i = 0; i < LT_MEAN_SQUARE_SLOTS; i += 4)
    for (uint32_t k = 0; k < 4; k++)
      rest[k] += self->slot[i + k];
  self->rest = (rest[0] + rest[1]) + (rest[2] + rest[3]);
  self->now = 0.0f;
  self->done = 0;
}

void
lt_mean_square_run (LtMeanSquare *self, float *io, uint32_t n_frames)
{
  float per_frame = 1.0f / (float) self->len;
  float scale = per_frame / LT_MEAN_SQUARE_SLOTS;

  for (uint32_t i = 0; i < n_frames;)
    {
      if (self->done == self->len)
        next_slot (self);

      uint32_t run = self->len - self->done;
      uint32_t end = n_frames - i < run ? n_frames : i + run;
      float    now = self->now;
      float    rest = self->rest;
      float    oldest = self->oldest;
      uint32_t done = self->done;

      for (; i < end; i++)
        {
          done++;
          now += io[i];
          io[i] = (now + rest + oldest * (1.0f - (float) done * per_frame)) * scale;
        }
      self->now = now;
      self->done = done;
    }
}
