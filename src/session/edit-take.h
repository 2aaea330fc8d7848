// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of takes, and choosing from them what is heard.
// Layer: session. Pure, as session/edit-clip.h.

#pragma once

#include "session/edit-ripple.h"
#include "session/take.h"

/* Fade between two choices that meet, seconds. */
#define LT_TAKE_FADE_S 0.01

/* Clips of track @track_id that lie on one another, by more than half of the shorter one, become takes, each of them in the
   first take that has room, in the order they came into the session. What is heard is then the last take's. Locked clips
   stay. @session itself when there are none. */
LtSession *lt_edit_take_gather (const LtSession *session, LtId track_id);

/* A take of the whole of @source_id at @pos, behind the others. */
LtSession *lt_edit_take_add (const LtSession *session, LtId track_id, LtId source_id, int64_t pos_frames, LtId *id);

/* No locked clip of @track lies there. */
bool lt_edit_take_is_free (const LtTrack *track, int64_t from, int64_t to);

/* From @from to @to the track is heard as the take: clips of the track go there, the take's come, copied, with fades to what
   is beside. Where the take has nothing, nothing is heard. @made (of LtId; NULL: nobody asks): clips that came. Locked clips
   of the track stay, and over them nothing comes. */
LtSession *lt_edit_take_choose (const LtSession *session, LtId take_id, int64_t from, int64_t to, GArray *made);

/* The stretch of time of clip @clip_id is heard from the next take (@way 1) or the one before (−1) that has sound there,
   round and round. */
LtSession *lt_edit_take_step (const LtSession *session, LtId clip_id, int way, GArray *made);

LtSession *lt_edit_take_rename (const LtSession *session, LtId take_id, const char *name);
LtSession *lt_edit_take_remove (const LtSession *session, LtId take_id); /* what was chosen from it stays */
LtSession *lt_edit_take_remove_all (const LtSession *session, LtId track_id);

/* Time that is put into or taken out of tracks is so for their takes too. For session/edit-ripple.h. */
LtSession *lt_edit_take_insert_time (const LtSession *session, LtRippleScope scope, int64_t at, int64_t length);
LtSession *lt_edit_take_delete_time (const LtSession *session, LtRippleScope scope, int64_t from, int64_t to);
