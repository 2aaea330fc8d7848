// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Look-ahead gain reduction.
// Layer: dsp.

#include "dsp/lookahead-gain.h"

#include <string.h>

#define BOXES LT_LOOKAHEAD_GAIN_BOXES
#define ONE 0x1p30      /* fixed point: three boxes of up to 2^11 steps stay below 2^63 */
#define NOTHING 1e-6f   /* a reduction of 10^−5 dB is none */

static size_t
rounded (size_t size)
{
  return (size + 63) & ~(size_t) 63;
}

static size_t
ring_size (uint32_t max_steps)
{
  return rounded ((max_steps / BOXES + 2) * sizeof (int64_t));
}

size_t
lt_lookahead_gain_size (uint32_t max_steps, uint32_t max_hold)
{
  return rounded (lt_sliding_max_size (max_steps + 1 + max_hold)) + BOXES * ring_size (max_steps);
}

void
lt_lookahead_gain_init (LtLookaheadGain *self, uint32_t max_steps, uint32_t max_hold, void *memory)
{
  char *at = memory;

  lt_sliding_max_init (&self->max, max_steps + 1 + max_hold, at);
  at += rounded (lt_sliding_max_size (max_steps + 1 + max_hold));
  for (int b = 0; b < BOXES; b++)
    {
      self->ring[b] = (int64_t *) at;
      at += ring_size (max_steps);
    }
  lt_lookahead_gain_start (self, max_steps);
}

void
lt_lookahead_gain_start (LtLookaheadGain *self, uint32_t n_steps)
{
  self->n_steps = n_steps;
  self->scale = 1.0 / ONE;
  for (uint32_t b = 0; b < BOXES; b++)
    {
      self->len[b] = (n_steps + BOXES - 1 + b) / BOXES; /* together they reach n_steps */
      self->pos[b] = 0;
      self->sum[b] = 0;
      self->scale /= self->len[b];
      memset (self->ring[b], 0, self->len[b] * sizeof (int64_t));
    }
  lt_sliding_max_reset (&self->max);
  self->fast = self->slow = self->last = 0.0f;
  self->quiet = n_steps;
}

LT_RT static float
smooth (LtLookaheadGain *self, float reduction)
{
  int64_t v = reduction > 0.0f ? (int64_t) (reduction * (float) ONE) + 1 : 0;

  for (int b = 0; b < BOXES; b++)
    {
      int64_t *slot = &self->ring[b][self->pos[b]];

      self->sum[b] += v - *slot;
      *slot = v;
      self->pos[b] = self->pos[b] + 1 == self->len[b] ? 0 : self->pos[b] + 1;
      v = self->sum[b];
    }
  return (float) ((double) v * self->scale);
}

/* Short peaks let go fast; what lasts lets go slowly. Never less than the demand. */
LT_RT static float
envelope (LtLookaheadGain *self, const LtLookaheadRelease *release, float demand)
{
  float fast = self->fast * release->fast_keep;
  float slow = demand > self->slow ? self->slow + (demand - self->slow) * release->slow_attack
                                   : demand + (self->slow - demand) * release->slow_keep;

  self->fast = fast > demand ? (fast > NOTHING ? fast : 0.0f) : demand;
  self->slow = slow > NOTHING ? slow : 0.0f;
  return self->fast > self->slow ? self->fast : self->slow;
}

bool
lt_lookahead_gain_run (LtLookaheadGain *self, const LtLookaheadRelease *release, const float *demand, float *out, uint32_t n)
{
  float any = 0.0f;

  for (uint32_t i = 0; i < n; i++)
    any = demand[i] > any ? demand[i] : any;
  if (any == 0.0f && self->quiet >= self->n_steps)
    {
      memset (out, 0, (n + 1) * sizeof *out);
      return false;
    }

  uint32_t window = self->n_steps + 1 + release->hold;

  out[0] = self->last;
  for (uint32_t i = 0; i < n; i++)
    {
      float e = envelope (self, release, lt_sliding_max_push (&self->max, demand[i], window));

      self->quiet = e > 0.0f ? 0 : self->quiet + 1;
      out[i + 1] = smooth (self, e);
    }
  self->last = out[n];
  return true;
}
