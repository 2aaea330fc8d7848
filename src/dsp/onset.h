// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where something begins in a sound: how much the spectrum rises, hop by hop, and the peaks of that.
// Layer: dsp. The caller gives the memory; only the transform's plan is its own. Not for the audio thread.
// Ref: S. Böck, G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013 (the rise, against the
// highest neighbour in frequency of before); S. Böck, F. Krebs, M. Schedl, "Evaluating the online capabilities of onset
// detection methods", ISMIR 2012, section 2.2 (the peaks).

#pragma once

#include "dsp/fft.h"

#include <stdbool.h>
#include <stddef.h>

#define LT_ONSET_LAG 2u /* hops back, to what the spectrum is held against */

typedef struct
{
  LtFft     fft;
  uint32_t  size, hop;
  uint32_t  n_bands;
  uint32_t  filled;  /* samples of the window that is being filled */
  uint32_t  n_rows;  /* spectra so far */
  uint32_t *edges;   /* n_bands + 2 bins: a triangle from one to the one after next */
  float    *window, *heard, *time, *spectrum;
  float    *rows[LT_ONSET_LAG + 1]; /* of n_bands logarithms, in turn */
} LtOnset;

/* Frames from one value to the next, about 5 ms, and of the window. @rate_hz: 8000 to 384000. */
uint32_t lt_onset_hop (double rate_hz);
uint32_t lt_onset_size (double rate_hz);

size_t               lt_onset_memory (double rate_hz); /* bytes, a multiple of 64 */
LT_MUST_USE LtStatus lt_onset_init (LtOnset *self, double rate_hz, void *memory);
void                 lt_onset_clear (LtOnset *self); /* safe on zeroed memory */

/* Hears @n_frames and writes a value for each hop that is whole then: at most n_frames / hop + 1. Value i is of the window
   that begins at frame i × hop. Returns how many were written. */
uint32_t lt_onset_run (LtOnset *self, const float *in, uint32_t n_frames, float *rise);

/* The peaks of @n values: at least @least (of the unit of lt_onset_run) over the mean around them, the highest within 30 ms.
   @hop_s: seconds a value. Writes at most @most indices, ascending; returns how many there are. */
uint32_t lt_onset_pick (const float *rise, uint32_t n, double hop_s, float least, uint32_t *out, uint32_t most);

/* In @n_frames of one sound around an onset: the frame where its rise begins, by the steepest step of its short energy. */
uint32_t lt_onset_place (const float *in, uint32_t n_frames, double rate_hz);
