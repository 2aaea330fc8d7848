// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Impulses of rooms.
// Layer: dsp.

#include "dsp/impulse.h"

#include "base/arena.h"
#include "base/audio.h"
#include "base/math.h"
#include "dsp/k-weighting.h"
#include "dsp/vec4.h"

#include <string.h>

/* A blob: magic, version, channels, frames (32 bits each), rate (a 64-bit float), eight bytes to come, samples. */
#define MAGIC   0x52494c4cu /* "LLIR" */
#define VERSION 1u
#define HEADER  32u
#define LOUDEST 1e6f

#define ZEROS 32u  /* of the sinc on each side */
#define STEPS 512u /* of the table from zero to zero */
#define PHASES                                                                                     \
  512u /* kernels from frame to frame; between them a straight line: images below −100 dB */
#define ROLL_OFF    0.95 /* where the pass band ends, as a part of the lower rate's half */
#define KAISER_BETA 11.0

/* ------------------------------------------------------------------ stored */

static void
put_bytes (uint8_t *to, uint64_t value, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    to[i] = (uint8_t) (value >> (8 * i));
}

static uint32_t
get_32 (const uint8_t *from)
{
  return (uint32_t) from[0] | (uint32_t) from[1] << 8 | (uint32_t) from[2] << 16
         | (uint32_t) from[3] << 24;
}

static float
sample_at (const LtImpulse *impulse, uint32_t channel, uint32_t frame)
{
  const uint8_t *from = impulse->samples;
  uint32_t       bits = get_32 (from + ((size_t) channel * impulse->n_frames + frame) * 4);
  float          x;

  memcpy (&x, &bits, sizeof x);
  return fabsf (x) <= LOUDEST ? x : 0.0f;
}

size_t
lt_impulse_blob_size (uint32_t n_channels, uint32_t n_frames)
{
  return HEADER + (size_t) n_channels * n_frames * sizeof (float);
}

void
lt_impulse_blob_write (void *blob, const LtImpulse *impulse, const float *const *audio)
{
  uint8_t *to = blob;
  uint64_t rate;

  memcpy (&rate, &impulse->rate_hz, sizeof rate);
  memset (to, 0, HEADER);
  put_bytes (to, MAGIC, 4);
  put_bytes (to + 4, VERSION, 4);
  put_bytes (to + 8, impulse->n_channels, 4);
  put_bytes (to + 12, impulse->n_frames, 4);
  put_bytes (to + 16, rate, 8);
  to += HEADER;
  for (uint32_t c = 0; c < impulse->n_channels; c++)
    for (uint32_t i = 0; i < impulse->n_frames; i++, to += 4)
      {
        float    x = fabsf (audio[c][i]) <= LOUDEST ? audio[c][i] : 0.0f;
        uint32_t bits;

        memcpy (&bits, &x, sizeof bits);
        put_bytes (to, bits, 4);
      }
}

bool
lt_impulse_blob_read (const void *blob, size_t size, LtImpulse *impulse)
{
  const uint8_t *from = blob;

  if (from == NULL || size < HEADER || get_32 (from) != MAGIC || get_32 (from + 4) != VERSION)
    return false;

  uint64_t rate = get_32 (from + 16) | (uint64_t) get_32 (from + 20) << 32;

  *impulse = (LtImpulse){ .n_channels = get_32 (from + 8),
                          .n_frames = get_32 (from + 12),
                          .samples = from + HEADER };
  memcpy (&impulse->rate_hz, &rate, sizeof rate);
  return (impulse->n_channels == 1 || impulse->n_channels == 2 || impulse->n_channels == 4)
         && impulse->n_frames > 0 && impulse->rate_hz >= LT_RATE_MIN_HZ
         && impulse->rate_hz <= LT_RATE_MAX_HZ
         && size == lt_impulse_blob_size (impulse->n_channels, impulse->n_frames);
}

/* ------------------------------------------------------------------ shaped */

/* The impulse's own frames that sound: from and to behind them. */
typedef struct
{
  uint32_t from, to;
  double   ratio; /* frames out of one */
} Cut;

static Cut
cut_of (const LtImpulse *impulse, const LtImpulseShape *shape)
{
  Cut    cut = { .ratio = shape->rate_hz / impulse->rate_hz * shape->stretch };
  double trim = floor (shape->trim_s * impulse->rate_hz + 0.5);

  cut.from = trim < impulse->n_frames - 1 ? (uint32_t) trim : impulse->n_frames - 1;

  double left = impulse->n_frames - cut.from;
  double n = fmin (fmax (ceil (left * shape->length), 1.0), left);
  cut.to = cut.from + (uint32_t) n;
  return cut;
}

uint32_t
lt_impulse_shaped_frames (const LtImpulse *impulse, const LtImpulseShape *shape)
{
  Cut    cut = cut_of (impulse, shape);
  double n = ceil ((cut.to - cut.from) * cut.ratio);

  return (uint32_t) fmin (fmax (n, 1.0), shape->rate_hz * LT_IMPULSE_MAX_S);
}

/* Modified Bessel function of the first kind, order 0. */
static double
bessel_i0 (double x)
{
  double sum = 1.0, term = 1.0;

  for (int k = 1; k < 60; k++)
    {
      term *= (x / (2.0 * k)) * (x / (2.0 * k));
      sum += term;
    }
  return sum;
}

static void
fill_table (float table[ZEROS * STEPS + 2])
{
  for (uint32_t i = 0; i <= ZEROS * STEPS; i++)
    {
      double u = (double) i / STEPS, w = u / ZEROS;
      double window
          = bessel_i0 (KAISER_BETA * sqrt (fmax (1.0 - w * w, 0.0))) / bessel_i0 (KAISER_BETA);

      table[i] = (float) (i == 0 ? 1.0 : sin (LT_PI * u) / (LT_PI * u) * window);
    }
  table[ZEROS * STEPS] = table[ZEROS * STEPS + 1] = 0.0f;
}

/* A bank of kernels for positions between two frames. */
typedef struct
{
  LtArena  arena;
  uint32_t half;    /* frames on each side of a position */
  float   *kernels; /* PHASES + 1 of them, of 2 × half taps */
  float   *source;  /* the cut, between silence of 2 × half frames */
} Resampler;

static LtStatus
resampler_init (Resampler *self, const LtImpulse *impulse, uint32_t channel, Cut cut)
{
  double   scale = ROLL_OFF * fmin (cut.ratio, 1.0);
  uint32_t half = ((uint32_t) ceil (ZEROS / scale) + 1) & ~1u, n = cut.to - cut.from;
  size_t   n_kernels = (size_t) (PHASES + 1) * 2 * half, n_source = (size_t) n + 4 * half,
         n_table = ZEROS * STEPS + 2;
  LtStatus status = lt_arena_init (&self->arena, (n_kernels + n_source + n_table) * sizeof (float)
                                                     + 3 * LT_ARENA_ALIGN);

  if (status != LT_OK)
    return status;
  self->half = half;
  self->kernels = lt_arena_take (&self->arena, n_kernels * sizeof (float));
  self->source = lt_arena_take (&self->arena, n_source * sizeof (float));
  for (uint32_t i = 0; i < n; i++)
    self->source[2 * half + i] = sample_at (impulse, channel, cut.from + i);

  float *table = lt_arena_take (&self->arena, n_table * sizeof (float));
  fill_table (table);
  for (uint32_t p = 0; p <= PHASES; p++)
    for (uint32_t k = 0; k < 2 * half; k++)
      {
        double   u = fabs ((double) p / PHASES + half - 1.0 - k) * scale * STEPS;
        uint32_t i = (uint32_t) fmin (u, ZEROS * STEPS);

        self->kernels[(size_t) p * 2 * half + k]
            = (float) (scale * (table[i] + (u - i) * (table[i + 1] - table[i])));
      }
  return LT_OK;
}

/* The value @at frames behind the cut's start. */
static float
resampler_at (const Resampler *self, double at)
{
  double       base = floor (at), phase = (at - base) * PHASES;
  uint32_t     p = (uint32_t) phase, n = 2 * self->half;
  float        t = (float) (phase - p);
  const float *x = self->source + (uint32_t) base + self->half + 1;
  const float *a = self->kernels + (size_t) p * n, *b = a + n;
  LtVec4       sum = { 0 };

  for (uint32_t k = 0; k < n; k += 4)
    {
      LtVec4 now = lt_vec4_load (a + k);

      sum += lt_vec4_load (x + k) * (now + t * (lt_vec4_load (b + k) - now));
    }
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static void
fade_out (float *out, uint32_t n, double part)
{
  double fade = n * part;

  for (uint32_t i = 0; i < n; i++)
    {
      double left = n - i - 0.5;

      if (left < fade)
        out[i] *= (float) (0.5 - 0.5 * cos (LT_PI * left / fade));
    }
}

LtStatus
lt_impulse_shape (const LtImpulse      *impulse,
                  const LtImpulseShape *shape,
                  uint32_t              channel,
                  float                *out)
{
  Cut       cut = cut_of (impulse, shape);
  uint32_t  n = lt_impulse_shaped_frames (impulse, shape);
  Resampler resampler = { 0 };

  if (cut.ratio == 1.0)
    for (uint32_t i = 0; i < n; i++)
      out[i] = sample_at (impulse, channel, cut.from + i);
  else
    {
      LtStatus status = resampler_init (&resampler, impulse, channel, cut);

      if (status != LT_OK)
        return status;
      for (uint32_t i = 0; i < n; i++)
        out[i] = resampler_at (&resampler, i / cut.ratio);
      lt_arena_clear (&resampler.arena);
    }
  fade_out (out, n, shape->fade);
  return LT_OK;
}

/* Energy of @taps through a slope of 6 dB per octave from 500 Hz on and the K-weighting; 0 taps: of one sample of 1. */
static double
weighted_energy (const float *taps, uint32_t n, double rate_hz)
{
  LtKWeightingCoeffs coeffs = lt_k_weighting_design (rate_hz);
  LtKWeighting       weighting = { 0 };
  uint32_t           end = n + (uint32_t) (rate_hz * 0.25);
  double             keep = exp (-2.0 * LT_PI * 500.0 / rate_hz), z = 0.0;
  float              piece[256];

  for (uint32_t at = 0; at < end; at += 256)
    {
      for (uint32_t i = 0; i < 256; i++)
        {
          z = z * keep
              + (taps == NULL ? (double) (at + i == 0)
                              : (at + i < n ? (double) taps[at + i] : 0.0));
          piece[i] = (float) z;
        }
      lt_k_weighting_run (&weighting, &coeffs, piece, piece, 256);
      lt_k_weighting_settle (&weighting);
    }
  return weighting.energy[0];
}

double
lt_impulse_loudness (const float *taps, uint32_t n, double rate_hz)
{
  return weighted_energy (taps, n, rate_hz) / weighted_energy (NULL, 1, rate_hz);
}

/* ------------------------------------------------------------------- drawn */

void
lt_impulse_envelope (const LtImpulse *impulse, float *points, uint32_t n_points)
{
  for (uint32_t p = 0; p < n_points; p++)
    {
      uint32_t first = (uint32_t) ((uint64_t) p * impulse->n_frames / n_points);
      uint32_t end = (uint32_t) ((uint64_t) (p + 1) * impulse->n_frames / n_points);

      points[p] = 0.0f;
      for (uint32_t c = 0; c < impulse->n_channels; c++)
        for (uint32_t i = first; i < end || i == first; i++)
          points[p] = fmaxf (points[p], fabsf (sample_at (impulse, c, i)));
    }
}
