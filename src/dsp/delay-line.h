// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One channel's past, read back at whole or fractional delays, a block at a time.
// Layer: dsp. The caller gives the memory.
// Ref: T. Laakso et al., "Splitting the unit delay", IEEE Signal Processing Magazine 13 (1996): Lagrange interpolation.

#pragma once

#include "base/rt.h"

#include <stddef.h>
#include <stdint.h>

/* What lies between a fractional delay and the newest or oldest frame that it touches. */
#define LT_DELAY_LINE_MARGIN 2u

typedef struct
{
  float   *data;
  uint32_t mask;   /* frames − 1; a power of two of them */
  uint32_t pos;    /* where the next frame goes */
  uint32_t filled; /* frames written since reset, at most all */
} LtDelayLine;

/* Floats of memory for delays of up to max_frames. */
size_t lt_delay_line_size (uint32_t max_frames);

/* @memory: lt_delay_line_size zeroed floats. */
void lt_delay_line_init (LtDelayLine *self, float *memory, uint32_t max_frames);

/* Takes time only for what was written since the last one. */
LT_RT void lt_delay_line_reset (LtDelayLine *self);

/* What was `delay` frames before each of the next n frames to be written.
   n <= delay <= max_frames. */
LT_RT void lt_delay_line_read (const LtDelayLine *self, uint32_t delay, float *out, uint32_t n);

/* The same without copying where it lies in one piece; else in @scratch, of n frames. */
LT_RT const float *lt_delay_line_peek (const LtDelayLine *self, uint32_t delay, float *scratch, uint32_t n);

/* What read gives, at delay + offset[i], by third-order Lagrange interpolation;
   n + margin <= delay + offset[i] <= max_frames - margin. */
LT_RT void lt_delay_line_read_at (const LtDelayLine *self, uint32_t delay, const float *offset, float *out, uint32_t n);

/* Appends n frames. */
LT_RT void lt_delay_line_write (LtDelayLine *self, const float *in, uint32_t n);
