// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear-phase equaliser: the bands' magnitudes as one symmetric kernel, convolved in uniform partitions.
// Layer: dsp.
// Ref: A. Torger, A. Farina, "Real-time partitioned convolution for ambiophonics surround sound" (2001);
// J. W. Cooley, J. W. Tukey (1965) for taking the long transform of a design apart into short ones.
//
// All work is done in slots of a fixed number of frames counted from the start: one transform,
// a few partitions and a slice of the next design each. A new design takes two to five blocks
// and then fades in over one block; both kernels have the same delay, so nothing combs.

#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "dsp/eq-band.h"
#include "dsp/fft.h"

#define LT_EQ_LINEAR_BANDS 8
#define LT_EQ_LINEAR_PARTS 20u    /* partitions of the kernel */
#define LT_EQ_LINEAR_SLOTS 32u    /* of a block */
#define LT_EQ_LINEAR_RESIDUES 10u /* short transforms in the long one: PARTS / 2, even */

/* Which kernel goes from where to where: left to left, right to left, left to right, right to right. */
enum
{
  LT_EQ_LINEAR_LL,
  LT_EQ_LINEAR_LR,
  LT_EQ_LINEAR_RL,
  LT_EQ_LINEAR_RR,
  LT_EQ_LINEAR_PATHS
};

typedef struct
{
  float   *spectra[LT_EQ_LINEAR_PATHS]; /* partitions, one after the other */
  uint32_t n_paths;                     /* 1: one kernel for both channels; 2: left and right; 4: crossed */
} LtEqLinearKernel;

/* The design under way. */
typedef struct
{
  bool                active;
  uint32_t            unit; /* how many slots of work are done */
  LtEqBandTarget      bands[LT_EQ_LINEAR_BANDS];
  LtEqDesignPrototype prototypes[LT_EQ_LINEAR_BANDS][LT_EQ_BAND_SECTIONS];
  uint32_t            n_sections[LT_EQ_LINEAR_BANDS];
  LtEqLinearKernel   *kernel;
} LtEqLinearDesign;

typedef struct
{
  double   rate_hz;
  uint32_t n_channels;
  uint32_t block, slot; /* frames */
  LtFft    fft;         /* two blocks long */
  LtArena  arena;

  float *history[2]; /* spectra of the last LT_EQ_LINEAR_PARTS blocks, a ring */
  float *in[2];      /* the last block and the one that fills */
  float *out[2][2];  /* [which][channel]: one plays, one is made */
  float *sum[2][2];  /* [new kernel, old kernel][channel] */
  float *magnitude[LT_EQ_LINEAR_PATHS], *residue[LT_EQ_LINEAR_RESIDUES / 2 + 1], *taps, *scratch;

  LtEqLinearKernel kernels[2];
  int              now;      /* kernel that sounds; -1: none yet */
  bool             fading;   /* from the other one, in this block's work */
  bool             ready;    /* the other one is designed and waits for the next block */
  LtEqBandTarget   shown[LT_EQ_LINEAR_BANDS]; /* what the newest kernel is for */
  LtEqLinearDesign design;

  uint32_t at;       /* frames into the block */
  uint32_t newest;   /* place in history of the block that is being worked on */
  uint32_t n_blocks; /* in history, at most LT_EQ_LINEAR_PARTS */
  int      playing;  /* of out */
} LtEqLinear;

/* Frames that the sound is late. */
uint32_t lt_eq_linear_latency (double rate_hz);

/* Memory is taken here, but touched only when it is run. Not on the audio thread. */
LT_MUST_USE LtStatus lt_eq_linear_init (LtEqLinear *self, double rate_hz, uint32_t n_channels);
void                 lt_eq_linear_clear (LtEqLinear *self);

/* From silence. */
LT_RT void lt_eq_linear_start (LtEqLinear *self);

/* In place, on the way to what @bands say; samples must be finite. */
LT_RT void lt_eq_linear_run (LtEqLinear *self, const LtEqBandTarget bands[LT_EQ_LINEAR_BANDS], float *const *io, uint32_t n_frames);
