// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session as the engine wants it described: who feeds whom, who is heard, what each strip does.
// Layer: studio.

#pragma once

#include "engine/plan-spec.h"
#include "session/session.h"

typedef struct
{
  const LtSource *source;
  const LtClip   *clip;    /* its print, when it has one (studio/clip-print.h); NULL: the source itself */
  bool            is_tail; /* the print of the clip's tail */
  LtId            strip_id;
} LtFeedWish;

/* Fills @out with the feed of what is wished for. False: the file is missing or not ready, it is silent. */
typedef bool (*LtFeedFor) (void *data, const LtFeedWish *wish, LtFeed *out);

typedef struct
{
  LtPlanSpec spec;
  LtTempoMap *tempo; /* spec points to it too */
  GPtrArray *memory; /* everything spec points to, */
  GPtrArray *blobs;  /* of GBytes: and what its slots learned */
  uint32_t   n_missing; /* clips without a feed */
} LtSessionSpec;

/* Returns: (transfer full): the whole session, with strip @tap_id as the render tap (0: the master). */
LtSessionSpec *lt_session_spec_new (const LtSession *session, LtId tap_id, LtFeedFor feed_for, void *data);
void           lt_session_spec_free (LtSessionSpec *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSessionSpec, lt_session_spec_free)

typedef enum
{
  LT_HEARD,      /* as it is */
  LT_SEND_ONLY,  /* only what it sends to a soloed bus */
  LT_KEY_ONLY,   /* only by the side-chain that listens to it from a strip that is heard */
  LT_KEY_FEED,   /* only by what it plays into, which is one of those */
  LT_MUTED,      /* by itself or by a VCA above; what it sends before the fader goes on. A mute that has a lane does not count */
  LT_NOT_HEARD,  /* silent because another strip is soloed */
} LtHearing;

/* What mute and solo come to for each strip, in the session's order: solo overrides mute; a soloed strip keeps what feeds
   it, what it feeds and what keys it going. Solo that only the monitor hears (session/session.h, LtSoloMode) does not
   count. Returns: (transfer full): an array of lt_session_n_strips (). */
LtHearing *lt_session_spec_hearings (const LtSession *session);

/* For one @strip of @session. All of them are worked out for it: for more than one take the array. */
LtHearing lt_session_spec_hearing (const LtSession *session, const LtStrip *strip);

/* Whether the solo of @strip or of a VCA above it is on, in any solo mode. */
bool lt_session_spec_is_soloed (const LtSession *session, const LtStrip *strip);

/* The values of a description, as amplitudes: of a level, a strip's trim, the faders of the VCAs above it that have
   no lane. */
float lt_session_spec_gain (double db);
float lt_session_spec_trim (const LtStrip *strip);
float lt_session_spec_vca (const LtSession *session, const LtStrip *strip);
bool  lt_session_spec_mute (LtHearing hearing);        /* of the strip behind its fader */
bool  lt_session_spec_output_mute (LtHearing hearing); /* of its way out */
bool  lt_session_spec_send_mute (const LtSession *session, const LtStrip *from, const LtSend *send, LtHearing hearing);
