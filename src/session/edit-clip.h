// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of clips.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL.
   Places outside of the time line or the source are moved to its end. */

/* @length 0: all that is left of the source. Named after the source. */
LtSession *lt_edit_clip_add (const LtSession *session,
                             LtId             track_id,
                             LtId             source_id,
                             int64_t          pos_frames,
                             int64_t          offset_frames,
                             int64_t          length_frames,
                             LtId            *id);
LtSession *lt_edit_clip_remove (const LtSession *session, LtId clip_id);

/* A copy at @pos of @track_id. */
LtSession *lt_edit_clip_duplicate (
    const LtSession *session, LtId clip_id, LtId track_id, int64_t pos_frames, LtId *id);

/* A clip of this or an earlier state of the session, as it was, at @pos of @track_id, with an id of its own: to paste.
   Its source must exist. */
LtSession *lt_edit_clip_put (
    const LtSession *session, const LtClip *clip, LtId track_id, int64_t pos_frames, LtId *id);

/* In two at @pos on the time line; @id is the right part. Nothing happens outside of the clip. */
LtSession *
lt_edit_clip_split (const LtSession *session, LtId clip_id, int64_t pos_frames, LtId *id);

/* To @pos of @track_id, its own or another one. */
LtSession *
lt_edit_clip_move (const LtSession *session, LtId clip_id, LtId track_id, int64_t pos_frames);

/* The edge goes to @pos on the time line, what sounds stays where it is. */
LtSession *lt_edit_clip_trim_start (const LtSession *session, LtId clip_id, int64_t pos_frames);
LtSession *lt_edit_clip_trim_end (const LtSession *session, LtId clip_id, int64_t pos_frames);

/* What sounds moves within the edges. */
LtSession *lt_edit_clip_slip (const LtSession *session, LtId clip_id, int64_t offset_frames);

/* A fade gives way to the other one. */
LtSession *
lt_edit_clip_fade_in (const LtSession *session, LtId clip_id, int64_t n_frames, LtFadeCurve curve);
LtSession *
lt_edit_clip_fade_out (const LtSession *session, LtId clip_id, int64_t n_frames, LtFadeCurve curve);

/* −144 to +24 dB. */
LtSession *lt_edit_clip_gain (const LtSession *session, LtId clip_id, double gain_db);
/* Points from the clip's start, same range; none: flat. */
LtSession *lt_edit_clip_envelope (const LtSession *session,
                                  LtId             clip_id,
                                  const LtPoint   *points,
                                  guint            n_points);

LtSession *lt_edit_clip_mute (const LtSession *session, LtId clip_id, bool mute);
LtSession *lt_edit_clip_name (const LtSession *session, LtId clip_id, const char *name);
