// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Samples that are missing anywhere in a block, put in as the sound around them would have had them.
// Layer: dsp. Owns no memory. Not for the audio thread: a block may take tens of milliseconds.
// Ref: A. J. E. M. Janssen, R. N. J. Veldhuis, L. B. Vries, "Adaptive interpolation of discrete-time signals that can be
//      modeled as autoregressive processes", IEEE Trans. ASSP 34 (1986): model and samples in turn, each the least squares
//      of the prediction errors; J. P. Burg, "Maximum entropy spectral analysis" (1975): the model, here from all stretches
//      of known samples at once, so that no window blurs a tone; S. J. Godsill, P. J. W. Rayner, "Digital Audio
//      Restoration" (1998), ch. 5 and 6.
//
// dsp/linear-prediction does the same for one short gap within an effect's time.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LT_AR_FILL_MAX_MISSING 4096u
#define LT_AR_FILL_MAX_ORDER 512u

typedef struct
{
  uint32_t        order;  /* of the model, 1 to LT_AR_FILL_MAX_ORDER; less than the known samples on either side */
  uint32_t        rounds; /* 1 or more: model and samples in turn */
  const uint32_t *missing; /* places, rising, none twice */
  uint32_t        n_missing; /* 1 to LT_AR_FILL_MAX_MISSING */
  const float    *least;   /* of each: how far from 0 it is at least, on which side: clipped samples; NULL: anything */
} LtArFill;

/* An order that suits a block of @n samples of which @longest in a row are missing. */
uint32_t lt_ar_fill_order (uint32_t n, uint32_t longest);

/* Bytes of scratch, aligned to 8. */
size_t lt_ar_fill_memory (uint32_t n, uint32_t n_missing, uint32_t order);

/* Fills x, n samples; what stands in the gaps before counts from the second round on only when @starts_filled: give it a
   guess there. False, and x as it was: the block is silent or too short. */
bool lt_ar_fill_run (const LtArFill *self, float *x, uint32_t n, bool starts_filled, void *scratch);
