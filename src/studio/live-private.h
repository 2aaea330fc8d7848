// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of LtLive share.
// Layer: studio.

#pragma once

#include "studio/live-watch.h"
#include "studio/meter-feed.h"
#include "studio/player.h"
#include "studio/strip-meter.h"

struct _LtLive
{
  /* NULL before lt_live_open (); a new rate takes new ones. */
  LtPlayer    *player;
  LtMeterFeed *feed;
  GPtrArray   *leaving; /* threads that free what was before */

  LtPlayerConfig wish; /* strings are ours */
  double         rate_hz;
  LtSession     *session;
  char          *folder;
  GPtrArray     *problems;

  /* transport */
  bool    rolling;          /* as wished: the engine follows within a block */
  gint64  roll_until_us;    /* not 0: the roll waits for the disk until then */
  bool    is_put;           /* stopped, and located since: the engine may not know yet */
  int64_t position;         /* where it was last put, or rolled from */
  int64_t last_position;    /* at the last tick */
  bool    wrapped;          /* the loop has come round since it rolls from there */

  /* monitor */
  LtLiveSide side;
  bool       match, mono;
  double     dim_db;
  double     louder_db; /* master over mix */

  /* readings */
  gint64      looked_us;
  GHashTable *meters; /* LtId* → LtStripMeter; LT_LIVE_OUTPUT among them */
  GArray     *history[LT_LIVE_N_TAPS];
  bool        is_still;
  double      spectrum_average_s;

  LtLiveWatch *watches[LT_LIVE_MAX_WATCHES];
};

/* live-transport.c */
void lt_live_transport_tick (LtLive *self);

/* live-monitor.c */
void lt_live_monitor_send (LtLive *self);
void lt_live_monitor_tick (LtLive *self);

/* live-levels.c */
void lt_live_levels_tick (LtLive *self);

/* live-analysis.c */
void lt_live_analysis_tick (LtLive *self);

/* live-watch.c */
void lt_live_watch_tick (LtLiveWatch *self);
void lt_live_watch_attach (LtLiveWatch *self); /* to the engine that plays now */
