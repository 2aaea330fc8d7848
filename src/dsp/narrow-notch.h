// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A notch of fourth order: deep over a small width, not at a point alone, and flat soon beside it.
// Layer: dsp.
// Ref: R. W. Daniels, "Approximation Methods for Electronic Filter Design" (1974), inverse Chebyshev and low-pass to
// band-stop transformation.

#pragma once

#include "dsp/svf.h"

#define LT_NARROW_NOTCH_SECTIONS 2u
#define LT_NARROW_NOTCH_DB 40.0 /* at least, within the stop width */

/* Half of the width at −3 dB, and at −0.5 dB, in half stop widths. */
#define LT_NARROW_NOTCH_3_DB 7.106
#define LT_NARROW_NOTCH_HALF_DB 11.985

/* Sections in series. @half_stop_hz on either side of freq_hz are stopped. 0 < freq_hz < rate_hz / 2. Pure. */
LT_RT void lt_narrow_notch_design (LtSvfShape out[LT_NARROW_NOTCH_SECTIONS], double rate_hz, double freq_hz, double half_stop_hz);

/* Seconds in which what rings loses a factor of e. */
double lt_narrow_notch_time_s (double half_stop_hz);
