// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much of each bin is signal: Wiener gains from a signal-to-noise ratio that is estimated from both sides in time.
// Layer: dsp. Owns no memory.
// Ref: Y. Ephraim, D. Malah, "Speech enhancement using a minimum mean-square error short-time spectral amplitude
// estimator", 1984 (decision-directed); I. Cohen, "Speech enhancement using a noncausal a priori SNR estimator", 2004, and
// "Noise spectrum estimation in adverse environments", 2003 (speech presence).
//
// What is to come is known for LT_SPECTRAL_GAIN_LATE frames. The first pass estimates as usual, forward; the second comes
// back from the newest frame; both meet in the frame that is due. A bin alone among noise is no signal: the gain is
// multiplied by the probability that something sounds in its neighbourhood and around that.

#pragma once

#include "base/rt.h"

#include <stddef.h>
#include <stdint.h>

#define LT_SPECTRAL_GAIN_LATE 3u
#define LT_SPECTRAL_GAIN_FRAMES 8u /* kept; those around the one that is due */

typedef struct
{
  uint32_t n_bins;
  uint32_t newest;                          /* which frame is the newest */
  float   *ratio[LT_SPECTRAL_GAIN_FRAMES];  /* power over noise */
  float   *kept[LT_SPECTRAL_GAIN_FRAMES];   /* of which signal, after the first pass */
  float   *last;                            /* the same of the frame that was due last, after both */
  float   *near, *broad, *presence;         /* scratch */
  double  *sums;                            /* the same */
} LtSpectralGain;

size_t lt_spectral_gain_memory (uint32_t n_bins); /* a multiple of 64; n_bins from 49 */
void   lt_spectral_gain_init (LtSpectralGain *self, uint32_t n_bins, void *memory);

LT_RT void lt_spectral_gain_reset (LtSpectralGain *self);
LT_RT void lt_spectral_gain_copy (LtSpectralGain *self, const LtSpectralGain *from); /* of equal size */

/* The next frame: its power, and one over that of the noise; @scale: of their ratio. */
LT_RT void lt_spectral_gain_hear (LtSpectralGain *self, const float *power, const float *inverse, float scale);
/* The same of two channels, that have the mean of their ratios in common. */
LT_RT void lt_spectral_gain_hear_pair (LtSpectralGain *self, const float *const power[2], const float *const inverse[2], float scale);

/* With those heard: gains of 0 to 1 for the frame of LT_SPECTRAL_GAIN_LATE before it. @trust: how far a single frame is
   believed, 0 to 1; less is smoother. */
LT_RT void lt_spectral_gain_run (LtSpectralGain *self, float trust, float *gain);
