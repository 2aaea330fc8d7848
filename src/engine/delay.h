// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Planar delay of up to two channels, in memory of the caller's.
// Layer: engine.

#pragma once

#include "base/arena.h"
#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  float   *ring[2]; /* capacity frames each; NULL: no delay */
  uint32_t capacity; /* a power of two */
  uint32_t delay;
  uint32_t at;
  uint32_t quiet; /* frames of digital silence that went in last; counted up to the capacity, where all is silent */
} LtDelay;

/* Control side. What lt_delay_init takes of the arena: 0 without a delay. */
size_t lt_delay_bytes (uint32_t delay);
void   lt_delay_init (LtDelay *self, LtArena *arena, uint32_t delay);

/* Audio thread, n frames of at most LT_QUANTUM. */

LT_RT void lt_delay_write (LtDelay *self, const float *const *in, uint32_t n_channels, uint32_t n);

/* Those that come out as the last n go in: where they lie, or in @scratch. */
LT_RT void lt_delay_peek (const LtDelay *self, uint32_t n_channels, uint32_t n, float *const *scratch, const float **out);

/* n frames late by the delay; what goes in is remembered. @out may be @in. */
LT_RT void lt_delay_run (LtDelay *self, const float *const *in, uint32_t n_channels, uint32_t n, float *const *out);

LT_RT void lt_delay_reset (LtDelay *self);
