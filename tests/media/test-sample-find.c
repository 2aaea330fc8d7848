// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Places of a recording: clicks and clipping from both sides, and the columns of its spectrogram.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/sample-find.h"
#include "media/spectrum-columns.h"
#include "media/writer.h"

#include <math.h>

#define N 300000u
#define RATE 48000u

static LtReader *
reader_of (const LtTestDir *dir, const float *left, const float *right)
{
  g_autofree char     *path = lt_test_dir_path (dir, "a.wav");
  g_autoptr (GError)   error = NULL;
  const float         *in[2] = { left, right };
  LtWriterSpec         spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = RATE, .n_channels = 2 };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  LtReader            *reader;

  g_assert_true (lt_writer_write (writer, in, N, &error));
  g_assert_true (lt_writer_commit (writer, true, &error));
  reader = lt_reader_open (path, &error);
  g_assert_no_error (error);
  return reader;
}

static int64_t
find (LtReader *reader, LtSampleFindKind kind, int64_t from, int64_t to, gboolean is_backward)
{
  g_autoptr (GError) error = NULL;
  LtSampleFind       spec = { kind, from, to, is_backward, 0.5f };
  int64_t            at, n;
  int                found = lt_sample_find_run (&spec, reader, NULL, &at, &n, &error);

  g_assert_no_error (error);
  g_assert_true (found == 0 || n > 0);
  return found == 1 ? at : -1;
}

static void
test_find (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree float     *left = g_new0 (float, N), *right = g_new0 (float, N);
  g_autoptr (GRand)     rng = g_rand_new_with_seed (3);

  lt_test_noise (left, N, 0.001, rng);
  lt_test_noise (right, N, 0.001, rng);
  lt_test_add_sine (left, N, RATE, 440.0, 0.2, 0.0);
  lt_test_add_sine (right, N, RATE, 330.0, 0.2, 0.0);
  left[20000] += 0.4f;
  right[150000] -= 0.4f; /* near where two pieces meet */
  left[250000] += 0.4f;
  for (uint32_t i = 0; i < 5; i++)
    right[200000 + i] = 0.0f;
  right[199998] = 0.1f;
  right[199999] = 0.5f;
  for (uint32_t i = 0; i < 5; i++)
    right[200000 + i] = 0.7f;
  right[200005] = 0.5f;

  g_autoptr (LtReader) reader = reader_of (dir, left, right);
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLICK, 0, N, FALSE), ==, 20000); /* and not where it begins */
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLICK, 20010, N, FALSE), ==, 150000);
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLICK, 0, 199000, TRUE), ==, 150000);
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLICK, 201000, N, TRUE), ==, 250000);
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLICK, 30000, 149000, FALSE), ==, -1);
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLIPPED, 0, N, FALSE), ==, 200000);
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLIPPED, 0, N, TRUE), ==, 200000);
  g_assert_cmpint (find (reader, LT_SAMPLE_FIND_CLIPPED, 0, 200000, FALSE), ==, -1);
}

/* A tone of −12 dBFS is in its row and at its level, in the columns where it sounds. */
static void
test_columns (void)
{
  static const double   edges[] = { 50.0, 500.0, 900.0, 1100.0, 5000.0, 20000.0 };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree float     *left = g_new0 (float, N), *right = g_new0 (float, N);
  float                 levels[10 * 5];
  LtSpectrumGrid        grid = { 0.0, 30000.0, 10, 5, edges };

  lt_test_add_sine (left + 90000, 120000, RATE, 1000.0, 0.25118864, 0.0);
  g_autoptr (LtReader) reader = reader_of (dir, left, right);

  for (uint32_t size = 1024; size <= 8192; size *= 2)
    {
      g_autoptr (LtSpectrumColumns) columns = lt_spectrum_columns_new (size);

      lt_spectrum_columns_run (columns, reader, &grid, levels);
      for (uint32_t i = 4; i < 6; i++)
        {
          g_assert_cmpfloat (fabsf (levels[5 * i + 2] + 12.0f), <, 1.5f);
          g_assert_cmpfloat (levels[5 * i], <, -70.0f);
          g_assert_cmpfloat (levels[5 * i + 4], <, -70.0f);
        }
      g_assert_cmpfloat (levels[2], ==, LT_SPECTRUM_COLUMNS_FLOOR_DB);
      g_assert_cmpfloat (levels[5 * 9 + 2], ==, LT_SPECTRUM_COLUMNS_FLOOR_DB);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/sample-find/find", test_find);
  g_test_add_func ("/media/sample-find/columns", test_columns);
  return g_test_run ();
}
