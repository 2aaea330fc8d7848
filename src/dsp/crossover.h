// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cuts a signal into two to five bands whose sum is an all-pass of it, at crossovers that may move.
// Layer: dsp. Owns no memory: the caller embeds LtCrossover by value, aligned to 32.
// Ref: S. Linkwitz, R. Riley, "Active Crossover Networks for Noncoincident Drivers", JAES 24 (1), 1976;
// V. Zavalishin, "The Art of VA Filter Design" (2018), ch. 3–4 (trapezoidal integrators).
//
// Each cut makes the all-pass and the low band; the high band is what is left of the all-pass. So the bands
// add up to the all-pass to the last digit, also while the crossovers move. Bands that a cut does not
// touch go through its all-pass, so that all of them stay together. 12 dB an octave turns the highs over.

#pragma once

#include "base/audio.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_CROSSOVER_BANDS 5u
#define LT_CROSSOVER_CUTS  (LT_CROSSOVER_BANDS - 1u)

typedef enum
{
  LT_CROSSOVER_12, /* dB an octave */
  LT_CROSSOVER_24,
  LT_CROSSOVER_48,
} LtCrossoverSlope;

/* Two stereo pairs side by side. */
typedef double LtCrossoverQuad __attribute__ ((vector_size (32)));

typedef struct
{
  LtCrossoverQuad s1, s2;
} LtCrossoverCell;

/* s1' = a s1 + b (x − s2), s2' = s2 + b s1 + c (x − s2). */
typedef struct
{
  LtCrossoverQuad a, b, c;
} LtCrossoverStep;

/* A cut, or an all-pass, of both pairs, each with a frequency of its own. */
typedef struct
{
  LtCrossoverCell cell[5];
  LtCrossoverStep from[2], to[2]; /* of each damping that the slope has */
} LtCrossoverNode;

typedef struct
{
  LtCrossoverNode  node[5]; /* the first cut, two all-passes, the second cut, the third */
  double           rate_hz;
  float            hz[LT_CROSSOVER_CUTS]; /* in order, at the end of the quantum */
  uint32_t         n_bands;
  LtCrossoverSlope slope;
  bool             made;   /* hz holds */
  bool             moving; /* in this quantum */
} LtCrossover;

/* What a band does to a tone: real and imaginary part. */
typedef struct
{
  double re, im;
} LtCrossoverGain;

/* @hz of n_bands − 1 crossovers as they are used: none below the one before it, all within what the rate can carry. */
LT_RT void lt_crossover_order (double rate_hz, uint32_t n_bands, const float *hz, float *ordered);

/* Frames until a click that is raised by @boost_db has fallen below −120 dB. */
uint32_t lt_crossover_tail (
    double rate_hz, uint32_t n_bands, LtCrossoverSlope slope, const float *hz, double boost_db);

/* Pure: the bands at freq_hz. */
void lt_crossover_response (double           rate_hz,
                            uint32_t         n_bands,
                            LtCrossoverSlope slope,
                            const float     *hz,
                            double           freq_hz,
                            LtCrossoverGain *out);

/* Silence. The number of bands (2 to LT_CROSSOVER_BANDS) and the slope stand until the next reset. */
LT_RT void
lt_crossover_reset (LtCrossover *self, double rate_hz, uint32_t n_bands, LtCrossoverSlope slope);

/* At a quantum's start: where the crossovers stand at its end. The first one after reset jumps there. */
LT_RT void lt_crossover_set (LtCrossover *self, const float *hz);

/* n frames from `at` of a quantum of len, of finite samples; right may be left (mono).
   out[band]: left and right. */
LT_RT void lt_crossover_run (LtCrossover *self,
                             const float *left,
                             const float *right,
                             float        out[LT_CROSSOVER_BANDS][2][LT_QUANTUM],
                             uint32_t     n,
                             uint32_t     at,
                             uint32_t     len);

/* After a quantum's last frame: what is too soft to hear becomes nothing. */
LT_RT void lt_crossover_settle (LtCrossover *self);

/* True when nothing is left in it. */
LT_RT bool lt_crossover_is_at_rest (const LtCrossover *self);
