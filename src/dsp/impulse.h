// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A room's impulse: how it is stored, cut, stretched, brought to a rate, weighed and drawn.
// Layer: dsp. Pure, but for memory while it shapes; never on the audio thread.
// Ref: J. O. Smith, "Digital Audio Resampling" (2002): a windowed sinc from a table;
// J. F. Kaiser (1974) for its window; ITU-R BS.1770-5 annex 1 for the weight of frequencies.

#pragma once

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LT_IMPULSE_MAX_CHANNELS 4u
#define LT_IMPULSE_MAX_S        30.0 /* longer ones are cut */

/* Mono; left and right; or true stereo: left to left, left to right, right to left, right to right. */
typedef struct
{
  double      rate_hz;
  uint32_t    n_channels; /* 1, 2 or 4 */
  uint32_t    n_frames;   /* at least 1 */
  const void *samples;    /* planar 32-bit float, little endian, at any address */
} LtImpulse;

typedef struct
{
  double rate_hz; /* wanted */
  double trim_s;  /* of the impulse's own time, from its start */
  double length;  /* part of what is left, 0–1 */
  double fade;    /* part of the length that fades out, 0–1 */
  double stretch; /* 1: as it is; 2: twice as long, an octave lower */
} LtImpulseShape;

/* ---- stored ---- */

/* Bytes of a blob. */
size_t lt_impulse_blob_size (uint32_t n_channels, uint32_t n_frames);

/* @blob takes lt_impulse_blob_size bytes. What is no number becomes 0. */
void lt_impulse_blob_write (void *blob, const LtImpulse *impulse, const float *const *audio);

/* False when @blob is none or damaged; else @impulse points into it. */
LT_MUST_USE bool lt_impulse_blob_read (const void *blob, size_t size, LtImpulse *impulse);

/* ---- shaped ---- */

/* Frames after shaping, at least 1 and at most 30 s. */
uint32_t lt_impulse_shaped_frames (const LtImpulse *impulse, const LtImpulseShape *shape);

/* @out takes that many frames of one channel. Without a change of rate or stretch they are the impulse's own. */
LT_MUST_USE LtStatus lt_impulse_shape (const LtImpulse      *impulse,
                                       const LtImpulseShape *shape,
                                       uint32_t              channel,
                                       float                *out);

/* How loud music leaves the impulse, as a factor of power: K-weighted, of a spectrum that falls like music's.
   1 for one sample of 1. */
double lt_impulse_loudness (const float *taps, uint32_t n, double rate_hz);

/* ---- drawn ---- */

/* Peaks of |x| of @n_points equal stretches, all channels together, of the impulse as it is. */
void lt_impulse_envelope (const LtImpulse *impulse, float *points, uint32_t n_points);
