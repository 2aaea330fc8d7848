// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hands out quanta of at most 64 frames as blocks of any size.
// Layer: device. Owns no memory, waits for nobody.

#pragma once

#include "base/audio.h"
#include "base/rt.h"

#include <stdint.h>

#define LT_QUANTUM_FIFO_MAX_CHANNELS 8u

/* Makes the next 1 to LT_QUANTUM frames into @out (room for LT_QUANTUM in each
   channel) and returns how many; 0 means nothing now, heard as silence. */
typedef uint32_t (*LtQuantumMake) (void *user, float *const *out) LT_RT;

typedef struct
{
  LtQuantumMake make;
  void         *user;
  uint32_t      n_channels;
  uint32_t      held_at; /* first frame not handed out yet */
  uint32_t      held_n;  /* frames in `held` */
  float        *held[LT_QUANTUM_FIFO_MAX_CHANNELS];
} LtQuantumFifo;

/* @memory: LT_QUANTUM floats a channel, outlives it; 1 <= @n_channels <= LT_QUANTUM_FIFO_MAX_CHANNELS. */
void lt_quantum_fifo_init (
    LtQuantumFifo *self, LtQuantumMake make, void *user, uint32_t n_channels, float *memory);

/* The next @n_frames, whatever their number: the samples do not depend on how they are asked for. */
LT_RT void lt_quantum_fifo_run (LtQuantumFifo *self, float *const *out, uint32_t n_frames);
