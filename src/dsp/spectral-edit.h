// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes a region of time and frequency of a sound, and nothing else of it.
// Layer: dsp. The caller gives the memory; only the transform's plans are its own. Not for the audio thread.
// Ref: J. B. Allen, "Short term spectral analysis, synthesis, and modification by discrete Fourier transform" (1977);
//      J. Laroche, M. Dolson, "Improved phase vocoder time-scale modification of audio" (1999): phases that go on;
//      S. J. Godsill, P. J. W. Rayner, "Digital Audio Restoration" (1998), for gaps that are filled from both sides.
//
// Frames of a sine window, three quarters of each overlapping the next, both before and after the change, so that unchanged
// spectra add up to the sound. What is put out is the sound plus what the spectra differ: a region of gain 1 is the sound bit
// for bit, and so is everything outside of the region's times, which the difference is faded in and out at.

#pragma once

#include "dsp/fft.h"

#include <stdbool.h>
#include <stddef.h>

#define LT_SPECTRAL_EDIT_OVERLAP 4u
#define LT_SPECTRAL_EDIT_MIN_SIZE 512u
#define LT_SPECTRAL_EDIT_MAX_SIZE 8192u
#define LT_SPECTRAL_EDIT_MAX_FRAMES 65536u /* that lie over a repair */

/* A rectangle: frames of the sound, Hz. */
typedef struct
{
  int64_t from, to;        /* to: the first behind it */
  double  low_hz, high_hz; /* high: half the rate or more takes in all above */
} LtSpectralBox;

/* What is changed: all that lies in at least one box. Several are a brush's way, each as short as it is drawn. */
typedef struct
{
  const LtSpectralBox *boxes;
  uint32_t             n_boxes;
  double               feather_frames;  /* within the boxes' times: how long it takes to set in; at most half of a box */
  double               feather_octaves; /* beyond their frequencies; 0: sharp */
} LtSpectralRegion;

/* Return false to stop. @done: 0 to 1. */
typedef bool (*LtSpectralEditGoOn) (double done, void *data);

typedef struct
{
  LtFft              fft;
  double             rate_hz;
  uint32_t           size, hop;
  LtSpectralEditGoOn go_on; /* NULL: nobody asks */
  void              *go_on_data;
  float             *window, *time, *spectrum, *change; /* the last: n, what is added */
  float             *left, *right;                      /* of a repair: bins × 4 each */
  uint32_t           n_most;
} LtSpectralEdit;

/* For pieces of at most @n_most frames. Bytes, aligned to 64. */
size_t lt_spectral_edit_memory (uint32_t size, uint32_t n_most);

/* @size: a power of two in the limits above. */
LT_MUST_USE LtStatus lt_spectral_edit_init (LtSpectralEdit *self, uint32_t size, double rate_hz, uint32_t n_most, void *memory);
void                 lt_spectral_edit_clear (LtSpectralEdit *self); /* safe on zeroed memory */

/* First and last frame (behind it) that the region reaches. */
void lt_spectral_edit_get_span (const LtSpectralRegion *region, int64_t *from, int64_t *to);

/* 0 to 1: how much frame @at and @freq_hz belong to the region. For pictures too. */
double lt_spectral_edit_weight (const LtSpectralRegion *region, int64_t at, double freq_hz);

/* x: n frames, the first of which is frame @first of the sound; enough of it around the region is @size frames on both
   sides. @gain: of what lies in the region. Frames are cut at multiples of the hop, so that pieces of a long sound fit
   together. False: stopped, x is as it was. */
bool lt_spectral_edit_gain (LtSpectralEdit *self, const LtSpectralRegion *region, float gain, float *x, uint32_t n, int64_t first);

/* The region becomes what its surroundings in time suggest. Magnitudes of each bin go in a straight line of decibels from
   those of the last whole frames before to the first behind the region; phases go on from both sides at the frequency that
   each side has there, the one fading into the other. With one side alone, that side's. False: stopped, or there is no
   whole frame on either side; x is as it was. */
bool lt_spectral_edit_repair (LtSpectralEdit *self, const LtSpectralRegion *region, float *x, uint32_t n, int64_t first);
