// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of tracks: the list of them.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL. */

/* A track without clips before position @at (−1: last). The name is made unique. */
LtSession *lt_edit_track_add (const LtSession *session, const char *name, int at, LtId *id);

/* With its clips; side-chains that listened to it fall silent. Sources stay. */
LtSession *lt_edit_track_remove (const LtSession *session, LtId track_id);

/* To position @at among the tracks. */
LtSession *lt_edit_track_move (const LtSession *session, LtId track_id, guint at);

/* A copy behind it, with new ids for everything in it. */
LtSession *lt_edit_track_duplicate (const LtSession *session, LtId track_id, LtId *id);
