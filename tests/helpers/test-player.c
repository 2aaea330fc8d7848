// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the null device gets of a player that runs free.
// Layer: tests.

#include "helpers/test-player.h"

#include "helpers/test-signal.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "studio/player.h"

#define RATE     LT_TEST_PLAYER_RATE
#define N        LT_TEST_PLAYER_FRAMES
#define N_SOURCE (LT_TEST_PLAYER_SECONDS * 48000)

void
lt_test_heard_clear (LtTestHeard *self)
{
  g_free (self->l);
  g_free (self->r);
}

static void
write_sine (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree float  *memory = g_new0 (float, N_SOURCE);
  const float       *in[1] = { memory };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 1 };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  lt_test_add_sine (memory, N_SOURCE, RATE, 100.0, 0.25, 0.0);
  lt_writer_write (writer, in, N_SOURCE, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

LtSession *
lt_test_player_song (const char *folder, LtId *track)
{
  LtSession       *session = lt_session_new (RATE, "Song");
  g_autofree char *audio = g_build_filename (folder, "audio", NULL);
  g_autofree char *path = g_build_filename (audio, "Sine.wav", NULL);
  LtSourceInfo     info = { .path = "audio/Sine.wav", .name = "Sine", .n_frames = N_SOURCE, .n_channels = 1, .rate_hz = RATE };
  LtId             source, track_id;

  g_mkdir_with_parents (audio, 0777);
  write_sine (path);
  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_track_add (session, "Sine", -1, &track_id));
  lt_session_take (&session, lt_edit_clip_add (session, track_id, source, 0, 0, 0, NULL));
  if (track != NULL)
    *track = track_id;
  return session;
}

LtTestHeard
lt_test_player_hear (const LtSession *session, const char *folder, gint64 from, LtTestChange change, const void *data)
{
  g_autoptr (GError)    error = NULL;
  LtPlayerConfig        config = { .device = "null", .buffer_frames = 256, .free_running = true, .capture = true };
  g_autoptr (LtPlayer)  player = lt_player_new (RATE, &config, &error);
  g_autoptr (LtSession) now = lt_session_ref (session);
  LtTestHeard           out = { g_new0 (float, N), g_new0 (float, N) };
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
        {
          out.l[n] = frames[2 * i];
          out.r[n] = frames[2 * i + 1];
        }
      if (change != NULL && n / LT_TEST_PLAYER_STEP > changed)
        {
          changed = n / LT_TEST_PLAYER_STEP;
          lt_session_take (&now, change (now, changed, data));
          g_assert_true (lt_player_set_session (player, now, folder, NULL, &error));
        }
      if (got == 0)
        g_usleep (500);
      lt_player_tick (player);
    }
  return out;
}
