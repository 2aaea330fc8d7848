// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the analysis thread keeps for a close look at one tap.
// Layer: studio.

#pragma once

#include "studio/live-scope.h"
#include "studio/meter-feed-private.h"

typedef struct
{
  float    rows[LT_LIVE_SCOPE_ROWS];
  uint32_t turn; /* of asking for columns */
} LtMeterFeedScopeColumn;

struct _LtMeterFeedScope
{
  _Atomic bool is_wanted; /* somebody has looked since the last one: control → analysis */
  LtLatest latest; /* of LtLiveScope: analysis → control */
  void    *latest_memory;
  LtRing   columns; /* of LtMeterFeedScopeColumn: analysis → control */
  void    *columns_memory;

  /* analysis thread */
  double            rate_hz;
  LtMeterUnit   spectrum, spectrogram, lowend, bits;
  LtLiveScopeConfig config;
  uint32_t          turn;
  int64_t           n_columns; /* handed over */
  uint64_t          n_frames, n_published, serial;
  bool              is_new; /* what could be published */
};

/* Init and clear on the control thread, the rest on the analysis thread. */
void lt_meter_feed_scope_init (LtMeterFeedScope *self, double rate_hz);
void lt_meter_feed_scope_clear (LtMeterFeedScope *self);
void lt_meter_feed_scope_start (LtMeterFeedScope *self);
void lt_meter_feed_scope_configure (LtMeterFeedScope *self, const LtLiveScopeConfig *config, uint32_t turn); /* another turn: the columns begin afresh */
void lt_meter_feed_scope_reset (LtMeterFeedScope *self);
void lt_meter_feed_scope_run (LtMeterFeedScope *self, const float *const *in, guint n_frames);
void lt_meter_feed_scope_offer (LtMeterFeedScope *self, bool is_at_rest); /* publishes what is new, if somebody looks, or will find it later */
