// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is done with several clips at once: moved, copied, split, joined, cross-faded, pasted.
// Layer: app. Pure.
//
// All take a session and an array of LtId of clips, and return a session of the caller's: @session itself (another
// reference) when nothing changes. Clips that are locked stay as they are, and ids of what is gone are passed over.

#pragma once

#include "session/edit-clip.h"

/* All by the same way, as far as the first of them can go: not before 0, not above the first track or below the last. */
LtSession *lt_clip_ops_move (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks);

/* Copies, moved like that; @made receives their ids. */
LtSession *lt_clip_ops_copy (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks, GArray *made);

LtSession *lt_clip_ops_delete (const LtSession *session, const GArray *ids);

/* Those that sound at @pos; @made receives the right parts. */
LtSession *lt_clip_ops_split (const LtSession *session, const GArray *ids, int64_t pos_frames, GArray *made);

/* What sounds from @from to @to on tracks @first to @last goes; clips are cut where they must be. */
LtSession *lt_clip_ops_clear_range (const LtSession *session, int64_t from, int64_t to, guint first, guint last);

/* (transfer full): @session with everything outside of the range cut away, for the clipboard; @ids receives what is left. */
LtSession *lt_clip_ops_keep_range (const LtSession *session, int64_t from, int64_t to, guint first, guint last, GArray *ids);

/* Neighbours of one track that are stretches of one sound without a gap become one; @kept receives what they became. */
LtSession *lt_clip_ops_join (const LtSession *session, const GArray *ids, GArray *kept);

/* Where one of them overlaps a neighbour of its track, the earlier one fades out and the later one in. Those that only
   touch are drawn out over each other by up to @reach frames, as far as there is sound. */
LtSession *lt_clip_ops_crossfade (const LtSession *session, const GArray *ids, int64_t reach);

LtSession *lt_clip_ops_gain (const LtSession *session, const GArray *ids, double by_db);

/* A fade in up to @pos where it is in the first half of a clip, else a fade out from there. */
LtSession *lt_clip_ops_fade_to (const LtSession *session, const GArray *ids, int64_t pos_frames);

/* Clips @ids of @from, an earlier state of the same document, so that the first one starts at @pos, and the topmost is on
   track @track_id. Those whose sound is gone are left out. */
LtSession *lt_clip_ops_paste (const LtSession *session, const LtSession *from, const GArray *ids, LtId track_id, int64_t pos_frames,
                              GArray *made);

/* Earliest start, latest end. FALSE: none of them is there. */
gboolean lt_clip_ops_get_extent (const LtSession *session, const GArray *ids, int64_t *from, int64_t *to);

/* Index of a track; -1: none. */
int lt_clip_ops_find_track (const LtSession *session, LtId track_id);
