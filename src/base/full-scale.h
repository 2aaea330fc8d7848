// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What counts as clipped, wherever it is counted.
// Layer: base.

#pragma once

#include "base/rt.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define LT_FULL_SCALE (32767.0f / 32768.0f) /* the highest that a 16-bit file can hold */
#define LT_CLIPPED_RUN 3u                   /* so many samples in a row at it, or beyond, are a clipped place */

/* The next sample of a channel; *run: how many at full scale are in a row by then, 0 at first. True: with this one they are
   a clipped place, which began LT_CLIPPED_RUN - 1 samples ago. */
LT_RT static inline bool
lt_full_scale_step (uint32_t *run, float sample)
{
  *run = fabsf (sample) >= LT_FULL_SCALE ? *run + (*run < UINT32_MAX) : 0;
  return *run == LT_CLIPPED_RUN;
}
