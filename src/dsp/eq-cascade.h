// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Eight equaliser bands in series, without latency.
// Layer: dsp. Owns no memory: the caller embeds LtEqCascade by value.
//
// A quantum in which nothing moves runs all sections of all bands as one packed row; any other goes
// in steps of 16 to 64 frames from the quantum's start, so that pieces can't show.

#pragma once

#include "dsp/eq-band.h"

#define LT_EQ_CASCADE_BANDS 8u
#define LT_EQ_CASCADE_SECTIONS (LT_EQ_CASCADE_BANDS * LT_EQ_BAND_SECTIONS)

/* Sections that follow each other in one domain. */
typedef struct
{
  uint32_t first, n;
  bool     mid_side;
} LtEqCascadeGroup;

typedef struct
{
  LtEqBand bands[LT_EQ_CASCADE_BANDS];

  bool             packed; /* the state of all sections is in z, not in the bands */
  LtSvfCoeffs      coeffs[LT_EQ_CASCADE_SECTIONS];
  LtSvf            z[LT_EQ_CASCADE_SECTIONS];
  LtEqCascadeGroup groups[LT_EQ_CASCADE_BANDS];
  uint32_t         n_groups;
} LtEqCascade;

LT_RT void lt_eq_cascade_init (LtEqCascade *self, double rate_hz, uint32_t n_channels);

/* At a quantum's start: where the bands go until its end. The first call after init sets them there. */
LT_RT void lt_eq_cascade_begin (LtEqCascade *self, const LtEqBandTarget targets[LT_EQ_CASCADE_BANDS]);

/* The same for a quantum that goes nowhere, when the last one stood still: returns false when it didn't, and begin is needed. */
LT_RT bool lt_eq_cascade_stay (LtEqCascade *self);

/* True when run would change nothing. */
LT_RT bool lt_eq_cascade_is_idle (const LtEqCascade *self);

/* True when all bands stand still and hold nothing: silence stays silence, and the state as it is. */
LT_RT bool lt_eq_cascade_is_at_rest (const LtEqCascade *self);

/* True when the bands stand still and none hears mid or side: then one channel may run for itself. */
LT_RT bool lt_eq_cascade_runs_mono (const LtEqCascade *self);
LT_RT void lt_eq_cascade_run_mono (LtEqCascade *self, double *io, uint32_t n_frames);

/* In place, from frame @at of a quantum of @len. @key: what the bands' dynamics listen to instead of what comes to each, or NULL. */
LT_RT void lt_eq_cascade_run (LtEqCascade *self, uint32_t at, uint32_t len, const LtSvfPair *key, LtSvfPair *io, uint32_t n_frames);
