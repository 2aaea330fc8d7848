// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arithmetic on all bins of a spectrum at once: powers, gains, and how gains of signal become gains that are heard.
// Layer: dsp. Pure. Spectra are real and imaginary parts in turn, as dsp/stft makes them; rows have a value a bin.

#pragma once

#include "base/rt.h"

#include <stdint.h>

LT_RT void lt_spectrum_rows_power (const float *spectrum, float *power, uint32_t n_bins);

/* Of all real and imaginary parts; an odd last bin does not count. */
LT_RT double lt_spectrum_rows_sum_power (const float *spectrum, uint32_t n_bins);

LT_RT void lt_spectrum_rows_scale (const float *gain, float *spectrum, uint32_t n_bins);
LT_RT void lt_spectrum_rows_add (const float *gain, const float *other, float *spectrum, uint32_t n_bins);

/* From logarithms to base 2, of powers; those below 2^-66 count as that. */
LT_RT void lt_spectrum_rows_exp2 (const float *log2s, float *power, uint32_t n_bins);
LT_RT void lt_spectrum_rows_invert (float *io, uint32_t n_bins);
LT_RT void lt_spectrum_rows_mix (const float *from, const float *to, float share, float *out, uint32_t n_bins);

/* How far each bin lies within @from to @to, in bins: 0 outside, 1 inside, parts of a bin at the ends. */
LT_RT void lt_spectrum_rows_reach (float from, float to, float *reach, uint32_t n_bins);

/* What stays of noise whose power is known by its logarithm: the gain @least, and less where it is louder than its mean, by
   the share @whiten of that. */
LT_RT void lt_spectrum_rows_floor (const float *noise_log2, float least, float whiten, float *floor, uint32_t n_bins);

/* In place: @gain of signal, 0 to 1, becomes what is heard, and @floor with it: not below the floor, within reach, not faster down
   from @held (of the frame before, then of this one) than by the factor @release; @residual 0 to 1 of what is removed instead. */
LT_RT void lt_spectrum_rows_shape (const float *reach, float release, float residual, float *floor, float *held, float *gain, uint32_t n_bins);
