// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes where a file's picture is cached: taken when whole, left aside when not, always the right picture.
// Layer: tests.

#include "fuzz.h"

#include "helpers/test-dir.h"
#include "media/peaks.h"
#include "media/writer.h"

#include <math.h>
#include <stdlib.h>

#define N 40000u

static LtTestDir *dir; /* these three for the life of the program */
static char      *sound, *cache;

static void
make_sound (const char *path)
{
  static float         frames[N];
  LtWriterSpec         spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_16, .rate_hz = 48000, .n_channels = 1, .n_frames_expected = N };
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  for (uint32_t i = 0; i < N; i++)
    frames[i] = (float) (0.5 * sin (0.01 * i));
  g_assert_true (lt_writer_write (writer, (const float *[]) { frames }, N, &error));
  g_assert_true (lt_writer_commit (writer, true, &error));
}

/* The one file below a folder. */
static char *
find_file (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (entries);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
      char *found = find_file (path);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
tidy (void)
{
  g_clear_pointer (&sound, g_free);
  g_clear_pointer (&cache, g_free);
  g_clear_pointer (&dir, lt_test_dir_free);
}

static void
prepare (void)
{
  dir = lt_test_dir_new ();
  atexit (tidy);

  g_autoptr (GError) error = NULL;
  g_autofree char   *folder = lt_test_dir_path (dir, "cache");

  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  sound = lt_test_dir_path (dir, "sound.wav");
  make_sound (sound);
  g_autoptr (LtPeaks) peaks = lt_peaks_open (sound, &error);
  g_assert_no_error (error);
  g_assert_true (lt_peaks_build (peaks, NULL, &error));
  cache = find_file (folder);
  g_assert_nonnull (cache);
}

static void
ask (LtPeaks *peaks, double frames_per_pixel)
{
  float      min[200], max[200], rms[200];
  LtPeaksRow row = { min, max, rms };

  lt_peaks_query (peaks, 0, -100.0, frames_per_pixel, 200, &row);
  for (int i = 0; i < 200; i++)
    g_assert_true (min[i] >= -0.51f && max[i] <= 0.51f && min[i] <= max[i] && rms[i] <= 0.51f);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;

  if (sound == NULL)
    prepare ();
  g_file_set_contents_full (cache, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);

  g_autoptr (LtPeaks) peaks = lt_peaks_open (sound, &error);
  g_assert_no_error (error);
  for (double zoom = 1.0; zoom < 1e6; zoom *= 7.3)
    ask (peaks, zoom);
  return 0;
}

void
lt_fuzz_seeds (GArray *seeds)
{
  prepare ();
  lt_fuzz_add_file (seeds, "peaks", cache);
}
