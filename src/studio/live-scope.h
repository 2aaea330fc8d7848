// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A close look at the master while it plays: its spectrum as asked for, spectrogram, low end, word length.
// Layer: studio. Measured on the analysis thread; all functions are the main thread's.

#pragma once

#include "studio/live.h"

#define LT_LIVE_SCOPE_MAX_BINS 16385u
#define LT_LIVE_SCOPE_BANDS    30u  /* third octaves, 25 Hz to 20 kHz */
#define LT_LIVE_SCOPE_ROWS     256u /* of the spectrogram, equal in octaves */
#define LT_LIVE_SCOPE_LOW_HZ   20.0 /* its lower edge; the upper is 20 kHz, or just under half the rate */

typedef struct
{
  guint  size;         /* of the transform: a power of two, 2048 to 32768 */
  bool   is_mid_side;  /* two traces, mid and side; else one, the mean power of left and right */
  double average_s;    /* time constant; INFINITY: all since play */
  bool   wants_columns; /* of the spectrogram */
} LtLiveScopeConfig;

typedef struct
{
  uint64_t serial; /* moves with every new reading; 0: nothing yet */
  guint    n_traces, n_bins;
  double   bin_hz;
  float    average_dbfs[2][LT_LIVE_SCOPE_MAX_BINS]; /* a sine reads its peak level */
  float    hold_dbfs[2][LT_LIVE_SCOPE_MAX_BINS];    /* highest since play, or since it was configured */
  double   bands_dbfs[2][LT_LIVE_SCOPE_BANDS];      /* NAN: beyond half the rate */
  double   band_holds_dbfs[2][LT_LIVE_SCOPE_BANDS];

  double   mono_below_hz; /* of the last 3 s; 0: no band is mono; NAN: no low end sounds */
  double   mono_most_hz;  /* what it reads when all that is looked at is mono */
  uint32_t word_bits;     /* of the last second; 0: silence */
  uint32_t used_bits;
  uint32_t bit_mask;      /* of 32 */
  bool     bits_finer;    /* floating point */
} LtLiveScope;

/* 8192, left and right, 0.4 s, no columns. */
LtLiveScopeConfig lt_live_scope_default_config (void);

/* At once and afresh: average and hold begin again. @config is valid. */
void lt_live_set_scope (LtLive *self, const LtLiveScopeConfig *config);

/* Borrowed: the newest, until the next call. NULL: nothing is open. */
const LtLiveScope *lt_live_read_scope (LtLive *self);

/* The next column of the spectrogram: LT_LIVE_SCOPE_ROWS levels, the lowest first. False: no more. */
bool lt_live_next_scope_column (LtLive *self, float *out_dbfs);

/* The middle of third octave @band. Pure. */
double lt_live_scope_band_hz (guint band);
