// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A song of one sine, and what is heard of a session that changes while it plays.
// Layer: tests. For programs that link layer studio.

#pragma once

#include "session/session.h"

#define LT_TEST_PLAYER_RATE    48000.0
#define LT_TEST_PLAYER_SECONDS 6
#define LT_TEST_PLAYER_STEP    24000u /* frames between two changes */
#define LT_TEST_PLAYER_FRAMES  (LT_TEST_PLAYER_SECONDS * 48000u - 2 * LT_TEST_PLAYER_STEP) /* that are heard */

typedef struct
{
  float *l, *r;
} LtTestHeard;

void lt_test_heard_clear (LtTestHeard *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtTestHeard, lt_test_heard_clear)

/* 100 Hz at −12 dBFS on a track, its file in @folder. @track may be NULL. */
LtSession *lt_test_player_song (const char *folder, LtId *track);

/* The session that follows @now at the @k-th change, from 1. */
typedef LtSession *(*LtTestChange) (const LtSession *now, gsize k, const void *data);

/* @session from frame @from on, every LT_TEST_PLAYER_STEP frames changed by @change; NULL: nothing ever changes. */
LtTestHeard lt_test_player_hear (const LtSession *session, const char *folder, gint64 from, LtTestChange change, const void *data);
