// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Feedback delay network: sixteen lines, a scattering orthogonal matrix that slowly turns, decay filters of exact time.
// Layer: dsp. The caller gives the memory.
// Ref: J.-M. Jot and A. Chaigne, "Digital delay networks for designing artificial reverberators", AES 90 (1991);
// S. Schlecht and E. Habets, "Time-varying feedback matrices in feedback delay networks and their application in
// artificial reverberation", JASA 138 (2015); and "Accurate reverberation time control in feedback delay networks",
// DAFx (2017), "Scattering in feedback delay networks", IEEE/ACM TASLP 28 (2020);
// shelves: A. Simper, "Linear trapezoidal state variable filter" (2013).
//
// A line of m frames attenuates by 60 dB × m / (rate × T (f)): a gain and two shelves in dB proportional
// to m, so that every mode near f dies in T (f). Between two Hadamard matrices stand sixteen short delays: each
// way round takes one of 256 times instead of 16, so the tail repeats nothing loudly. Modulation turns pairs of
// lines by small angles instead of moving taps: a turn keeps the energy exactly, where an interpolated tap would
// shorten long highs.

#pragma once

#include "dsp/vec4.h"

#include <stdbool.h>
#include <stddef.h>

#define LT_FDN_LINES 16
#define LT_FDN_PAIRS 8

/* Of a line's decay filters: low shelf, high shelf with the line's gain. */
enum
{
  LT_FDN_LOW_A1, LT_FDN_LOW_A2, LT_FDN_LOW_A3, LT_FDN_LOW_M1, LT_FDN_LOW_M2,
  LT_FDN_HIGH_A1, LT_FDN_HIGH_A2, LT_FDN_HIGH_A3, LT_FDN_HIGH_M0, LT_FDN_HIGH_M1, LT_FDN_HIGH_M2,
  LT_FDN_COEFFS
};

typedef struct
{
  float decay_s;               /* RT60 between the crossovers */
  float low_ratio, high_ratio; /* of the decay below and above them */
  float low_hz, high_hz;       /* crossovers: 1/T is halfway there */
} LtFdnDecay;

/* Sixteen rings side by side. */
typedef struct
{
  float   *ring; /* LT_FDN_LINES × stride */
  uint32_t stride, mask;
  uint32_t length[2][LT_FDN_LINES]; /* frames: now, and where a move goes */
} LtFdnBank;

typedef struct
{
  float  from[LT_FDN_COEFFS][LT_FDN_LINES], to[LT_FDN_COEFFS][LT_FDN_LINES]; /* at the quantum's ends */
  float  state[4][LT_FDN_LINES];                                             /* low, high: two integrators each */
  LtVec4 phase[2];                                                           /* turns, of each pair's sway */
  float  cosine[2][LT_FDN_PAIRS], sine[2][LT_FDN_PAIRS];                     /* at the quantum's ends */

  LtFdnBank line, scatter;
  uint32_t  pos;    /* frames since reset, modulo 2^32 */
  bool      filled; /* every ring has been written all over */
  double    rate_hz;
  float     scatter_gain[2][LT_FDN_LINES]; /* at the quantum's ends, with the matrices' own scale */
  float     in_gain[2];                    /* at the quantum's ends: white noise in is as loud out */
  bool      tuned;                         /* false until the first lt_fdn_tune */
  bool      moving;                        /* coefficients differ between the ends */
  bool      turning;
  bool      wide;                          /* by lt_fdn_avx2_run; the same bits */
} LtFdn;

size_t lt_fdn_size (double rate_hz, double max_scale); /* floats */

/* @memory: lt_fdn_size zeroed floats, aligned to 16 bytes. */
void       lt_fdn_init (LtFdn *self, float *memory, double rate_hz, double max_scale);
LT_RT void lt_fdn_reset (LtFdn *self);

/* Line lengths for a scale: 0 now, 1 where a move will go. At least LT_QUANTUM frames each, and as long as at 44.1 kHz. */
LT_RT void lt_fdn_place (LtFdn *self, int which, double scale);
LT_RT void lt_fdn_arrive (LtFdn *self); /* the move has ended */

/* At a quantum's start, all three states of its end. there: 0 to 1, how far the move of the lengths is then. */
LT_RT void lt_fdn_tune (LtFdn *self, const LtFdnDecay *decay, float there);
LT_RT void lt_fdn_stand (LtFdn *self);                               /* instead of tune: nothing changes */
LT_RT void lt_fdn_turn (LtFdn *self, float amount, uint32_t len);    /* amount 0 to 1 */

/* n frames from `at` of a quantum of len; there: n values of a move of the lengths, or NULL.
   in and out have room for whole vectors: n rounded up to eight. */
typedef struct
{
  const float *in[2];
  float       *out[2];
  const float *there;
  uint32_t     n, at, len;
} LtFdnBlock;

LT_RT void lt_fdn_run (LtFdn *self, const LtFdnBlock *blk);

/* After a quantum's last frame. */
LT_RT void lt_fdn_settle (LtFdn *self);
