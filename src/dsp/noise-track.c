// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Noise power by speech presence probability with fixed priors.
// Layer: dsp.

#include "dsp/noise-track.h"

#include "dsp/fast-log.h"

#include <math.h>
#include <string.h>

#define KEEP_S 0.25           /* time constant of the noise */
#define FIRST 4u              /* frames that are not whole yet */
#define BEGIN 12u             /* and up to which all is taken for noise */
#define CAUTION 0.25f         /* in this part */
#define KEEP_PRESENCE_S 0.15  /* and of the probability */
#define SNR 31.62f            /* of sound where there is some: 15 dB */
#define LEAST 1e-20f
#define REACH 6               /* bins to each side that are smoothed over at the bottom */
#define REACH_SHARE 24        /* and one more every so many */
#define ROUNDS 3u              /* of taking out what stands out */
#define OUTSTANDING 0.3f      /* log2 */
#define BIAS 0.4f             /* log2: by which the mean of logarithms of what is followed lies too low */

static uint32_t
row_floats (uint32_t n_bins)
{
  return (n_bins + 15) & ~15u;
}

size_t
lt_noise_track_memory (uint32_t n_bins)
{
  return 4 * (size_t) row_floats (n_bins) * sizeof (float);
}

void
lt_noise_track_init (LtNoiseTrack *self, uint32_t n_bins, double hop_s, void *memory)
{
  self->n_bins = n_bins;
  self->keep = (float) exp (-hop_s / KEEP_S);
  self->keep_presence = (float) exp (-hop_s / KEEP_PRESENCE_S);
  self->power = memory;
  self->presence = self->power + row_floats (n_bins);
  self->level = self->presence + row_floats (n_bins);
  self->log2s = self->level + row_floats (n_bins);
  lt_noise_track_reset (self, NULL);
}

LT_RT LT_WIDE static void
noise_track_log2 (const float *restrict power, float *restrict log2s, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    log2s[k] = lt_fast_log_log2 (power[k]);
}

/* A running mean of @log2s whose width grows with frequency, as hearing's does. */
LT_RT static void
noise_track_mean (const float *log2s, float *mean, int32_t n)
{
  double  sum = 0.0;
  int32_t from = 0, to = 0;

  for (int32_t k = 0; k < n; k++)
    {
      int32_t reach = REACH + k / REACH_SHARE;
      int32_t begin = k - reach > 0 ? k - reach : 0;
      int32_t end = k + reach + 1 < n ? k + reach + 1 : n;

      for (; to < end; to++)
        sum += log2s[to];
      for (; from < begin; from++)
        sum -= log2s[from];
      mean[k] = (float) (sum / (end - begin));
    }
}

/* What stands out of the mean is no noise: the mean again without it. */
LT_RT static void
noise_track_level (LtNoiseTrack *self)
{
  uint32_t n = self->n_bins;

  noise_track_log2 (self->power, self->log2s, n);
  for (uint32_t round = 0; round < ROUNDS; round++)
    {
      noise_track_mean (self->log2s, self->level, (int32_t) n);
      for (uint32_t k = 0; k < n; k++)
        self->log2s[k] = self->log2s[k] < self->level[k] + OUTSTANDING ? self->log2s[k] : self->level[k] + OUTSTANDING;
    }
  for (uint32_t k = 0; k < n; k++)
    self->level[k] += BIAS;
}

void
lt_noise_track_reset (LtNoiseTrack *self, const float *power)
{
  for (uint32_t k = 0; k < self->n_bins; k++)
    self->power[k] = power != NULL && power[k] > LEAST ? power[k] : LEAST;
  memset (self->presence, 0, self->n_bins * sizeof (float));
  self->n_heard = power != NULL ? BEGIN : 0;
  noise_track_level (self);
}

LT_RT LT_WIDE static void
noise_track_follow (LtNoiseTrack *self, const float *restrict heard, float *restrict power, float *restrict presence)
{
  const float steep = -1.442695f * SNR / (1.0f + SNR);
  float       keep = self->keep, keep_presence = self->keep_presence;
  uint32_t    n = self->n_bins;

  for (uint32_t k = 0; k < n; k++)
    {
      float ratio = steep * (heard[k] / power[k]);
      ratio = ratio > -100.0f ? ratio : -100.0f;
      float there = 1.0f / (1.0f + (1.0f + SNR) * lt_fast_log_exp2 (ratio));
      float mean = keep_presence * presence[k] + (1.0f - keep_presence) * there;
      float most = mean > 0.99f ? 0.99f : 1.0f;

      there = there < most ? there : most;
      presence[k] = mean;

      float noise = there * power[k] + (1.0f - there) * heard[k];
      float next = keep * power[k] + (1.0f - keep) * noise;
      power[k] = next > LEAST ? next : LEAST;
    }
}

LT_RT LT_WIDE static void
noise_track_begin (const float *restrict heard, float share, float *restrict power, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    {
      float next = power[k] + share * (CAUTION * heard[k] - power[k]);

      power[k] = next > LEAST ? next : LEAST;
    }
}

void
lt_noise_track_run (LtNoiseTrack *self, const float *power)
{
  if (self->n_heard < BEGIN)
    noise_track_begin (power, self->n_heard < FIRST ? 1.0f : 1.0f / (float) (self->n_heard - FIRST + 1), self->power, self->n_bins);
  else
    noise_track_follow (self, power, self->power, self->presence);
  self->n_heard += self->n_heard < BEGIN;
  noise_track_level (self);
}
