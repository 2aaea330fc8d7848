// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ids of a recall: no slot, send or lane that comes back has one that something else has by now.
// Layer: session. For the recall of snapshots only.

#pragma once

#include "session/session-private.h"

/* Mixes of two branches of the history may call different things by the same id.
   @past: LtStrips of then. *next_id: above all ids of both; goes on by what is used up.
   Returns: (transfer full): @past, each slot, send and lane whose id is something else's in @session under a new one,
   with what belongs to it. */
GPtrArray *lt_snapshot_ids_tell_apart (const LtSession *session, const GPtrArray *past, LtId *next_id);

/* A slot or send that was moved away, with its lanes, may be in two strips now: in the one that differs from @before it
   gets a new id. Returns: (transfer full): @recalled with every id once; its own next-id is not raised. */
LtSession *lt_snapshot_ids_make_unique (const LtSession *before, const LtSession *recalled, LtId *next_id);
