// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pool of pictures: files come in the background, missing ones say so, and are found again.
// Layer: tests.

#include "app/shell/peaks-pool.h"
#include "helpers/test-dir.h"

#include <glib/gstdio.h>
#include <string.h>

#define FRAMES 100000

static void
write_frames (const char *path, guint n_frames)
{
  static guint8 bytes[44 + FRAMES * 2];
  guint32       n = n_frames * 2;
  guint8        head[44] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\xbb\0\0\0\x77\1\0\2\0\x10\0data";

  *(guint32 *) (gpointer) (head + 4) = GUINT32_TO_LE (n + 36);
  *(guint32 *) (gpointer) (head + 40) = GUINT32_TO_LE (n);
  memcpy (bytes, head, sizeof head);
  for (guint i = FRAMES / 2; i < FRAMES; i++)
    bytes[45 + 2 * i] = i % 2 != 0 ? 0x40 : 0xc0; /* the second half swings by 0.5 */
  g_assert_true (g_file_set_contents (path, (const char *) bytes, 44 + n, NULL));
}

static void
write_wav (const char *path)
{
  write_frames (path, FRAMES);
}

static void
wait_for (LtPeaksPool *pool, const char *path, LtPeaksPoolState state)
{
  while (lt_peaks_pool_get_state (pool, path) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_missing_then_found (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtPeaksPool          *pool = lt_peaks_pool_get_default ();
  g_autofree char      *path = g_build_filename (dir, "a.wav", NULL);
  LtWaveSource         *source = lt_peaks_pool_get_source (pool, path, 1, 1.0);
  float                 min[2], max[2], rms[2];
  guint                 touches = lt_wave_source_get_touches (source);

  g_assert_true (lt_peaks_pool_get_source (pool, path, 1, 1.0) == source);
  g_assert_cmpuint (lt_wave_source_query (source, 0, 0.0, FRAMES / 2.0, 2, min, max, rms), ==, 0);
  wait_for (pool, path, LT_PEAKS_POOL_MISSING);
  g_assert_null (lt_peaks_pool_dup_peaks (pool, path));

  write_wav (path);
  lt_peaks_pool_retry (pool, path);
  wait_for (pool, path, LT_PEAKS_POOL_READY);
  g_assert_cmpuint (lt_wave_source_get_touches (source), >, touches);
  g_assert_cmpuint (lt_wave_source_query (source, 0, 0.0, FRAMES / 2.0, 2, min, max, rms), ==, 2);
  g_assert_cmpfloat_with_epsilon (max[1], 0.5, 0.01);
  g_assert_cmpfloat_with_epsilon (min[1], -0.5, 0.01);
  g_assert_cmpfloat_with_epsilon (max[0], 0.0, 0.51); /* at most the bin on the border */
  g_autoptr (LtPeaks) peaks = lt_peaks_pool_dup_peaks (pool, path);
  g_assert_cmpint (lt_peaks_get_n_frames (peaks), ==, FRAMES);
}

/* What is no sound says why, as often as it is asked to try again, until it is one. */
static void
test_unreadable_then_mended (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtPeaksPool          *pool = lt_peaks_pool_get_default ();
  g_autofree char      *path = g_build_filename (dir, "torn.wav", NULL);
  LtWaveSource         *source = lt_peaks_pool_get_source (pool, path, 1, 1.0);
  float                 min[2], max[2], rms[2];

  wait_for (pool, path, LT_PEAKS_POOL_MISSING);
  g_assert_nonnull (strstr (lt_peaks_pool_get_problem (pool, path), "torn.wav"));
  g_assert_true (g_file_set_contents (path, "RIFF, and then nothing", -1, NULL));
  for (int i = 0; i < 2; i++)
    {
      lt_peaks_pool_retry (pool, path);
      g_assert_null (lt_peaks_pool_get_problem (pool, path));
      wait_for (pool, path, LT_PEAKS_POOL_FAILED);
      g_assert_nonnull (strstr (lt_peaks_pool_get_problem (pool, path), "torn.wav"));
    }
  write_wav (path);
  lt_peaks_pool_retry (pool, path);
  wait_for (pool, path, LT_PEAKS_POOL_READY);
  g_assert_null (lt_peaks_pool_get_problem (pool, path));
  g_assert_cmpuint (lt_wave_source_query (source, 0, 0.0, FRAMES / 2.0, 2, min, max, rms), ==, 2);
  lt_peaks_pool_retry (pool, path); /* nothing to do */
  g_assert_cmpint (lt_peaks_pool_get_state (pool, path), ==, LT_PEAKS_POOL_READY);
}

/* What is written anew under the same name is drawn as it is now, and as it was until that is known. */
static void
test_written_anew (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtPeaksPool          *pool = lt_peaks_pool_get_default ();
  g_autofree char      *path = g_build_filename (dir, "anew.wav", NULL);
  LtWaveSource         *source;
  guint                 touches;
  gint64                n_frames;

  write_frames (path, FRAMES / 4);
  source = lt_peaks_pool_get_source (pool, path, 1, 1.0);
  wait_for (pool, path, LT_PEAKS_POOL_READY);
  write_wav (path);
  touches = lt_wave_source_get_touches (source);
  lt_peaks_pool_retry (pool, path);
  lt_peaks_pool_retry (pool, path); /* asked once already */
  g_assert_cmpint (lt_peaks_pool_get_state (pool, path), ==, LT_PEAKS_POOL_READY);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_autoptr (LtPeaks) peaks = lt_peaks_pool_dup_peaks (pool, path);
      n_frames = lt_peaks_get_n_frames (peaks);
    }
  while (n_frames != FRAMES);
  wait_for (pool, path, LT_PEAKS_POOL_READY);
  g_assert_cmpuint (lt_wave_source_get_touches (source), >, touches);

  g_assert_cmpint (g_remove (path), ==, 0);
  lt_peaks_pool_retry (pool, path);
  wait_for (pool, path, LT_PEAKS_POOL_MISSING);
}

static void
on_changed (LtPeaksPool *pool, const char *path, gboolean *has_looked)
{
  *has_looked = *has_looked || g_str_has_suffix (path, "same.wav");
}

/* What has not changed since keeps its picture. */
static void
test_looked_at_again (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtPeaksPool          *pool = lt_peaks_pool_get_default ();
  g_autofree char      *path = g_build_filename (dir, "same.wav", NULL);
  gboolean              has_looked = FALSE;
  LtWaveSource         *source;

  write_wav (path);
  source = lt_peaks_pool_get_source (pool, path, 1, 1.0);
  wait_for (pool, path, LT_PEAKS_POOL_READY);
  g_autoptr (LtPeaks) peaks = lt_peaks_pool_dup_peaks (pool, path);
  guint touches = lt_wave_source_get_touches (source);
  gulong handler = g_signal_connect (pool, "changed", G_CALLBACK (on_changed), &has_looked);
  for (int i = 0; i < 2; i++)
    {
      has_looked = FALSE;
      lt_peaks_pool_retry (pool, path);
      while (!has_looked)
        g_main_context_iteration (NULL, TRUE);
      g_autoptr (LtPeaks) now = lt_peaks_pool_dup_peaks (pool, path);
      g_assert_true (now == peaks);
      g_assert_cmpuint (lt_wave_source_get_touches (source), ==, touches);
      g_assert_cmpint (lt_peaks_pool_get_state (pool, path), ==, LT_PEAKS_POOL_READY);
    }
  g_signal_handler_disconnect (pool, handler);
}

/* More files than are opened at once: all of them come. */
static void
test_many (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  LtPeaksPool          *pool = lt_peaks_pool_get_default ();

  for (int i = 0; i < 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.wav", i), *path = g_build_filename (dir, name, NULL);

      write_wav (path);
      lt_peaks_pool_get_source (pool, path, 1, 1.0);
    }
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.wav", i), *path = g_build_filename (dir, name, NULL);

      wait_for (pool, path, LT_PEAKS_POOL_READY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/peaks-pool/missing-then-found", test_missing_then_found);
  g_test_add_func ("/app/peaks-pool/unreadable-then-mended", test_unreadable_then_mended);
  g_test_add_func ("/app/peaks-pool/written-anew", test_written_anew);
  g_test_add_func ("/app/peaks-pool/looked-at-again", test_looked_at_again);
  g_test_add_func ("/app/peaks-pool/many", test_many);
  return g_test_run ();
}
