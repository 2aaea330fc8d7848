// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a dynamics detector listens to: the signal, cleaned of damage, with its lows and highs cut.
// Layer: dsp. Owns no memory: the caller embeds LtKeyFilter by value.

#pragma once

#include "base/audio.h"
#include "dsp/biquad.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_KEY_FILTER_LOW_OFF_HZ 10.0f    /* a low cut at or below it is off */
#define LT_KEY_FILTER_HIGH_OFF_HZ 20000.0f /* a high cut at or above it is off */

typedef struct
{
  LtBiquadCoeffs low_cut, high_cut; /* Butterworth, 12 dB an octave */
  LtBiquad       low[2], high[2];
  bool           low_on, high_on;
} LtKeyFilter;

/* What is heard in one run. */
typedef struct
{
  const float *channel[2]; /* the input itself, or own */
  uint32_t     n_channels;
  float        own[2][LT_QUANTUM];
} LtKeyFilterHeard;

LT_RT void lt_key_filter_reset (LtKeyFilter *self);
LT_RT void lt_key_filter_set (LtKeyFilter *self, double rate_hz, float low_cut_hz, float high_cut_hz);

/* Frames until a click that went through has fallen by 120 dB. */
uint32_t lt_key_filter_tail (double rate_hz, float low_cut_hz, float high_cut_hz);

/* Fills @heard with what is left of @in, 1 or 2 channels. `clean`: the caller has cleaned them, and
   where nothing is cut @heard points at them. */
LT_RT void lt_key_filter_run (LtKeyFilter *self, const float *const *in, uint32_t n_channels, bool clean, LtKeyFilterHeard *heard, uint32_t n_frames);

/* To play it: copies for n_channels of output; one channel goes to both, two become their mean. */
LT_RT void lt_key_filter_spread (const LtKeyFilterHeard *heard, uint32_t n_channels, float *const *out, uint32_t n_frames);

/* Once a quantum, at its end: a tail too small to hear becomes silence. */
LT_RT void lt_key_filter_settle (LtKeyFilter *self);

/* True when nothing of what was heard is left in it. */
LT_RT bool lt_key_filter_is_at_rest (const LtKeyFilter *self);

/* Samples that are no audio (NaN, infinity, beyond +120 dBFS) become silence. */
LT_RT void lt_key_filter_clean (const float *in, float *out, uint32_t n_frames);
