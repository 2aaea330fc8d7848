// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sections whose squared magnitudes are pulled to wanted ones at some frequencies: damped Gauss-Newton steps.
// Layer: dsp. Owns no memory; bounded time.
//
// What moves are values that give a real, stable section whatever they are, so no step has to be refused for that.

#pragma once

#include "base/rt.h"
#include "dsp/svf.h"

#include <stdbool.h>

#define LT_EQ_FIT_POINTS 18
#define LT_EQ_FIT_SECTIONS 4

/* Squared magnitude (low (1 − p) − high p)² + mid² p (1 − p), p = sin² (ω/2): low at 0 Hz, high at half the rate. */
typedef struct
{
  double low, high, mid; /* >= 0 */
} LtEqFitHalf;

typedef struct
{
  LtEqFitHalf n, d;
  bool        n_low_moves, n_high_moves, n_mid_moves; /* the denominator's high and mid always may, its low never */
} LtEqFitSection;

/* Zeroed memory has no point. */
typedef struct
{
  int    n_points;
  double w[LT_EQ_FIT_POINTS], p[LT_EQ_FIT_POINTS];
  double power[LT_EQ_FIT_POINTS];  /* wanted of all sections together */
  double weight[LT_EQ_FIT_POINTS]; /* 0: the point does not count */
} LtEqFit;

/* A point at @w radians a frame, of power 1. */
LT_RT void lt_eq_fit_add (LtEqFit *self, double w, double weight);

/* At most @steps towards the wanted powers, all @n sections (up to LT_EQ_FIT_SECTIONS) together. */
LT_RT void lt_eq_fit_run (const LtEqFit *self, LtEqFitSection *sections, int n, int steps);

LT_RT LtSvfShape lt_eq_fit_shape (const LtEqFitSection *section);
