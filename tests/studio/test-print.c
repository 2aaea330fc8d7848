// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The print of a song: what it says is what a render of the song says, and its cache says the same.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-strip.h"
#include "studio/overs.h"
#include "studio/print-cache.h"
#include "studio/renderer.h"

#include <math.h>
#include <string.h>

typedef struct
{
  LtMeasure *measure;
  float      peak;
} Sink;

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Sink *sink = data;

  lt_measure_run (sink->measure, in, n_frames);
  for (uint32_t i = 0; i < n_frames; i++)
    sink->peak = MAX (sink->peak, MAX (fabsf (in[0][i]), fabsf (in[1][i])));
  return true;
}

static LtMeasurement
measure (const LtSession *session, const char *folder, LtId strip_id, float *peak)
{
  g_autoptr (GError) error = NULL;
  Sink           sink = { lt_measure_new (session->rate_hz, 2), 0.0f };
  LtRenderTarget target = { strip_id, take, &sink };
  LtRenderJob    job = { .session = session, .folder = folder, .to = lt_session_get_length (session) + lt_renderer_auto_tail (session),
                         .compensate = true, .targets = &target, .n_targets = 1 };
  LtMeasurement out;

  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_no_error (error);
  lt_measure_finish (sink.measure, &out);
  lt_measure_free (sink.measure);
  *peak = sink.peak;
  return out;
}

static void
test_says_what_a_render_says (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, 48000.0, 4.0);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtPrint) print = lt_print_new (session, dir, -1.0, NULL, NULL, NULL, &error);
  float         mix_peak, master_peak, drawn = 0.0f;
  LtMeasurement mix = measure (session, dir, session->mix->id, &mix_peak);
  LtMeasurement master = measure (session, dir, 0, &master_peak);

  g_assert_no_error (error);
  g_assert_cmpfloat (print->mix.integrated_lufs, ==, mix.integrated_lufs);
  g_assert_cmpfloat (print->master.integrated_lufs, ==, master.integrated_lufs);
  g_assert_cmpfloat (print->master.true_peak_dbtp, ==, master.true_peak_dbtp);
  for (guint c = 0; c < LT_PRINT_COLUMNS; c++)
    {
      drawn = MAX (drawn, MAX (-print->master_columns[c].min, print->master_columns[c].max));
      g_assert_cmpfloat (print->master_columns[c].rms, <=, MAX (-print->master_columns[c].min, print->master_columns[c].max) + 1e-6);
    }
  g_assert_cmpfloat (drawn, ==, master_peak);
  g_assert_cmpuint (print->short_term_lufs->len, ==, (guint) (print->n_frames / (int64_t) (print->rate_hz * LT_PRINT_STEP_S)));
}

static void
test_finds_overs (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, 48000.0, 4.0);
  g_autoptr (LtPrint) first = lt_print_new (session, dir, 60.0, NULL, NULL, NULL, NULL);
  double ceiling = first->master.true_peak_dbtp - 0.5;
  g_autoptr (LtPrint) print = lt_print_new (session, dir, ceiling, NULL, NULL, NULL, NULL);
  double highest = -INFINITY;

  g_assert_cmpuint (first->n_overs, ==, 0);
  g_assert_cmpuint (print->n_overs, >, 0);
  for (guint i = 0; i < print->overs->len; i++)
    {
      const LtOver *over = &g_array_index (print->overs, LtOver, i);

      g_assert_cmpfloat (over->peak_dbtp, >, ceiling);
      g_assert_cmpint (over->pos_frames, >=, 0);
      g_assert_cmpint (over->pos_frames, <, print->n_frames);
      highest = MAX (highest, over->peak_dbtp);
    }
  g_assert_cmpfloat_with_epsilon (highest, print->master.true_peak_dbtp, 0.01);
}

/* However a programme is cut, a point is where it is, less than a meter's lag late, and the last one in the programme. */
static void
test_places (void)
{
  enum { N = 10000, STEP = 480, LAG = 96 };
  static const guint cuts[] = { N, 1, 64, 480, 777 };
  g_autofree float  *sound = g_new0 (float, N);

  for (guint at = 0; at < N; at += 411)
    for (guint k = 0; k < G_N_ELEMENTS (cuts); k++)
      {
        g_autoptr (LtOvers) overs = lt_overs_new (48000.0, 0.0);
        g_autoptr (GArray)  found = g_array_new (FALSE, FALSE, sizeof (LtOver));
        const LtOver       *over;

        sound[at] = 2.0f;
        for (guint i = 0; i < N; i += cuts[k])
          lt_overs_run (overs, (const float *const[]){ sound + i, sound + i }, MIN (cuts[k], N - i));
        sound[at] = 0.0f;
        g_assert_cmpuint (lt_overs_finish (overs, found), ==, 1);
        over = &g_array_index (found, LtOver, 0);
        g_assert_cmpint (over->pos_frames, >=, at / STEP * STEP);
        g_assert_cmpint (over->pos_frames, <=, (at + LAG) / STEP * STEP);
        g_assert_cmpfloat_with_epsilon (over->peak_dbtp, 6.02, 0.01);
      }

  /* up to its last frame, wherever that is in a hundredth and in a block */
  for (guint n = 10; n <= 3 * STEP; n += 10)
    {
      g_autoptr (LtOvers) overs = lt_overs_new (48000.0, 0.0);
      g_autoptr (GArray)  found = g_array_new (FALSE, FALSE, sizeof (LtOver));

      sound[n - 1] = 2.0f;
      lt_overs_run (overs, (const float *const[]){ sound, sound }, n);
      sound[n - 1] = 0.0f;
      g_assert_cmpuint (lt_overs_finish (overs, found), ==, 1);
      g_assert_cmpint (g_array_index (found, LtOver, 0).pos_frames, <, n);
      g_assert_cmpint (g_array_index (found, LtOver, 0).pos_frames + STEP, >=, n);
    }
}

static void
test_cancel (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, 48000.0, 4.0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lt_print_new (session, dir, -1.0, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  *(LtPrint **) data = lt_print_new_finish (result, NULL);
}

static void
test_background_and_cache (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, 48000.0, 4.0);
  LtPrint *print = NULL;
  gboolean fresh = FALSE;

  g_assert_null (lt_print_cache_load (session, dir, &fresh));
  lt_print_new_async (session, dir, -1.0, NULL, on_printed, &print);
  while (print == NULL)
    g_main_context_iteration (NULL, TRUE);
  lt_print_cache_save (print, session, dir);

  g_autoptr (LtPrint) loaded = lt_print_cache_load (session, dir, &fresh);
  g_assert_nonnull (loaded);
  g_assert_true (fresh);
  g_assert_cmpmem (loaded->master_columns, sizeof loaded->master_columns, print->master_columns, sizeof print->master_columns);
  g_assert_cmpmem (loaded->short_term_lufs->data, loaded->short_term_lufs->len * sizeof (float), print->short_term_lufs->data,
                   print->short_term_lufs->len * sizeof (float));
  g_assert_cmpfloat (loaded->master.integrated_lufs, ==, print->master.integrated_lufs);

  g_autoptr (LtSession) louder = lt_edit_strip_fader (session, session->mix->id, -1.5);
  g_autoptr (LtPrint) stale = lt_print_cache_load (louder, dir, &fresh);
  g_assert_nonnull (stale);
  g_assert_false (fresh);
  lt_print_unref (print);
}

/* Whatever stands in the file, nothing but a whole print comes back. */
static void
test_damaged_cache (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (dir, 48000.0, 4.0);
  g_autoptr (LtPrint) print = lt_print_new (session, dir, -1.0, NULL, NULL, NULL, NULL);
  g_autofree char *prints = g_build_filename (g_get_user_cache_dir (), "lathe", "prints", NULL);

  lt_print_cache_save (print, session, dir);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, dir, -1);
  g_autofree char *path = g_build_filename (prints, name, NULL);
  g_autofree char *text = NULL;
  gsize            size;
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  for (gsize cut = 0; cut < size; cut += size / 37)
    {
      g_assert_true (g_file_set_contents (path, text, (gssize) cut, NULL));
      g_autoptr (LtPrint) none = lt_print_cache_load (session, dir, NULL);
      g_assert_null (none);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("lathe-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/print/says-what-a-render-says", test_says_what_a_render_says);
  g_test_add_func ("/studio/print/finds-overs", test_finds_overs);
  g_test_add_func ("/studio/print/places", test_places);
  g_test_add_func ("/studio/print/cancel", test_cancel);
  g_test_add_func ("/studio/print/background-and-cache", test_background_and_cache);
  g_test_add_func ("/studio/print/damaged-cache", test_damaged_cache);
  return g_test_run ();
}
