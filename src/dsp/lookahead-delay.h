// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delay of whole frames for one or two channels; a new length is faded in, never jumped to.
// Layer: dsp. The caller gives the memory.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct
{
  float   *ring[2];
  uint32_t n_channels;
  uint32_t mask;     /* ring length - 1 */
  uint32_t pos;      /* where the next frame is written */
  uint32_t delay;    /* frames, now */
  uint32_t next;     /* what is being faded to; == delay: nothing */
  uint32_t fade_at;  /* frames of the fade done */
  uint32_t fade_len; /* frames of a whole fade, >= 1 */
  bool     started;  /* before the first set there is nothing to fade from */
} LtLookaheadDelay;

/* Bytes of memory for delays up to max_frames; a multiple of 64. */
size_t lt_lookahead_delay_size (uint32_t max_frames, uint32_t n_channels);

/* @memory: zeroed, aligned to 64, outlives it. */
void lt_lookahead_delay_init (LtLookaheadDelay *self, uint32_t max_frames, uint32_t n_channels, uint32_t fade_frames, void *memory);

/* Silence inside; the next set takes effect at once. */
LT_RT void lt_lookahead_delay_reset (LtLookaheadDelay *self);

/* frames <= max_frames. Call it once a quantum: while a fade runs a new length waits for the next call. */
LT_RT void lt_lookahead_delay_set (LtLookaheadDelay *self, uint32_t frames);

/* Does anything come out later than it went in, now or soon? */
LT_RT bool lt_lookahead_delay_is_late (const LtLookaheadDelay *self);

/* In place; n_frames up to LT_QUANTUM. */
LT_RT void lt_lookahead_delay_run (LtLookaheadDelay *self, float *const *io, uint32_t n_frames);
