// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the references: finished songs to compare with.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. */

/* At the end of the list, its start at the session's. The name is made one that no other has. @id may be NULL. */
LtSession *lt_edit_reference_add (const LtSession *session, LtId source_id, const char *name, LtId *id);

/* Its source stays, as that of a deleted clip does. */
LtSession *lt_edit_reference_remove (const LtSession *session, LtId reference_id);

LtSession *lt_edit_reference_rename (const LtSession *session, LtId reference_id, const char *name);

/* Frames of the song at the session's start; less than 0: it begins later. */
LtSession *lt_edit_reference_offset (const LtSession *session, LtId reference_id, int64_t offset_frames);

/* Frames of the song that sound over and over; within its length, and at least LT_REFERENCE_SHORTEST_LOOP_S long: else, and with
   @from = @to = 0, it plays through. */
LtSession *lt_edit_reference_loop (const LtSession *session, LtId reference_id, int64_t from, int64_t to);

#define LT_REFERENCE_SHORTEST_LOOP_S 0.5

/* How much a match counts it beside the others; brought into its range. */
LtSession *lt_edit_reference_weight (const LtSession *session, LtId reference_id, double weight);

/* By name: exact, then ignoring case; NULL: none. Borrowed. */
const LtReference *lt_edit_reference_find (const LtSession *session, const char *name);
