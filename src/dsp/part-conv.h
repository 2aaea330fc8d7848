// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Convolution with long impulses and without latency: a direct head, then partitions that grow.
// Layer: dsp. The caller gives the memory; init makes FFT plans that clear gives back.
// Ref: W. G. Gardner, "Efficient convolution without input-output delay", JAES 43 (1995);
// F. Wefers, "Partitioned convolution algorithms for real-time auralization" (2015), chapters 5 and 6.
//
// Time is cut into slots of 64 frames counted from reset. The first 64 taps are a plain sum; 64-frame partitions
// answer at once; those of a longer level have its whole length to be worked out, and do so in equal shares, one a slot.
// So how a run is cut changes no bit, and no slot is far dearer than another.

#pragma once

#include "base/status.h"
#include "dsp/fft.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LT_PART_CONV_SLOT     64u
#define LT_PART_CONV_LEVELS   3u
#define LT_PART_CONV_CHANNELS 2u
#define LT_PART_CONV_ROUTES   4u
#define LT_PART_CONV_MAX_TAPS (1u << 24)

/* Which filter takes which input to which output. */
typedef struct
{
  uint32_t in, out, filter;
} LtPartConvRoute;

typedef struct
{
  uint32_t        n_in, n_out; /* 1 or 2 */
  uint32_t        n_filters;   /* 1 to LT_PART_CONV_ROUTES */
  uint32_t        n_routes;    /* the same */
  LtPartConvRoute routes[LT_PART_CONV_ROUTES];
  uint32_t        n_taps; /* of every filter, 1 to LT_PART_CONV_MAX_TAPS */
  uint32_t
      phase; /* any number: instances that differ in it do their long transforms in different slots */
} LtPartConvSpec;

/* Partitions of one length. A spectrum lies in groups of eight bins (eight real, eight imaginary parts), and the same
   group of all partitions side by side, so that a share of the work reads memory straight on. */
typedef struct
{
  uint32_t size;   /* frames of a partition */
  uint32_t period; /* slots in them */
  uint32_t n_parts;
  uint32_t n_groups; /* of eight bins, in size + 1 */
  uint32_t first;    /* tap */
  LtFft    fft;      /* twice the size */

  float *filters[LT_PART_CONV_ROUTES];
  float *history[LT_PART_CONV_CHANNELS];
  float *heard[LT_PART_CONV_CHANNELS]; /* spectrum of the newest block, as the transform gives it */
  float *sum[LT_PART_CONV_CHANNELS];   /* the same of the answer */
  float *out[2][LT_PART_CONV_CHANNELS]; /* one plays (its second half), one is made */

  uint32_t slot;    /* of the period */
  uint32_t newest;  /* place in history, which is filled from its end to its start */
  uint32_t n_valid; /* blocks of history that hold sound */
  bool     working; /* in this period */
  int      playing; /* of out */
  bool     live[2]; /* is there anything in out? */
} LtPartConvLevel;

typedef struct
{
  LtPartConvSpec  spec;
  uint32_t        n_levels;
  bool            wide; /* by the file for AVX2; the same bits */
  LtPartConvLevel levels[LT_PART_CONV_LEVELS];

  float   *head[LT_PART_CONV_ROUTES];   /* taps of each filter's direct part */
  float   *past[LT_PART_CONV_CHANNELS]; /* a ring whose beginning is repeated behind its end */
  uint32_t ring;                        /* frames */
  uint32_t repeated;                    /* frames */
  uint32_t pos;                         /* where the next frame goes */
  uint32_t at;                          /* frames into the slot */
  uint32_t quiet;                       /* slots of silence up to now */
  float   *tail[LT_PART_CONV_CHANNELS]; /* what the levels say in this slot */
} LtPartConv;

/* Bytes of memory. */
size_t lt_part_conv_size (const LtPartConvSpec *spec);

/* Frames from the last sound that goes in to silence; behind the taps a block may still hold what rounding leaves. */
uint32_t lt_part_conv_tail (const LtPartConvSpec *spec);

/* @memory: lt_part_conv_size zeroed bytes, aligned to 64. The filters are silent. Not on the audio thread. */
LT_MUST_USE LtStatus lt_part_conv_init (LtPartConv *self, void *memory, const LtPartConvSpec *spec);

/* Safe on zeroed memory and after a failed init. */
void lt_part_conv_clear (LtPartConv *self);

/* A filter's taps, n_taps of them. Not on the audio thread, and before anything runs. */
void lt_part_conv_set (LtPartConv *self, uint32_t filter, const float *taps);

/* From silence. */
LT_RT void lt_part_conv_reset (LtPartConv *self);

/* n_in inputs to n_out outputs, which may be the same arrays. Samples must be finite and no larger than 1e6. */
LT_RT void
lt_part_conv_run (LtPartConv *self, const float *const *in, float *const *out, uint32_t n_frames);
