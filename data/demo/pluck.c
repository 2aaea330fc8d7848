// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plucked string.
// Layer: data.

#include "pluck.h"

#include "song.h"

/* What a pick leaves on the string: two flat pieces that meet where it was, rounded as it is soft. */
static void
excite (LtDemoPluck *self, const LtDemoPluckHow *how, LtDemoRng *rng)
{
  int    corner = (int) (how->position * self->length) + 1;
  double other = -(double) corner / (self->length - corner);
  double low = 0.0, sum = 0.0;

  for (int i = 0; i < self->length; i++)
    self->line[i] = (i < corner ? 1.0 : other) + 0.35 * how->bright * lt_demo_osc_noise (rng);
  for (int pass = 0; pass < 2;
       pass++) /* the second starts where the first ended: the wave is round */
    for (int i = 0; i < self->length; i++)
      {
        low += (0.04 + 0.9 * how->bright * how->bright) * (self->line[i] - low);
        if (pass == 1)
          self->line[i] = low;
      }
  for (int i = 0; i < self->length; i++)
    sum += self->line[i];
  for (int i = 0; i < self->length; i++)
    self->line[i] = (self->line[i] - sum / self->length) * how->level;
}

void
lt_demo_pluck_start (LtDemoPluck *self, const LtDemoPluckHow *how, LtDemoRng *rng)
{
  double period = LT_DEMO_RATE / how->hz - how->damp;
  int    length = (int) (period - 0.3);
  double rest = period - length; /* 0.3–1.3: where an all-pass delays evenly */

  self->length = length < LT_DEMO_PLUCK_LINE ? length : LT_DEMO_PLUCK_LINE;
  self->at = 0;
  self->last = self->all_pass_in = self->all_pass_out = 0.0;
  self->damp = how->damp;
  self->all_pass = (1.0 - rest) / (1.0 + rest);
  excite (self, how, rng);
  lt_demo_pluck_damp (self, how->ring_s);
}

void
lt_demo_pluck_damp (LtDemoPluck *self, double ring_s)
{
  self->loss = lt_demo_osc_exp2 (-9.965784284662087 * (self->length + 1) / (ring_s * LT_DEMO_RATE));
}

void
lt_demo_pluck_play (
    const LtDemoPluckHow *how, double *out, int64_t from, int64_t frames, LtDemoRng *rng)
{
  LtDemoPluck string;
  int64_t     fade = LT_DEMO_RATE / 8;
  int64_t     room = LT_DEMO_FRAMES - from;

  lt_demo_pluck_start (&string, how, rng);
  for (int64_t i = 0; i < frames + fade && i < room; i++)
    {
      if (i == frames)
        lt_demo_pluck_damp (&string, 0.12);

      double gain = i < frames ? 1.0 : 1.0 - (double) (i - frames) / (double) fade;
      out[from + i] += gain * lt_demo_pluck_step (&string);
    }
}
