// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the recall of a mixer snapshot had to leave out, in sentences.
// Layer: session.

#pragma once

#include "session/edit-snapshot.h"

/* Returns: (transfer full): of char *, a sentence each for what @snapshot holds and @after, which is the session that
   recalled @parts of it, could not have again: strips that are gone, and outputs, VCAs, groups, sends and side-chains
   that would lead to what is gone. @strip_ids: of LtId, as they were recalled; NULL: all. Empty: all is back. */
GPtrArray *lt_snapshot_lost_list (const LtSession *after, const LtSnapshot *snapshot, LtSnapshotParts parts, const GArray *strip_ids);

/* Returns: (transfer full): the same of the master version that is current in @after and was not in @before, from which
   @after came. */
GPtrArray *lt_snapshot_lost_list_version (const LtSession *before, const LtSession *after);

/* Returns: (transfer full): one sentence as it is, of more how many are of what is called @name; NULL: @lost is empty. */
char *lt_snapshot_lost_dup_text (const GPtrArray *lost, const char *name);
