// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Real FFT of powers of two, over FFTW in single precision.
// Layer: dsp.
//
// FFTW's planner is not thread-safe by itself: init and clear serialise it. Plans are
// made with FFTW_ESTIMATE, so that the same size always runs the same code.

#pragma once

#include "base/status.h"

#include <stdint.h>

typedef struct
{
  uint32_t size;     /* power of two */
  void    *forward;  /* FFTW plans */
  void    *backward;
} LtFft;

/* size: 16 to 2^22, a power of two. Never on the audio thread. */
LT_MUST_USE LtStatus lt_fft_init (LtFft *self, uint32_t size);
void                 lt_fft_clear (LtFft *self); /* safe on zeroed memory */

/* Arrays are aligned to 64 bytes; time and spectrum differ; the input is destroyed by backward.
   spectrum: size / 2 + 1 complex numbers, re and im in turn. Neither direction scales:
   forward then backward multiplies by size. */
LT_RT void lt_fft_forward (const LtFft *self, float *time, float *spectrum);
LT_RT void lt_fft_backward (const LtFft *self, float *spectrum, float *time);
