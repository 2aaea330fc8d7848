// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The analysis thread: takes the engine's taps and watches out of their rings, measures, publishes.
// Layer: studio. One thread controls; the rings' producer is the engine.

#pragma once

#include "studio/live-scope.h"
#include "studio/live-watch.h"
#include "studio/player.h"

typedef struct _LtMeterFeed LtMeterFeed;

LtMeterFeed *lt_meter_feed_new (double rate_hz);
void         lt_meter_feed_free (LtMeterFeed *self); /* the engine is gone */

/* For the engine: LT_N_TAPS rings, and the ring of a watch. */
const LtPlayerTap *lt_meter_feed_get_taps (LtMeterFeed *self);
LtRing            *lt_meter_feed_get_watch (LtMeterFeed *self, guint watch);

/* Verbs. Rolling: there is something to wait for. Lost: frames that a tap's ring had no room for, ever. */
void lt_meter_feed_set_rolling (LtMeterFeed *self, bool rolling);
void lt_meter_feed_set_lost (LtMeterFeed *self, LtLiveTap tap, uint32_t lost);
void lt_meter_feed_reset (LtMeterFeed *self); /* from what comes now; a reading of an earlier turn is of before */
guint lt_meter_feed_get_turn (LtMeterFeed *self);
void lt_meter_feed_set_scope (LtMeterFeed *self, const LtLiveScopeConfig *config);
void lt_meter_feed_set_watch (LtMeterFeed *self, guint watch, LtId slot_id); /* 0: nobody looks */

/* Readings. */
const LtLiveReading      *lt_meter_feed_read_tap (LtMeterFeed *self, LtLiveTap tap);
const LtLiveScope        *lt_meter_feed_read_scope (LtMeterFeed *self);
const LtLiveWatchReading *lt_meter_feed_read_watch (LtMeterFeed *self, guint watch);

/* True peak since the last call, 300 ms mean square, moments over 0 dBTP so far. */
void lt_meter_feed_take_level (LtMeterFeed *self, LtLiveTap tap, float *peak, float *square, uint32_t *overs);

/* The next point of the history; *fresh: since play begins with it. False: no more. */
bool lt_meter_feed_next_point (LtMeterFeed *self, LtLiveTap tap, LtLiveLoudness *out, bool *fresh);

/* The next column of the spectrogram. False: no more. */
bool lt_meter_feed_next_scope_column (LtMeterFeed *self, float *out_dbfs);

/* The next column since lt_meter_feed_set_watch (). False: no more. */
bool lt_meter_feed_next_column (LtMeterFeed *self, guint watch, LtLiveColumn *out);
