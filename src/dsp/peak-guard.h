// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last word on peaks, on and between samples: a short gain dip where one is over, nothing at all where none is.
// Layer: dsp. The caller gives the memory.
// Ref: ITU-R BS.1770-5 annex 2 (true peak).

#pragma once

#include "dsp/lookahead-gain.h"
#include "dsp/true-peak-interp.h"

#define LT_PEAK_GUARD_BLOCK   64u
#define LT_PEAK_GUARD_CATCH   64u /* frames of look-ahead */
#define LT_PEAK_GUARD_PAST    (2 * LT_TRUE_PEAK_FINE_REACH)
#define LT_PEAK_GUARD_LATENCY (LT_PEAK_GUARD_BLOCK + LT_TRUE_PEAK_FINE_REACH + LT_PEAK_GUARD_CATCH)

typedef struct
{
  const LtTruePeakInterp *interp;
  LtLookaheadRelease      release;
  LtLookaheadGain         gain;
  uint32_t                at; /* frames of the block that have come in */
  float over;                 /* the peak that reaches from the last frame before into the first */
  float doubt;                /* of the frames before, about their peaks */
  float lowest;               /* gain of the newest block */
  float frames[LT_PEAK_GUARD_PAST + LT_PEAK_GUARD_BLOCK];
  float ceilings[LT_PEAK_GUARD_PAST + LT_PEAK_GUARD_BLOCK];
  float out[LT_PEAK_GUARD_BLOCK];
} LtPeakGuard;

/* Bytes of memory; a multiple of 64. */
size_t lt_peak_guard_size (void);

/* @memory: zeroed, aligned to 64, outlives it; so does @interp. */
void lt_peak_guard_init (LtPeakGuard            *self,
                         const LtTruePeakInterp *interp,
                         double                  rate_hz,
                         void                   *memory);

LT_RT void lt_peak_guard_reset (LtPeakGuard *self);

/* In place, any n_frames; late by the latency. Each frame has its own ceiling, > 0. What stands between the samples
   counts where `between`. What stays below comes out bit for bit. Finite samples only. */
LT_RT void lt_peak_guard_run (
    LtPeakGuard *self, float *io, const float *ceilings, uint32_t n_frames, bool between);
