// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Word length: float to n-bit integers with dither, noise shaping, rounding to nearest and a clamp.
// Layer: dsp. Owns no memory: the caller embeds one LtQuantise a channel.
// Ref: S. Lipshitz, R. Wannamaker, J. Vanderkooy, "Quantization and dither: a theoretical survey",
//      JAES 40 (1992); M. Gerzon, P. Craven, "Optimal noise shaping and dither of digital signals",
//      AES 87 (1989); E. Terhardt, "Calculating virtual pitch", 1979 (the threshold of hearing).
//
// Full scale 1.0 is 2^(bits − 1); what lies beyond −1 or the largest integer is clamped, never
// wrapped. NaN reads as 0. One stream of random numbers a (seed, channel): the same input gives
// the same bits, however it is cut in pieces.

#pragma once

#include "dsp/rng.h"

#include <stdbool.h>

#define LT_QUANTISE_MIN_BITS 8
#define LT_QUANTISE_MAX_BITS 32  /* above 24 there is no dither: a float has no more */
#define LT_QUANTISE_MAX_ORDER 12
#define LT_QUANTISE_N_CURVES 2

typedef enum
{
  LT_QUANTISE_NONE,          /* rounding alone */
  LT_QUANTISE_TPDF,          /* triangular, 2 LSB wide: error RMS LSB / 2, white */
  LT_QUANTISE_SHAPED,        /* TPDF, noise moved out of 1–8 kHz */
  LT_QUANTISE_SHAPED_STRONG, /* the same, further, at the price of more noise above 12 kHz */
} LtQuantiseType;

typedef struct
{
  int            bits; /* LT_QUANTISE_MIN_BITS to LT_QUANTISE_MAX_BITS */
  LtQuantiseType type;
  bool           auto_blank; /* digital silence stays digital silence, once it has lasted 10 ms */
} LtQuantiseSpec;

typedef struct
{
  LtQuantiseSpec spec;
  LtRng          rng, rng_start;
  double         curves[LT_QUANTISE_N_CURVES][LT_QUANTISE_MAX_ORDER]; /* a1… of the noise's filter 1 + a1 z⁻¹ + … */
  double         error[LT_QUANTISE_MAX_ORDER];                        /* newest last */
  uint32_t       zeros, hold;                                         /* frames of silence, and how many are let by */
} LtQuantise;

/* Not on the audio thread: designs the curves for the rate. */
void lt_quantise_init (LtQuantise *self, const LtQuantiseSpec *spec, double rate_hz, uint64_t seed, uint32_t channel);

LT_RT void lt_quantise_reset (LtQuantise *self);
LT_RT void lt_quantise_set (LtQuantise *self, const LtQuantiseSpec *spec); /* keeps generator and error */

/* Integers, left-justified: the value stands in the upper `bits` bits of the int32 and the rest is 0,
   as sf_writef_int and 32-bit files want it; shift right by 32 − bits for right-justified. Writes
   out[0], out[stride], …: one channel of interleaved frames. */
LT_RT void lt_quantise_to_int32 (LtQuantise *self, const float *in, int32_t *out, uint32_t stride, uint32_t n);

/* The same values as floats, value / 2^(bits − 1): exact up to 24 bits. `in` may be `out`. */
LT_RT void lt_quantise_to_float (LtQuantise *self, const float *in, float *out, uint32_t n);
