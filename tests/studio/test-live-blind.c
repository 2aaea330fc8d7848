// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A blind test and a streaming service at the monitor: how loud each side is, and no reading that says which is heard.
// Layer: tests. Running free: what is waited for is waited for until it is there.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/file-format.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/live-analysis.h"
#include "studio/live-blind.h"
#include "studio/live-private.h"
#include "studio/live-service.h"

#include <glib/gstdio.h>
#include <math.h>

#define RATE        48000.0
#define N_FRAMES    (12 * (gint64) RATE)
#define TONE_DB     (-23.0)
#define MASTER_DB   6.0
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  LtTestDir *folder;
  LtSession *session;
  LtLive    *live;
} Room;

static void
write_tone (const char *folder, const char *name, double db)
{
  g_autoptr (GError) error = NULL;
  g_autofree char  *audio = g_build_filename (folder, "audio", NULL), *path = g_build_filename (audio, name, NULL);
  g_autofree float *tone = g_new0 (float, N_FRAMES);
  const float      *in[2] = { tone, tone };
  LtWriterSpec      spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = (guint) RATE, .n_channels = 2 };

  g_mkdir_with_parents (audio, 0777);
  lt_test_add_sine (tone, N_FRAMES, RATE, 997.0, pow (10.0, db / 20.0), 0.0);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, in, N_FRAMES, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

/* The mix is a tone of −23 LUFS, the master 6 dB louder, the reference the tone itself with the mix's fader at −4 dB. */
static void
room_open (Room *room, gconstpointer data)
{
  LtSourceInfo info = { .path = "audio/tone.wav", .name = "tone", .n_frames = N_FRAMES, .n_channels = 2, .rate_hz = RATE };
  LtLiveWish   wish = { .device = "null", .buffer_frames = 256, .free_running = true };
  LtId         source_id, track_id;
  g_autoptr (GError) error = NULL;

  room->folder = lt_test_dir_new ();
  write_tone (room->folder, "tone.wav", TONE_DB);
  room->session = lt_session_new (RATE, "Blind");
  lt_session_take (&room->session, lt_edit_session_pan_law (room->session, LT_PAN_LAW_0DB));
  lt_session_take (&room->session, lt_edit_session_add_source (room->session, &info, &source_id));
  lt_session_take (&room->session, lt_edit_track_add (room->session, "Tone", -1, &track_id));
  lt_session_take (&room->session, lt_edit_clip_add (room->session, track_id, source_id, 0, 0, info.n_frames, NULL));
  lt_session_take (&room->session, lt_edit_session_loop (room->session, true, 0, info.n_frames));
  lt_session_take (&room->session, lt_edit_strip_fader (room->session, room->session->master->id, MASTER_DB));
  lt_session_take (&room->session, lt_edit_strip_fader (room->session, room->session->mix->id, -4.0));
  if (data != NULL)
    lt_session_take (&room->session, lt_edit_reference_add (room->session, source_id, "Theirs", NULL));
  room->live = lt_live_new ();
  g_assert_true (lt_live_open (room->live, RATE, &wish, &error));
  g_assert_true (lt_live_set_session (room->live, room->session, room->folder, &error));
  g_assert_no_error (error);
}

static void
room_close (Room *room, gconstpointer data)
{
  lt_live_free (room->live);
  lt_session_unref (room->session);
  lt_test_dir_free (room->folder);
}

typedef bool (*Condition) (Room *room, const void *data);

static void
wait_for (Room *room, Condition condition, const void *data)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (!condition (room, data) && g_get_monotonic_time () < until)
    {
      lt_live_tick (room->live);
      g_usleep (500);
    }
  g_assert_true (condition (room, data));
}

static bool
is_ready (Room *room, const void *sides)
{
  return lt_live_blind_is_ready (room->live, ((const LtLiveSide *) sides)[0], ((const LtLiveSide *) sides)[1]);
}

/* What leaves the device, which the window is not told. */
static bool
is_heard (Room *room, const void *lufs)
{
  return fabs (lt_meter_feed_read_tap (room->live->feed, LT_LIVE_TAP_OUTPUT)->short_term_lufs - *(const double *) lufs) < 0.1;
}

static void
assert_silent (Room *room)
{
  LtLiveLevel level;

  lt_live_read_level (room->live, LT_LIVE_OUTPUT, &level);
  g_assert_true (isinf (level.peak_db[0]) && isinf (level.rms_db[1]) && isinf (level.hold_db[0]) && isinf (level.max_db));
  g_assert_true (isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->short_term_lufs));
  g_assert_false (isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_MASTER)->short_term_lufs));
}

static void
test_mix_and_master (Room *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MASTER, LT_LIVE_MIX };
  double                  matched = TONE_DB - 4.0, louder = matched + MASTER_DB;

  lt_live_set_match (room->live, false);
  g_assert_false (lt_live_blind_begin (room->live, sides[0], sides[1])); /* nothing was measured */
  g_assert_false (lt_live_blind_is_on (room->live));
  lt_live_play (room->live);
  wait_for (room, is_ready, sides);
  g_assert_false (lt_live_blind_is_ready (room->live, LT_LIVE_MIX, LT_LIVE_MIX));
  g_assert_false (lt_live_blind_is_ready (room->live, LT_LIVE_MIX, LT_LIVE_REFERENCE)); /* there is none */
  wait_for (room, is_heard, &louder);

  lt_live_set_compare_db (room->live, -3.0); /* of another comparison: not of this one */
  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  for (int i = 0; i < 4; i++)
    {
      lt_live_blind_hear (room->live, sides[i % 2]);
      wait_for (room, is_heard, &matched);
      g_assert_cmpint (lt_live_get_side (room->live), ==, LT_LIVE_MASTER); /* as the window has it */
      assert_silent (room);
    }
  lt_live_blind_hear (room->live, LT_LIVE_REFERENCE); /* is not one of the two */
  lt_live_set_compare_db (room->live, 0.0);
  g_assert_cmpint (room->live->blind.heard, ==, LT_LIVE_MIX);
  lt_live_blind_end (room->live);
  g_assert_false (lt_live_blind_is_on (room->live));
  wait_for (room, is_heard, &louder);
  g_assert_false (isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->short_term_lufs));
}

/* The song is 2 dB softer than the master; behind it waits the mix, not the master. */
static void
test_reference (Room *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MIX, LT_LIVE_REFERENCE };
  double                  matched = TONE_DB - 4.0;
  LtMonitor               monitor = { 0 };

  lt_live_play (room->live);
  wait_for (room, is_ready, sides);
  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  g_assert_cmpfloat_with_epsilon (room->live->blind.db[LT_LIVE_REFERENCE], -4.0, 0.1);
  g_assert_cmpfloat (room->live->blind.db[LT_LIVE_MIX], ==, 0.0);
  for (int i = 0; i < 4; i++)
    {
      lt_live_blind_hear (room->live, sides[i % 2]);
      wait_for (room, is_heard, &matched);
      lt_live_blind_apply (room->live, &monitor);
      g_assert_cmpint (monitor.reference, ==, i % 2 == 1);
      g_assert_true (monitor.mix);
    }
  lt_live_blind_end (room->live);
}

/* A file that stood in for the master before, and one that is asked for meanwhile, are heard before and after, not in the test. */
static void
test_preview (Room *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MIX, LT_LIVE_REFERENCE };
  double                  matched = TONE_DB - 4.0, file = TONE_DB + 12.0 - MASTER_DB;
  g_autofree char        *path = g_build_filename (room->folder, "audio", "file.wav", NULL);
  g_autoptr (GError)      error = NULL;

  write_tone (room->folder, "file.wav", TONE_DB + 12.0);
  lt_live_play (room->live);
  wait_for (room, is_ready, sides);
  g_assert_true (lt_live_set_preview (room->live, path, N_FRAMES, &error));
  lt_live_hear_preview (room->live, true);
  wait_for (room, is_heard, &file);

  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  for (int i = 0; i < 4; i++)
    {
      lt_live_blind_hear (room->live, sides[i % 2]);
      if (i == 2)
        lt_live_hear_preview (room->live, true);
      if (i == 3)
        lt_live_set_difference (room->live, true);
      wait_for (room, is_heard, &matched);
    }
  g_assert_false (lt_live_hears_preview (room->live)); /* the difference ended it */
  lt_live_hear_preview (room->live, true);
  g_assert_false (lt_live_get_difference (room->live));
  wait_for (room, is_heard, &matched);
  lt_live_blind_end (room->live);
  wait_for (room, is_heard, &file);
}

/* A slot that is alone makes other sides than the two: no test begins before it ends, and none hears of it. */
static void
test_alone (Room *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MASTER, LT_LIVE_MIX };
  double                  matched = TONE_DB - 4.0, soft = TONE_DB - 4.0 + MASTER_DB - 12.0;
  LtId                    soft_id, loud_id;
  g_autoptr (GError)      error = NULL;

  lt_session_take (&room->session, lt_edit_slot_add (room->session, room->session->master->id, lt_fx_find ("trim"), -1, NULL, &soft_id));
  lt_session_take (&room->session, lt_edit_slot_value (room->session, soft_id, 0, -12.0f));
  lt_session_take (&room->session, lt_edit_slot_add (room->session, room->session->master->id, lt_fx_find ("trim"), -1, NULL, &loud_id));
  lt_session_take (&room->session, lt_edit_slot_value (room->session, loud_id, 0, 12.0f));
  g_assert_true (lt_live_set_session (room->live, room->session, room->folder, &error));
  lt_live_set_match (room->live, false);
  lt_live_play (room->live);
  wait_for (room, is_ready, sides);
  lt_live_set_alone (room->live, soft_id);
  wait_for (room, is_heard, &soft);
  g_assert_false (lt_live_blind_is_ready (room->live, sides[0], sides[1])); /* however much was measured */
  g_assert_false (lt_live_blind_begin (room->live, sides[0], sides[1]));

  lt_live_set_alone (room->live, 0);
  lt_live_set_delta (room->live, soft_id);
  wait_for (room, is_ready, sides);
  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  wait_for (room, is_heard, &matched);
  lt_live_set_alone (room->live, soft_id);
  lt_live_set_delta (room->live, loud_id);
  wait_for (room, is_heard, &matched);
  lt_live_blind_end (room->live);
  g_assert_cmpuint (lt_live_get_delta (room->live), ==, loud_id);
  lt_live_set_delta (room->live, 0);
  wait_for (room, is_heard, &soft);
}

/* The master is heard as the service plays it, and a mix that is louder as loud as that; a blind test hears without it. */
static void
test_service (Room *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MASTER, LT_LIVE_MIX };
  LtLiveService           service = { .gain_db = -10.0 }, set;
  double                  matched = TONE_DB - 4.0, played = matched + MASTER_DB + service.gain_db;

  lt_live_play (room->live);
  wait_for (room, is_ready, sides);
  g_assert_false (lt_live_get_service (room->live, &set));
  lt_live_set_service (room->live, &service);
  g_assert_true (lt_live_get_service (room->live, &set));
  g_assert_cmpfloat (set.gain_db, ==, -10.0);
  for (int i = 0; i < 2; i++)
    {
      lt_live_set_side (room->live, sides[i]);
      wait_for (room, is_heard, &played);
    }
  g_assert_cmpfloat (lt_live_get_match_db (room->live, LT_LIVE_MASTER), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (lt_live_get_match_db (room->live, LT_LIVE_MIX), -4.0, 0.1);

  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  wait_for (room, is_heard, &matched);
  lt_live_blind_end (room->live);
  wait_for (room, is_heard, &played);

  service.gain_db = -3.0; /* the master is louder than the mix still: nothing is turned up */
  lt_live_set_service (room->live, &service);
  g_assert_cmpfloat (lt_live_get_match_db (room->live, LT_LIVE_MIX), ==, 0.0);
  lt_live_set_service (room->live, NULL);
  lt_live_set_side (room->live, LT_LIVE_MASTER);
  wait_for (room, is_heard, &matched);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/studio/live-blind/mix-and-master", Room, NULL, room_open, test_mix_and_master, room_close);
  g_test_add ("/studio/live-blind/reference", Room, "reference", room_open, test_reference, room_close);
  g_test_add ("/studio/live-blind/preview", Room, "reference", room_open, test_preview, room_close);
  g_test_add ("/studio/live-blind/alone", Room, NULL, room_open, test_alone, room_close);
  g_test_add ("/studio/live-blind/service", Room, NULL, room_open, test_service, room_close);
  return g_test_run ();
}
