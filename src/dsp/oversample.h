// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Up to 2, 4 or 8 × the rate and back, by half-band stages of linear phase.
// Layer: dsp. Owns no memory: the caller embeds one LtOversample a channel.
//
// From up to down together the delay is LT_OVERSAMPLE_LATENCY frames whatever the factor (1 too), so
// a dry signal late by as much adds up with it. Flat within 0.01 dB to 0.45 of the rate; images
// and what folds down are 80 dB below from 0.521 of the rate on, 90 dB a little further.

#pragma once

#include "base/audio.h"
#include "dsp/half-band.h"

#define LT_OVERSAMPLE_MAX 8u
#define LT_OVERSAMPLE_STAGES 3u
#define LT_OVERSAMPLE_LATENCY 112u

/* Pairs of taps up and down: the first stage alone is narrow. */
#define LT_OVERSAMPLE_UP_1 32u
#define LT_OVERSAMPLE_DOWN_1 72u
#define LT_OVERSAMPLE_PAIRS_2 6u
#define LT_OVERSAMPLE_PAIRS_3 4u

#define LT_OVERSAMPLE_PAST 144u

typedef struct
{
  float up_1[LT_OVERSAMPLE_UP_1], down_1[LT_OVERSAMPLE_DOWN_1];
  float both_2[LT_OVERSAMPLE_PAIRS_2], both_3[LT_OVERSAMPLE_PAIRS_3];
} LtOversampleTaps;

typedef struct
{
  const LtOversampleTaps *taps;
  uint32_t                factor;
  float                   up[LT_OVERSAMPLE_STAGES][2 * LT_OVERSAMPLE_UP_1]; /* last inputs of each stage */
  float                   even[LT_OVERSAMPLE_STAGES][LT_OVERSAMPLE_PAST];   /* last inputs of each stage down */
  float                   odd[LT_OVERSAMPLE_STAGES][LT_OVERSAMPLE_PAST];
  float                   late[LT_OVERSAMPLE_PAST]; /* what brings smaller factors to the common delay */
} LtOversample;

void lt_oversample_design (LtOversampleTaps *taps);

/* factor: 1, 2, 4 or 8. Silent afterwards. */
LT_RT void lt_oversample_start (LtOversample *self, const LtOversampleTaps *taps, uint32_t factor);

/* n <= LT_QUANTUM frames to factor × n values, and back. The values between may be changed sample by
   sample; every up is followed by its down. */
LT_RT void lt_oversample_up (LtOversample *self, const float *in, float *out, uint32_t n);
LT_RT void lt_oversample_down (LtOversample *self, const float *in, float *out, uint32_t n);
