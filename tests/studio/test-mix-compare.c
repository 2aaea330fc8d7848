// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two whole mixes while it plays: going to and fro does not click, and two that are the same null.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "helpers/test-song.h"
#include "media/writer.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-snapshot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/store.h"
#include "studio/player.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define SECONDS 6
#define STEP 24000 /* frames between two changes */
#define N (SECONDS * 48000 - 2 * STEP)
#define ROUGH 3e-3 /* as tests/engine/test-engine.c has it: a click is a hundred times that */

typedef struct
{
  float *l, *r;
} Heard;

static void
heard_clear (Heard *self)
{
  g_free (self->l);
  g_free (self->r);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

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

/* A sine on a track. */
static LtSession *
new_song (const char *folder, LtId *track)
{
  LtSession       *session = lt_session_new (RATE, "Song");
  g_autofree char *audio = g_build_filename (folder, "audio", NULL);
  g_autofree char *path = g_build_filename (audio, "Sine.wav", NULL);
  LtSourceInfo     info = { .path = "audio/Sine.wav", .name = "Sine", .n_frames = SECONDS * 48000, .n_channels = 1, .rate_hz = RATE };
  LtId             source;

  g_mkdir_with_parents (audio, 0777);
  write_sine (path);
  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_track_add (session, "Sine", -1, track));
  lt_session_take (&session, lt_edit_clip_add (session, *track, source, 0, 0, 0, NULL));
  return session;
}

/* Another fader, place, way and two effects more. */
static LtSession *
other_mix (const LtSession *session, LtId track)
{
  LtSession *next = lt_session_ref (session);
  LtId       bus, trim;

  lt_session_take (&next, lt_edit_bus_add (next, "Drums", &bus));
  lt_session_take (&next, lt_edit_strip_output (next, track, bus, NULL));
  lt_session_take (&next, lt_edit_strip_fader (next, track, -14.0));
  lt_session_take (&next, lt_edit_strip_pan (next, track, -0.6));
  lt_session_take (&next, lt_edit_slot_add (next, track, lt_fx_find ("trim"), -1, NULL, &trim));
  lt_session_take (&next, lt_edit_slot_value (next, trim, 0, 6.0f));
  lt_session_take (&next, lt_edit_slot_add (next, bus, lt_fx_find ("eq"), -1, NULL, NULL));
  return next;
}

/* @session, and every STEP frames the next of @mixes recalled over what is there; NULL: nothing ever changes. */
static Heard
play (const LtSession *session, const char *folder, const LtSession *const *mixes, gint64 from)
{
  g_autoptr (GError)    error = NULL;
  LtPlayerConfig        config = { .device = "null", .buffer_frames = 256, .free_running = true, .capture = true };
  g_autoptr (LtPlayer)  player = lt_player_new (RATE, &config, &error);
  g_autoptr (LtSession) now = lt_session_ref (session);
  Heard                 out = { g_new0 (float, N), g_new0 (float, N) };
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
      if (mixes != NULL && n / STEP > changed)
        {
          changed = n / STEP;
          lt_session_take (&now, lt_edit_snapshot_recall_mix (now, mixes[changed % 2], &error));
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
  LtId                  track;
  g_autoptr (LtSession) plain = new_song (folder, &track);
  g_autoptr (LtSession) b = other_mix (plain, track);
  g_autoptr (LtSession) a = lt_edit_snapshot_recall_mix (b, plain, NULL); /* the bus stays, nothing plays into it */
  const LtSession      *mixes[] = { a, b };
  g_auto (Heard) heard = play (a, folder, mixes, 480); /* not at the sine's start: the fade-in of rolling is no change */
  double low = INFINITY, high = 0.0;

  for (gsize at = STEP / 2; at + STEP / 2 <= N; at += STEP / 2)
    {
      double level = lt_test_rms (heard.r + at, STEP / 4);

      low = MIN (low, level);
      high = MAX (high, level);
    }
  g_test_message ("roughness %g and %g, right from %.4f to %.4f", lt_test_roughness (heard.l + 9600, N - 9600), lt_test_roughness (heard.r + 9600, N - 9600), low, high);
  g_assert_cmpfloat (high, >, 2.0 * low); /* both were heard */
  g_assert_cmpfloat (lt_test_roughness (heard.l + 9600, N - 9600), <, ROUGH);
  g_assert_cmpfloat (lt_test_roughness (heard.r + 9600, N - 9600), <, ROUGH);
}

/* Not one bit: B that was read from the disk and says what A says is A. */
static void
test_same_mix_nulls (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) a = lt_test_song_new (folder, RATE, SECONDS);
  g_autoptr (GBytes)    bytes = lt_store_save (a);
  g_autoptr (LtSession) b = lt_store_load (bytes, NULL, NULL);
  const LtSession      *mixes[] = { a, b };
  g_auto (Heard) still = play (a, folder, NULL, 0);
  g_auto (Heard) compared = play (a, folder, mixes, 0);

  g_assert_cmpfloat (lt_test_peak (still.l, N), >, 0.01);
  g_assert_cmpmem (still.l, N * sizeof (float), compared.l, N * sizeof (float));
  g_assert_cmpmem (still.r, N * sizeof (float), compared.r, N * sizeof (float));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/mix-compare/no-clicks", test_no_clicks);
  g_test_add_func ("/studio/mix-compare/same-mix-nulls", test_same_mix_nulls);
  return g_test_run ();
}
