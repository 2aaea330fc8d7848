// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Quantum fifo: a whole quantum goes straight to the caller, the rest of a cut one is held.
// Layer: device.

#include "device/quantum-fifo.h"

#include <assert.h>
#include <string.h>

void
lt_quantum_fifo_init (
    LtQuantumFifo *self, LtQuantumMake make, void *user, uint32_t n_channels, float *memory)
{
  assert (n_channels >= 1 && n_channels <= LT_QUANTUM_FIFO_MAX_CHANNELS);

  *self = (LtQuantumFifo){ .make = make, .user = user, .n_channels = n_channels };
  for (uint32_t c = 0; c < n_channels; c++)
    self->held[c] = memory + (size_t) c * LT_QUANTUM;
}

LT_RT static uint32_t
take_held (LtQuantumFifo *self, float *const *out, uint32_t n_frames)
{
  uint32_t n = self->held_n - self->held_at;

  if (n > n_frames)
    n = n_frames;
  for (uint32_t c = 0; c < self->n_channels; c++)
    memcpy (out[c], self->held[c] + self->held_at, n * sizeof (float));
  self->held_at += n;
  return n;
}

void
lt_quantum_fifo_run (LtQuantumFifo *self, float *const *out, uint32_t n_frames)
{
  float *to[LT_QUANTUM_FIFO_MAX_CHANNELS];

  for (uint32_t at = 0; at < n_frames;)
    {
      for (uint32_t c = 0; c < self->n_channels; c++)
        to[c] = out[c] + at;

      if (self->held_at < self->held_n)
        {
          at += take_held (self, to, n_frames - at);
          continue;
        }

      bool     direct = n_frames - at >= LT_QUANTUM;
      uint32_t made = self->make (self->user, direct ? to : self->held);

      if (made == 0)
        {
          for (uint32_t c = 0; c < self->n_channels; c++)
            memset (to[c], 0, (n_frames - at) * sizeof (float));
          return;
        }
      if (direct)
        at += made;
      else
        {
          self->held_at = 0;
          self->held_n = made;
        }
    }
}
