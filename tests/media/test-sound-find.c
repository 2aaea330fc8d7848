// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Transients and tempo of files.
// Layer: tests.

#include "media/sound-find.h"

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/writer.h"

#include <math.h>
#include <string.h>

#define RATE 48000u
#define BPM 96.0
#define FIRST_S 0.35
#define LENGTH_S 30.0

static void
write_file (const char *path, const float *left, const float *right, uint32_t n)
{
  g_autoptr (GError)   error = NULL;
  LtWriterSpec         spec = { lt_file_format_find ("wav"), LT_BITS_FLOAT, RATE, right != NULL ? 2 : 1, n };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  const float         *in[] = { left, right };

  g_assert_no_error (error);
  g_assert_true (lt_writer_write (writer, in, n, &error));
  g_assert_true (lt_writer_commit (writer, true, &error));
}

/* A hit on every beat, over a little noise. */
static float *
make_beat (uint32_t n)
{
  float            *out = g_new (float, n);
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);

  lt_test_noise (out, n, 0.0005, rng);
  for (double t = FIRST_S; t < LENGTH_S - 0.5; t += 60.0 / BPM)
    for (uint32_t i = 0, at = (uint32_t) llround (t * RATE); i < RATE / 4 && at + i < n; i++)
      out[at + i] += (float) (0.4 * exp (-(double) i / 1500.0) * cos (2.0 * G_PI * 180.0 * i / RATE));
  return out;
}

static void
test_beat (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *mono = lt_test_dir_path (dir, "mono.wav"), *opposed = lt_test_dir_path (dir, "opposed.wav");
  uint32_t              n = (uint32_t) (LENGTH_S * RATE);
  g_autofree float     *left = make_beat (n), *right = g_new (float, n);
  g_autoptr (GError)    error = NULL;

  for (uint32_t i = 0; i < n; i++)
    right[i] = -left[i];
  write_file (mono, left, NULL, n);
  write_file (opposed, left, right, n);
  for (int f = 0; f < 2; f++)
    {
      const char        *path = f == 0 ? mono : opposed;
      g_autoptr (GArray) all = lt_sound_find_transients (path, 0, -1, LT_SOUND_FIND_USUAL, NULL, NULL, NULL, &error);
      g_autoptr (GArray) part = lt_sound_find_transients (path, 5 * RATE, 10 * RATE, LT_SOUND_FIND_USUAL, NULL, NULL, NULL, &error);
      LtPulse            pulse;
      guint              n_part = 0, k = 0;

      for (double t = FIRST_S; t < LENGTH_S - 0.5; t += 60.0 / BPM, k++)
        {
          g_assert_cmpuint (k, <, all->len);
          g_assert_cmpfloat (fabs ((double) g_array_index (all, int64_t, k) - t * RATE), <, 0.001 * RATE);
          n_part += t >= 5.0 && t < 9.99;
        }
      g_assert_cmpuint (all->len, ==, k);
      g_assert_cmpuint (part->len, ==, n_part);
      for (guint i = 0; i < part->len; i++)
        g_assert_true (g_array_index (part, int64_t, i) >= 5 * RATE && g_array_index (part, int64_t, i) < 10 * RATE);

      g_assert_true (lt_sound_find_pulse (path, 0, -1, &pulse, NULL, NULL, NULL, &error));
      g_test_message ("%.3f bpm from %.4f s", pulse.bpm, pulse.first_s);
      g_assert_cmpfloat (fabs (pulse.bpm - BPM), <, 0.05);
      g_assert_cmpfloat (fabs (pulse.first_s - FIRST_S), <, 0.004);
    }
}

/* What begins with the file's first sample is found; sensitivity decides what is too soft. */
static void
test_edges (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "edge.wav"), *missing = lt_test_dir_path (dir, "missing.wav");
  g_autofree float     *sound = g_new0 (float, RATE);
  g_autoptr (GError)    error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  for (uint32_t i = 0; i < RATE; i++)
    sound[i] = (float) (0.5 * exp (-(double) i / 4000.0) * sin (2.0 * G_PI * 220.0 * i / RATE + 1.0));
  write_file (path, sound, NULL, RATE);
  g_autoptr (GArray) found = lt_sound_find_transients (path, 0, -1, LT_SOUND_FIND_USUAL, NULL, NULL, NULL, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, int64_t, 0), <, 48);

  for (uint32_t i = 0; i < RATE; i++)
    sound[i] *= 0.005f;
  write_file (path, sound, NULL, RATE);
  g_autoptr (GArray) soft = lt_sound_find_transients (path, 0, -1, 0.9, NULL, NULL, NULL, &error);
  g_assert_cmpuint (soft->len, ==, 1);
  g_autoptr (GArray) none = lt_sound_find_transients (path, 0, -1, 0.0, NULL, NULL, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_no_error (error);

  g_assert_null (lt_sound_find_transients (missing, 0, -1, 0.5, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "missing.wav"));
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (lt_sound_find_transients (path, 0, -1, 0.5, NULL, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The first of the highest samples, of either channel and either sign. */
static void
test_peak (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "peak.wav");
  g_autofree float     *left = g_new0 (float, RATE), *right = g_new0 (float, RATE);
  g_autoptr (GError)    error = NULL;
  LtSoundPeak           peak;

  left[1000] = 0.5f;
  right[2000] = -0.75f;
  left[3000] = 0.75f;
  write_file (path, left, right, RATE);
  g_assert_true (lt_sound_find_peak (path, 0, -1, &peak, NULL, NULL, NULL, &error));
  g_assert_cmpint (peak.frame, ==, 2000);
  g_assert_cmpfloat (peak.peak, ==, 0.75f);
  g_assert_true (lt_sound_find_peak (path, 0, 2000, &peak, NULL, NULL, NULL, &error));
  g_assert_cmpint (peak.frame, ==, 1000);
  g_assert_true (lt_sound_find_peak (path, 4000, -1, &peak, NULL, NULL, NULL, &error));
  g_assert_cmpint (peak.frame, ==, -1);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sound-find/beat", test_beat);
  g_test_add_func ("/sound-find/edges", test_edges);
  g_test_add_func ("/sound-find/peak", test_peak);
  return g_test_run ();
}
