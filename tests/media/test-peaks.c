// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pyramid against a slow count over the samples, and its cache.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/peak-bin.h"
#include "media/peaks.h"
#include "media/writer.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define N 700001u /* three chunks, the last one odd */
#define HALF_STEP (1.0 / 1024.0) /* relative, of a binary16 */

static float samples[2][N];

static void
make (const char *path, const char *format, guint32 seed)
{
  LtWriterSpec         spec = { lt_file_format_find (format), LT_BITS_24, 48000, 2, N };
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);
  g_autoptr (GRand)    rng = g_rand_new_with_seed (seed);

  g_assert_no_error (error);
  for (int c = 0; c < 2; c++)
    {
      lt_test_music (samples[c], N, 48000.0, 0.8, rng);
      for (uint32_t i = 0; i < N; i++)
        samples[c][i] = (float) (floor (samples[c][i] * 8388608.0) / 8388608.0);
    }
  memset (samples[0] + 300000, 0, 20000 * sizeof (float));
  g_assert_true (lt_writer_write (w, (const float *[]) { samples[0], samples[1] }, N, &error));
  g_assert_true (lt_writer_commit (w, true, &error));
}

typedef struct
{
  float min[2000], max[2000], rms[2000];
} Rows;

static uint32_t
ask (LtPeaks *peaks, uint32_t channel, double start, double fpp, uint32_t n, Rows *rows)
{
  LtPeaksRow row = { rows->min, rows->max, rows->rms };

  return lt_peaks_query (peaks, channel, start, fpp, n, &row);
}

/* What pixel i shows must be the extremes of its frames, widened at most to whole bins at its edges. */
static void
check_pixel (uint32_t channel, double start, double fpp, uint32_t i, const Rows *rows)
{
  int64_t from = (int64_t) floor (start + i * fpp), to = (int64_t) floor (start + (i + 1) * fpp);
  int64_t bin = fpp < 256 ? 1 : 256;

  while (fpp >= 256 && bin * 8 <= fpp && bin < 262144)
    bin *= 4;

  int64_t wide_from = CLAMP (from, 0, N) / bin * bin, wide_to = (CLAMP (to, 0, N) + bin - 1) / bin * bin;
  float   lo[2] = { INFINITY, INFINITY }, hi[2] = { -INFINITY, -INFINITY };

  from = CLAMP (from, 0, N);
  to = CLAMP (to, 0, N);
  wide_to = MIN (wide_to, N);
  if (from >= to)
    {
      g_assert_cmpfloat (rows->min[i], ==, 0.0f);
      g_assert_cmpfloat (rows->max[i], ==, 0.0f);
      return;
    }
  for (int64_t k = wide_from; k < wide_to; k++)
    {
      float x = samples[channel][k];

      lo[1] = fminf (lo[1], x);
      hi[1] = fmaxf (hi[1], x);
      if (k >= from && k < to)
        {
          lo[0] = fminf (lo[0], x);
          hi[0] = fmaxf (hi[0], x);
        }
    }
  g_assert_cmpfloat (rows->min[i], <=, lo[0]);
  g_assert_cmpfloat (rows->max[i], >=, hi[0]);
  g_assert_cmpfloat (rows->min[i], >=, lo[1] - HALF_STEP * fabsf (lo[1]) - 1e-7);
  g_assert_cmpfloat (rows->max[i], <=, hi[1] + HALF_STEP * fabsf (hi[1]) + 1e-7);
}

static void
check_all (LtPeaks *peaks)
{
  static Rows         rows;
  static const double zooms[] = { 1.0, 3.7, 100.0, 255.9, 256.0, 300.5, 1024.0, 2047.0, 2048.0, 10000.3, 65536.0, 600000.0, 5e6 };
  g_autoptr (GRand)   rng = g_rand_new_with_seed (8);

  for (size_t z = 0; z < G_N_ELEMENTS (zooms); z++)
    for (int round = 0; round < 6; round++)
      {
        double   start = g_rand_double_range (rng, -2000.0, N);
        uint32_t n = round == 0 ? 1 : (uint32_t) MIN (400.0, 1.0 + 4e6 / zooms[z]), channel = round & 1;

        g_assert_cmpuint (ask (peaks, channel, start, zooms[z], n, &rows), ==, n);
        for (uint32_t i = 0; i < n; i += 1 + n / 40)
          check_pixel (channel, start, zooms[z], i, &rows);
      }
}

static void
check_rms (LtPeaks *peaks)
{
  static Rows rows;

  /* Pixels that are whole bins, so that the mean is over the same frames. */
  for (double fpp = 256.0; fpp <= 262144.0; fpp *= 4.0)
    {
      uint32_t n = (uint32_t) (N / fpp);

      g_assert_cmpuint (ask (peaks, 1, 0.0, fpp, MIN (n, 2000), &rows), ==, MIN (n, 2000));
      for (uint32_t i = 0; i < MIN (n, 2000); i += 1 + n / 50)
        {
          double rms = lt_test_rms (samples[1] + (size_t) (i * fpp), (uint32_t) fpp);

          g_assert_cmpfloat (fabs (rows.rms[i] - rms), <=, 2.0 * HALF_STEP * rms + 1e-6);
        }
    }
}

static void
test_against_samples (gconstpointer format)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a");
  g_autoptr (GError)    error = NULL;

  make (path, format, 1);
  g_autoptr (LtPeaks) built = lt_peaks_open (path, &error);
  g_assert_no_error (error);
  g_assert_false (lt_peaks_is_complete (built));
  g_assert_cmpuint (lt_peaks_get_n_channels (built), ==, 2);
  g_assert_true (lt_peaks_build (built, NULL, &error));
  g_assert_true (lt_peaks_is_complete (built));
  g_assert_cmpfloat (lt_peaks_get_progress (built), ==, 1.0);
  check_all (built);
  check_rms (built);

  g_autoptr (LtPeaks) cached = lt_peaks_open (path, &error);
  g_assert_true (lt_peaks_is_complete (cached));
  check_all (cached);
  check_rms (cached);
}

static char *
cache_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "lathe", "peaks", NULL);
}

static char *
only_file_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name = g_dir_read_name (dir);

  g_assert_nonnull (name);
  return g_build_filename (folder, name, NULL);
}

/* Other content, other pictures; an old picture is never shown for a new sound. */
static void
test_changed_content (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.wav");
  g_autofree char      *moved = lt_test_dir_path (dir, "b.wav");

  make (path, "wav", 1);
  {
    g_autoptr (LtPeaks) peaks = lt_peaks_open (path, NULL);
    g_assert_true (lt_peaks_build (peaks, NULL, NULL));
  }
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  {
    g_autoptr (LtPeaks) peaks = lt_peaks_open (moved, NULL);
    g_assert_true (lt_peaks_is_complete (peaks)); /* a moved session keeps its pictures */
  }
  make (moved, "wav", 2);
  g_autoptr (LtPeaks) peaks = lt_peaks_open (moved, NULL);
  g_assert_false (lt_peaks_is_complete (peaks));
  g_assert_true (lt_peaks_build (peaks, NULL, NULL));
  check_all (peaks);
}

/* One bit of either end of the file, with its size and time as they were: another sound. */
static void
test_changed_bit (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.wav"), *bytes = NULL;
  g_autoptr (GRand)     rng = g_rand_new_with_seed (8);
  GStatBuf              st;
  gsize                 size;

  make (path, "wav", 1);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  {
    g_autoptr (LtPeaks) peaks = lt_peaks_open (path, NULL);
    g_assert_true (lt_peaks_build (peaks, NULL, NULL));
  }
  for (int i = 0; i <= 40; i++)
    {
      struct timespec times[2] = { st.st_mtim, st.st_mtim };
      gint32          back = g_rand_int_range (rng, 1, 65536), at = i % 2 == 0 ? 65536 - (gint32) MIN (back, 65000) : (gint32) size - back;
      char            was = bytes[at];

      bytes[at] ^= i < 40 ? (char) (1 << g_rand_int_range (rng, 0, 8)) : 0;
      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
      g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
      g_autoptr (LtPeaks) peaks = lt_peaks_open (path, NULL);
      g_assert_true (lt_peaks_is_complete (peaks) == (i == 40)); /* the last one is as it was */
      bytes[at] = was;
    }
}

/* Any byte of the cache changed, or its end lost: the answers stay right. */
static void
test_corrupt_cache (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.wav");
  g_autofree char      *folder = cache_folder ();
  g_autofree char      *good = NULL;
  gsize                 size = 0;
  g_autoptr (GRand)     rng = g_rand_new_with_seed (12);

  make (path, "wav", 1);
  {
    g_autoptr (LtPeaks) peaks = lt_peaks_open (path, NULL);
    g_assert_true (lt_peaks_build (peaks, NULL, NULL));
  }
  g_autofree char *cache = only_file_in (folder);
  g_assert_true (g_file_get_contents (cache, &good, &size, NULL));

  for (int round = 0; round < 12; round++)
    {
      g_autofree char *bad = g_memdup2 (good, size);
      gsize            n = round % 4 == 3 ? (gsize) g_rand_int_range (rng, 0, (gint32) size) : size;

      if (round % 4 == 0)
        bad[g_rand_int_range (rng, 0, 100)] ^= 0x10;
      else
        bad[g_rand_int_range (rng, 0, (gint32) size)] ^= 0x10;
      g_assert_true (g_file_set_contents (cache, bad, (gssize) n, NULL));

      g_autoptr (LtPeaks) peaks = lt_peaks_open (path, NULL);
      if (!lt_peaks_is_complete (peaks))
        g_assert_true (lt_peaks_build (peaks, NULL, NULL));
      check_all (peaks);
    }
}

/* No place for a cache: all works, from memory. */
static void
test_no_cache (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.wav");
  g_autofree char      *folder = g_build_filename (g_get_user_cache_dir (), "lathe", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  make (path, "wav", 1);
  g_autoptr (LtPeaks) peaks = lt_peaks_open (path, NULL);
  g_assert_true (lt_peaks_build (peaks, NULL, NULL));
  check_all (peaks);
}

static void
finished (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* While it is built, what is said to be known is right, and cancelling leaves something that can be gone on with. */
static void
test_background (void)
{
  g_autoptr (LtTestDir)    dir = lt_test_dir_new ();
  g_autofree char         *path = lt_test_dir_path (dir, "a.wav");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;
  static Rows              rows;

  make (path, "wav", 1);
  g_autoptr (LtPeaks) peaks = lt_peaks_open (path, NULL);
  g_assert_cmpuint (ask (peaks, 0, 0.0, 1024.0, 100, &rows), ==, 0);

  g_cancellable_cancel (cancellable);
  g_assert_false (lt_peaks_build (peaks, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  lt_peaks_build_async (peaks, NULL, finished, &result);
  while (result == NULL)
    {
      uint32_t known = ask (peaks, 1, 0.0, 2048.0, N / 2048, &rows);

      if (known == N / 2048)
        for (uint32_t i = 0; i < known; i += 17)
          check_pixel (1, 0.0, 2048.0, i, &rows);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (lt_peaks_build_finish (peaks, result, &error));
  g_assert_no_error (error);
  check_all (peaks);
}

/* Every half there and back, and rounding that never hides a sample. */
static void
test_half (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);

  for (int i = 0; i < 200000; i++)
    {
      float        v = (float) ldexp (g_rand_double_range (rng, -1.0, 1.0), g_rand_int_range (rng, -30, 15));
      LtPeakBinSum sum = { v, v, (double) v * v };
      LtPeakBin    bin = lt_peak_bin_pack (&sum, 1);

      g_assert_cmpfloat (lt_peak_bin_unpack (bin.min), <=, v);
      g_assert_cmpfloat (lt_peak_bin_unpack (bin.max), >=, v);
      g_assert_cmpfloat (lt_peak_bin_unpack (bin.max) - lt_peak_bin_unpack (bin.min), <=, HALF_STEP * fabsf (v) + 0x1p-24);
    }
  LtPeakBinSum zero = { 0 }, below = { -0.0f, -0.0f, 0.0 }, huge = { -1e30f, 1e30f, INFINITY };
  LtPeakBin    a = lt_peak_bin_pack (&zero, 256), b = lt_peak_bin_pack (&huge, 256), c = lt_peak_bin_pack (&below, 256);

  g_assert_cmpfloat (lt_peak_bin_unpack (a.min), ==, 0.0f);
  g_assert_cmpfloat (lt_peak_bin_unpack (a.rms), ==, 0.0f);
  g_assert_cmpfloat (lt_peak_bin_unpack (c.min), ==, 0.0f); /* as decoders write a silence */
  g_assert_cmpfloat (lt_peak_bin_unpack (c.max), ==, 0.0f);
  g_assert_cmpfloat (lt_peak_bin_unpack (b.max), ==, 65504.0f);
  g_assert_true (isfinite (lt_peak_bin_unpack (b.rms)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/peaks/samples/wav", "wav", test_against_samples);
  g_test_add_data_func ("/peaks/samples/flac", "flac", test_against_samples);
  g_test_add_func ("/peaks/changed-content", test_changed_content);
  g_test_add_func ("/peaks/changed-bit", test_changed_bit);
  g_test_add_func ("/peaks/corrupt-cache", test_corrupt_cache);
  g_test_add_func ("/peaks/no-cache", test_no_cache);
  g_test_add_func ("/peaks/background", test_background);
  g_test_add_func ("/peaks/half", test_half);
  return g_test_run ();
}
