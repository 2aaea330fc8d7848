// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window reads of a strip: how late it is, and its level where the meters stand.
// Layer: tests. Running free: what is waited for is waited for until it is there.

#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "studio/live.h"

#include <math.h>

#define RATE 48000.0
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)

static LtLive *
open_live (const LtSession *session, const char *folder)
{
  LtLiveWish         wish = { .device = "null", .buffer_frames = 256, .free_running = true };
  LtLive            *live = lt_live_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_live_open (live, RATE, &wish, &error));
  g_assert_true (lt_live_set_session (live, session, folder, &error));
  g_assert_no_error (error);
  return live;
}

static LtLiveLatency
latency_of (LtLive *live, const LtSession *session, const char *name)
{
  LtLiveLatency out;

  g_assert_true (lt_live_get_latency (live, lt_session_find_strip_named (session, name)->id, &out));
  return out;
}

/* A strip that is earlier by 441 frames adds them to what its effects take; who it feeds has them too, the others
   wait for them at the master, and a strip that is later adds nothing. */
static void
test_latency (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) early = lt_test_song_new_mixed (folder, RATE, 0.5);
  g_autoptr (LtSession) level = lt_edit_strip_delay (early, lt_session_find_strip_named (early, "Kick")->id, 0);
  g_autoptr (LtLive)    live = open_live (level, folder);
  g_autoptr (GError)    error = NULL;
  LtLiveLatency         before = latency_of (live, level, "Kick"), now, end;

  g_assert_cmpint (before.frames, ==, before.own_frames);
  g_assert_cmpint (latency_of (live, level, "Voice").own_frames, ==, 0);
  g_assert_true (lt_live_set_session (live, early, folder, &error));
  now = latency_of (live, early, "Kick");
  end = latency_of (live, early, "master");
  g_assert_cmpint (now.own_frames, ==, before.own_frames + 441);
  g_assert_cmpint (now.frames, ==, now.own_frames);
  g_assert_cmpint (latency_of (live, early, "Drums").frames, >=, now.frames);
  g_assert_cmpint (latency_of (live, early, "Voice").frames, ==, 0);
  g_assert_cmpint (latency_of (live, early, "All").frames, ==, 0);
  g_assert_cmpint (end.own_frames, <, end.frames);
  g_assert_false (lt_live_get_latency (live, 999999, &now));
  g_assert_cmpint (now.frames, ==, 0);
}

static bool
is_seen (LtLive *live, LtId id, gint64 patience_us)
{
  gint64      until = g_get_monotonic_time () + patience_us;
  LtLiveLevel level = { .max_db = -INFINITY };

  while (level.max_db < -60.0 && g_get_monotonic_time () < until)
    {
      lt_live_tick (live);
      lt_live_read_level (live, id, &level);
      g_usleep (500);
    }
  return level.max_db > -60.0;
}

/* A mix whose fader is down is seen where it is taken before it, and a track with no effects at its input. */
static void
test_meter_points (void)
{
  static const LtMeterPoint points[] = { LT_METER_PRE, LT_METER_INPUT };
  g_autoptr (LtTestDir)     folder = lt_test_dir_new ();
  g_autoptr (LtSession)     session = lt_test_song_new (folder, RATE, 2.0);
  LtId                      voice = lt_session_find_strip_named (session, "Voice")->id;

  lt_session_take (&session, lt_edit_strip_fader (session, session->mix->id, -INFINITY));
  lt_session_take (&session, lt_edit_strip_fader (session, voice, -INFINITY));
  lt_session_take (&session, lt_edit_session_loop (session, true, 0, 90000));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      lt_session_take (&session, lt_edit_session_meter_point (session, points[i]));

      g_autoptr (LtLive) live = open_live (session, folder);
      lt_live_play (live);
      g_assert_true (is_seen (live, voice, PATIENCE_US));
      g_assert_true (is_seen (live, session->mix->id, PATIENCE_US));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/live-strip/latency", test_latency);
  g_test_add_func ("/studio/live-strip/meter-points", test_meter_points);
  return g_test_run ();
}
