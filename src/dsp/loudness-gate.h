// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gated loudness of any number of windows in constant memory.
// Layer: dsp. Owns no memory: the caller embeds LtLoudnessGate by value.
// Ref: ITU-R BS.1770-5 annex 1 (gates at −70 LUFS and −10 LU); EBU Tech 3342 v4 (gates at −70 LUFS and
//      −20 LU, 10th to 95th percentile).
//
// Windows are sorted into bins of 0.01 LU, and each bin keeps the exact sum of their powers: means are
// exact, only the relative gate and the percentiles fall between bins.

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_LOUDNESS_GATE_BINS 10000u
#define LT_LOUDNESS_GATE_FLOOR_LUFS (-70.0)
#define LT_LOUDNESS_GATE_BINS_PER_LU 100.0 /* up to +30 LUFS; the top bin takes what is louder */

typedef struct
{
  double   power[LT_LOUDNESS_GATE_BINS]; /* sum of the windows' powers */
  uint32_t count[LT_LOUDNESS_GATE_BINS];
  uint64_t n_offered; /* windows, with those under the floor */
  uint64_t n;         /* windows over the floor */
  double   sum;       /* their powers */
} LtLoudnessGate;

/* Loudness in LUFS of weighted power (mean square summed over the channels); 0 is −INFINITY. */
LT_RT double lt_loudness_gate_lufs (double power);

LT_RT void lt_loudness_gate_add (LtLoudnessGate *self, double power);

/* Loudness of the windows over the relative gate. NAN: no window yet; −INFINITY: none over the floor. */
LT_RT double lt_loudness_gate_integrated_lufs (const LtLoudnessGate *self);

/* Loudness range. NAN: no window yet; 0: none over the floor. */
LT_RT double lt_loudness_gate_range_lu (const LtLoudnessGate *self);

/* How many windows lie from @low_lufs up to @high_lufs (not included), both rounded to bins. */
LT_RT uint64_t lt_loudness_gate_count (const LtLoudnessGate *self, double low_lufs, double high_lufs);
