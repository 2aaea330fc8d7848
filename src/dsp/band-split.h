// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A band that can be turned down out of a sound without delay, two channels in one vector, double state.
// Layer: dsp. Owns no memory: the caller embeds LtBandSplit by value.
// Ref: S. Orfanidis, "High-Order Digital Parametric Equalizer Design", JAES 53 (2005): the Butterworth equaliser,
//      whose zeros move with the gain and whose poles stay;
//      V. Zavalishin, "The Art of VA Filter Design" (2018), ch. 4: trapezoidal integration.
//
// As the poles stay, an equaliser of any gain is the sound less two fixed bands of it: with
// x the sound, x − (1 − √g) flank − (1 − g) band has the gain g in the band, 1 elsewhere, and between them
// falls as a Butterworth filter does. With g = 1 it is x, bit for bit. g may move from frame to frame.

#pragma once

#include "base/audio.h"
#include "dsp/svf.h"

#include <stdbool.h>

/* One resonator, in place of each integrator of a low-pass. */
typedef struct
{
  LtSvfPair s1, s2;
} LtBandSplitState;

typedef struct
{
  double           middle, width; /* warped */
  double           inner, outer;  /* of a resonator: what it gives at once, and 1 / (1 + middle²) */
  double           loop;          /* 1 / (1 + √2 inner + inner²) */
  LtBandSplitState z[2];
} LtBandSplit;

typedef struct
{
  float band[2][LT_QUANTUM];  /* 12 dB an octave either side of it */
  float flank[2][LT_QUANTUM]; /* 6 dB an octave */
} LtBandSplitParts;

LT_RT void lt_band_split_reset (LtBandSplit *self);

/* Edges in Hz, in either order; they are kept apart and below half the rate. Those of the state may move. */
LT_RT void lt_band_split_set (LtBandSplit *self, double rate_hz, double from_hz, double to_hz);

/* n frames of one or two (right not NULL) channels; what is no audio counts as silence. */
LT_RT void lt_band_split_run (LtBandSplit *self, const float *left, const float *right, LtBandSplitParts *out, uint32_t n);

/* |H| in dB with the band turned to gain (amplitude). */
double lt_band_split_response_db (const LtBandSplit *self, double rate_hz, double gain, double freq_hz);

/* Frames until a click that went through has fallen by 120 dB. */
uint32_t lt_band_split_tail (double rate_hz, double from_hz, double to_hz);

/* Once a quantum, at its end: what is too soft to hear becomes nothing. */
LT_RT void lt_band_split_settle (LtBandSplit *self);

LT_RT bool lt_band_split_is_at_rest (const LtBandSplit *self);
