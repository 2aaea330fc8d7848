// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session of deep sines and what a storm does to it: edits of the document, undo, another session.
// Layer: tests.

#pragma once

#include "session/history.h"

#define LT_SONG_STORM_RATE    48000
#define LT_SONG_STORM_SECONDS 24 /* of every source; nothing but clips as long as these */

typedef struct LtSongStorm LtSongStorm;

/* Writes the sines into @folder/audio. The same edits for the same @seed. */
LtSongStorm *lt_song_storm_new (const char *folder, guint32 seed);
void         lt_song_storm_free (LtSongStorm *self);

const LtSession *lt_song_storm_get_session (LtSongStorm *self); /* borrowed until the next of these */

/* A value of a strip, a send or an effect; one step of the history with those next to it. */
void lt_song_storm_value (LtSongStorm *self);

/* Anything else: inserts, routes, sends, keys, tracks, buses, clips, lanes, the loop, undo and redo. */
void lt_song_storm_shape (LtSongStorm *self);

/* The first session, read from its text anew, with a history of its own. */
void lt_song_storm_load (LtSongStorm *self);
