// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Low-frequency oscillator: shapes as plain arithmetic on 32 bits of phase, for vector lanes.
// Layer: dsp.

#include "dsp/lfo.h"

#include "base/audio.h"

#define EDGE_S 0.002f      /* half of the time that a jump takes */
#define WIDEST_EDGE 0.2f   /* turns */
#define FADE_S 0.030f      /* from one shape to another */
#define TURN 4294967296.0f /* 2^32 */
#define QUARTER 0x40000000u
#define HALF 0x80000000u

void
lt_lfo_reset (LtLfo *self, uint32_t seed)
{
  *self = (LtLfo) { .seed = seed };
}

void
lt_lfo_set (LtLfo *self, LtLfoShape shape, double freq_hz, double rate_hz, uint32_t len)
{
  float edge = EDGE_S * (float) freq_hz;

  if (!self->placed)
    {
      self->shape = self->was = shape;
      self->there = 1.0f;
      self->placed = true;
    }
  else if (shape != self->shape && self->there >= 1.0f)
    {
      self->was = self->shape;
      self->shape = shape;
      self->there = 0.0f;
    }
  self->going = fminf (1.0f / (FADE_S * (float) rate_hz), (1.0f - self->there) / (float) len);
  self->edge = edge < WIDEST_EDGE ? edge : WIDEST_EDGE;
  self->step = (uint64_t) (freq_hz / rate_hz * 18446744073709551616.0);
}

void
lt_lfo_advance (LtLfo *self, uint32_t len)
{
  uint64_t before = self->phase;

  self->phase += self->step * len;
  self->turns += self->phase < before;
  self->there = self->there + self->going * (float) len;
  if (self->there > 0.9999f)
    self->there = 1.0f;
}

/* Phase with its count of turns above it; 32 bits of each. */
typedef struct
{
  uint64_t start, step;
} Walk;

LT_RT static Walk
walk_of (const LtLfo *self, LtRamp offset)
{
  double   ahead = (double) offset.from * TURN;
  double   ahead_step = (double) offset.step * TURN;
  uint64_t step = ((self->step >> 31) + 1) >> 1;
  Walk     w = { .step = step + (uint64_t) (int64_t) ahead_step };

  w.start = ((uint64_t) self->turns << 32) + (self->phase >> 32) + (uint64_t) (int64_t) ahead + w.step * offset.at;
  return w;
}

/* 32 bits of phase as turns from −½ to ½. */
LT_RT static inline float
turns_of (uint32_t phase)
{
  return (float) (int32_t) phase * (1.0f / TURN);
}

/* From 0 at 0 to 1 at 1 and odd around 0, flat at its ends. */
LT_RT static inline float
smooth_edge (float u)
{
  float v = lt_clampf (u, -1.0f, 1.0f);

  return v * (1.5f - 0.5f * v * v);
}

/* sin 2πx for |x| <= ¼: its series, 4e-6 off. */
LT_RT static inline float
quarter_sine (float x)
{
  float y = x * x;

  return x * (6.28318531f + y * (-41.3417022f + y * (81.6052493f + y * (-76.7058598f + y * 42.0586940f))));
}

LT_RT static inline float
shape_at (LtLfoShape shape, float edge, uint32_t phase)
{
  float x;

  switch (shape)
    {
    case LT_LFO_TRIANGLE:
      return 1.0f - 4.0f * fabsf (turns_of (phase));
    case LT_LFO_SQUARE:
      return smooth_edge ((0.25f - fabsf (turns_of (phase - QUARTER))) / edge);
    case LT_LFO_RAMP_UP:
    case LT_LFO_RAMP_DOWN:
      x = turns_of (phase + HALF);
      x = lt_clampf (x / (0.5f - edge), -1.0f, 1.0f) * smooth_edge ((0.5f - fabsf (x)) / edge);
      return shape == LT_LFO_RAMP_UP ? x : -x;
    default:
      return quarter_sine (0.25f - fabsf (turns_of (phase)));
    }
}

/* A value in ±1 for each turn: two rounds of multiply and fold. */
LT_RT static inline float
random_of (uint32_t turn, uint32_t seed)
{
  uint32_t h = (turn ^ seed) * 0x9e3779b1u;

  h = (h ^ (h >> 15)) * 0x85ebca77u;
  h = (h ^ (h >> 13)) * 0xc2b2ae3du;
  return (float) (int32_t) (h ^ (h >> 16)) * (2.0f / TURN);
}

LT_RT static inline float
random_at (uint32_t seed, uint64_t at)
{
  uint32_t turn = (uint32_t) (at >> 32);
  float    x = (float) (int32_t) ((uint32_t) at >> 1) * (2.0f / TURN);
  float    a = random_of (turn, seed), b = random_of (turn + 1, seed);

  return a + (b - a) * (x * x * (3.0f - 2.0f * x));
}

LT_RT static inline __attribute__ ((always_inline)) void
run_plain (LtLfoShape shape, float edge, Walk w, float *restrict out, uint32_t n)
{
  uint32_t start = (uint32_t) w.start, step = (uint32_t) w.step;

  for (uint32_t i = 0; i < n; i++)
    out[i] = shape_at (shape, edge, start + step * i);
}

LT_RT LT_WIDE static void
lfo_run_shape (const LtLfo *self, LtLfoShape shape, Walk w, float *restrict out, uint32_t n)
{
  float edge = fmaxf (self->edge, 1e-6f);

  switch (shape)
    {
    case LT_LFO_SINE:
      run_plain (LT_LFO_SINE, edge, w, out, n);
      break;
    case LT_LFO_TRIANGLE:
      run_plain (LT_LFO_TRIANGLE, edge, w, out, n);
      break;
    case LT_LFO_SQUARE:
      run_plain (LT_LFO_SQUARE, edge, w, out, n);
      break;
    case LT_LFO_RAMP_UP:
      run_plain (LT_LFO_RAMP_UP, edge, w, out, n);
      break;
    case LT_LFO_RAMP_DOWN:
      run_plain (LT_LFO_RAMP_DOWN, edge, w, out, n);
      break;
    case LT_LFO_RANDOM:
      for (uint32_t i = 0; i < n; i++)
        out[i] = random_at (self->seed, w.start + w.step * i);
      break;
    }
}

LT_RT static bool
is_fading (const LtLfo *self)
{
  return self->there < 1.0f;
}

void
lt_lfo_run (const LtLfo *self, LtRamp offset, float *out, uint32_t n)
{
  Walk w = walk_of (self, offset);

  lfo_run_shape (self, self->shape, w, out, n);
  if (!is_fading (self))
    return;

  float was[LT_QUANTUM];
  lfo_run_shape (self, self->was, w, was, n);
  for (uint32_t i = 0; i < n; i++)
    out[i] = was[i] + (self->there + self->going * (float) (int32_t) (offset.at + i)) * (out[i] - was[i]);
}

float
lt_lfo_value (const LtLfo *self, double offset, uint32_t at)
{
  float out;

  lt_lfo_run (self, (LtRamp) { .from = (float) offset, .at = at }, &out, 1);
  return out;
}
