// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A block of the feedback delay network: every line is longer than a block. Compiled once for each instruction set.
// Layer: dsp.
//
// Delays and the matrices run with time in the vector lanes, the recursive filters with lines in
// the lanes; transposes lie between. Each ring repeats its first frames behind its end,
// so that a block is always read and written in one piece.

#pragma once

#include "base/audio.h"
#include "dsp/fdn-filter-private.h"

#define GUARD (LT_QUANTUM + 8u) /* the last vector of a block may reach 7 frames further */

static const float in_sign[LT_FDN_LINES] = { 1, 1, 1, -1, -1, 1, 1, 1, 1, -1, 1, 1, -1, -1, -1, 1 };

LT_RT LT_VEC8_INLINE void
read_bank (const LtFdnBank *bank, uint32_t pos, const LtFdnBlock *blk, Scratch *s)
{
  for (int i = 0; i < LT_FDN_LINES; i++)
    {
      const float *ring = bank->ring + (size_t) i * bank->stride;
      const float *now = ring + ((pos - bank->length[0][i]) & bank->mask);
      const float *next = ring + ((pos - bank->length[1][i]) & bank->mask);
      float       *to = s->line[i];
      LtVec8       v;

      for (uint32_t t = 0; t < blk->n; t += 8)
        {
          lt_vec8_load (&v, now + t);
          lt_vec8_store (to + t, &v);
        }
      for (uint32_t t = 0; blk->there != NULL && t < blk->n; t++)
        to[t] += blk->there[t] * (next[t] - to[t]);
    }
}

/* What both ears hear: two orthogonal sign patterns, bent (as far as can be from every row of the matrix),
   so that no line's way back repeats what was heard. */
LT_RT LT_VEC8_INLINE void
listen (const LtVec8 y[LT_FDN_LINES], float *left, float *right)
{
  LtVec8 p[4], q[4], l, r;

  for (int g = 0; g < 4; g++)
    {
      LtVec8 sum = y[4 * g] + y[4 * g + 2], difference = y[4 * g + 1] - y[4 * g + 3];

      p[g] = sum + difference;
      q[g] = sum - difference;
    }
  l = (p[0] + p[1]) + (p[2] - p[3]);
  r = (q[0] + q[1]) + (q[2] - q[3]);
  lt_vec8_store (left, &l);
  lt_vec8_store (right, &r);
}

/* Sixteen points of Hadamard's matrix of ones, four times too large. */
LT_RT LT_VEC8_INLINE void
hadamard (LtVec8 y[LT_FDN_LINES])
{
  for (int half = 1; half < LT_FDN_LINES; half *= 2)
    for (int i = 0; i < LT_FDN_LINES; i++)
      if ((i & half) == 0)
        {
          LtVec8 a = y[i], b = y[i + half];

          y[i] = a + b;
          y[i + half] = a - b;
        }
}

LT_RT LT_VEC8_INLINE void
turn_pairs (const LtFdn *self, LtVec8 y[LT_FDN_LINES], const LtVec8 *at, float per_frame)
{
  for (int k = 0; k < LT_FDN_PAIRS; k++)
    {
      LtVec8 c = self->cosine[0][k] + (self->cosine[1][k] - self->cosine[0][k]) * per_frame * *at;
      LtVec8 s = self->sine[0][k] + (self->sine[1][k] - self->sine[0][k]) * per_frame * *at;
      LtVec8 a = y[2 * k], b = y[2 * k + 1];

      y[2 * k] = c * a - s * b;
      y[2 * k + 1] = s * a + c * b;
    }
}

LT_RT LT_VEC8_INLINE void
frame_numbers (const LtFdnBlock *blk, uint32_t t, LtVec8 *at)
{
  float first = (float) (int32_t) (blk->at + t);

  *at = first + (LtVec8) { 0.0f, 1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 7.0f };
}

/* From the filtered lines to both ears and into the short delays. */
LT_RT LT_VEC8_INLINE void
spread (LtFdn *self, const LtFdnBlock *blk, bool turning, const Scratch *s)
{
  float *to = self->scatter.ring + (self->pos & self->scatter.mask);

  for (uint32_t t = 0; t < blk->n; t += 8)
    {
      LtVec8 y[LT_FDN_LINES], at;

      for (int i = 0; i < LT_FDN_LINES; i++)
        lt_vec8_load (&y[i], s->line[i] + t);
      listen (y, blk->out[0] + t, blk->out[1] + t);
      frame_numbers (blk, t, &at);
      if (turning)
        turn_pairs (self, y, &at, 1.0f / (float) blk->len);
      hadamard (y);
      for (int i = 0; i < LT_FDN_LINES; i++)
        lt_vec8_store (to + (size_t) i * self->scatter.stride + t, &y[i]);
    }
}

/* From the short delays, and from outside, into the lines. */
LT_RT LT_VEC8_INLINE void
gather (LtFdn *self, const LtFdnBlock *blk, bool moving, const Scratch *s)
{
  float *to = self->line.ring + (self->pos & self->line.mask);
  float  per_frame = 1.0f / (float) blk->len;

  for (uint32_t t = 0; t < blk->n; t += 8)
    {
      LtVec8 y[LT_FDN_LINES], in[2], at, gain;

      frame_numbers (blk, t, &at);
      gain = self->in_gain[0] + (self->in_gain[1] - self->in_gain[0]) * per_frame * at;
      for (int c = 0; c < 2; c++)
        {
          lt_vec8_load (&in[c], blk->in[c] + t);
          in[c] *= gain;
        }
      for (int i = 0; i < LT_FDN_LINES; i++)
        {
          LtVec8 x;

          lt_vec8_load (&x, s->line[i] + t);
          if (moving)
            y[i] = x * (self->scatter_gain[0][i] + (self->scatter_gain[1][i] - self->scatter_gain[0][i]) * per_frame * at);
          else
            y[i] = x * self->scatter_gain[0][i];
        }
      hadamard (y);
      for (int i = 0; i < LT_FDN_LINES; i++)
        {
          LtVec8 x = y[i] + in_sign[i] * in[i & 1];

          lt_vec8_loop_clean (&x);
          lt_vec8_store (to + (size_t) i * self->line.stride + t, &x);
        }
    }
}

/* Keeps what lies behind the rings' end equal to their first frames. */
LT_RT static void
mend_guard (LtFdnBank *bank, uint32_t pos, uint32_t n)
{
  uint32_t frames = bank->mask + 1;

  pos &= bank->mask;
  for (int i = 0; i < LT_FDN_LINES; i++)
    {
      float   *ring = bank->ring + (size_t) i * bank->stride;
      uint32_t end = pos + n;

      if (end > frames)
        memcpy (ring, ring + frames, (end - frames) * sizeof *ring);
      else if (pos < GUARD)
        memcpy (ring + frames + pos, ring + pos, ((end < GUARD ? end : GUARD) - pos) * sizeof *ring);
    }
}

LT_RT LT_VEC8_INLINE void
run_block (LtFdn *self, const LtFdnBlock *blk)
{
  Scratch s;

  read_bank (&self->line, self->pos, blk, &s);
  if (self->moving)
    filter_lines (self, blk, true, &s);
  else
    filter_lines (self, blk, false, &s);
  if (self->turning)
    spread (self, blk, true, &s);
  else
    spread (self, blk, false, &s);
  mend_guard (&self->scatter, self->pos, blk->n);

  read_bank (&self->scatter, self->pos, blk, &s);
  if (self->moving)
    gather (self, blk, true, &s);
  else
    gather (self, blk, false, &s);
  mend_guard (&self->line, self->pos, blk->n);

  self->pos += blk->n;
  self->filled = self->filled || self->pos > self->line.mask;
}

/* The same where the machine has eight lanes; the same bits. */
bool       lt_fdn_avx2_runs (void);
LT_RT void lt_fdn_avx2_run (LtFdn *self, const LtFdnBlock *blk);
