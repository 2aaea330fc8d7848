// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stream cut into overlapping spectra and put together again: sine windows, four frames deep everywhere.
// Layer: dsp. The caller gives the memory; only the transform's plans are its own.
// Ref: J. B. Allen, "Short term spectral analysis, synthesis, and modification by discrete Fourier transform", 1977.
//
// The work of a hop is dealt out over its slots, counted in frames from the reset, so that no quantum has to do
// it all and no cut of the stream changes what comes out. Use:
//
//   while frames are left
//     n = lt_stft_room (), at most what is left
//     slot = lt_stft_pass (n frames)
//     slot 0: a new frame is complete; forward and backward may be called in this or in any later slot of the hop
//
// Unchanged spectra give the input again, lt_stft_latency () later.

#pragma once

#include "base/audio.h"
#include "dsp/fft.h"

#include <stdbool.h>
#include <stddef.h>

#define LT_STFT_OVERLAP 4u /* frames over every sample */
#define LT_STFT_SLOTS 8u   /* of a hop */

typedef struct
{
  LtFft    fft;
  uint32_t size, hop;
  uint32_t late;       /* hops between a frame's analysis and its synthesis */
  uint32_t n_channels;
  uint32_t at;         /* frames since the reset, in the rings of 2 × size */
  uint32_t frame;      /* where the newest frame ended */
  float   *window;     /* size */
  float   *time;       /* size, scratch */
  float   *in[LT_MAX_CHANNELS];  /* rings */
  float   *out[LT_MAX_CHANNELS];
} LtStft;

/* Bins of a spectrum of frames of @size, and floats that a spectrum takes. */
static inline uint32_t
lt_stft_bins (uint32_t size)
{
  return size / 2 + 1;
}

static inline uint32_t
lt_stft_floats (uint32_t size)
{
  return (size + 2 + 15) & ~15u;
}

/* Bytes, a multiple of 64. */
size_t lt_stft_memory (uint32_t size, uint32_t n_channels);

/* @size: a power of two from 64; @memory: aligned to 64. Never on the audio thread, nor is clear. */
LT_MUST_USE LtStatus lt_stft_init (LtStft *self, uint32_t size, uint32_t n_channels, uint32_t late, void *memory);
void                 lt_stft_clear (LtStft *self); /* safe on zeroed memory */

uint32_t lt_stft_latency (uint32_t size, uint32_t late);

LT_RT void lt_stft_reset (LtStft *self);

/* Frames to the end of the slot under way, at least 1. */
LT_RT uint32_t lt_stft_room (const LtStft *self);

/* Takes in @n_frames, at most the room, and puts out what is ready, in place. Returns the slot that begins, or −1. */
LT_RT int lt_stft_pass (LtStft *self, float *const *io, uint32_t n_frames);

/* The newest frame of channel @c; aligned to 64. False, and zeros, when there is only silence in it. */
LT_RT bool lt_stft_forward (LtStft *self, uint32_t c, float *spectrum);

/* Adds the frame of `late` hops ago to the output; @spectrum is destroyed. */
LT_RT void lt_stft_backward (LtStft *self, uint32_t c, float *spectrum);
