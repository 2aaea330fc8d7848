// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Overlapping spectra in two rings.
// Layer: dsp.

#include "dsp/stft.h"

#include "base/math.h"

#include <string.h>

static size_t
rounded (size_t n_floats)
{
  return (n_floats * sizeof (float) + 63) & ~(size_t) 63;
}

size_t
lt_stft_memory (uint32_t size, uint32_t n_channels)
{
  return 2 * rounded (size) + 2 * n_channels * rounded (2 * size);
}

LtStatus
lt_stft_init (LtStft *self, uint32_t size, uint32_t n_channels, uint32_t late, void *memory)
{
  char *next = memory;

  *self = (LtStft) { .size = size, .hop = size / LT_STFT_OVERLAP, .late = late, .n_channels = n_channels };
  if (size < 64)
    return LT_ERR_INVALID;

  self->window = (float *) next;
  next += rounded (size);
  self->time = (float *) next;
  next += rounded (size);
  for (uint32_t c = 0; c < n_channels; c++)
    {
      self->in[c] = (float *) next;
      next += rounded (2 * size);
      self->out[c] = (float *) next;
      next += rounded (2 * size);
    }
  for (uint32_t i = 0; i < size; i++)
    self->window[i] = (float) sin (LT_PI * (i + 0.5) / size);
  lt_stft_reset (self);
  return lt_fft_init (&self->fft, size);
}

void
lt_stft_clear (LtStft *self)
{
  lt_fft_clear (&self->fft);
}

uint32_t
lt_stft_latency (uint32_t size, uint32_t late)
{
  return size + (late + 1) * (size / LT_STFT_OVERLAP);
}

void
lt_stft_reset (LtStft *self)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      memset (self->in[c], 0, 2 * self->size * sizeof (float));
      memset (self->out[c], 0, 2 * self->size * sizeof (float));
    }
  self->at = 0;
  self->frame = 0;
}

uint32_t
lt_stft_room (const LtStft *self)
{
  uint32_t slot = self->hop / LT_STFT_SLOTS;

  return slot - self->at % slot;
}

int
lt_stft_pass (LtStft *self, float *const *io, uint32_t n_frames)
{
  uint32_t mask = 2 * self->size - 1;
  uint32_t slot = self->hop / LT_STFT_SLOTS;

  /* A slot never runs over a ring's end: both are powers of two. */
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      memcpy (self->in[c] + self->at, io[c], n_frames * sizeof (float));
      memcpy (io[c], self->out[c] + self->at, n_frames * sizeof (float));
      memset (self->out[c] + self->at, 0, n_frames * sizeof (float));
    }
  self->at = (self->at + n_frames) & mask;
  if (self->at % slot != 0)
    return -1;
  if (self->at % self->hop == 0)
    self->frame = self->at;
  return (int) (self->at % self->hop / slot);
}

bool
lt_stft_forward (LtStft *self, uint32_t c, float *spectrum)
{
  uint32_t     mask = 2 * self->size - 1;
  uint32_t     from = (self->frame + self->size) & mask;
  uint32_t     first = 2 * self->size - from < self->size ? 2 * self->size - from : self->size;
  const float *in = self->in[c];
  float        most = 0.0f;

  memcpy (self->time, in + from, first * sizeof (float));
  memcpy (self->time + first, in, (self->size - first) * sizeof (float));
  for (uint32_t i = 0; i < self->size; i++)
    {
      most = fabsf (self->time[i]) > most ? fabsf (self->time[i]) : most;
      self->time[i] *= self->window[i];
    }
  if (most == 0.0f)
    {
      memset (spectrum, 0, (self->size + 2) * sizeof (float));
      return false;
    }
  lt_fft_forward (&self->fft, self->time, spectrum);
  return true;
}

void
lt_stft_backward (LtStft *self, uint32_t c, float *spectrum)
{
  uint32_t mask = 2 * self->size - 1;
  uint32_t from = (self->frame + self->hop) & mask;
  uint32_t first = 2 * self->size - from < self->size ? 2 * self->size - from : self->size;
  float    scale = 2.0f / ((float) LT_STFT_OVERLAP * (float) self->size);
  float   *out = self->out[c] + from;

  lt_fft_backward (&self->fft, spectrum, self->time);
  for (uint32_t i = 0; i < first; i++)
    out[i] += self->time[i] * (self->window[i] * scale);
  for (uint32_t i = first; i < self->size; i++)
    self->out[c][i - first] += self->time[i] * (self->window[i] * scale);
}
