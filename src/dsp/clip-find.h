// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs of clipped samples, and the curve that goes over them.
// Layer: dsp. Owns no memory.
//
// Clipped: three samples or more in a row of one value, from a step before them that would have gone on: a cubic (Hermite)
// through the samples on both sides rises above the value. A slow tone's top doesn't. With a level given: whatever reaches
// it.

#pragma once

#include <stdbool.h>
#include <stdint.h>

#define LT_CLIP_FIND_LEAST 3u   /* samples of a run */
#define LT_CLIP_FIND_MOST 1024u /* what stays longer is no clipping */

typedef struct
{
  uint32_t at, n;
  float    level; /* signed: the value they were held at */
} LtClippedRun;

/* The first run of x[@from … n) that ends before n − 1. @level: 0 finds it, more is where clipping begins. False: none. */
bool lt_clip_find_next (const float *x, uint32_t n, uint32_t from, float level, LtClippedRun *run);

/* The run's samples become the cubic's, at or above the level they were held at. */
void lt_clip_find_bridge (float *x, uint32_t n, const LtClippedRun *run);
