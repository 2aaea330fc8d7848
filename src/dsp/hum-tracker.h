// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds the frequency of mains hum under other sound, and follows its drift.
// Layer: dsp. The FFT is made in init; all other memory is embedded.
//
// Twice a second the last four seconds, brought down to about 1 kHz, are looked at: hum is a row of lines that stand
// alone at multiples of something near 50 or 60 Hz. Notes of the tempered scale come no nearer to any of those than
// 1 %, and the lines of a steady beat don't stand alone.
// Ref: M. Gasior, J. L. Gonzalez, "Improving FFT frequency measurement resolution by parabolic and Gaussian spectrum
// interpolation", AIP Conf. Proc. 732 (2004).

#pragma once

#include "dsp/fft.h"

#include "base/rt.h"

#define LT_HUM_TRACKER_SIZE 4096u
#define LT_HUM_TRACKER_OVERLAP 8u
#define LT_HUM_TRACKER_CANDIDATES 62u
#define LT_HUM_TRACKER_MAX_STEP 512u /* frames to one of the lower rate */

typedef struct
{
  LtFft    fft;
  double   rate_hz;  /* the lower one */
  uint32_t step;     /* frames to one of it */
  uint32_t phase;    /* frames since the last one */
  uint32_t at;       /* where the next one goes */
  uint32_t filled;   /* of them, at most all */
  uint32_t wait;     /* until the next look */
  uint32_t n_looks;
  double   found_hz; /* 0: nothing yet */
  float    belief[LT_HUM_TRACKER_CANDIDATES]; /* dB by which the lines of each stand alone */

  float taps[LT_HUM_TRACKER_MAX_STEP][LT_HUM_TRACKER_OVERLAP]; /* of the low-pass, those of one phase together */
  float sums[LT_HUM_TRACKER_OVERLAP];

  float ring[LT_HUM_TRACKER_SIZE];
  _Alignas (64) float time[LT_HUM_TRACKER_SIZE];
  _Alignas (64) float spectrum[LT_HUM_TRACKER_SIZE + 2];
  float power[LT_HUM_TRACKER_SIZE / 2 + 1];
} LtHumTracker;

/* Never on the audio thread. rate_hz up to LT_RATE_MAX_HZ. */
LT_MUST_USE LtStatus lt_hum_tracker_init (LtHumTracker *self, double rate_hz);
void                 lt_hum_tracker_clear (LtHumTracker *self);
LT_RT void           lt_hum_tracker_reset (LtHumTracker *self);

/* Finite frames. Now and then it takes as long as an FFT. Pieces change nothing. */
LT_RT void lt_hum_tracker_push (LtHumTracker *self, const float *in, uint32_t n_frames);

/* The base, or 0 before any was found. */
LT_RT static inline double
lt_hum_tracker_hz (const LtHumTracker *self)
{
  return self->found_hz;
}
