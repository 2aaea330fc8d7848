// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a recording clicks, to be looked at and repaired by hand.
// Layer: dsp. Owns no memory: the caller keeps LtClickFind.
// Ref: S. J. Godsill, P. J. W. Rayner, "Digital Audio Restoration" (1998), ch. 5: clicks as outliers of the errors of a
//      linear prediction; it begins where the past fails to foretell it, ends where the future does. One that leaves
//      something unexplained once it is filled is the beginning of a sound and no click.
//
// fx/declick does the same while it plays, and decides more carefully: nobody looks on there.

#pragma once

#include "dsp/linear-prediction.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_CLICK_FIND_HOP 1024u
#define LT_CLICK_FIND_WINDOW (3u * LT_CLICK_FIND_HOP) /* a hop before, the one that is searched, one behind */

typedef struct
{
  LtLinearPrediction        model;
  LtLinearPredictionScratch scratch;
  float                     windowing[LT_CLICK_FIND_WINDOW]; /* filled by init */
  float                     errors[LT_CLICK_FIND_WINDOW];
  float                     back[LT_CLICK_FIND_WINDOW];
  float                     work[LT_CLICK_FIND_WINDOW + 2 * LT_LINEAR_PREDICTION_MAX_ORDER + 8];
  float                     windowed[LT_CLICK_FIND_WINDOW];
} LtClickFind;

void lt_click_find_init (LtClickFind *self);

/* The first click of x[@from … @to); x holds @n samples, and the more there are on both sides the better. @sensitivity:
   0 to 1, how little it may stand out. False: none. */
bool lt_click_find_next (LtClickFind *self, const float *x, uint32_t n, uint32_t from, uint32_t to, float sensitivity, uint32_t *at, uint32_t *length);
