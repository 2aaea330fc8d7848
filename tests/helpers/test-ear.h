// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hears steps in what is otherwise smooth: deep sines whose gain moves in straight lines.
// Layer: tests.
//
// A gain that moves in a straight line from grid point to grid point bends the curve there: left and right of a bend the
// next sample follows from the three before it, or the one before from the three after it. Behind a step neither does. So
// of both third differences the smaller one is what no ramp explains: it is as high as the step.
//
// Two bends may meet: behind a jump the grid begins anew, with a quantum of a frame or two, and one ramp comes out of a
// delay while another goes on beside it. With two bends at most three frames apart both third differences are as high as a
// bend, and the curve has no step all the same: it rises from frame to frame by an amount between what it rose by before and what
// it rises by behind. A step rises by more, or less, than either. So what lies between is explained, too.

#pragma once

#include <stdbool.h>
#include <stdint.h>

#define LT_TEST_EAR_STEP 1e-4 /* −80 dBFS */

typedef struct
{
  double   last;     /* sample */
  double   rises[9]; /* from sample to sample, the newest first */
  uint64_t n;        /* frames heard; of the last four nothing is told yet */
  double   worst;    /* the highest step */
  uint64_t worst_at; /* frame */
  uint64_t n_steps;  /* frames with one over LT_TEST_EAR_STEP */
  uint64_t n_bad;    /* not finite */
} LtTestEar;

/* All zero hears from silence on. */
void lt_test_ear_run (LtTestEar *self, const float *in, uint32_t n_frames);
