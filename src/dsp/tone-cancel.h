// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes known steady tones (hum, a whistle) out of overlapping spectra by their phase, so that what sounds beside and even
// over them stays.
// Layer: dsp. Owns no memory: the caller embeds LtToneCancel by value.
// Ref: B. Widrow et al., "Adaptive noise cancelling: principles and applications", 1975 (the canceller as a notch).
//
// Each tone is a turning number that is corrected by what is found at its place from frame to frame. The correction
// stops while more is found than the tone can be: something sounds there.

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_TONE_CANCEL_MOST 48u
#define LT_TONE_CANCEL_REACH 8 /* bins to each side that a tone is taken from */

typedef struct
{
  double freq;      /* in bins of the frames */
  float  power;     /* that a frame shows at its place, as learned */
  float  beside;    /* and of the noise around it */
} LtTone;

typedef struct
{
  LtTone tone;
  double freq;      /* as followed */
  double re, im;    /* what the next frame will show of it */
  float  error;     /* share of the power that is expected to be missed */
} LtTonePhase;

typedef struct
{
  uint32_t    n_bins, n_tones;
  LtTonePhase phase[LT_TONE_CANCEL_MOST];
} LtToneCancel;

/* @tones: at most LT_TONE_CANCEL_MOST, for frames of 2 (n_bins − 1) under sine windows that follow by a quarter. */
void lt_tone_cancel_init (LtToneCancel *self, uint32_t n_bins, const LtTone *tones, uint32_t n_tones);

/* Nothing is known of the phases. */
LT_RT void lt_tone_cancel_reset (LtToneCancel *self);

/* Takes what is known of the tones out of the next frame, and adds it to @tones, which is as long. */
LT_RT void lt_tone_cancel_run (LtToneCancel *self, float *spectrum, float *tones);

/* Adds to @power, n_bins, what the tones still leave in a frame. */
LT_RT void lt_tone_cancel_add_error (const LtToneCancel *self, float *power);
