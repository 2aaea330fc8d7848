// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A look at what goes into one effect and what comes out of it, for its editor.
// Layer: studio. Measured beside the sound, which a watch never changes; all functions are the main thread's.

#pragma once

#include "studio/live-analysis.h"

typedef struct _LtLiveWatch LtLiveWatch;

#define LT_LIVE_MAX_WATCHES 4u
#define LT_LIVE_COLUMNS_HZ 60u
#define LT_LIVE_COLUMNS 1024u /* kept: 17 s */
#define LT_LIVE_SPECTRUM_SIZE 8192u
#define LT_LIVE_SPECTRUM_BINS (LT_LIVE_SPECTRUM_SIZE / 2 + 1)

/* Of 1/60 s. Both sides belong to the same moment of the sound: the input waits for the effect's latency. */
typedef struct
{
  float in_peak_db, in_rms_db, out_peak_db, out_rms_db; /* −INFINITY: silence; the louder channel */
  float in_k_power, out_k_power; /* K-weighted, both channels: BS.1770's power; of the output before the slot's level */
  float readouts[LT_FX_MAX_READOUTS];                   /* of each the value furthest from 0 */
} LtLiveColumn;

/* Watches the slot wherever it stands, through every change of the session; a slot that is not there (yet) is
   silent. Who watches a slot that is watched already gets the same one, with its past; each is freed for itself.
   NULL: LT_LIVE_MAX_WATCHES are at work. Free it before its LtLive. */
LtLiveWatch *lt_live_watch_new (LtLive *live, LtId slot_id);
void         lt_live_watch_free (LtLiveWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtLiveWatch, lt_live_watch_free)

typedef struct
{
  uint64_t serial;       /* moves with every new reading */
  double   in_db, out_db; /* peaks of the last column: the dot on a transfer curve. −INFINITY at stop */
  double   bin_hz; /* distance of the bins */
  float    in_dbfs[LT_LIVE_SPECTRUM_BINS], out_dbfs[LT_LIVE_SPECTRUM_BINS]; /* 0.4 s; mean power of left and right: a sine on both reads its peak level */
} LtLiveWatchReading;

/* Borrowed: the newest, until the next call. Never NULL. */
const LtLiveWatchReading *lt_live_watch_read (LtLiveWatch *self);

/* The last @n columns, at most LT_LIVE_COLUMNS, oldest first; @first (may be NULL) is the number of the oldest since
   the watch began. Only what rolled makes columns. Borrowed until the next tick. */
const LtLiveColumn *lt_live_watch_get_columns (LtLiveWatch *self, guint *n, uint64_t *first);
