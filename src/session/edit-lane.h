// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of automation lanes.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. The strip must exist; a lane is named by the slot (0: the
   strip itself) and the row's key. Values are brought into the row's range. */

/* The whole lane, made when there is none; no points: it goes. NULL and a sentence when there is no
   such value or it cannot be automated. */
LtSession *lt_edit_lane_set (const LtSession *session,
                             LtId             strip_id,
                             LtId             slot_id,
                             const char      *key,
                             const LtPoint   *points,
                             guint            n_points,
                             GError         **error);

/* One more point; it replaces one at its position. */
LtSession *lt_edit_lane_add_point (const LtSession *session,
                                   LtId             strip_id,
                                   LtId             slot_id,
                                   const char      *key,
                                   const LtPoint   *point,
                                   GError         **error);

/* The points from frame @from up to and without @to; the lane goes with its last point. */
LtSession *lt_edit_lane_remove_points (const LtSession *session,
                                       LtId             strip_id,
                                       LtId             slot_id,
                                       const char      *key,
                                       int64_t          from,
                                       int64_t          to);

/* The lane goes. */
LtSession *
lt_edit_lane_clear (const LtSession *session, LtId strip_id, LtId slot_id, const char *key);
