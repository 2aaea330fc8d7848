// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear prediction: what a stretch of sound is made of, how well each sample fits, and what belongs into a gap.
// Layer: dsp. Owns no memory.
// Ref: J. Makhoul, "Linear prediction: a tutorial review", Proc. IEEE 63 (1975): autocorrelation method and Levinson's
//      recursion; A. J. E. M. Janssen, R. N. J. Veldhuis, L. B. Vries, "Adaptive interpolation of discrete-time signals
//      that can be modeled as autoregressive processes", IEEE Trans. ASSP 34 (1986): the gap; S. J. Godsill,
//      P. J. W. Rayner, "Digital Audio Restoration" (1998).

#pragma once

#include "base/rt.h"

#include <stdint.h>

#define LT_LINEAR_PREDICTION_MAX_ORDER 32u
#define LT_LINEAR_PREDICTION_MAX_GAP 192u

/* a[0] is 1; sample n is foretold as −Σ a[k] x[n − k], k from 1 to order. */
typedef struct
{
  uint32_t order;
  double   a[LT_LINEAR_PREDICTION_MAX_ORDER + 1];
} LtLinearPrediction;

/* What filling a gap needs besides. */
typedef struct
{
  double row[LT_LINEAR_PREDICTION_MAX_GAP][LT_LINEAR_PREDICTION_MAX_ORDER + 1]; /* of the factor, the diagonal first */
  double x[LT_LINEAR_PREDICTION_MAX_GAP];
} LtLinearPredictionScratch;

/* From n windowed samples; n is a multiple of 8. @floor: white noise taken along, in shares of their power: it keeps
   the coefficients small. Silence foretells nothing: order 0. */
LT_RT void lt_linear_prediction_fit (LtLinearPrediction *self, uint32_t order, const float *windowed, uint32_t n, double floor);

/* What the past doesn't foretell of n samples, a multiple of 8; `order` samples before x are read. */
LT_RT void lt_linear_prediction_errors (const LtLinearPrediction *self, const float *x, float *errors, uint32_t n);

/* The same backwards in time: what the `order` samples after each don't tell of it. */
LT_RT void lt_linear_prediction_errors_back (const LtLinearPrediction *self, const float *x, float *errors, uint32_t n);

/* The n samples at x, n <= MAX_GAP, become those that make the sum of squared errors of themselves and of `order` samples
   after them least; `order` samples on either side are read. */
LT_RT void lt_linear_prediction_fill (const LtLinearPrediction *self, float *x, uint32_t n, LtLinearPredictionScratch *scratch);
