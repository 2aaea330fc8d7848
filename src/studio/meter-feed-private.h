// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the analysis thread keeps of each tap and of each watch.
// Layer: studio.

#pragma once

#include "base/latest.h"
#include "meter/k-power.h"
#include "studio/meter-feed.h"
#include "studio/meter-unit.h"

#include <stdatomic.h>

typedef struct _LtMeterFeedScope LtMeterFeedScope; /* meter-feed-scope.h */

typedef struct
{
  LtLiveLoudness point;
  bool           fresh;
} LtMeterFeedPoint;

typedef struct
{
  LtRing  frames, marks, history; /* engine → analysis, the same, analysis → control */
  void   *frames_memory, *marks_memory, *history_memory;

  /* control → analysis */
  _Atomic uint32_t lost;

  /* analysis → control */
  LtLatest         latest; /* of LtLiveReading */
  void            *latest_memory;
  _Atomic float    peak[2];   /* amplitude, highest since the reader took it */
  _Atomic float    square[2];
  _Atomic uint32_t overs;

  /* analysis thread */
  double          rate_hz;
  LtMeterUnit loudness, stereo, truepeak;
  LtRing          points; /* of the loudness meter */
  LtRing          trace;  /* of the stereo meter */
  void           *points_memory, *trace_memory;
  LtLiveReading   reading;
  LtTapMark       mark;     /* where the sound stands; `frame` counts as n_taken */
  LtTapMark       next;     /* when has_next: the one after it */
  bool            has_next;
  uint64_t        n_taken;  /* frames out of the ring */
  uint64_t        since;    /* n_taken at the reset */
  uint32_t        lost_before; /* at the reset */
  bool            fresh;    /* the next point is the first since the reset */
  bool            resting;  /* silence is published */
  double          mean[2];  /* square, 300 ms */
  LtMeterFeedScope *scope; /* borrowed; NULL: nobody looks closely */
} LtMeterFeedTap;

/* meter-feed-tap.c. The analysis thread starts (meters plan transforms, which takes a while), restarts, runs and rests.
   Restart begins anew while the sound goes on, after the frame of that number (lt_ring_written ()). Run tells whether there
   was anything. */
void lt_meter_feed_tap_init (LtMeterFeedTap *self, double rate_hz);
void lt_meter_feed_tap_clear (LtMeterFeedTap *self);
void lt_meter_feed_tap_start (LtMeterFeedTap *self);
void lt_meter_feed_tap_restart (LtMeterFeedTap *self, uint32_t written);
bool lt_meter_feed_tap_run (LtMeterFeedTap *self);
void lt_meter_feed_tap_rest (LtMeterFeedTap *self);

typedef struct
{
  LtLiveColumn column;
  uint32_t     turn;
} LtMeterFeedColumn;

typedef struct
{
  LtRing quanta, columns; /* engine → analysis, analysis → control */
  void  *quanta_memory, *columns_memory;

  /* control → analysis: whom to watch; a new turn starts afresh */
  _Atomic uint64_t slot_id;
  _Atomic uint32_t turn;

  LtLatest latest; /* of LtLiveWatchReading: analysis → control */
  void    *latest_memory;

  /* analysis thread */
  double             rate_hz;
  LtMeterUnit    in, out; /* spectra */
  LtLiveWatchReading reading;
  uint32_t           seen_turn;
  bool               resting;
  uint32_t           n_transforms;
  uint64_t           n_columns, n_frames; /* of this turn */
  float              in_peak[2], out_peak[2], readouts[LT_FX_MAX_READOUTS];
  double             in_sum[2], out_sum[2];
  LtKPower           in_k, out_k;
  uint32_t           n_sum; /* frames in the sums */
} LtMeterFeedWatch;

/* meter-feed-watch.c, likewise; the first turn starts it. */
void lt_meter_feed_watch_init (LtMeterFeedWatch *self, double rate_hz);
void lt_meter_feed_watch_clear (LtMeterFeedWatch *self);
bool lt_meter_feed_watch_run (LtMeterFeedWatch *self);
void lt_meter_feed_watch_rest (LtMeterFeedWatch *self);

/* A triple buffer of values of @size bytes. Returns: its memory. */
void *lt_meter_feed_latest_init (LtLatest *latest, gsize size);
void *lt_meter_feed_ring_init (LtRing *ring, guint capacity, guint element_size);
