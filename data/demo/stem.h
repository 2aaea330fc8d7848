// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One track of the song while it is played: samples in double.
// Layer: data.

#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  double *channels[2];
  int     n_channels; /* 1 or 2 */
} LtDemoStem;

/* LT_DEMO_FRAMES of silence. false: no memory. */
bool lt_demo_stem_init (LtDemoStem *self, int n_channels);
void lt_demo_stem_clear (LtDemoStem *self);

/* What left and right take of a sound at @pan, −1 left to 1 right, at equal power; the middle is unity. */
void lt_demo_stem_pan (double pan, double gains[2]);

/* Adds one sample; of a mono stem the first gain counts. @frame is inside the song. */
static inline void
lt_demo_stem_add (LtDemoStem *self, int64_t frame, const double gains[2], double x)
{
  self->channels[0][frame] += gains[0] * x;
  if (self->n_channels == 2)
    self->channels[1][frame] += gains[1] * x;
}

/* Takes out what is below hearing and above what a converter lets through, fades the end and brings
   the highest sample to @peak_db. */
void lt_demo_stem_finish (LtDemoStem *self, double peak_db);
