// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a session only the monitor hears: soloed strips when solo is no part of the mix, and a reference song.
// Layer: studio. Live playback adds it to a description; a render never does.

#pragma once

#include "studio/session-spec.h"

/* The strip that lt_session_listen_add_file makes: no record of a session has this id. */
#define LT_SESSION_LISTEN_FILE ((LtId) -2)

/* The same objects in the same order: what two sessions share is the same. */
bool lt_session_listen_same_objects (const GPtrArray *a, const GPtrArray *b);

/* Do both listen to the same? References count too: another one, or another place. */
bool lt_session_listen_is_same (const LtSession *a, const LtSession *b);

/* The frames of the song of @source that are played: those of the loop of @reference, or all. */
void lt_session_listen_range (const LtReference *reference, const LtSource *source, int64_t *from, int64_t *to);

/* The frame of the song that is heard at @pos of the session; −1: none is. */
int64_t lt_session_listen_frame (const LtReference *reference, const LtSource *source, int64_t pos);

/* Adds to @spec, made of @session, what is listened to, and reference @reference_id (0, or not there: none). */
void lt_session_listen_fill (const LtSession *session, LtId reference_id, LtFeedFor feed_for, void *data, LtSessionSpec *spec);

/* After the above: another reference (0, not there, or the same: none) as the rival of that one; where that was none, in its place. */
void lt_session_listen_add_reference (const LtSession *session, LtId reference_id, LtFeedFor feed_for, void *data, LtSessionSpec *spec);

/* After lt_session_listen_fill, which was given no reference: the file of @source, frame 0 at frame 0, stands where a reference would. */
void lt_session_listen_add_file (const LtSource *source, LtFeedFor feed_for, void *data, LtSessionSpec *spec);
