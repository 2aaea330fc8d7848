// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of mix groups: the list of them, what they link, who is in them.
// Layer: session.

#pragma once

#include "session/strip.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL. */

/* On, fader, mute and solo linked, nobody in it. The name is made unique among groups; NULL or empty: the
   first free letter from A. */
LtSession *lt_edit_group_add (const LtSession *session, const char *name, LtId *id);
/* Its strips stay as they are, in no group. */
LtSession *lt_edit_group_remove (const LtSession *session, LtId group_id);

/* Made unique. */
LtSession *lt_edit_group_name (const LtSession *session, LtId group_id, const char *name);
/* 1–12, 0: none. */
LtSession *lt_edit_group_colour (const LtSession *session, LtId group_id, uint32_t colour);
/* Off: its strips move alone and stay in it. */
LtSession *lt_edit_group_on (const LtSession *session, LtId group_id, bool on);
/* @which: LT_STRIP_FADER, LT_STRIP_MUTE, LT_STRIP_SOLO or LT_STRIP_PAN. */
LtSession *
lt_edit_group_link (const LtSession *session, LtId group_id, LtStripValue which, bool linked);

/* Into the group, out of the one that it was in; 0: into none. NULL and a sentence when it is no track and no bus. */
LtSession *
lt_edit_group_put (const LtSession *session, LtId strip_id, LtId group_id, GError **error);

/* By name: exact, then ignoring case. NULL: none. Borrowed. */
const LtGroup *lt_edit_group_find (const LtSession *session, const char *name);
