// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Curves that saturate: smooth to every order, so that their harmonics die away fast.
// Layer: dsp.
// Ref: M. Abramowitz, I. Stegun, "Handbook of mathematical functions", 7.1.28 (erf).

#pragma once

#include "base/rt.h"

#include <stdint.h>

typedef enum
{
  LT_WAVESHAPE_TAPE,       /* tanh */
  LT_WAVESHAPE_TUBE,       /* tanh off its middle: even harmonics */
  LT_WAVESHAPE_TRANSISTOR, /* erf: a harder knee whose harmonics fall like a Gaussian */
  LT_WAVESHAPE_FOLD,       /* sin: comes down again */
  LT_WAVESHAPE_N,
} LtWaveshapeCurve;

/* io = (f (io × drive + bias) − f (bias)) × gain; f has slope 1 at 0 and stays within ±1, and 0 stays
   exactly 0. Value by value: n changes no bit. */
LT_RT void lt_waveshape_run (LtWaveshapeCurve curve, float *io, uint32_t n, float drive, float bias, float gain);
