// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Versions of the master chain while it plays: choosing one does not click, and the export is that of the one chosen.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "session/edit-version.h"
#include "studio/player.h"

#include <math.h>

#define RATE 48000.0
#define SECONDS 6
#define STEP 24000 /* frames between two changes */
#define N (SECONDS * 48000 - 2 * STEP)

static void
write_sine (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree float  *memory = g_new0 (float, SECONDS * 48000);
  const float       *in[1] = { memory };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 1 };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  lt_test_add_sine (memory, SECONDS * 48000, RATE, 100.0, 0.25, 0.0);
  lt_writer_write (writer, in, SECONDS * 48000, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

/* A sine of −12 dBFS through an equaliser; "Softer" has other effects, in another order, and another latency. */
static LtSession *
new_song (const char *folder)
{
  LtSession       *session = lt_session_new (RATE, "Song");
  g_autofree char *audio = g_build_filename (folder, "audio", NULL);
  g_autofree char *path = g_build_filename (audio, "Sine.wav", NULL);
  LtSourceInfo     info = { .path = "audio/Sine.wav", .name = "Sine", .n_frames = SECONDS * 48000, .n_channels = 1, .rate_hz = RATE };
  LtId             track, source, trim;

  g_mkdir_with_parents (audio, 0777);
  write_sine (path);
  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_track_add (session, "Sine", -1, &track));
  lt_session_take (&session, lt_edit_clip_add (session, track, source, 0, 0, 0, NULL));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("eq"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("limit"), -1, NULL, NULL));
  lt_session_take (&session, lt_edit_version_keep (session, "Softer", NULL));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("trim"), 0, NULL, &trim));
  lt_session_take (&session, lt_edit_slot_value (session, trim, 0, -9.0f));
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("comp"), -1, NULL, NULL));
  return session;
}

/* Every STEP frames the other of the two is chosen. (transfer full): the left side. */
static float *
play (const LtSession *session, const char *folder, gint64 from, bool choose)
{
  g_autoptr (GError)    error = NULL;
  LtPlayerConfig        config = { .device = "null", .buffer_frames = 256, .free_running = true, .capture = true };
  g_autoptr (LtPlayer)  player = lt_player_new (RATE, &config, &error);
  g_autoptr (LtSession) now = lt_session_ref (session);
  float                *out = g_new0 (float, N);
  gsize                 n = 0, changed = 0;

  g_assert_no_error (error);
  g_assert_true (lt_player_set_session (player, now, folder, NULL, &error));
  lt_engine_locate (lt_player_get_engine (player), from);
  g_assert_true (lt_player_prepare (player, from, 30000));
  lt_engine_roll (lt_player_get_engine (player));
  while (n < N)
    {
      float frames[2 * 512];
      guint got = lt_player_read_capture (player, frames, 512);

      for (guint i = 0; i < got && n < N; i++, n++)
        out[n] = frames[2 * i];
      if (choose && n / STEP > changed)
        {
          changed = n / STEP;
          lt_session_take (&now, lt_edit_version_choose (now, lt_edit_version_find (now, changed % 2 == 1 ? "1" : "2")->id, &error));
          g_assert_no_error (error);
          g_assert_true (lt_player_set_session (player, now, folder, NULL, &error));
        }
      if (got == 0)
        g_usleep (500);
      lt_player_tick (player);
    }
  return out;
}

static void
test_no_clicks (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (folder);
  g_autofree float     *heard = play (session, folder, 480, true); /* not at the sine's start: the fade-in of rolling is no change */
  double low = INFINITY, high = 0.0, db = lt_test_above_5k_db (heard, N, RATE);

  for (gsize at = STEP / 2; at + STEP / 2 <= N; at += STEP / 2)
    {
      double level = lt_test_rms (heard + at, STEP / 4);

      low = MIN (low, level);
      high = MAX (high, level);
    }
  g_test_message ("%.1f dBFS above 5 kHz; from %.4f to %.4f", db, low, high);
  g_assert_cmpfloat (high, >, 1.5 * low); /* both were heard */
  g_assert_cmpfloat (db, <, -60.0);
}

/* Gone and come back to, a version is what it was, to the bit. */
static void
test_comes_back (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = new_song (folder);
  g_autoptr (LtSession) away = lt_edit_version_choose (session, lt_edit_version_find (session, "1")->id, NULL);
  g_autoptr (LtSession) back = lt_edit_version_choose (away, lt_edit_version_find (away, "2")->id, NULL);
  g_autofree float     *before = play (session, folder, 0, false);
  g_autofree float     *after = play (back, folder, 0, false);
  g_autofree float     *other = play (away, folder, 0, false);

  g_assert_cmpfloat (lt_test_peak (before, N), >, 0.03);
  g_assert_cmpmem (before, N * sizeof (float), after, N * sizeof (float));
  g_assert_cmpfloat (lt_test_peak (other, N), >, 1.1 * lt_test_peak (before, N));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/version/no-clicks", test_no_clicks);
  g_test_add_func ("/studio/version/comes-back", test_comes_back);
  return g_test_run ();
}
