// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plucked string.
// Layer: data. The caller embeds it by value.
// Ref: D. Jaffe, J. Smith, "Extensions of the Karplus-Strong plucked-string algorithm", 1983.

#pragma once

#include "osc.h"

#define LT_DEMO_PLUCK_LINE 1280 /* the lowest E of a bass */

typedef struct
{
  double hz;
  double ring_s;   /* to −60 dB */
  double bright;   /* 0 dull – 1 bright: the pick */
  double damp;     /* 0–0.5: how much faster the highs fade */
  double position; /* 0–0.5 of the string: where it is picked */
  double level;
} LtDemoPluckHow;

typedef struct
{
  double line[LT_DEMO_PLUCK_LINE];
  int    length, at;
  double last, damp, loss;
  double all_pass, all_pass_in, all_pass_out;
} LtDemoPluck;

void lt_demo_pluck_start (LtDemoPluck *self, const LtDemoPluckHow *how, LtDemoRng *rng);

/* A finger on the string: it rings for so much longer, no more. */
void lt_demo_pluck_damp (LtDemoPluck *self, double ring_s);

static inline double
lt_demo_pluck_step (LtDemoPluck *self)
{
  double out = self->line[self->at];
  double low = self->loss * (out + self->damp * (self->last - out));
  double tuned = self->all_pass * (low - self->all_pass_out) + self->all_pass_in;

  self->last = out;
  self->all_pass_in = low;
  self->all_pass_out = tuned;
  self->line[self->at] = tuned;
  if (++self->at == self->length)
    self->at = 0;
  return out;
}

/* Adds a note to @out (LT_DEMO_FRAMES long): @frames of it, then a finger and a short fade. */
void lt_demo_pluck_play (
    const LtDemoPluckHow *how, double *out, int64_t from, int64_t frames, LtDemoRng *rng);
