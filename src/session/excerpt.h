// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Some clips of a session by themselves, to be measured or rendered without the mixer around them.
// Layer: session.

#pragma once

#include "session/session.h"

/* @session with clips @ids (of LtId) alone: each where it is on the time line, unmuted, on a track at its defaults; mix and
   master at theirs, no buses, and a pan law that leaves the middle at unity. Ids of what is gone are passed over.
   Returns: (transfer full) */
LtSession *lt_excerpt_new (const LtSession *session, const GArray *ids);

/* Channels that its clips need: 1 when all of them are mono, else 2. */
uint32_t lt_excerpt_n_channels (const LtSession *excerpt);

/* Earliest start and latest end of its clips, frames. False: it has none. */
bool lt_excerpt_get_extent (const LtSession *excerpt, int64_t *from, int64_t *to);
