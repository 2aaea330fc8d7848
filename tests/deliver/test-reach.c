// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reaching a loudness: the song that is set as it says has that loudness; where it can't be reached it is said, with what it costs.
// Layer: tests.

#include "deliver/gain-walk.h"
#include "deliver/reach.h"
#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/print.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define N (10u * 48000u)

typedef struct
{
  LtTestDir *folder;
  LtSession *session;
  LtId       track, limit;
} Song;

static void
write_music (const char *path, double amp)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand)  rng = g_rand_new_with_seed (7);
  g_autofree float  *memory = g_new0 (float, 2 * N);
  const float       *in[2] = { memory, memory + N };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 2 };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  lt_test_music (memory, N, RATE, amp, rng);
  lt_test_music (memory + N, N, RATE, amp, rng);
  lt_writer_write (writer, in, N, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

/* Music through an equaliser, a limiter and, behind that, a trim. */
static Song
new_song (double amp)
{
  Song             song = { lt_test_dir_new (), lt_session_new (RATE, "Song") };
  g_autofree char *audio = g_build_filename (song.folder, "audio", NULL);
  g_autofree char *path = g_build_filename (audio, "Music.wav", NULL);
  LtSourceInfo     info = { .path = "audio/Music.wav", .name = "Music", .n_frames = N, .n_channels = 2, .rate_hz = RATE };
  LtId             source, trim;

  g_mkdir_with_parents (audio, 0777);
  write_music (path, amp);
  lt_session_take (&song.session, lt_edit_session_add_source (song.session, &info, &source));
  lt_session_take (&song.session, lt_edit_track_add (song.session, "Music", -1, &song.track));
  lt_session_take (&song.session, lt_edit_clip_add (song.session, song.track, source, 0, 0, 0, NULL));
  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.session->master->id, lt_fx_find ("eq"), -1, NULL, NULL));
  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.session->master->id, lt_fx_find ("limit"), -1, NULL, &song.limit));
  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.session->master->id, lt_fx_find ("trim"), -1, NULL, &trim));
  lt_session_take (&song.session, lt_edit_slot_value (song.session, trim, 0, -0.7f));
  lt_session_take (&song.session, lt_edit_strip_fader (song.session, song.session->master->id, -0.5));
  return song;
}

static void
song_clear (Song *song)
{
  lt_session_unref (song->session);
  lt_test_dir_free (song->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Song, song_clear)

static gboolean
find (const Song *song, double target_lufs, double ceiling_dbtp, LtReach *out, GError **error)
{
  LtReachJob job = { .session = song->session, .folder = song->folder, .slot_id = song->limit, .target_lufs = target_lufs, .ceiling_dbtp = ceiling_dbtp };

  return lt_reach_find (&job, out, error);
}

/* What the whole song has then, told by somebody else. */
static LtMeasurement
measure (const Song *song, const LtReach *found)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtSession) set = lt_reach_apply (song->session, found);
  g_autoptr (LtPrint)   print = lt_print_new (set, song->folder, 0.0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return print->master;
}

static void
test_lands (void)
{
  static const double targets[] = { -9.0, -14.0, -20.0 };
  g_auto (Song) song = new_song (0.3);

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (GError) error = NULL;
      LtReach found;

      g_assert_true (find (&song, targets[i], NAN, &found, &error));
      LtMeasurement m = measure (&song, &found);
      g_autofree char *words = lt_reach_dup_result (&found), *cost = lt_reach_dup_cost (&found);

      g_test_message ("%s %s", words, cost);
      g_assert_true (lt_reach_is_there (&found));
      g_assert_cmpfloat_with_epsilon (m.integrated_lufs, targets[i], LT_REACH_WITHIN_LU);
      g_assert_cmpfloat_with_epsilon (m.integrated_lufs, found.reached_lufs, 1e-3);
      g_assert_cmpfloat (m.true_peak_dbtp, <=, -1.0 - 0.7 - 0.5 + 0.1); /* ceiling, trim, fader */
    }
}

/* The louder, the more it costs; far below the ceiling it costs nothing. */
static void
test_cost (void)
{
  g_auto (Song) song = new_song (0.3);
  LtReach soft, loud;

  g_assert_true (find (&song, -30.0, NAN, &soft, NULL));
  g_assert_true (find (&song, -8.0, NAN, &loud, NULL));
  g_assert_cmpfloat (soft.reduction_max_db, <, 0.05);
  g_assert_cmpfloat_with_epsilon (soft.plr_before, soft.plr_after, 0.2);
  g_assert_cmpfloat (loud.reduction_max_db, >, 3.0);
  g_assert_cmpfloat (loud.reduction_mean_db, >, 0.5);
  g_assert_cmpfloat (loud.reduction_mean_db, <, loud.reduction_max_db);
  g_assert_cmpfloat (loud.plr_after, <, loud.plr_before - 2.0);
}

static void
test_ceiling (void)
{
  g_auto (Song) song = new_song (0.3);
  LtReach found;

  g_assert_true (find (&song, -14.0, -3.0, &found, NULL));
  g_assert_true (lt_reach_is_there (&found));
  LtMeasurement m = measure (&song, &found);
  g_assert_cmpfloat_with_epsilon (m.integrated_lufs, -14.0, LT_REACH_WITHIN_LU);
  g_assert_cmpfloat (m.true_peak_dbtp, <=, -3.0 - 0.7 - 0.5 + 0.1);
}

static void
test_unreachable (void)
{
  g_auto (Song) song = new_song (0.3);
  LtReach found;

  g_assert_true (find (&song, -3.0, -12.0, &found, NULL));
  g_autofree char *words = lt_reach_dup_result (&found);
  LtMeasurement    m = measure (&song, &found);

  g_test_message ("%s", words);
  g_assert_false (lt_reach_is_there (&found));
  g_assert_cmpfloat (found.reached_lufs, <, -10.0);
  g_assert_cmpfloat_with_epsilon (m.integrated_lufs, found.reached_lufs, 1e-3);
  g_assert_nonnull (strstr (words, "short of -3.0 LUFS"));
}

/* A limiter over a song of −30 LUFS that gets no louder than −8; and one that gets quieter when it is driven too far. */
static double
loudness_at (double gain_db, bool falls)
{
  double lufs = -30.0 + gain_db, over = fmax (lufs + 14.0, 0.0);

  return lufs - over + 6.0 * (1.0 - exp (-over / 6.0)) - (falls ? 0.2 * fmax (over - 12.0, 0.0) : 0.0);
}

static void
test_walk (void)
{
  static const struct
  {
    double target, max, nearest;
    bool   falls, reached;
  } rows[] = {
    { -20.0, 36.0, -20.0, false, true }, { -10.0, 36.0, -10.0, false, true },  { -7.0, 36.0, -8.0, false, false },
    { -10.0, 6.0, -24.0, false, false }, { -60.0, 36.0, -42.0, false, false }, { -7.0, 36.0, -8.8, true, false },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LtGainWalk walk = lt_gain_walk (rows[i].target, 0.02, -12.0, rows[i].max, 0.0);
      double     best = INFINITY;
      int        n = 0;
      bool       goes_on = true;

      for (; goes_on && n < 14; n++)
        {
          double lufs = loudness_at (walk.gain_db, rows[i].falls), missing = fabs (rows[i].target - lufs);

          goes_on = lt_gain_walk_step (&walk, lufs);
          g_assert_true (walk.is_nearest == (missing < best));
          best = fmin (best, missing);
          g_assert_cmpfloat (walk.gain_db, >=, -12.0);
          g_assert_cmpfloat (walk.gain_db, <=, rows[i].max);
        }
      double reached = loudness_at (walk.nearest_db, rows[i].falls);
      g_test_message ("%g: %.2f after %d", rows[i].target, reached, n);
      g_assert_false (goes_on);
      g_assert_cmpfloat_with_epsilon (reached, rows[i].nearest, rows[i].reached ? 0.02 : 0.6);
      g_assert_cmpfloat (fabs (rows[i].target - reached), ==, best);
    }
}

static void
test_refused (void)
{
  g_auto (Song) song = new_song (0.3);
  g_auto (Song) silent = new_song (0.0);
  g_autoptr (GError) error = NULL;
  LtPoint point = { 0, 1.0, false };
  LtReach found;
  LtReachJob nobody = { .session = song.session, .folder = song.folder, .target_lufs = -14.0, .ceiling_dbtp = NAN };

  g_assert_false (lt_reach_find (&nobody, &found, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (find (&silent, -14.0, NAN, &found, &error));
  g_assert_nonnull (strstr (error->message, "silent"));
  g_clear_error (&error);
  lt_session_take (&song.session, lt_edit_lane_set (song.session, song.session->master->id, song.limit, "gain", &point, 1, NULL));
  g_assert_false (find (&song, -14.0, NAN, &found, &error));
  g_assert_nonnull (strstr (error->message, "automated"));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Cancelled before it began, and let run: in the background it finds the same. */
static void
test_background (void)
{
  g_auto (Song) song = new_song (0.3);
  LtReach plain, found;
  LtReachJob job = { .session = song.session, .folder = song.folder, .slot_id = song.limit, .target_lufs = -14.0, .ceiling_dbtp = NAN };

  g_assert_true (lt_reach_find (&job, &plain, NULL));
  for (int cancelled = 0; cancelled < 2; cancelled++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      job.cancellable = cancellable;
      if (cancelled)
        g_cancellable_cancel (cancellable);
      lt_reach_find_async (&job, on_found, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (lt_reach_find_finish (result, &found, &error) == !cancelled);
      if (cancelled)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_cmpfloat (found.gain_db, ==, plain.gain_db);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deliver/reach/lands", test_lands);
  g_test_add_func ("/deliver/reach/cost", test_cost);
  g_test_add_func ("/deliver/reach/ceiling", test_ceiling);
  g_test_add_func ("/deliver/reach/unreachable", test_unreachable);
  g_test_add_func ("/deliver/reach/walk", test_walk);
  g_test_add_func ("/deliver/reach/refused", test_refused);
  g_test_add_func ("/deliver/reach/background", test_background);
  return g_test_run ();
}
