// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Feedback delay network: lengths, decay filters, modulation; the audio itself is in fdn-private.h.
// Layer: dsp.

#include "dsp/fdn.h"

#include "base/math.h"
#include "dsp/fdn-private.h"

#define DAMPING 1.41421356237f  /* 1 / Q of the shelves */
#define MOST_TURN 0.5f          /* tan of half the greatest angle */
#define LEAST_AT_HZ 44100.0     /* the least lengths there, in seconds, hold at higher rates too */

/* Seconds at scale 1: from 22 to 80 ms, about evenly apart in pitch, no two pairs alike in sum. */
static const float line_s[LT_FDN_LINES] = {
  0.022199f, 0.055947f, 0.037392f, 0.076399f, 0.025244f, 0.053837f, 0.039069f, 0.067946f,
  0.023966f, 0.064899f, 0.036082f, 0.080500f, 0.026871f, 0.046403f, 0.030518f, 0.043631f,
};

/* Of the short delays between the matrices. Sought so that the tail's autocorrelation stays low. */
static const float scatter_s[LT_FDN_LINES] = {
  0.005014f, 0.014292f, 0.016374f, 0.019884f, 0.012037f, 0.009885f, 0.006056f, 0.016921f,
  0.018514f, 0.020619f, 0.013941f, 0.014807f, 0.020178f, 0.024000f, 0.016428f, 0.023465f,
};

/* Cycles a second of each pair's sway. */
static const float sway_hz[LT_FDN_PAIRS] = { 0.37f, 0.53f, 0.71f, 0.43f, 0.61f, 0.83f, 0.31f, 0.47f };

static uint32_t
ring_frames (const float *seconds, double rate_hz, double max_scale)
{
  uint32_t frames = 256;
  float    longest = 0.0f;

  for (int i = 0; i < LT_FDN_LINES; i++)
    longest = fmaxf (longest, seconds[i]);
  while (frames < (uint32_t) (longest * max_scale * rate_hz) + 4 * LT_QUANTUM)
    frames *= 2;
  return frames;
}

size_t
lt_fdn_size (double rate_hz, double max_scale)
{
  return (size_t) LT_FDN_LINES * (ring_frames (line_s, rate_hz, max_scale) + ring_frames (scatter_s, rate_hz, max_scale) + 2 * GUARD);
}

LT_RT static void
face_forward (LtFdn *self)
{
  self->phase[0] = (LtVec4) { 0.00f, 0.37f, 0.71f, 0.13f };
  self->phase[1] = (LtVec4) { 0.53f, 0.89f, 0.23f, 0.61f };
  for (int k = 0; k < LT_FDN_PAIRS; k++)
    {
      self->cosine[1][k] = 1.0f;
      self->sine[1][k] = 0.0f;
    }
}

void
lt_fdn_init (LtFdn *self, float *memory, double rate_hz, double max_scale)
{
  uint32_t line = ring_frames (line_s, rate_hz, max_scale);
  uint32_t scatter = ring_frames (scatter_s, rate_hz, max_scale);

  *self = (LtFdn) { .rate_hz = rate_hz, .wide = lt_fdn_avx2_runs () };
  self->line = (LtFdnBank) { .ring = memory, .stride = line + GUARD, .mask = line - 1 };
  memory += (size_t) LT_FDN_LINES * self->line.stride;
  self->scatter = (LtFdnBank) { .ring = memory, .stride = scatter + GUARD, .mask = scatter - 1 };
  face_forward (self);
}

LT_RT static void
empty (LtFdnBank *bank, uint32_t written)
{
  uint32_t frames = bank->mask + 1;

  for (int i = 0; i < LT_FDN_LINES; i++)
    {
      float *line = bank->ring + (size_t) i * bank->stride;

      memset (line, 0, (written < frames ? written : frames) * sizeof *line);
      memset (line + frames, 0, GUARD * sizeof *line);
    }
}

void
lt_fdn_reset (LtFdn *self)
{
  uint32_t written = self->filled ? UINT32_MAX : self->pos + 7; /* the last vector reached further */

  empty (&self->line, written);
  empty (&self->scatter, written);
  memset (self->state, 0, sizeof self->state);
  self->pos = 0;
  self->filled = self->tuned = self->moving = self->turning = false;
  face_forward (self);
}

LT_RT static void
place (LtFdnBank *bank, int which, const float *seconds, double scale, double rate_hz)
{
  for (int i = 0; i < LT_FDN_LINES; i++)
    {
      uint32_t least = LT_QUANTUM + 3u * (uint32_t) i; /* still no two alike */
      uint32_t frames = (uint32_t) (fmax (seconds[i] * scale, least / LEAST_AT_HZ) * rate_hz + 0.5);

      bank->length[which][i] = frames < least ? least : frames;
    }
}

void
lt_fdn_place (LtFdn *self, int which, double scale)
{
  place (&self->line, which, line_s, scale, self->rate_hz);
  place (&self->scatter, which, scatter_s, scale, self->rate_hz);
}

void
lt_fdn_arrive (LtFdn *self)
{
  memcpy (self->line.length[0], self->line.length[1], sizeof self->line.length[0]);
  memcpy (self->scatter.length[0], self->scatter.length[1], sizeof self->scatter.length[0]);
}

LT_RT static float
length_at (const LtFdnBank *bank, int i, float there)
{
  float now = (float) bank->length[0][i];

  return now + there * ((float) bank->length[1][i] - now);
}

/* The filters of line i, that many frames long; the shelves stand for `around` frames, once round.
   Returns the square of the gain. */
LT_RT static float
tune_line (LtFdn *self, int i, float frames, float around, const LtFdnDecay *decay, const float tangent[2])
{
  float (*c)[LT_FDN_LINES] = self->to;
  float frame_db = -60.0f / ((float) self->rate_hz * decay->decay_s);
  float gain = lt_db_to_gain (frame_db * frames);
  float low = lt_db_to_gain (0.5f * frame_db * around * (1.0f / decay->low_ratio - 1.0f)); /* root of the shelf's gain */
  float high = lt_db_to_gain (0.5f * frame_db * around * (1.0f / decay->high_ratio - 1.0f));
  float g = tangent[0] / sqrtf (low);
  float a1 = 1.0f / (1.0f + g * (g + DAMPING));

  c[LT_FDN_LOW_A1][i] = a1;
  c[LT_FDN_LOW_A2][i] = g * a1;
  c[LT_FDN_LOW_A3][i] = g * g * a1;
  c[LT_FDN_LOW_M1][i] = DAMPING * (low - 1.0f);
  c[LT_FDN_LOW_M2][i] = low * low - 1.0f;

  g = tangent[1] * sqrtf (high);
  a1 = 1.0f / (1.0f + g * (g + DAMPING));
  c[LT_FDN_HIGH_A1][i] = a1;
  c[LT_FDN_HIGH_A2][i] = g * a1;
  c[LT_FDN_HIGH_A3][i] = g * g * a1;
  c[LT_FDN_HIGH_M0][i] = gain * high * high;
  c[LT_FDN_HIGH_M1][i] = gain * DAMPING * (1.0f - high) * high;
  c[LT_FDN_HIGH_M2][i] = gain * (1.0f - high * high);
  return gain * gain;
}

LT_RT static float
tangent_of (const LtFdn *self, float hz)
{
  return tanf ((float) (LT_PI / self->rate_hz) * fminf (hz, 0.45f * (float) self->rate_hz));
}

LT_RT static void
adopt (LtFdn *self)
{
  memcpy (self->from, self->to, sizeof self->from);
  memcpy (self->scatter_gain[0], self->scatter_gain[1], sizeof self->scatter_gain[0]);
  self->in_gain[0] = self->in_gain[1];
}

void
lt_fdn_stand (LtFdn *self)
{
  if (self->moving)
    adopt (self);
  self->moving = false;
}

void
lt_fdn_tune (LtFdn *self, const LtFdnDecay *decay, float there)
{
  float tangent[2] = { tangent_of (self, decay->low_hz), tangent_of (self, decay->high_hz) };
  float frame_db = -60.0f / ((float) self->rate_hz * decay->decay_s);
  float line_power = 0.0f, scatter_power = 0.0f, scatter_frames = 0.0f;

  lt_fdn_stand (self);
  for (int i = 0; i < LT_FDN_LINES; i++)
    {
      float frames = length_at (&self->scatter, i, there);
      float gain = lt_db_to_gain (frame_db * frames);

      self->scatter_gain[1][i] = gain * (1.0f / LT_FDN_LINES);
      scatter_power += gain * gain / LT_FDN_LINES;
      scatter_frames += frames / LT_FDN_LINES;
    }
  for (int i = 0; i < LT_FDN_LINES; i++)
    {
      float frames = length_at (&self->line, i, there);

      line_power += tune_line (self, i, frames, frames + scatter_frames, decay, tangent) / LT_FDN_LINES;
    }

  /* Each line holds 1 / (1 − what is left once round) of the power that comes in; sixteen are heard in each ear. */
  self->in_gain[1] = sqrtf ((1.0f - line_power * scatter_power) / fmaxf (LT_FDN_LINES * line_power, 1e-6f));
  self->moving = self->tuned;
  if (!self->tuned)
    adopt (self);
  self->tuned = true;
}

/* Angles by half their tangent: cosine² + sine² is 1 to the last bit or two, whatever the sway's shape. */
void
lt_fdn_turn (LtFdn *self, float amount, uint32_t len)
{
  self->turning = amount > 0.0f || self->turning;
  memcpy (self->cosine[0], self->cosine[1], sizeof self->cosine[0]);
  memcpy (self->sine[0], self->sine[1], sizeof self->sine[0]);
  for (int h = 0; h < 2; h++)
    {
      LtVec4  p = self->phase[h] + lt_vec4_load (sway_hz + 4 * h) * ((float) len / (float) self->rate_hz);
      LtVec4i over = p >= 1.0f;

      p = (LtVec4) (((LtVec4i) (p - 1.0f) & over) | ((LtVec4i) p & ~over));
      self->phase[h] = p;

      LtVec4 x = p - 0.5f;
      LtVec4 t = amount * MOST_TURN * (8.0f * x - 16.0f * x * lt_vec4_abs (x));
      LtVec4 scale = 1.0f / (1.0f + t * t);

      lt_vec4_store (self->cosine[1] + 4 * h, (1.0f - t * t) * scale);
      lt_vec4_store (self->sine[1] + 4 * h, 2.0f * t * scale);
    }
}

void
lt_fdn_run (LtFdn *self, const LtFdnBlock *blk)
{
  if (self->wide)
    lt_fdn_avx2_run (self, blk);
  else
    run_block (self, blk);
}

void
lt_fdn_settle (LtFdn *self)
{
  for (int j = 0; j < 4; j++)
    for (int i = 0; i < LT_FDN_LINES; i++)
      self->state[j][i] = lt_loop_clean (self->state[j][i]);
}
