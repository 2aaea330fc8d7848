// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Low-frequency oscillator of the modulation effects: a phase that never drifts, and the shapes read from it.
// Layer: dsp. Owns no memory: the caller embeds LtLfo by value.
//
// The phase counts in 2^64ths of a turn, so hours of it add up to what the rate says. A beat falls on
// phase 0: there sine and triangle are at their top, the square has just switched on, ramps begin.
// What jumps does so within 4 ms, and another shape is faded to, so that nothing clicks.

#pragma once

#include "base/math.h"

#include <stdbool.h>

typedef enum
{
  LT_LFO_SINE,
  LT_LFO_TRIANGLE,
  LT_LFO_SQUARE,
  LT_LFO_RAMP_UP,
  LT_LFO_RAMP_DOWN,
  LT_LFO_RANDOM, /* goes smoothly to a new value every turn */
} LtLfoShape;

typedef struct
{
  uint64_t   phase;  /* of 2^64 a turn, at the quantum's start */
  uint64_t   step;   /* per frame */
  uint32_t   turns;  /* whole ones since reset */
  uint32_t   seed;   /* of the random shape */
  float      edge;   /* half the width of what jumps, turns */
  float      there;  /* how far the shape has gone over from `was`, 0 to 1, at the quantum's start */
  float      going;  /* the same, per frame */
  LtLfoShape shape, was;
  bool       placed; /* false until the first set after reset */
} LtLfo;

LT_RT void lt_lfo_reset (LtLfo *self, uint32_t seed);

/* At a quantum's start, of len frames: how it runs until its end. rate_hz is the rate of frames. */
LT_RT void lt_lfo_set (LtLfo *self, LtLfoShape shape, double freq_hz, double rate_hz, uint32_t len);

/* n values in ±1 from offset.at on; offset: turns by which this reading is ahead of the phase. Changes nothing. */
LT_RT void lt_lfo_run (const LtLfo *self, LtRamp offset, float *out, uint32_t n);

/* The value at frame `at` of the quantum, its end included. */
LT_RT float lt_lfo_value (const LtLfo *self, double offset, uint32_t at);

/* After a quantum's last frame. */
LT_RT void lt_lfo_advance (LtLfo *self, uint32_t len);
