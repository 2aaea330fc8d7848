// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits that move what follows: time that is put in, and time that is taken out.
// Layer: session.

#pragma once

#include "session/session.h"

/* What moves along. */
typedef enum
{
  LT_RIPPLE_OFF,   /* nothing: gaps stay, what is put in lies over what is there */
  LT_RIPPLE_TRACK, /* later clips of the tracks that are edited */
  LT_RIPPLE_ALL,   /* later clips of all tracks, automation, markers, loop, punch range, and changes of tempo and metre */
} LtRipple;

/* Where: tracks by index, both ends among them. With LT_RIPPLE_ALL it is all of them. */
typedef struct
{
  LtRipple ripple;
  guint    first, last;
} LtRippleScope;

/* Edits are pure, as in session/edit-clip.h. Clips that are locked stay where they are. */

/* Silence of @length frames at @at: clips that sound there are cut, and what is behind moves. With LT_RIPPLE_OFF the tracks of
   the scope move as with LT_RIPPLE_TRACK: time that is put in moves what follows, or it would be no time. */
LtSession *lt_edit_ripple_insert (const LtSession *session, LtRippleScope scope, int64_t at, int64_t length);

/* The time from @from to @to goes, with what sounds in it. LT_RIPPLE_OFF as above. */
LtSession *lt_edit_ripple_delete (const LtSession *session, LtRippleScope scope, int64_t from, int64_t to);

/* Clips @ids (of LtId) go, and what begins behind each of them, on its track or everywhere, comes earlier by its length. */
LtSession *lt_edit_ripple_remove (const LtSession *session, const GArray *ids, LtRipple ripple);

/* As lt_edit_clip_trim_start () and _end (), and what begins behind the clip follows its end; a start that is trimmed leaves
   the clip in its place, with less or more of its sound. */
LtSession *lt_edit_ripple_trim_start (const LtSession *session, LtId clip_id, int64_t pos_frames, LtRipple ripple);
LtSession *lt_edit_ripple_trim_end (const LtSession *session, LtId clip_id, int64_t pos_frames, LtRipple ripple);

/* How many locked clips stay behind when what begins at @at or later moves. */
guint lt_edit_ripple_n_locked (const LtSession *session, LtRippleScope scope, int64_t at);
