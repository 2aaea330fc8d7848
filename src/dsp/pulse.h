// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tempo of a row of onset strengths (dsp/onset.h): its most likely beat, and where the beats are.
// Layer: dsp. Owns no memory; not for the audio thread.
// Ref: D. P. W. Ellis, "Beat tracking by dynamic programming", J. New Music Research 36 (2007), section 3.2: the
// autocorrelation under a window over the octaves around 120 bpm. The tempo itself is then read from the row's spectrum,
// where a steady beat of minutes is narrow.

#pragma once

#include "base/status.h"

#include <stdint.h>

#define LT_PULSE_LOWEST_BPM 40.0
#define LT_PULSE_HIGHEST_BPM 240.0

typedef struct
{
  double bpm;     /* 0: there is no beat to be found */
  double first_s; /* of a beat, from the row's first value, less than one beat */
  double trust;   /* 0 to 1: what share of the strength lies on the beats' grid, over what chance would put there */
} LtPulse;

/* @n values, one every @hop_s seconds; @scratch: 2 × n floats. Shorter than 4 s: no beat. */
void lt_pulse_find (const float *rise, uint32_t n, double hop_s, float *scratch, LtPulse *out);
