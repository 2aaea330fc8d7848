// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Running a delay.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/delay.h"

#include "base/audio.h"

#include <string.h>

/* Of n frames from @at on, those before the ring's end; the rest begin at its start. */
LT_RT static uint32_t
first_of (const LtDelay *delay, uint32_t at, uint32_t n)
{
  uint32_t there = delay->capacity - (at & (delay->capacity - 1));

  return there < n ? there : n;
}

/* Silence into silence leaves the ring as it is; of a ring that may be half in use nothing is known. */
void
lt_delay_write (LtDelay *self, const float *const *in, uint32_t n_channels, uint32_t n)
{
  uint32_t to = self->at & (self->capacity - 1), first = first_of (self, to, n);
  bool     silent = n_channels == 2 && lt_is_silent (in[0], n) && lt_is_silent (in[1], n);

  self->at += n;
  if (silent && self->quiet == self->capacity)
    return;

  self->quiet = !silent ? 0 : (self->quiet + n < self->capacity ? self->quiet + n : self->capacity);
  for (uint32_t c = 0; c < n_channels; c++)
    {
      memcpy (self->ring[c] + to, in[c], first * sizeof (float));
      if (first < n)
        memcpy (self->ring[c], in[c] + first, (n - first) * sizeof (float));
    }
}

void
lt_delay_peek (const LtDelay *self, uint32_t n_channels, uint32_t n, float *const *scratch, const float **out)
{
  uint32_t from = (self->at - n - self->delay) & (self->capacity - 1), first = first_of (self, from, n);

  for (uint32_t c = 0; c < n_channels; c++)
    {
      out[c] = self->ring[c] + from;
      if (first == n)
        continue;

      memcpy (scratch[c], self->ring[c] + from, first * sizeof (float));
      memcpy (scratch[c] + first, self->ring[c], (n - first) * sizeof (float));
      out[c] = scratch[c];
    }
}

void
lt_delay_run (LtDelay *self, const float *const *in, uint32_t n_channels, uint32_t n, float *const *out)
{
  const float *late[2];

  lt_delay_write (self, in, n_channels, n);
  lt_delay_peek (self, n_channels, n, out, late);
  for (uint32_t c = 0; c < n_channels; c++)
    if (late[c] != out[c])
      memcpy (out[c], late[c], n * sizeof (float));
}

void
lt_delay_reset (LtDelay *self)
{
  for (int c = 0; c < 2; c++)
    if (self->ring[c] != NULL)
      memset (self->ring[c], 0, self->capacity * sizeof (float));
  self->at = 0;
  self->quiet = self->capacity;
}
