// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the versions of the master chain: kept, chosen, named, copied, removed.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL.

   The version that is current is the session's master: what is done to the chain is done to it. What is held of the
   others is the master strip, with its automation, as it was when they were left. */

/* The chain goes on as a new version, which is current from now; the one before keeps it as it is. Where there was none,
   the chain as it is becomes the first. The name is made unique. */
LtSession *lt_edit_version_keep (const LtSession *session, const char *name, LtId *id);

/* The version before this one keeps the chain as it is. A chain that belongs to no version becomes one. NULL and a sentence
   when the sound would come back. */
LtSession *lt_edit_version_choose (const LtSession *session, LtId version_id, GError **error);

/* Another one like it, last; what is heard stays. @name NULL: after its name. */
LtSession *lt_edit_version_copy (const LtSession *session, LtId version_id, const char *name, LtId *id);
LtSession *lt_edit_version_rename (const LtSession *session, LtId version_id, const char *name); /* made unique */

/* In place of the current one its neighbour is chosen; with the last one the chain stays. */
LtSession *lt_edit_version_remove (const LtSession *session, LtId version_id, GError **error);

/* Borrowed: by number, then by name, exact, then ignoring case, then by title. NULL: there is none. */
const LtSnapshot *lt_edit_version_find (const LtSession *session, const char *word);

/* Digits alone, which no version is named: "2" as a name would be another one than the second. */
bool lt_edit_version_reads_as_number (const char *name);

/* Above all that were ever given on the way to @session; the lowest free one when there is none above. */
uint32_t lt_edit_version_next_number (const LtSession *session);

/* Borrowed: the master strip of a version of @session; the session's own when it is current. */
const LtStrip *lt_edit_version_get_strip (const LtSession *session, const LtSnapshot *version);
char          *lt_edit_version_dup_title (const LtSnapshot *version); /* (transfer full): "3 Softer bridge" */
