// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of a stretch of time on several tracks, whatever clips lie there.
// Layer: session.

#pragma once

#include "session/edit-ripple.h"

/* Edits are pure, as in session/edit-clip.h. Tracks by index, both ends among them. Clips that are locked stay as they are. */

/* What sounds there goes, what is behind stays. */
LtSession *lt_edit_range_clear (const LtSession *session, int64_t from, int64_t to, guint first, guint last);

/* Clips are cut at both ends. @inside (of LtId; NULL: nobody asks): those that lie between. */
LtSession *lt_edit_range_split (const LtSession *session, int64_t from, int64_t to, guint first, guint last, GArray *inside);

/* lt_edit_range_clear (), and with a ripple what is behind follows. */
LtSession *lt_edit_range_delete (const LtSession *session, int64_t from, int64_t to, LtRippleScope scope);

/* Stretches of a clip that stay, counted from its start, ascending and apart: the clip becomes as many as there are, and none
   when there are none. Fades of @fade_frames at most, never longer than half of a piece, at edges that are new. */
typedef struct
{
  int64_t from, to;
} LtEditStretch;

/* Several clips in one pass: @stretches is a GArray of LtEditStretch for each of @ids (of LtId). The first piece keeps the id. */
LtSession *lt_edit_range_keep_all (const LtSession *session, const GArray *ids, const GPtrArray *stretches, int64_t fade_frames);
