// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moving heads: four taps of a head in one vector, and the heads summed before the taps are.
// Layer: dsp.

#include "dsp/sweep-line.h"

#include "dsp/vec4.h"

#include <string.h>

#define TAPS 4u

static uint32_t
frames_for (uint32_t max_frames)
{
  uint32_t frames = 64;

  while (frames < max_frames + TAPS)
    frames *= 2;
  return frames;
}

size_t
lt_sweep_line_size (uint32_t max_frames)
{
  return frames_for (max_frames) + 16; /* the first taps once more, and whole cache lines */
}

void
lt_sweep_line_init (LtSweepLine *self, float *memory, uint32_t max_frames)
{
  *self = (LtSweepLine) { .data = memory, .mask = frames_for (max_frames) - 1 };
}

void
lt_sweep_line_reset (LtSweepLine *self)
{
  uint32_t from_start = self->filled > self->mask ? self->mask + 1 : self->pos;

  memset (self->data, 0, from_start * sizeof *self->data);
  memset (self->data + self->mask + 1, 0, TAPS * sizeof *self->data);
  self->pos = self->filled = self->silent = 0;
}

/* Straight to full scale, then bends towards twice that. */
LT_RT static inline float
soften (float x)
{
  float a = fabsf (x);
  float e = a > 1.0f ? a : 1.0f;

  return copysignf ((a < 1.0f ? a : 1.0f) + (1.0f - 1.0f / e), x);
}

/* Where one head reads in four frames, and with which weights. */
typedef struct
{
  int32_t at[4];
  LtVec4  weight[4]; /* a frame: oldest tap first */
} Reading;

LT_RT static inline __attribute__ ((always_inline)) void
aim (Reading *r, const float *delay, LtRamp gain, uint32_t i, uint32_t pos, uint32_t mask)
{
  LtVec4  d = lt_vec4_load (delay);
  LtVec4i whole = __builtin_convertvector (d, LtVec4i);
  LtVec4  f = d - __builtin_convertvector (whole, LtVec4);
  LtVec4i frame = (LtVec4i) { 0, 1, 2, 3 };
  LtVec4i at = (frame + ((int32_t) pos - 2) - whole) & (int32_t) mask;
  LtVec4  count = __builtin_convertvector (frame + (int32_t) (gain.at + i), LtVec4);
  LtVec4  g = gain.from + gain.step * count;
  LtVec4  below = f * (f - 1.0f) * g, above = (f + 1.0f) * (f - 2.0f) * g;

  r->weight[0] = below * (f + 1.0f) * (1.0f / 6.0f);
  r->weight[1] = above * f * -0.5f;
  r->weight[2] = above * (f - 1.0f) * 0.5f;
  r->weight[3] = below * (f - 2.0f) * (-1.0f / 6.0f);
  lt_vec4_transpose (r->weight);
  memcpy (r->at, &at, sizeof at);
}

/* A write, the start of the ring also behind its end. */
LT_RT static inline void
put (LtSweepLine *self, uint32_t pos, float x)
{
  self->data[pos] = x;
  if (pos < TAPS)
    self->data[self->mask + 1 + pos] = x;
}

LT_RT static inline __attribute__ ((always_inline)) void
run (LtSweepLine *self, const LtSweepHeads *heads, uint32_t n_heads, LtRamp feedback, const float *restrict in, float *restrict echo, uint32_t n)
{
  const float *data = self->data;
  uint32_t     mask = self->mask, pos = self->pos, silent = self->silent;
  Reading      r[LT_SWEEP_LINE_HEADS];

  for (uint32_t i = 0; i < n; i += 4)
    {
      uint32_t m = n - i < 4 ? n - i : 4;

      for (uint32_t h = 0; h < n_heads; h++)
        {
          float        last[4];
          const float *delay = heads->delay[h] + i;

          if (m < 4)
            {
              for (uint32_t k = 0; k < 4; k++)
                last[k] = delay[k < m ? k : m - 1];
              delay = last;
            }
          aim (&r[h], delay, heads->gain[h], i, pos, mask);
        }
      for (uint32_t k = 0; k < m; k++)
        {
          LtVec4 sum = lt_vec4_load (data + r[0].at[k]) * r[0].weight[k];

          for (uint32_t h = 1; h < n_heads; h++)
            sum += lt_vec4_load (data + r[h].at[k]) * r[h].weight[k];

          float y = (sum[0] + sum[1]) + (sum[2] + sum[3]);
          float x = lt_loop_clean (lt_loop_clean (in[i + k]) + soften (lt_ramp_at (feedback, i + k) * y));

          put (self, pos, x);
          silent = x == 0.0f ? silent + 1 : 0;
          pos = (pos + 1) & mask;
          echo[i + k] = y;
        }
    }
  self->pos = pos;
  self->silent = silent < mask + 1 ? silent : mask + 1;
  if (self->filled <= mask)
    self->filled += n;
}

void
lt_sweep_line_run (LtSweepLine *self, const LtSweepHeads *heads, LtRamp feedback, const float *restrict in, float *restrict echo, uint32_t n)
{
  switch (heads->n)
    {
    case 1:
      run (self, heads, 1, feedback, in, echo, n);
      break;
    case 2:
      run (self, heads, 2, feedback, in, echo, n);
      break;
    default:
      run (self, heads, heads->n, feedback, in, echo, n);
      break;
    }
}
