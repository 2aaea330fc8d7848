// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session as the engine wants it described: who feeds whom, who is heard, what each strip does.
// Layer: studio.

#pragma once

#include "engine/plan-spec.h"
#include "session/session.h"

/* Fills @out with the feed of @source for strip @strip_id. False: the file is missing, its clips are silent. */
typedef bool (*LtFeedFor) (void *data, const LtSource *source, LtId strip_id, LtFeed *out);

typedef struct
{
  LtPlanSpec spec;
  GPtrArray *memory; /* everything spec points to */
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
  LT_NOT_HEARD,  /* muted, or silent because another strip is soloed */
} LtHearing;

/* What mute and solo come to for @strip: solo overrides mute; a soloed strip keeps what feeds it and what
   it feeds audible. */
LtHearing lt_session_spec_hearing (const LtSession *session, const LtStrip *strip);

/* The values of a description, as amplitudes: of a level, a strip's trim, the way to its output, a send. */
float lt_session_spec_gain (double db);
float lt_session_spec_trim (const LtStrip *strip);
float lt_session_spec_output_gain (LtHearing hearing);
float lt_session_spec_send_gain (const LtSend *send, LtHearing hearing);
