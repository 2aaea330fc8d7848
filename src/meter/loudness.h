// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the loudness meter offers beyond its readings: history, histogram, true peak, PSR on demand.
// Layer: meter. @state is an instance of lt_meter_loudness.

#pragma once

#include "base/ring.h"
#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

/* Channels in the order L R C LFE Ls Rs; five are L R C Ls Rs, four L R Ls Rs. LFE is left out,
   surrounds count 1.41 (BS.1770). */
#define LT_LOUDNESS_MAX_CHANNELS 6u

typedef struct
{
  int64_t frame; /* since the reset: where both windows end */
  float   momentary_lufs;
  float   short_term_lufs;
} LtLoudnessPoint; /* −INFINITY: silence; NAN: the window is not full yet */

/* From now on every 100 ms a point goes into @points (elements of LtLoudnessPoint, the reader is the
   consumer); when the ring is full the point is lost. NULL: no history. Where the meter runs. */
LT_RT void lt_loudness_set_history (void *state, LtRing *points);

/* As a reset while the sound goes on: it forgets what it has measured and not what its filters have heard, which would ring as if
   the sound began with a step. Where the meter runs. */
LT_RT void lt_loudness_restart (void *state);

/* PSR needs the true peak of every 100 ms on its own, which costs two to three times the search for the
   programme's peak. Off (psr_lu reads NAN) pays for measuring files. On after init; a reset leaves it. */
LT_RT void lt_loudness_set_psr (void *state, bool on);

/* Highest of all channels, as in plr_lu; the same search as the `truepeak` meter's, so that who wants
   both readings can run one meter. −INFINITY: silence. */
LT_RT double lt_loudness_true_peak_dbtp (const void *state);

/* The same of channel @c. NAN while PSR is on, which doesn't keep the channels apart. */
LT_RT double lt_loudness_channel_true_peak_dbtp (const void *state, uint32_t c);

/* Histogram of the 400 ms windows (75 % overlap) over −70 LUFS: how many lie in each of @n_bins bins of
   @step_lu from @low_lufs up. Resolution 0.01 LU. */
LT_RT void lt_loudness_histogram (const void *state, double low_lufs, double step_lu, uint64_t *counts, uint32_t n_bins);

/* Time measured since the reset; EBU Tech 3341 calls the range unstable under 60 s. */
LT_RT double lt_loudness_measured_s (const void *state);
