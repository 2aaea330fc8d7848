// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of LtLive share.
// Layer: studio.

#pragma once

#include "studio/live-service.h"
#include "studio/live-watch.h"
#include "studio/meter-feed.h"
#include "studio/player.h"
#include "studio/strip-meter.h"

#include <math.h>

typedef struct _LtLiveReference LtLiveReference;

/* What a blind test hears in place of the window's wishes. */
typedef struct
{
  bool       is_on;
  LtLiveSide a, b, heard;
  double     db[LT_LIVE_RIVAL + 1]; /* what each is turned by */
} LtLiveBlind;

/* What is heard in place of both sides. */
typedef enum
{
  LT_LIVE_DELTA,      /* of an effect */
  LT_LIVE_DIFFERENCE, /* of the master chain */
  LT_LIVE_PREVIEW,    /* a file */
} LtLiveStandIn;

static inline float
lt_live_amplitude (double db)
{
  return (float) pow (10.0, db / 20.0);
}

struct _LtLive
{
  /* NULL before lt_live_open (); a new rate takes new ones. */
  LtPlayer    *player;
  LtMeterFeed *feed;
  GPtrArray   *leaving; /* threads that free what was before */

  LtPlayerConfig wish; /* strings are ours */
  guint          n_threads;
  double         rate_hz;
  LtSession     *session;
  char          *folder;
  LtMixPrint    *mix_print; /* in place of the strips; NULL: none */

  /* transport */
  bool    rolling;          /* as wished: the engine follows within a block */
  gint64  roll_until_us;    /* not 0: the roll waits for the disk until then */
  bool    is_put;           /* stopped, and located since: the engine may not know yet */
  int64_t position;         /* where it was last put, or rolled from */
  int64_t last_position;    /* at the last tick */
  double  last_heard;       /* where the sound was when it was asked for; −INFINITY: elsewhere since */
  int64_t last_end;         /* of what was made by then */
  bool    wrapped;          /* the loop has come round since it rolls from there */

  /* monitor */
  LtLiveSide    side;
  bool          match;
  LtLiveMonitor monitor;
  double        mix_lufs, master_lufs; /* of the same time; NAN: not known yet */
  LtId          delta_id;
  bool          difference;
  LtId          alone_id;
  bool          measures_anew; /* as soon as the change of it is heard */
  uint32_t      word_bits, word_dither;
  LtId             reference_id; /* wished; 0: the first */
  LtLiveReference *reference;
  LtId             rival_id; /* of a blind test; 0: none */
  LtLiveReference *rival;
  char            *preview;        /* file in place of the reference; NULL: none */
  int64_t          preview_frames;
  bool             hears_preview;

  double      compare_db; /* of one of two mixes */
  LtLiveBlind blind;

  bool          has_service;
  LtLiveService service;

  /* readings */
  gint64      looked_us;
  GHashTable *meters; /* LtId* → LtStripMeter; LT_LIVE_OUTPUT among them */
  LtLoudnessLog *history[LT_LIVE_N_TAPS];
  bool        is_still;
  LtLiveScopeConfig scope;

  LtLiveWatch *watches[LT_LIVE_MAX_WATCHES];
};

/* live-transport.c */
void lt_live_transport_tick (LtLive *self);

/* live-monitor.c */
void lt_live_monitor_send (LtLive *self);
void lt_live_monitor_tick (LtLive *self);

/* One at a time: whatever else stood in ends. Nothing is sent but that. */
void lt_live_monitor_stand_in (LtLive *self, LtLiveStandIn what);

/* (transfer full): @session as it is heard while one effect is alone, and no blind test runs. */
LtSession *lt_live_monitor_hear (const LtLive *self, const LtSession *session);

/* live.c: the session anew, heard otherwise. */
bool lt_live_resend (LtLive *self, GError **error);

/* live-service.c */
void   lt_live_service_apply (const LtLive *self, LtMonitor *monitor);
double lt_live_service_match (const LtLive *self, LtLiveSide side, double own_lufs); /* while one is set: what a side is turned by, dB */

/* live-blind.c */
void lt_live_blind_apply (const LtLive *self, LtMonitor *monitor); /* while one is on, it says what is heard */

/* live-reference.c */
LtLiveReference *lt_live_reference_new (const LtLiveReference *beside); /* shares what is known with @beside, or NULL */
void             lt_live_reference_free (LtLiveReference *self);
void             lt_live_reference_follow (LtLive *self); /* the session is another */
void             lt_live_reference_tick (LtLive *self);
double           lt_live_reference_get_lufs (const LtLiveReference *self); /* NAN: not known, or none */
bool             lt_live_reference_is_measured (const LtLiveReference *self); /* that is of what is played of it now */

/* live-preview.c */
void lt_live_preview_apply (const LtLive *self, LtMonitor *monitor);
void lt_live_preview_drop (LtLive *self); /* without telling the sound */

/* live-levels.c */
void lt_live_levels_tick (LtLive *self);

/* live-analysis.c */
void lt_live_analysis_tick (LtLive *self);

/* live-watch.c */
void lt_live_watch_tick (LtLiveWatch *self);
void lt_live_watch_attach (LtLiveWatch *self); /* to the engine that plays now */
