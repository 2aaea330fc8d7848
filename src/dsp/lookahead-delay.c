// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delay of whole frames with faded changes of length.
// Layer: dsp.

#include "dsp/lookahead-delay.h"

#include "base/audio.h"

#include <string.h>

/* A power of two that holds the delay and one quantum being written. */
static uint32_t
ring_frames (uint32_t max_frames)
{
  uint32_t frames = LT_QUANTUM;

  while (frames < max_frames + LT_QUANTUM)
    frames *= 2;
  return frames;
}

size_t
lt_lookahead_delay_size (uint32_t max_frames, uint32_t n_channels)
{
  return (size_t) ring_frames (max_frames) * n_channels * sizeof (float);
}

void
lt_lookahead_delay_init (LtLookaheadDelay *self, uint32_t max_frames, uint32_t n_channels, uint32_t fade_frames, void *memory)
{
  uint32_t frames = ring_frames (max_frames);

  *self = (LtLookaheadDelay) { .n_channels = n_channels, .mask = frames - 1, .fade_len = fade_frames > 0 ? fade_frames : 1 };
  for (uint32_t c = 0; c < n_channels; c++)
    self->ring[c] = (float *) memory + (size_t) c * frames;
}

void
lt_lookahead_delay_reset (LtLookaheadDelay *self)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    memset (self->ring[c], 0, (self->mask + 1) * sizeof (float));
  self->pos = self->delay = self->next = self->fade_at = 0;
  self->started = false;
}

void
lt_lookahead_delay_set (LtLookaheadDelay *self, uint32_t frames)
{
  if (!self->started)
    {
      self->delay = self->next = frames;
      self->started = true;
    }
  else if (self->next == self->delay)
    {
      self->next = frames;
      self->fade_at = 0;
    }
}

bool
lt_lookahead_delay_is_late (const LtLookaheadDelay *self)
{
  return self->delay != 0 || self->next != 0;
}

LT_RT static void
ring_write (float *ring, uint32_t mask, uint32_t pos, const float *in, uint32_t n)
{
  uint32_t at = pos & mask;
  uint32_t first = mask + 1 - at < n ? mask + 1 - at : n;

  memcpy (ring + at, in, first * sizeof (float));
  memcpy (ring, in + first, (n - first) * sizeof (float));
}

LT_RT static void
ring_read (const float *ring, uint32_t mask, uint32_t pos, float *out, uint32_t n)
{
  uint32_t at = pos & mask;
  uint32_t first = mask + 1 - at < n ? mask + 1 - at : n;

  memcpy (out, ring + at, first * sizeof (float));
  memcpy (out + first, ring, (n - first) * sizeof (float));
}

/* Smooth at both ends, so that the change makes no corner. */
LT_RT static void
fade (const LtLookaheadDelay *self, float *io, const float *coming, uint32_t n)
{
  float step = 1.0f / (float) self->fade_len;

  for (uint32_t i = 0; i < n; i++)
    {
      float t = (float) (self->fade_at + i) * step;

      t = t < 1.0f ? t * t * (3.0f - 2.0f * t) : 1.0f;
      io[i] += t * (coming[i] - io[i]);
    }
}

void
lt_lookahead_delay_run (LtLookaheadDelay *self, float *const *io, uint32_t n_frames)
{
  bool fading = self->next != self->delay;

  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      float coming[LT_QUANTUM];

      ring_write (self->ring[c], self->mask, self->pos, io[c], n_frames);
      if (self->delay != 0)
        ring_read (self->ring[c], self->mask, self->pos - self->delay, io[c], n_frames);
      if (fading)
        {
          ring_read (self->ring[c], self->mask, self->pos - self->next, coming, n_frames);
          fade (self, io[c], coming, n_frames);
        }
    }

  self->pos += n_frames;
  if (fading && (self->fade_at += n_frames) >= self->fade_len)
    self->delay = self->next;
}
