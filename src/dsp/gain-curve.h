// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gain computer of downward compression: from a level to how much it is turned down, in dB.
// Layer: dsp.
// Ref: D. Giannoulis, M. Massberg, J. D. Reiss, "Digital Dynamic Range Compressor Design — A Tutorial
// and Analysis", JAES 60 (6), 2012, equation 4: quadratic knee.

#pragma once

#include "base/math.h"

/* A point of the curve's settings. */
typedef struct
{
  float threshold_db;
  float slope;   /* 1 - 1 / ratio: 0 is no compression, 1 is limiting */
  float knee_db; /* whole width, >= 0 */
  float range_db; /* the most that is turned down, >= 0 */
} LtGainCurve;

/* Reduction in dB, >= 0, at a level. Pure: the picture of what run does. */
LT_RT double lt_gain_curve_db (const LtGainCurve *curve, double level_db);

/* In place: levels in, reductions out, while the settings move in a straight line over a
   quantum of `len` frames of which this is the piece from `at`. */
LT_RT void lt_gain_curve_run (const LtGainCurve ends[2], uint32_t at, uint32_t len, float *io, uint32_t n_frames);
