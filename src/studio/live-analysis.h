// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the ear would say of mix, master and output while they play: loudness and stereo image.
// Layer: studio. Measured on a thread of its own; all functions are the main thread's.

#pragma once

#include "studio/live.h"
#include "studio/loudness-log.h"

typedef enum
{
  LT_LIVE_TAP_MIX,
  LT_LIVE_TAP_MASTER, /* what a render would write */
  LT_LIVE_TAP_OUTPUT, /* what leaves the device */
  LT_LIVE_N_TAPS,
} LtLiveTap;

#define LT_LIVE_TRACE_POINTS 1920u /* 40 ms at 48 kHz; at higher rates every second or fourth frame */

/* Left alone draws to the upper left, right to the upper right, mono upwards. */
typedef struct
{
  float side; /* (R − L) / √2 */
  float mid;  /* (R + L) / √2 */
} LtLivePoint;

/* −INFINITY: silence; NAN: not known yet. "Since play": since rolling began or the last reset. At stop the moments
   fall silent, while what is since play stays to be read. */
typedef struct
{
  uint64_t serial;  /* moves with every new reading */
  guint    turn;    /* of lt_live_reset_analysis () */
  bool     is_whole; /* since play nothing was lost: false makes integrated and range doubtful */
  double   measured_s;
  double   momentary_lufs, short_term_lufs, integrated_lufs, range_lu;
  double   max_momentary_lufs, max_short_term_lufs;
  double   true_peak_dbtp;
  guint    overs; /* moments over 0 dBTP since play */
  double   plr_lu; /* true peak over integrated */
  double   psr_lu;     /* true peak of the last 3 s over their loudness */
  double   min_psr_lu; /* smallest of them */

  double correlation, balance_db, mono_loss_db; /* 300 ms; balance over 0: the right is louder */
  double min_correlation;                       /* since play */

  guint       n_trace; /* newest last */
  LtLivePoint trace[LT_LIVE_TRACE_POINTS];
} LtLiveReading;

/* Borrowed: the newest, until the next call for that tap or the next tick. Never NULL. */
const LtLiveReading *lt_live_read_tap (LtLive *self, LtLiveTap tap);

/* Every 100 ms since play, in the order of measuring: after a locate positions go back. Borrowed; a tick adds to it. */
const LtLoudnessLog *lt_live_get_history (LtLive *self, LtLiveTap tap);

/* Since play begins now. */
void lt_live_reset_analysis (LtLive *self);
