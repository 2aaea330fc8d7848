// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the stereo meter offers beyond its readings: the last 300 ms, the lowest correlation, the trace.
// Layer: meter. @state is an instance of lt_meter_stereo.

#pragma once

#include "base/ring.h"
#include "base/rt.h"

#include <stdint.h>

/* Of the last 300 ms (or of what there is); moves every 10 ms. NAN: silence. */
typedef struct
{
  double correlation;  /* −1 to 1 */
  double balance_db;   /* power of right over left: above 0 the right is louder; ±INFINITY: one side is silent */
  double mono_loss_db; /* how much power is lost when both speakers play (L + R) / 2; INFINITY: all of it */
} LtStereoMoment;

LT_RT void lt_stereo_moment (const void *state, LtStereoMoment *out);

/* Lowest correlation of any 300 ms whose level is over −60 dBFS rms; NAN: there was none. */
LT_RT double lt_stereo_min_correlation (const void *state);

/* Where those 300 ms begin, in frames since the reset; −1: nowhere. The first of several. */
LT_RT int64_t lt_stereo_min_correlation_frame (const void *state);

/* One point of a goniometer: left alone draws to the upper left, right to the upper right, mono upwards. */
typedef struct
{
  float side; /* (R − L) / √2 */
  float mid;  /* (R + L) / √2 */
} LtStereoPoint;

/* From now on every @every-th frame (1: all) goes into @points (elements of LtStereoPoint, the reader is
   the consumer); what does not fit is lost. NULL: no trace. Where the meter runs. */
LT_RT void lt_stereo_set_trace (void *state, LtRing *points, uint32_t every);
