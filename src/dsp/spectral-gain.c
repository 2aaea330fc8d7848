// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two passes over a few frames, in loops that run in vector lanes.
// Layer: dsp.

#include "dsp/spectral-gain.h"

#include <string.h>

#define MOST 1e8f /* of a ratio */
#define NEAR 4u             /* bins to each side that are a neighbourhood */
#define BROAD 24u           /* and that are its surroundings */
#define LEAST 0.003f        /* signal over noise that is always supposed */
#define FIRST_TRUST 0.625f  /* of the first passes in parts of the last's */
#define PRESENT_NEAR 256.0f /* eighth power of the mean ratio at which presence is as likely as not: 2 */
#define PRESENT_SURE 390625.0f /* and at which nothing else is asked: 5 */
#define PRESENT_BROAD 1.7f  /* mean ratio of the surroundings */
#define CLIP 10.0f          /* of a bin's ratio there */
#define LOUD 1e4f           /* and in the neighbourhood */
#define AHEAD(self, k) (((self)->newest + LT_SPECTRAL_GAIN_FRAMES - LT_SPECTRAL_GAIN_LATE + (uint32_t) (k)) % LT_SPECTRAL_GAIN_FRAMES)

static uint32_t
row_floats (uint32_t n_bins)
{
  return (n_bins + 15) & ~15u;
}

size_t
lt_spectral_gain_memory (uint32_t n_bins)
{
  return ((2 * LT_SPECTRAL_GAIN_FRAMES + 4) * sizeof (float) + sizeof (double)) * (size_t) row_floats (n_bins + 1);
}

void
lt_spectral_gain_init (LtSpectralGain *self, uint32_t n_bins, void *memory)
{
  float *next = memory;

  *self = (LtSpectralGain) { .n_bins = n_bins };
  for (uint32_t f = 0; f < LT_SPECTRAL_GAIN_FRAMES; f++)
    {
      self->ratio[f] = next;
      next += row_floats (n_bins);
      self->kept[f] = next;
      next += row_floats (n_bins);
    }
  self->last = next;
  next += row_floats (n_bins);
  self->near = next;
  self->broad = self->near + row_floats (n_bins);
  self->presence = self->broad + row_floats (n_bins);
  self->sums = (double *) (void *) (self->presence + row_floats (n_bins));
  lt_spectral_gain_reset (self);
}

void
lt_spectral_gain_reset (LtSpectralGain *self)
{
  memset (self->ratio[0], 0, lt_spectral_gain_memory (self->n_bins));
  self->newest = 0;
}

void
lt_spectral_gain_copy (LtSpectralGain *self, const LtSpectralGain *from)
{
  memcpy (self->ratio[0], from->ratio[0], lt_spectral_gain_memory (self->n_bins));
  self->newest = from->newest;
}

LT_RT LT_WIDE static void
spectral_gain_ratio (const float *restrict power, const float *restrict inverse, float scale, float *restrict ratio, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      float r = power[k] * inverse[k] * scale;

      ratio[k] = r < MOST ? r : MOST;
    }
}

LT_RT void
lt_spectral_gain_hear (LtSpectralGain *self, const float *power, const float *inverse, float scale)
{
  self->newest = (self->newest + 1) % LT_SPECTRAL_GAIN_FRAMES;
  spectral_gain_ratio (power, inverse, scale, self->ratio[self->newest], self->n_bins);
}

LT_RT LT_WIDE static void
spectral_gain_ratio_pair (const float *const power[2], const float *const inverse[2], float scale, float *restrict ratio, uint32_t n)
{
  const float *restrict a = power[0], *restrict ai = inverse[0], *restrict b = power[1], *restrict bi = inverse[1];

  for (uint32_t k = 0; k < n; k++)
    {
      float x = 0.5f * scale * (a[k] * ai[k] + b[k] * bi[k]);

      ratio[k] = x < MOST ? x : MOST;
    }
}

LT_RT void
lt_spectral_gain_hear_pair (LtSpectralGain *self, const float *const power[2], const float *const inverse[2], float scale)
{
  self->newest = (self->newest + 1) % LT_SPECTRAL_GAIN_FRAMES;
  spectral_gain_ratio_pair (power, inverse, scale, self->ratio[self->newest], self->n_bins);
}

/* What of @ratio is signal, when @before said so much of the frame beside it. */
LT_RT LT_WIDE static void
spectral_gain_follow (const float *restrict before, const float *restrict ratio, float trust, float *restrict kept, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      float over = ratio[k] > 1.0f ? ratio[k] - 1.0f : 0.0f;
      float snr = (1.0f - trust) * before[k] + trust * over;

      snr = snr > LEAST ? snr : LEAST;
      float gain = snr / (1.0f + snr);
      kept[k] = gain * gain * ratio[k];
    }
}

/* In place: the frame after is overwritten by this one's. */
LT_RT LT_WIDE static void
spectral_gain_back (float *restrict io, const float *restrict ratio, float trust, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      float over = ratio[k] > 1.0f ? ratio[k] - 1.0f : 0.0f;
      float snr = (1.0f - trust) * io[k] + trust * over;

      snr = snr > LEAST ? snr : LEAST;
      float gain = snr / (1.0f + snr);
      io[k] = gain * gain * ratio[k];
    }
}

/* Before and after meet: @gain holds what came back, and gets the gain. */
LT_RT LT_WIDE static void
spectral_gain_meet (float *restrict last, const float *restrict ratio, float trust, float *restrict gain, uint32_t n)
{
  float side = 0.5f * (1.0f - trust);

  for (uint32_t k = 0; k < n; k++)
    {
      float over = ratio[k] > 1.0f ? ratio[k] - 1.0f : 0.0f;
      float snr = side * (last[k] + gain[k]) + trust * over;

      snr = snr > LEAST ? snr : LEAST;
      gain[k] = snr / (1.0f + snr);
      last[k] = gain[k] * gain[k] * ratio[k];
    }
}

/* Mean over seven frames with triangular weights, and of what is left of them below CLIP: a lone peak says little of its
   surroundings. */
LT_RT LT_WIDE static void
spectral_gain_mean (const float *const *rows, float *restrict near, float *restrict broad, uint32_t n)
{
  const float weights[7] = { 0.0625f, 0.125f, 0.1875f, 0.25f, 0.1875f, 0.125f, 0.0625f };

  for (uint32_t k = 0; k < n; k++)
    near[k] = broad[k] = 0.0f;
  for (uint32_t r = 0; r < 7; r++)
    {
      const float *restrict row = rows[r];

      for (uint32_t k = 0; k < n; k++)
        {
          near[k] += weights[r] * (row[k] < LOUD ? row[k] : LOUD);
          broad[k] += weights[r] * (row[k] < CLIP ? row[k] : CLIP);
        }
    }
}

/* In place: the mean over the bins within BROAD of each; at the ends the nearest such stretch. */
LT_RT static void
spectral_gain_broaden (float *broad, double *sums, uint32_t n)
{
  sums[0] = 0.0;
  for (uint32_t k = 0; k < n; k++)
    sums[k + 1] = sums[k] + broad[k];
  for (uint32_t k = 0; k < n; k++)
    {
      uint32_t from = k < BROAD ? 0 : (k + BROAD + 1 > n ? n - 2 * BROAD - 1 : k - BROAD);

      broad[k] = (float) (sums[from + 2 * BROAD + 1] - sums[from]) * (1.0f / (2 * BROAD + 1));
    }
}

/* Probabilities into the gains of bins that have NEAR neighbours on both sides: of @s at the bin itself, and of what lies broadly around it. */
LT_RT LT_WIDE static void
spectral_gain_presence (const float *restrict s, const float *restrict broad, float *restrict presence, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      float sum = s[k] + s[k + 8] + 2.0f * (s[k + 1] + s[k + 7]) + 3.0f * (s[k + 2] + s[k + 6]) + 4.0f * (s[k + 3] + s[k + 5]) + 5.0f * s[k + 4];
      float mean = sum * (1.0f / 25.0f), wide = broad[k + 4] * (1.0f / PRESENT_BROAD);

      mean = mean < 100.0f ? mean : 100.0f;
      mean *= mean; /* eighth powers, and the sixteenth */
      mean *= mean;
      mean *= mean;
      wide *= wide;
      wide *= wide;
      wide *= wide;
      wide *= wide;

      float here = mean / (mean + PRESENT_NEAR);
      float sure = mean / (mean + PRESENT_SURE);
      float around = wide / (wide + 1.0f);
      presence[k] = here * (sure > around ? sure : around);
    }
}

LT_RT LT_WIDE static void
spectral_gain_multiply (const float *restrict by, float *restrict gain, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    gain[k] *= by[k];
}

/* A bin sounds when its neighbourhood is clearly louder than noise, and either much so or all that is around it is a
   little. */
LT_RT static void
weigh_presence (LtSpectralGain *self, float *gain)
{
  const float *rows[7];
  uint32_t     n = self->n_bins;

  for (int k = 0; k < 7; k++)
    rows[k] = self->ratio[AHEAD (self, k + (int) LT_SPECTRAL_GAIN_FRAMES - 3)];
  spectral_gain_mean (rows, self->near, self->broad, n);
  spectral_gain_broaden (self->broad, self->sums, n);
  spectral_gain_presence (self->near, self->broad, self->presence + NEAR, n - 2 * NEAR);
  for (uint32_t k = 0; k < NEAR; k++)
    {
      self->presence[k] = self->presence[NEAR];
      self->presence[n - 1 - k] = self->presence[n - 1 - NEAR];
    }
  spectral_gain_multiply (self->presence, gain, n);
}

void
lt_spectral_gain_run (LtSpectralGain *self, float trust, float *gain)
{
  uint32_t n = self->n_bins;
  uint32_t before = (self->newest + LT_SPECTRAL_GAIN_FRAMES - 1) % LT_SPECTRAL_GAIN_FRAMES;
  float        first = FIRST_TRUST * trust;

  spectral_gain_follow (self->kept[before], self->ratio[self->newest], first, self->kept[self->newest], n);

  memcpy (gain, self->kept[self->newest], n * sizeof (float));
  for (uint32_t k = LT_SPECTRAL_GAIN_LATE - 1; k > 0; k--)
    spectral_gain_back (gain, self->ratio[AHEAD (self, k)], first, n);
  spectral_gain_meet (self->last, self->ratio[AHEAD (self, 0)], trust, gain, n);

  weigh_presence (self, gain);
}
