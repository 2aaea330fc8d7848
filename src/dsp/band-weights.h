// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Up to four bands turned up or down by a single filter, without taking them apart: with equal weights it is a gain and
// nothing else.
// Layer: dsp. Owns no memory: the caller embeds LtBandWeights by value.
// Ref: V. Zavalishin, "The Art of VA Filter Design" (2018), ch. 3–4 (trapezoidal integrators); what is made of them is
// derived in band-weights.c.
//
// The power of each band's weight goes over into the next one's as it does between Butterworth filters of 12 dB an
// octave. Of all filters of that response this is the one of least phase, so what it makes stays close to what it
// left alone beside it.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_BAND_WEIGHTS_BANDS 4u
#define LT_BAND_WEIGHTS_CUTS (LT_BAND_WEIGHTS_BANDS - 1u)

/* Where the filter stands at a quantum's end. */
typedef struct
{
  double step[LT_BAND_WEIGHTS_CUTS][3]; /* s1' = a s1 + b (x − s2), s2' = s2 + b s1 + c (x − s2) */
  double through;                       /* of what came in */
  double band[LT_BAND_WEIGHTS_CUTS];    /* of each section's band-pass */
  double low[LT_BAND_WEIGHTS_CUTS];     /* and low-pass */
} LtBandWeightsPoint;

typedef struct
{
  double             rate_hz;
  double             s1[LT_BAND_WEIGHTS_CUTS], s2[LT_BAND_WEIGHTS_CUTS];
  LtBandWeightsPoint from, to;
  float              hz[LT_BAND_WEIGHTS_CUTS], weight[LT_BAND_WEIGHTS_BANDS]; /* that `to` is made for */
  bool               made;   /* they hold */
  bool               moving; /* in this quantum */
} LtBandWeights;

LT_RT void lt_band_weights_reset (LtBandWeights *self, double rate_hz);

/* At a quantum's start: where it stands at its end. hz in order and below half of the rate; weights >= 0. The first
   one after reset jumps there. */
LT_RT void lt_band_weights_set (LtBandWeights *self, const float *hz, const float *weight);

/* True when it is the gain 1 throughout the quantum: then nothing needs to run, and the next one starts afresh. */
LT_RT bool lt_band_weights_is_through (const LtBandWeights *self);

/* In place: n frames from `at` of a quantum of len. */
LT_RT void lt_band_weights_run (LtBandWeights *self, double *io, uint32_t n, uint32_t at, uint32_t len);

/* After a quantum's last frame: what is too soft to hear becomes nothing. */
LT_RT void lt_band_weights_settle (LtBandWeights *self);
LT_RT bool lt_band_weights_is_at_rest (const LtBandWeights *self);

/* Frames until a click has fallen by 120 dB. */
uint32_t lt_band_weights_tail (double rate_hz, const float *hz, const float *weight);

/* Pure: its gain at freq_hz, as power. */
double lt_band_weights_power (double rate_hz, const float *hz, const float *weight, double freq_hz);
