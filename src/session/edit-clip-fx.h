// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of what a clip does with its recording: stretch, pitch, effects.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a new reference) when nothing
   changes. Ids must exist. Values out of range are moved into it (session/clip-sound-types.h). */

/* What is heard stays the same part of the source; length, fades and envelope scale with it. The start stays in its place. */
LtSession *lt_edit_clip_fx_stretch (const LtSession *session, LtId clip_id, double stretch);

/* The same part in @length_frames. @hold_end: the clip's end stays, not its start; as far as the time line goes. */
LtSession *lt_edit_clip_fx_stretch_to (const LtSession *session, LtId clip_id, int64_t length_frames, bool hold_end);

LtSession *lt_edit_clip_fx_pitch (const LtSession *session, LtId clip_id, double cents);
LtSession *lt_edit_clip_fx_quality (const LtSession *session, LtId clip_id, LtStretchQuality quality, bool formants);

/* The same of several, @ids as in session/edit-clips.h. @stretches, @cents: one for each of @ids; NAN leaves that clip as it is. */
LtSession *lt_edit_clips_fx_stretch (const LtSession *session, const GArray *ids, const double *stretches);
LtSession *lt_edit_clips_fx_pitch (const LtSession *session, const GArray *ids, const double *cents);
LtSession *lt_edit_clips_fx_quality (const LtSession *session, const GArray *ids, LtStretchQuality quality, bool formants);

/* Without stretch, pitch and effects, as long as it was recorded. */
LtSession *lt_edit_clip_fx_reset (const LtSession *session, LtId clip_id);

/* An effect before position @at (−1: last), with @values (NULL: the defaults). @id receives it; it may be NULL. All else is done
   to a clip's slot as to a strip's: session/edit-slot.h. */
LtSession *lt_edit_clip_fx_add_slot (const LtSession *session, LtId clip_id, const LtFxType *type, int at, const float *values, LtId *id);

/* For session/edit-slot.h: of a slot that is a clip's. @at: −1 is last. */
LtSession *lt_edit_clip_fx_put_slot (const LtSession *session, LtSlot *slot); /* takes @slot, which replaces the one of its id */
LtSession *lt_edit_clip_fx_remove_slot (const LtSession *session, LtId slot_id);
LtSession *lt_edit_clip_fx_move_slot (const LtSession *session, LtId slot_id, int at);

/* Not an edit to keep: the clip gives what the slot hears. */
LtSession *lt_edit_clip_fx_alone_before (const LtSession *session, LtId slot_id);
