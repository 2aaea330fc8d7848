// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One channel's past under several moving reading heads, whose sum may be fed back at once.
// Layer: dsp. The caller gives the memory.
// Ref: J. Dattorro, "Effect design, part 2: delay-line modulation and chorus", JAES 45 (1997);
//      T. Laakso et al., "Splitting the unit delay", IEEE Signal Processing Magazine 13 (1996): Lagrange interpolation.
//
// Unlike LtDelayLine it works frame by frame, so that a head may come within two frames of the
// newest, feedback included: what a flanger needs. Four frames' weights are made in one go.

#pragma once

#include "base/audio.h"
#include "base/math.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LT_SWEEP_LINE_HEADS 6u
#define LT_SWEEP_LINE_NEAREST 2.0f /* frames */

typedef struct
{
  float   *data;
  uint32_t mask;   /* frames − 1; a power of two of them, the first ones once more behind the last */
  uint32_t pos;    /* where the next frame goes */
  uint32_t filled; /* frames written since reset, at most all */
  uint32_t silent; /* frames of silence written last, at most all */
} LtSweepLine;

typedef struct
{
  uint32_t n;                                      /* 1 to LT_SWEEP_LINE_HEADS */
  float    delay[LT_SWEEP_LINE_HEADS][LT_QUANTUM]; /* frames, LT_SWEEP_LINE_NEAREST to max_frames */
  LtRamp   gain[LT_SWEEP_LINE_HEADS];              /* sum of them at most 1 */
} LtSweepHeads;

/* Floats of memory for delays of up to max_frames. */
size_t lt_sweep_line_size (uint32_t max_frames);

/* @memory: lt_sweep_line_size zeroed floats. */
void lt_sweep_line_init (LtSweepLine *self, float *memory, uint32_t max_frames);

LT_RT void lt_sweep_line_reset (LtSweepLine *self);

/* echo: the sum of what the heads read. In goes `in` and the feedback, between −1 and 1, of that echo;
   what is fed back bends above full scale and never runs away. */
LT_RT void lt_sweep_line_run (LtSweepLine *self, const LtSweepHeads *heads, LtRamp feedback, const float *restrict in, float *restrict echo, uint32_t n);

/* Nothing in it but silence: a run of silence would change and give nothing. */
LT_RT static inline bool
lt_sweep_line_is_at_rest (const LtSweepLine *self)
{
  return self->silent > self->mask || self->filled == 0;
}
