// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delay line: a ring of a power of two of frames.
// Layer: dsp.

#include "dsp/delay-line.h"

#include <math.h>
#include <string.h>

static uint32_t
frames_for (uint32_t max_frames)
{
  uint32_t frames = 64;

  while (frames < max_frames)
    frames *= 2;
  return frames;
}

size_t
lt_delay_line_size (uint32_t max_frames)
{
  return frames_for (max_frames);
}

void
lt_delay_line_init (LtDelayLine *self, float *memory, uint32_t max_frames)
{
  *self = (LtDelayLine) { .data = memory, .mask = frames_for (max_frames) - 1 };
}

void
lt_delay_line_reset (LtDelayLine *self)
{
  uint32_t from_start = self->filled > self->mask ? self->mask + 1 : self->pos;

  memset (self->data, 0, from_start * sizeof *self->data);
  self->pos = self->filled = 0;
}

void
lt_delay_line_read (const LtDelayLine *self, uint32_t delay, float *out, uint32_t n)
{
  uint32_t at = (self->pos - delay) & self->mask;
  uint32_t before_end = self->mask + 1 - at;
  uint32_t first = n < before_end ? n : before_end;

  memcpy (out, self->data + at, first * sizeof *out);
  memcpy (out + first, self->data, (n - first) * sizeof *out);
}

const float *
lt_delay_line_peek (const LtDelayLine *self, uint32_t delay, float *scratch, uint32_t n)
{
  uint32_t at = (self->pos - delay) & self->mask;

  if (at + n <= self->mask + 1)
    return self->data + at;

  lt_delay_line_read (self, delay, scratch, n);
  return scratch;
}

void
lt_delay_line_read_at (const LtDelayLine *self, uint32_t delay, const float *offset, float *out, uint32_t n)
{
  const float *data = self->data;
  uint32_t     mask = self->mask;

  for (uint32_t i = 0; i < n; i++)
    {
      float    whole = floorf (offset[i]);
      float    d = offset[i] - whole;
      uint32_t at = self->pos + i - delay - (uint32_t) (int32_t) whole;
      float    newer = data[(at + 1) & mask];
      float    near = data[at & mask];
      float    far = data[(at - 1) & mask];
      float    older = data[(at - 2) & mask];
      float    below = d * (d - 1.0f), above = (d + 1.0f) * (d - 2.0f);

      out[i] = (above * (d - 1.0f)) * 0.5f * near - (above * d) * 0.5f * far
               + (below * (d + 1.0f) * (1.0f / 6.0f)) * older - (below * (d - 2.0f) * (1.0f / 6.0f)) * newer;
    }
}

void
lt_delay_line_write (LtDelayLine *self, const float *in, uint32_t n)
{
  uint32_t before_end = self->mask + 1 - self->pos;
  uint32_t first = n < before_end ? n : before_end;

  memcpy (self->data + self->pos, in, first * sizeof *in);
  memcpy (self->data, in + first, (n - first) * sizeof *in);
  self->pos = (self->pos + n) & self->mask;
  if (self->filled <= self->mask)
    self->filled += n;
}
