// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The detector's input: cleaning and cuts.
// Layer: dsp.

#include "dsp/key-filter.h"

#include "base/math.h"

#include <string.h>

#define BUTTERWORTH_Q 0.70710678118654752
#define AUDIO_MAX 1e6f /* +120 dBFS */

/* -300 dBFS: far below anything a float sum keeps beside audio. */
#define SILENCE 1e-15

void
lt_key_filter_reset (LtKeyFilter *self)
{
  memset (self->low, 0, sizeof self->low);
  memset (self->high, 0, sizeof self->high);
}

void
lt_key_filter_set (LtKeyFilter *self, double rate_hz, float low_cut_hz, float high_cut_hz)
{
  double top = 0.45 * rate_hz;

  self->low_on = low_cut_hz > LT_KEY_FILTER_LOW_OFF_HZ;
  self->high_on = high_cut_hz < LT_KEY_FILTER_HIGH_OFF_HZ;
  if (!self->low_on)
    memset (self->low, 0, sizeof self->low);
  else
    self->low_cut = lt_biquad_high_pass (rate_hz, low_cut_hz < top ? low_cut_hz : top, BUTTERWORTH_Q);
  if (!self->high_on)
    memset (self->high, 0, sizeof self->high);
  else
    self->high_cut = lt_biquad_low_pass (rate_hz, high_cut_hz < top ? high_cut_hz : top, BUTTERWORTH_Q);
}

uint32_t
lt_key_filter_tail (double rate_hz, float low_cut_hz, float high_cut_hz)
{
  /* A Butterworth pair decays with exp (-2π f t / √2); 13.8 nepers are 120 dB, and some for the start. */
  double nepers = 16.0 / (2.0 * LT_PI * BUTTERWORTH_Q);
  double seconds = 0.0;

  if (low_cut_hz > LT_KEY_FILTER_LOW_OFF_HZ)
    seconds += nepers / low_cut_hz;
  if (high_cut_hz < LT_KEY_FILTER_HIGH_OFF_HZ)
    seconds += nepers / high_cut_hz;
  return (uint32_t) ceil (seconds * rate_hz);
}

LT_RT static void
cut_channels (LtBiquad *z, const LtBiquadCoeffs *c, float own[2][LT_QUANTUM], uint32_t n_channels, uint32_t n_frames)
{
  if (n_channels == 2)
    lt_biquad_run_pair (z, c, own[0], own[1], n_frames);
  else
    lt_biquad_run (z, c, own[0], n_frames);
}

void
lt_key_filter_run (LtKeyFilter *self, const float *const *in, uint32_t n_channels, bool clean, LtKeyFilterHeard *heard, uint32_t n_frames)
{
  bool cut = self->low_on || self->high_on;

  heard->n_channels = n_channels;
  for (uint32_t c = 0; c < n_channels; c++)
    {
      float *own = heard->own[c];

      heard->channel[c] = clean && !cut ? in[c] : own;
      if (!clean)
        lt_key_filter_clean (in[c], own, n_frames);
      else if (cut)
        memcpy (own, in[c], n_frames * sizeof (float));
    }
  if (self->low_on)
    cut_channels (self->low, &self->low_cut, heard->own, n_channels, n_frames);
  if (self->high_on)
    cut_channels (self->high, &self->high_cut, heard->own, n_channels, n_frames);
}

void
lt_key_filter_spread (const LtKeyFilterHeard *heard, uint32_t n_channels, float *const *out, uint32_t n_frames)
{
  for (uint32_t c = 0; c < n_channels; c++)
    memcpy (out[c], heard->channel[c < heard->n_channels ? c : 0], n_frames * sizeof (float));
  if (heard->n_channels > n_channels)
    for (uint32_t i = 0; i < n_frames; i++)
      out[0][i] = 0.5f * (out[0][i] + heard->channel[1][i]);
}

LT_RT static void
settle (LtBiquad *z)
{
  if (fabs (z->z1) + fabs (z->z2) < SILENCE)
    lt_biquad_reset (z);
}

void
lt_key_filter_settle (LtKeyFilter *self)
{
  for (uint32_t c = 0; c < 2; c++)
    {
      settle (&self->low[c]);
      settle (&self->high[c]);
    }
}

bool
lt_key_filter_is_at_rest (const LtKeyFilter *self)
{
  for (uint32_t c = 0; c < 2; c++)
    if (self->low[c].z1 != 0.0 || self->low[c].z2 != 0.0 || self->high[c].z1 != 0.0 || self->high[c].z2 != 0.0)
      return false;
  return true;
}

LT_RT LT_WIDE static void
key_filter_clean (const float *in, float *out, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++)
    out[i] = fabsf (in[i]) <= AUDIO_MAX ? in[i] : 0.0f;
}

void
lt_key_filter_clean (const float *in, float *out, uint32_t n_frames)
{
  key_filter_clean (in, out, n_frames);
}
