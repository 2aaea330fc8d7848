// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The noise under a sound that never stops: its power is followed where the sound is probably absent.
// Layer: dsp. Owns no memory.
// Ref: T. Gerkmann, R. C. Hendriks, "Unbiased MMSE-based noise power estimation with low complexity and low tracking
// delay", 2012.
//
// Noise of this kind is broad: what is followed is smoothed over frequency before it is used, so that a held note
// is not taken for noise. Silence teaches nothing.

#pragma once

#include "base/rt.h"

#include <stddef.h>
#include <stdint.h>

typedef struct
{
  uint32_t n_bins;
  uint32_t n_heard;             /* frames, up to those it begins with */
  float    keep, keep_presence; /* a hop, of what was known */
  float   *power;               /* as followed */
  float   *presence;            /* smoothed over time: guards against getting stuck */
  float   *level;               /* log2 of the smoothed power, to be read */
  float   *log2s;               /* scratch */
} LtNoiseTrack;

size_t lt_noise_track_memory (uint32_t n_bins); /* a multiple of 64 */
void   lt_noise_track_init (LtNoiseTrack *self, uint32_t n_bins, double hop_s, void *memory);

/* @power: where to start, n_bins, or NULL: knowing nothing. */
LT_RT void lt_noise_track_reset (LtNoiseTrack *self, const float *power);

/* Hears a frame that is not silent. */
LT_RT void lt_noise_track_run (LtNoiseTrack *self, const float *power);
