// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tags, broadcast extension and markers: written, read back, and mangled.
// Layer: tests.

#include "helpers/test-dir.h"
#include "media/markers-private.h"
#include "media/reader.h"
#include "media/tags-private.h"
#include "media/writer.h"

#include <math.h>
#include <string.h>

static void
write_with (const char *path, LtWriterSpec *spec)
{
  g_autoptr (GError)   error = NULL;
  static float         quiet[48000];
  g_autoptr (LtWriter) w = lt_writer_open (path, spec, &error);

  g_assert_no_error (error);
  lt_writer_write (w, (const float *[]) { quiet, quiet }, 48000, &error);
  lt_writer_commit (w, true, &error);
  g_assert_no_error (error);
}

/* By format, the tags that must survive; WAV, RF64, AIFF and MP3 carry all, by ID3. */
static void
test_tags (void)
{
  static const struct
  {
    const char *format;
    bool        all;
    const char *lost; /* " key key " */
  } rows[] = {
    { "wav", true, " " },
    { "rf64", true, " " },
    { "aiff", true, " " },
    { "flac", false, " " },
    { "ogg", false, " " },
    { "opus", false, " " },
    { "caf", false, " " },
    { "mp3", true, " " },
  };
  static const char     plain[] = " title artist album track date genre copyright comment software licence ";
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "tagged");
  g_autoptr (LtTags)    tags = lt_tags_new ();

  for (const char *const *k = lt_tags_known (); *k != NULL; k++)
    {
      g_autofree char *value = g_strdup_printf ("%s “ä”", *k);

      lt_tags_set (tags, *k, strcmp (*k, "track") == 0 ? "7" : strcmp (*k, "date") == 0 ? "2026-05-01" : value);
    }
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LtWriterSpec       spec = { lt_file_format_find (rows[i].format), LT_BITS_16, 48000, 2, .tags = tags };
      g_autoptr (GError) error = NULL;

      write_with (path, &spec);
      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);

      for (const char *const *k = lt_tags_known (); *k != NULL; k++)
        {
          g_autofree char *word = g_strdup_printf (" %s ", *k);

          if ((rows[i].all || strstr (plain, word) != NULL) && strstr (rows[i].lost, word) == NULL)
            g_assert_cmpstr (lt_tags_get (lt_reader_get_tags (r), *k), ==, lt_tags_get (tags, *k));
        }
    }
}

static void
test_bext (void)
{
  static const char *const formats[] = { "wav", "rf64" };
  g_autoptr (LtTestDir)    dir = lt_test_dir_new ();
  g_autofree char         *path = lt_test_dir_path (dir, "b.wav");
  LtBext                   bext;

  lt_bext_init (&bext);
  g_strlcpy (bext.description, "Chorus, take 3", sizeof bext.description);
  g_strlcpy (bext.originator, "Lathe", sizeof bext.originator);
  g_strlcpy (bext.date, "2026-05-01", sizeof bext.date);
  g_strlcpy (bext.time, "12:34:56", sizeof bext.time);
  g_strlcpy (bext.coding_history, "A=PCM,F=48000,W=24,M=stereo\r\n", sizeof bext.coding_history);
  bext.time_reference = INT64_C (0x123456789a);
  bext.umid[63] = 200;
  bext.integrated_lufs = -14.04;
  bext.max_true_peak_dbtp = -1.0;

  for (int f = 0; f < 2; f++)
    {
      LtWriterSpec spec = { lt_file_format_find (formats[f]), LT_BITS_24, 48000, 2, .bext = &bext };
      g_autoptr (GError) error = NULL;

      write_with (path, &spec);
      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      const LtBext *b = lt_reader_get_bext (r);
      g_assert_nonnull (b);
      g_assert_cmpstr (b->description, ==, bext.description);
      g_assert_cmpstr (b->originator, ==, "Lathe");
      g_assert_cmpstr (b->date, ==, "2026-05-01");
      g_assert_cmpstr (b->time, ==, "12:34:56");
      g_assert_cmpstr (b->coding_history, ==, bext.coding_history);
      g_assert_cmpint (b->time_reference, ==, bext.time_reference);
      g_assert_cmpuint (b->umid[63], ==, 200);
      g_assert_cmpfloat (b->integrated_lufs, ==, -14.04);
      g_assert_cmpfloat (b->max_true_peak_dbtp, ==, -1.0);
      g_assert_true (isnan (b->range_lu)); /* not 0.00 */
      g_assert_true (isnan (b->max_momentary_lufs));
    }
}

/* Loudness measured from the finished file goes into it before it gets its name. */
static void
test_bext_update (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "b.wav");
  static float          quiet[1000];
  LtBext                bext;
  LtWriterSpec          spec = { lt_file_format_find ("wav"), LT_BITS_24, 48000, 1, 1000, .bext = &bext };
  g_autoptr (GError)    error = NULL;

  lt_bext_init (&bext);
  g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  g_assert_true (lt_writer_write (w, (const float *[]) { quiet }, 1000, &error));
  g_assert_true (lt_writer_finish (w, &error));
  {
    g_autoptr (LtReader) hidden = lt_reader_open (lt_writer_get_temp_path (w), &error);
    g_assert_no_error (error);
    g_assert_cmpint (lt_reader_get_info (hidden)->n_frames, ==, 1000);
  }
  bext.range_lu = 6.5;
  g_assert_true (lt_writer_update_bext (w, &bext, &error));
  g_assert_true (lt_writer_commit (w, false, &error));

  g_autoptr (LtReader) r = lt_reader_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (lt_reader_get_bext (r)->range_lu, ==, 6.5);
  g_assert_cmpint (lt_reader_get_info (r)->n_frames, ==, 1000);
}

static void
test_markers (void)
{
  static const char *const formats[] = { "wav", "rf64", "aiff" };
  g_autoptr (LtTestDir)    dir = lt_test_dir_new ();
  g_autofree char         *path = lt_test_dir_path (dir, "m");
  g_autoptr (GArray)       markers = lt_markers_new ();

  lt_markers_add (markers, 0, "Start");
  lt_markers_add (markers, 1234, "Strophe ä");
  lt_markers_add (markers, 47999, "End!");
  for (int f = 0; f < 3; f++)
    {
      LtWriterSpec spec = { lt_file_format_find (formats[f]), LT_BITS_16, 48000, 2, .markers = markers };
      g_autoptr (GError) error = NULL;

      write_with (path, &spec);
      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      GArray *back = lt_reader_get_markers (r);
      g_assert_cmpuint (back->len, ==, 3);
      for (guint i = 0; i < 3; i++)
        {
          g_assert_cmpint (g_array_index (back, LtCue, i).pos_frames, ==, g_array_index (markers, LtCue, i).pos_frames);
          g_assert_cmpstr (g_array_index (back, LtCue, i).name, ==, g_array_index (markers, LtCue, i).name);
        }
    }
}

/* Random bytes in the chunks: anything may come out, nothing may break. */
static void
test_mangled (void)
{
  g_autoptr (GRand)  rng = g_rand_new_with_seed (0x1a7e);
  g_autoptr (LtTags) tags = lt_tags_new ();
  g_autoptr (GArray) markers = lt_markers_new ();

  lt_tags_set (tags, "title", "A title");
  lt_tags_set (tags, "comment", "A comment");
  lt_tags_set (tags, "barcode", "4006381333931");
  lt_markers_add (markers, 5, "five");
  lt_markers_add (markers, 6, "six");

  GBytes *sources[] = { lt_tags_to_id3 (tags), lt_markers_to_cue (markers), lt_markers_to_adtl (markers) };
  for (int round = 0; round < 30000; round++)
    {
      gsize               n = 0;
      const guint8       *good = g_bytes_get_data (sources[round % 3], &n);
      g_autofree guint8  *bad = g_memdup2 (good, n);
      gsize               cut = (gsize) g_rand_int_range (rng, 1, (gint32) n + 1);
      g_autoptr (LtTags)  t = lt_tags_new ();
      g_autoptr (GArray)  m = lt_markers_new ();
      LtBext              bext;

      for (int k = g_rand_int_range (rng, 0, 6); k > 0; k--)
        bad[g_rand_int_range (rng, 0, (gint32) n)] = (guint8) g_rand_int (rng);

      g_autoptr (GBytes) bytes = g_bytes_new (bad, cut);
      lt_tags_from_id3 (t, g_bytes_get_data (bytes, NULL), cut);
      lt_markers_from_chunks (m, round % 3 == 1 ? bytes : sources[1], round % 3 == 2 ? bytes : sources[2]);
      lt_bext_from_bytes (&bext, g_bytes_get_data (bytes, NULL), cut);
      for (const char *const *k = lt_tags_known (); *k != NULL; k++)
        if (lt_tags_get (t, *k) != NULL)
          g_assert_true (g_utf8_validate (lt_tags_get (t, *k), -1, NULL));
      g_assert_cmpuint (m->len, <=, 10000);
    }
  for (int i = 0; i < 3; i++)
    g_clear_pointer (&sources[i], g_bytes_unref);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extras/tags", test_tags);
  g_test_add_func ("/extras/bext", test_bext);
  g_test_add_func ("/extras/bext-update", test_bext_update);
  g_test_add_func ("/extras/markers", test_markers);
  g_test_add_func ("/extras/mangled", test_mangled);
  return g_test_run ();
}
