// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What hands do with clips in the Edit view: the session's edits, as the view is set.
// Layer: app. Main thread.
//
// All take a session (that of a gesture's begin) and ids (of LtId) of clips, and return a session of the caller's: @session itself
// (another reference) when nothing changes.

#pragma once

#include "app/edit/edit-state.h"
#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-clips-value.h"
#include "session/edit-clips.h"
#include "session/edit-ripple.h"

/* An edge that is dragged: with a ripple, what is behind the clip follows. */
LtSession *lt_clip_ops_trim_start (LtEditState *state, const LtSession *session, LtId clip_id, int64_t pos_frames);
LtSession *lt_clip_ops_trim_end (LtEditState *state, const LtSession *session, LtId clip_id, int64_t pos_frames);

/* Toasts when some of @ids are locked, so that what was asked for did not happen to them. TRUE: they are. */
gboolean lt_clip_ops_tell_locked (LtEditState *state, const LtSession *session, const GArray *ids);

/* A value of a clip. */
typedef double (*LtClipValue) (const LtClip *clip);

/* Of each of @ids, as it was in @base, when that of the first of them goes to @value and all others along, as far apart as they
   were: by the same difference, or @by_ratio. NAN: that clip was not there. (transfer full): one number each. */
double *lt_clip_ops_dup_values (const LtSession *base, const GArray *ids, LtClipValue get, double value, gboolean by_ratio);

/* The start, or the end, of clip @lead_id goes to @pos_frames, what is heard is stretched to that; all others of @ids by as much, their
   other edges in place. Where Rubber Band is missing (studio/clip-print.h) it must not be called: they would be silent. */
LtSession *lt_clip_ops_stretch (const LtSession *session, const GArray *ids, LtId lead_id, int64_t pos_frames, gboolean is_end);
