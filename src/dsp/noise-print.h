// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The print of a noise: its power over frequency, learned from a stretch of nothing else.
// Layer: dsp.
// Ref: P. D. Welch, "The use of fast Fourier transform for the estimation of power spectra", 1967.
//
// As bytes it depends neither on the frames it is used with later nor on the rate: fine bins of about 6 Hz, 32-bit float,
// little endian, one row a channel.

#pragma once

#include "base/status.h"
#include "dsp/tone-cancel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LT_NOISE_PRINT_LEAST_S 0.02 /* the shortest stretch that is learned from */

/* A look at the bytes. */
typedef struct
{
  double       rate_hz;    /* of the sound it was learned from */
  uint32_t     n_channels; /* 1 or 2 */
  uint32_t     n_bins;     /* a channel, from 0 to half the rate */
  const float *power;      /* of white noise: its mean square in each bin */
} LtNoisePrint;

/* Bytes of a print of such sound; 0 when it is too short. */
size_t lt_noise_print_size (double rate_hz, uint32_t n_channels, uint64_t n_frames);

/* @bytes: aligned to 4. Never on the audio thread. */
LT_MUST_USE LtStatus lt_noise_print_learn (double rate_hz, uint32_t n_channels, const float *const *audio, uint64_t n_frames, void *bytes);

/* False when those are not the bytes of a print, or damaged. */
bool lt_noise_print_read (const void *bytes, size_t size, LtNoisePrint *print);

/* Mean square of the noise in a hertz around @freq_hz, of the louder channel. For pictures. */
double lt_noise_print_density (const LtNoisePrint *print, double freq_hz);

/* The mean power of each bin that frames of @size under a sine window would show of it at @rate_hz, size / 2 + 1 values.
   The scatter of a short stretch is smoothed out, tones stay. A channel too many gets the last's. With @tones, of
   LT_TONE_CANCEL_MOST, those that stand far out go there instead, the strongest of them. Never on the audio thread. */
LT_MUST_USE LtStatus lt_noise_print_spread (const LtNoisePrint *print, uint32_t channel, double rate_hz, uint32_t size, float *power);
LT_MUST_USE LtStatus lt_noise_print_split (const LtNoisePrint *print, uint32_t channel, double rate_hz, uint32_t size, float *power, LtTone *tones, uint32_t *n_tones);
