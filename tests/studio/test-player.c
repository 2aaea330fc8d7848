// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How soon a value is heard, counted in frames of what the device is given: in the quantum that follows, and later by
// what the effects behind it look ahead. The device adds its two buffers.
// Layer: tests. Running free; the clock on the wall is not looked at.

#include "base/audio.h"
#include "helpers/test-dir.h"
#include "media/file-format.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/player.h"

#include <math.h>

#define RATE   48000.0
#define N      (4 * 48000)
#define LEVEL  0.25f
#define MARGIN 1e-5f
#define N_BEFORE 4096 /* frames that are heard before the fader moves */

typedef struct
{
  guint    buffer;
  gboolean looks_ahead;
} Case;

static void
write_constant (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *audio = g_build_filename (folder, "audio", NULL);
  g_autofree char   *path = g_build_filename (audio, "level.wav", NULL);
  g_autofree float  *level = g_new (float, N);
  const float       *in[2] = { level, level };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = (guint) RATE, .n_channels = 2 };

  for (guint i = 0; i < N; i++)
    level[i] = LEVEL;
  g_mkdir_with_parents (audio, 0777);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, in, N, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

static LtSession *
new_session (const Case *c, LtId *track_id)
{
  LtSourceInfo info = { .path = "audio/level.wav", .name = "level", .n_frames = N, .n_channels = 2, .rate_hz = RATE };
  LtSession   *session = lt_session_new (RATE, "Level");
  LtId         source_id;

  lt_session_take (&session, lt_edit_session_pan_law (session, LT_PAN_LAW_0DB));
  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source_id));
  lt_session_take (&session, lt_edit_track_add (session, "Level", -1, track_id));
  lt_session_take (&session, lt_edit_clip_add (session, *track_id, source_id, 0, 0, N, NULL));
  if (c->looks_ahead)
    lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("limit"), -1, NULL, NULL));
  return session;
}

/* The next frame, left. */
static float
next_frame (LtPlayer *player)
{
  float frame[2];

  while (lt_player_read_capture (player, frame, 1) == 0)
    {
      lt_player_tick (player);
      g_usleep (200);
    }
  return frame[0];
}

static void
test_move_is_heard (gconstpointer data)
{
  const Case           *c = data;
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  LtId                  track_id;
  g_autoptr (LtSession) session = new_session (c, &track_id);
  LtPlayerConfig        config = { .device = "null", .buffer_frames = c->buffer, .free_running = true, .capture = true };
  g_autoptr (LtPlayer)  player = lt_player_new (RATE, &config, &error);
  LtEngine             *engine = lt_player_get_engine (player);
  int64_t               n = 0, earliest, latest, latency;
  float                 before = 0.0f;

  write_constant (folder);
  g_assert_true (lt_player_set_session (player, session, folder, NULL, &error));
  g_assert_true (lt_player_prepare (player, 0, 30000));
  latency = lt_engine_get_latency (engine);
  g_assert_cmpint (latency > 0, ==, c->looks_ahead);
  lt_engine_roll (engine);
  for (; n < latency + N_BEFORE; n++)
    before = next_frame (player);
  g_assert_cmpfloat (fabsf (before - LEVEL), <, 1e-3f);

  earliest = lt_engine_get_position (engine);
  lt_session_take (&session, lt_edit_strip_fader (session, track_id, -20.0));
  g_assert_true (lt_player_set_session (player, session, folder, NULL, &error));
  latest = lt_engine_get_position (engine) + LT_QUANTUM; /* a quantum may have begun before the value came */

  while (fabsf (next_frame (player) - before) < MARGIN)
    n++;
  g_assert_cmpint (n, >=, earliest);
  g_assert_cmpint (n, <=, latest + latency + 1); /* a ramp begins at the old value */
}

static guint
count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint            n = 0;

  while (g_dir_read_name (tasks) != NULL)
    n++;
  return n;
}

/* However many are asked for: in time they run before all others, and would leave them nothing. */
static void
test_no_more_threads_than_processors (void)
{
  g_autoptr (GError)   error = NULL;
  LtPlayerConfig       config = { .device = "null", .buffer_frames = 256 };
  g_autoptr (LtPlayer) player = lt_player_new (RATE, &config, &error);
  guint                before = count_threads ();

  g_assert_true (lt_player_set_threads (player, LT_WORKERS_MAX));
  g_assert_cmpuint (count_threads (), <=, before + g_get_num_processors () - 1);
}

int
main (int argc, char **argv)
{
  static const Case cases[] = { { 64, FALSE }, { 256, FALSE }, { 1000, FALSE }, { 256, TRUE } };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/studio/player/move-is-heard/%u%s", cases[i].buffer, cases[i].looks_ahead ? "/look-ahead" : "");

      g_test_add_data_func (path, &cases[i], test_move_is_heard);
    }
  g_test_add_func ("/studio/player/no-more-threads-than-processors", test_no_more_threads_than_processors);
  return g_test_run ();
}
