// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file that is tried out: what it is turned by, what is played, and that nothing of it stays.
// Layer: tests.

#include "helpers/test-dir.h"
#include "media/reader.h"
#include "media/writer.h"
#include "studio/sound-preview.h"

#include <math.h>

#define PIECE 4800u
#define SECONDS 4u

static void
test_gain (void)
{
  g_assert_cmpfloat_with_epsilon (lt_sound_preview_find_gain (-8.0, -1.0), -10.0, 1e-9);
  g_assert_cmpfloat (lt_sound_preview_find_gain (-30.0, -1.0), ==, 0.0); /* never up */
  g_assert_cmpfloat_with_epsilon (lt_sound_preview_find_gain (-INFINITY, -1.0), -5.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lt_sound_preview_find_gain (NAN, 0.0), -6.0, 1e-9);
  g_assert_cmpfloat (lt_sound_preview_find_gain (-INFINITY, -20.0), ==, 0.0);
  g_assert_cmpfloat (lt_sound_preview_find_gain (-INFINITY, -INFINITY), ==, 0.0);
}

static void
write_tone (const char *path, uint32_t rate_hz, uint32_t n_channels, double peak)
{
  g_autoptr (GError)   error = NULL;
  LtWriterSpec         spec = { .format = lt_file_format_for_path (path), .bits = LT_BITS_FLOAT, .rate_hz = rate_hz, .n_channels = n_channels };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  float                block[PIECE];
  const float         *planes[2] = { block, block };

  g_assert_no_error (error);
  for (uint32_t at = 0; at < SECONDS * rate_hz; at += PIECE)
    {
      uint32_t n = MIN (PIECE, SECONDS * rate_hz - at);

      for (uint32_t i = 0; i < n; i++)
        block[i] = (float) (peak * sin (2.0 * G_PI * 1000.0 * (at + i) / rate_hz));
      g_assert_true (lt_writer_write (writer, planes, n, &error));
    }
  g_assert_true (lt_writer_commit (writer, true, &error));
}

static const LtSource *
source_of (const LtSession *session)
{
  return g_ptr_array_index (session->sources, session->sources->len - 1);
}

/* A mono file at another rate is played as stereo at the session's, both sides the same, turned to the level. */
static void
test_converted (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "mono.wav"), *played = NULL;
  g_autoptr (GError)    error = NULL;
  float                 left[PIECE], right[PIECE], *planes[2] = { left, right };

  write_tone (path, 44100, 1, 0.9);
  LtSoundPreview *preview = lt_sound_preview_new (path, 48000.0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lt_sound_preview_get_n_frames (preview), ==, SECONDS * 48000);
  /* 1 kHz at 0.9 in both: −0.9 LUFS, within what the filter has there */
  g_assert_cmpfloat_with_epsilon (lt_sound_preview_get_gain_db (preview), -18.0 - 20.0 * log10 (0.9), 0.2);

  g_autoptr (LtSession) session = lt_sound_preview_session (preview);
  const LtTrack *track = g_ptr_array_index (session->tracks, 0);
  const LtClip  *clip = g_ptr_array_index (track->clips, 0);
  g_assert_cmpfloat (clip->gain_db, ==, lt_sound_preview_get_gain_db (preview));
  g_assert_cmpint (clip->length_frames, ==, SECONDS * 48000);
  played = g_strdup (source_of (session)->path);
  LtReader *reader = lt_reader_open (played, &error);
  g_assert_no_error (error);
  lt_reader_read (reader, 48000, PIECE, planes);
  g_assert_cmpmem (left, sizeof left, right, sizeof right);
  for (uint32_t i = 0; i < PIECE; i++)
    g_assert_cmpfloat_with_epsilon (left[i], 0.9 * sin (2.0 * G_PI * 1000.0 * i / 48000.0), 1e-3);
  lt_reader_free (reader);
  lt_sound_preview_free (preview);
  g_assert_false (g_file_test (played, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (lt_test_dir_count (dir), ==, 1);
}

static void
test_as_it_is (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "stereo.wav"), *broken = lt_test_dir_path (dir, "broken.wav");
  g_autoptr (GError)    error = NULL;

  write_tone (path, 48000, 2, 0.01);
  LtSoundPreview *preview = lt_sound_preview_new (path, 48000.0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (lt_sound_preview_get_gain_db (preview), ==, 0.0);
  g_autoptr (LtSession) session = lt_sound_preview_session (preview);
  g_assert_cmpstr (source_of (session)->path, ==, path);
  lt_sound_preview_free (preview);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (broken, "no sound", -1, NULL));
  g_assert_null (lt_sound_preview_new (broken, 48000.0, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_cancelled (void)
{
  g_autoptr (LtTestDir)    dir = lt_test_dir_new ();
  g_autofree char         *path = lt_test_dir_path (dir, "mono.wav");
  g_autoptr (GError)       error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  write_tone (path, 44100, 1, 0.9);
  g_cancellable_cancel (cancellable);
  g_assert_null (lt_sound_preview_new (path, 48000.0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sound-preview/gain", test_gain);
  g_test_add_func ("/sound-preview/converted", test_converted);
  g_test_add_func ("/sound-preview/as-it-is", test_as_it_is);
  g_test_add_func ("/sound-preview/cancelled", test_cancelled);
  return g_test_run ();
}
