// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A live player with a tone on a track, running free, and what leaves its device.
// Layer: tests. For programs that link layer studio.

#pragma once

#include "helpers/test-dir.h"
#include "studio/live.h"

#define LT_TEST_LIVE_RATE    48000.0
#define LT_TEST_LIVE_FRAMES  (12 * (int64_t) LT_TEST_LIVE_RATE)
#define LT_TEST_LIVE_TONE_DB (-23.0)

typedef struct
{
  LtTestDir *folder;
  LtSession *session;
  LtLive    *live;
  LtId       source_id; /* of the tone */
} LtTestLive;

/* A stereo tone of 997 Hz, which has as many LUFS as dB, looped all over; played as soon as lt_live_play () is called. */
void lt_test_live_open (LtTestLive *self);
void lt_test_live_close (LtTestLive *self);

/* The new session, played. Takes over @next. */
void lt_test_live_take (LtTestLive *self, LtSession *next);

/* A file of such tones one after the other, each as long as the others, LT_TEST_LIVE_FRAMES in all. (transfer full): its path. */
char *lt_test_live_write (LtTestLive *self, const char *name, const double *db, guint n);

typedef bool (*LtTestLiveCondition) (LtTestLive *self, const void *data);

/* Ticks until it is there; not within a minute: the test fails. */
void lt_test_live_wait (LtTestLive *self, LtTestLiveCondition condition, const void *data);

/* A condition. @lufs: double; what leaves the device, of which a window is not told while a blind test runs. */
bool lt_test_live_is_heard (LtTestLive *self, const void *lufs);
