// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tags, broadcast extension and markers: written, read back, and mangled.
// Layer: tests.

#include "helpers/test-dir.h"
#include "media/id3.h"
#include "media/markers-private.h"
#include "media/reader.h"
#include "media/vorbis-comment.h"
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

/* By format, the tags that must survive; all do where there is ID3 or a Vorbis comment. */
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
    { "flac", true, " " },
    { "ogg", true, " " },
    { "opus", true, " " },
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

/* Texts longer than a page or a block, in every format: the sound is still the same. More than fits is refused. */
static void
test_long_text (void)
{
  static const char *const formats[] = { "flac", "ogg", "opus", "mp3", "wav", "aiff" };
  g_autoptr (LtTestDir)    dir = lt_test_dir_new ();
  g_autofree char         *path = lt_test_dir_path (dir, "long");
  g_autoptr (LtTags)       none = lt_tags_new (), tags = lt_tags_new ();
  g_autofree char         *text = g_strnfill (90000, 'x');
  static float             heard[2][2][48000];

  lt_tags_set (tags, "comment", text);
  g_assert_cmpuint (strlen (lt_tags_get (tags, "comment")), ==, 4096);
  lt_tags_set (tags, "composer", text);
  lt_tags_set (tags, "copyright", text);
  for (size_t f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      for (int with = 0; with < 2; with++)
        {
          LtWriterSpec       spec = { lt_file_format_find (formats[f]), LT_BITS_16, 48000, 2, .tags = with ? tags : none };
          g_autoptr (GError) error = NULL;

          g_test_message ("%s", formats[f]);
          write_with (path, &spec);
          g_autoptr (LtReader) r = lt_reader_open (path, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (lt_tags_get (lt_reader_get_tags (r), "comment"), ==, lt_tags_get (with ? tags : none, "comment"));
          g_assert_cmpstr (lt_tags_get (lt_reader_get_tags (r), "composer"), ==, lt_tags_get (with ? tags : none, "composer"));
          g_assert_cmpuint (lt_reader_read (r, 0, 48000, (float *[]) { heard[with][0], heard[with][1] }), ==, 48000);
        }
      g_assert_cmpmem (heard[0], sizeof heard[0], heard[1], sizeof heard[1]);
    }

  for (const char *const *k = lt_tags_known (); *k != NULL; k++)
    lt_tags_set (tags, *k, text);
  for (int f = 0; f < 2; f++)
    {
      LtWriterSpec         spec = { lt_file_format_find (f == 0 ? "flac" : "wav"), LT_BITS_16, 48000, 2, .tags = tags };
      g_autoptr (GError)   error = NULL;
      g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);

      g_assert_true ((w != NULL) == (f == 0));
      if (f == 1)
        g_assert_nonnull (strstr (error->message, "shorten the tags"));
    }
}

/* Tags as others write them: old versions, other encodings, unsynchronisation, an extended header, comments of programs. */
static void
test_id3_of_others (void)
{
#define TAG(bytes) { bytes, sizeof bytes - 1 }
  static const struct
  {
    const char *data;
    gsize       n;
  } rows[] = {
    TAG ("ID3\2\0\0\0\0\0\24TT2\0\0\6\0Title\0\0\0\0\0\0\0"),
    TAG ("ID3\3\0\0\0\0\0\46TIT2\0\0\0\15\0\0\1\377\376T\0i\0t\0l\0e\0TYER\0\0\0\5\0\0\0001999"),
    TAG ("ID3\3\0\100\0\0\0\32\0\0\0\6\0\0\0\0\0\0TIT2\0\0\0\6\0\0\0Title"),
    TAG ("ID3\4\0\0\0\0\0\45COMM\0\0\0\13\0\0\3engiTun\0xyTIT2\0\0\0\6\0\0\3Title"),
    TAG ("ID3\3\0\200\0\0\0\24TIT2\0\0\0\11\0\0\0Title\377\0\340\303"),
    TAG ("ID3\3\0\0\0\0\0\32TPE1\0\0\0\0\0\0TIT2\0\0\0\6\0\0\0Title"),
    TAG ("ID3\4\0\0\0\0\0\54TIT2\0\0\0\12\0\1\0\0\0\6\3TitleTPE1\0\0\0\4\0\0\3A\0B"),
  };
#undef TAG

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LtTags) t = lt_tags_new ();

      lt_id3_read (t, (const guint8 *) rows[i].data, rows[i].n);
      g_test_message ("row %u", i);
      g_assert_cmpstr (lt_tags_get (t, "title"), ==, i == 4 ? "Title\303\277\303\240\303\203" : "Title");
      if (i == 1)
        g_assert_cmpstr (lt_tags_get (t, "date"), ==, "1999");
      if (i == 3) /* one with a description is some program's own */
        g_assert_null (lt_tags_get (t, "comment"));
      if (i == 6)
        g_assert_cmpstr (lt_tags_get (t, "artist"), ==, "A; B");
    }
}

/* A picture of some megabytes stands before the title, as an MP3's tag and as a WAV's chunk. */
static void
test_behind_a_picture (void)
{
  static const char    *const formats[] = { "mp3", "wav" };
  const gsize           n_picture = 3 << 20, n_title = 16;
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "p");

  for (int f = 0; f < 2; f++)
    {
      LtWriterSpec       spec = { lt_file_format_find (formats[f]), LT_BITS_16, 48000, 2 };
      g_autoptr (GError) error = NULL;
      g_autofree char   *bytes = NULL;
      gsize              n, size = 10 + n_picture + n_title;
      g_autoptr (GByteArray) all = g_byte_array_new ();
      guint8             head[] = { 'I', 'D', '3', 3, 0, 0, size >> 21 & 0x7f, size >> 14 & 0x7f, size >> 7 & 0x7f, size & 0x7f,
                                    'A', 'P', 'I', 'C', n_picture >> 24 & 0xff, n_picture >> 16 & 0xff, n_picture >> 8 & 0xff, n_picture & 0xff, 0, 0 };
      guint              id3 = sizeof head + n_picture + n_title;
      guint8             chunk[] = { 'i', 'd', '3', ' ', id3 & 0xff, id3 >> 8 & 0xff, id3 >> 16 & 0xff, id3 >> 24 & 0xff };
      g_autofree guint8 *picture = g_malloc0 (n_picture);

      write_with (path, &spec);
      g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
      if (f == 1) /* behind the sound */
        {
          g_byte_array_append (all, (guint8 *) bytes, (guint) n);
          g_byte_array_append (all, chunk, sizeof chunk);
        }
      g_byte_array_append (all, head, sizeof head);
      g_byte_array_append (all, picture, (guint) n_picture);
      g_byte_array_append (all, (const guint8 *) "TIT2\0\0\0\6\0\0\0Title", n_title);
      if (f == 0)
        g_byte_array_append (all, (guint8 *) bytes, (guint) n);
      g_assert_true (g_file_set_contents (path, (char *) all->data, all->len, NULL));

      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (lt_tags_get (lt_reader_get_tags (r), "title"), ==, "Title");
      g_assert_cmpint (ABS (lt_reader_get_info (r)->n_frames - 48000), <, 3000);
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

  GBytes *sources[] = { lt_id3_write (tags), lt_markers_to_cue (markers), lt_markers_to_adtl (markers),
                        lt_vorbis_comment_write (tags, "vendor", 6) };
  for (int round = 0; round < 40000; round++)
    {
      gsize               n = 0;
      const guint8       *good = g_bytes_get_data (sources[round % 4], &n);
      g_autofree guint8  *bad = g_memdup2 (good, n);
      gsize               cut = (gsize) g_rand_int_range (rng, 1, (gint32) n + 1);
      g_autoptr (LtTags)  t = lt_tags_new ();
      g_autoptr (GArray)  m = lt_markers_new ();
      LtBext              bext;

      for (int k = g_rand_int_range (rng, 0, 6); k > 0; k--)
        bad[g_rand_int_range (rng, 0, (gint32) n)] = (guint8) g_rand_int (rng);

      g_autoptr (GBytes) bytes = g_bytes_new (bad, cut);
      lt_id3_read (t, g_bytes_get_data (bytes, NULL), cut);
      lt_vorbis_comment_read (t, g_bytes_get_data (bytes, NULL), cut);
      lt_markers_from_chunks (m, round % 4 == 1 ? bytes : sources[1], round % 4 == 2 ? bytes : sources[2]);
      lt_bext_from_bytes (&bext, g_bytes_get_data (bytes, NULL), cut);
      for (const char *const *k = lt_tags_known (); *k != NULL; k++)
        if (lt_tags_get (t, *k) != NULL)
          g_assert_true (g_utf8_validate (lt_tags_get (t, *k), -1, NULL));
      g_assert_cmpuint (m->len, <=, 10000);
    }
  for (int i = 0; i < 4; i++)
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
  g_test_add_func ("/extras/long-text", test_long_text);
  g_test_add_func ("/extras/id3-of-others", test_id3_of_others);
  g_test_add_func ("/extras/behind-a-picture", test_behind_a_picture);
  g_test_add_func ("/extras/mangled", test_mangled);
  return g_test_run ();
}
