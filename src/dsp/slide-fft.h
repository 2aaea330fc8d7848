// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Overlapping windowed transforms of what passes by: one every hop, over the last frames.
// Layer: dsp. The caller gives the memory and the transform.
//
//   while frames are left
//     n = lt_slide_fft_pass (what is left): never beyond the next transform
//     lt_slide_fft_is_due (): lt_slide_fft_transform () each channel, then lt_slide_fft_go_on ()

#pragma once

#include "dsp/fft.h"

#include <stdbool.h>

#define LT_SLIDE_FFT_CHANNELS 2u

typedef struct
{
  float       *ring[LT_SLIDE_FFT_CHANNELS]; /* the last frames; frame k at k modulo the capacity */
  float       *window, *time;               /* capacity each; time: scratch. All aligned to 64 */
  uint32_t     capacity, n_channels;        /* capacity: a power of two */
  const LtFft *fft;
  uint32_t     hop;
  int64_t      n_frames, n_transforms; /* since the reset */
  int64_t      next;                   /* frame at which the next transform is due */
} LtSlideFft;

/* The window is a sum of @n_terms cosines: term k of k periods. @fft: of at most the capacity. *sum and *squares: of the window
   and of its squares. Then as after reset. Not on the audio thread. */
void lt_slide_fft_configure (LtSlideFft *self, const LtFft *fft, uint32_t hop, const double *terms, uint32_t n_terms, double *sum, double *squares);

LT_RT void lt_slide_fft_reset (LtSlideFft *self);

/* Takes frames of @in, at most n: up to the next transform. What is no number counts as silence. Returns how many; 1 or more of 1 or more. */
LT_RT uint32_t lt_slide_fft_pass (LtSlideFft *self, const float *const *in, uint32_t n_frames);

LT_RT static inline bool
lt_slide_fft_is_due (const LtSlideFft *self)
{
  return self->n_frames == self->next;
}

/* The spectrum of the last frames of left × @left + right × @right, into size + 2 floats, aligned to 64. */
LT_RT void lt_slide_fft_transform (LtSlideFft *self, float left, float right, float *bins);

/* This one is done; the next is due a hop later. */
LT_RT void lt_slide_fft_go_on (LtSlideFft *self);
