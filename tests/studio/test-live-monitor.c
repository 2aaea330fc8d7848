// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the monitor lets through in every state of its switches, and how loud a reference is.
// Layer: tests. Running free: what is waited for is waited for until it is there.

#include "helpers/test-live.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/live-analysis.h"
#include "studio/live-blind.h"
#include "studio/live-private.h"
#include "studio/live-service.h"

#include <math.h>

#define TONE_DB LT_TEST_LIVE_TONE_DB

static bool
is_matched (LtTestLive *room, const void *db)
{
  return fabs (lt_live_get_match_db (room->live, LT_LIVE_MASTER) - *(const double *) db) < 0.2;
}

static bool
is_measured (LtTestLive *room, const void *data)
{
  return lt_live_blind_is_ready (room->live, LT_LIVE_MASTER, LT_LIVE_REFERENCE);
}

/* A reference is as loud as what is played of it. */
static void
test_loop (void)
{
  static const double halves[] = { TONE_DB, TONE_DB - 20.0 };
  double              as_loud = 0.0, softer = -20.0;
  LtTestLive          room;
  LtSourceInfo        info = { .path = "audio/halves.wav", .name = "halves", .n_frames = LT_TEST_LIVE_FRAMES, .n_channels = 2, .rate_hz = LT_TEST_LIVE_RATE };
  LtId                source_id, id;

  lt_test_live_open (&room);
  g_free (lt_test_live_write (&room, "halves.wav", halves, 2));
  lt_session_take (&room.session, lt_edit_session_add_source (room.session, &info, &source_id));
  lt_test_live_take (&room, lt_edit_reference_add (room.session, source_id, "Halves", &id));
  lt_live_play (room.live);
  lt_test_live_wait (&room, is_measured, NULL);
  g_assert_true (is_matched (&room, &as_loud)); /* the softer half is no part of its loudness */
  lt_test_live_take (&room, lt_edit_reference_loop (room.session, id, LT_TEST_LIVE_FRAMES * 2 / 3, LT_TEST_LIVE_FRAMES));
  g_assert_false (lt_live_blind_is_ready (room.live, LT_LIVE_MASTER, LT_LIVE_REFERENCE));
  lt_test_live_wait (&room, is_matched, &softer);
  g_assert_true (lt_live_blind_is_ready (room.live, LT_LIVE_MASTER, LT_LIVE_REFERENCE));
  lt_test_live_take (&room, lt_edit_reference_loop (room.session, id, 0, 0));
  g_assert_true (is_matched (&room, &as_loud)); /* it was known */
  lt_test_live_close (&room);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/live-monitor/loop", test_loop);
  return g_test_run ();
}
