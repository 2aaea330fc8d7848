// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of several clips at once: where they are.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure, as in session/edit-clip.h. @ids: of LtId; those of what is gone are passed over, and clips that are locked
   stay as they are. @made (NULL: nobody asks) receives the ids of what was made, in the order of @ids. The work grows with
   the clips of the session, not with their product. */

/* All by the same way, as far as the first of them can go: not before 0, not above the first track or below the last. */
LtSession *lt_edit_clips_move (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks);

/* Copies, moved like that. Copies of a group are a group of their own. */
LtSession *lt_edit_clips_copy (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks, GArray *made);

LtSession *lt_edit_clips_remove (const LtSession *session, const GArray *ids);

/* Those that sound at @pos in two; @made: the right parts. */
LtSession *lt_edit_clips_split (const LtSession *session, const GArray *ids, int64_t pos_frames, GArray *made);

/* Each ends that much later, as far as there is sound, and is at least a frame long. */
LtSession *lt_edit_clips_trim_end (const LtSession *session, const GArray *ids, int64_t by_frames);

/* All together @n times more, each time right behind the last one: what lies between them is repeated too. */
#define LT_EDIT_CLIPS_MAX_REPEATS 999u
LtSession *lt_edit_clips_repeat (const LtSession *session, const GArray *ids, guint n, GArray *made);

/* The same as often as it takes to reach @until; what would go on behind it is cut off. */
LtSession *lt_edit_clips_repeat_until (const LtSession *session, const GArray *ids, int64_t until_frames, GArray *made);

/* Earliest start, latest end. False: none of them is there. */
bool lt_edit_clips_get_extent (const LtSession *session, const GArray *ids, int64_t *from, int64_t *to);

/* (transfer full): @ids and all others of the groups that they are in. */
GArray *lt_edit_clips_with_groups (const LtSession *session, const GArray *ids);

/* How many of them are locked. */
guint lt_edit_clips_n_locked (const LtSession *session, const GArray *ids);

/* Index of a track; −1: none. */
int lt_edit_clips_find_track (const LtSession *session, LtId track_id);
