// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files brought into a session: what is kept bit for bit, what is converted, what is joined and split.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/hash.h"
#include "media/import.h"
#include "media/media-error.h"
#include "media/pair.h"
#include "media/reader.h"
#include "media/writer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>

#define N 20000u

static void
make (const char *path, const char *format, LtBits bits, uint32_t rate_hz, uint32_t n_channels)
{
  LtBext               bext;
  LtWriterSpec         spec = { lt_file_format_find (format), bits, rate_hz, n_channels, N, .bext = &bext };
  g_autoptr (GError)   error = NULL;
  g_autoptr (GRand)    rng = g_rand_new_with_seed (6);
  static float         planes[8][N];
  const float         *in[8];

  lt_bext_init (&bext);
  bext.time_reference = 96000;
  for (uint32_t c = 0; c < n_channels; c++)
    {
      in[c] = planes[c];
      lt_test_noise (planes[c], N, 0.4, rng);
      lt_test_add_sine (planes[c], N, rate_hz, 500.0 * (c + 1), 0.5, 0.0);
    }
  g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  g_assert_true (lt_writer_write (w, in, N, &error));
  g_assert_true (lt_writer_commit (w, true, &error));
}

typedef struct
{
  const char   *source, *right, *folder;
  uint32_t      rate_hz;
  LtImportFlags flags;
} Request;

static LtImport *
import (Request r)
{
  g_autoptr (GError) error = NULL;
  LtImportSpec       spec = { .source = r.source, .right = r.right, .rate_hz = r.rate_hz, .folder = r.folder, .flags = r.flags };
  LtImport          *result = lt_import_file (&spec, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static LtReader *
open_part (const LtImport *result, guint i, const char *folder)
{
  const LtImportPart *part = g_ptr_array_index (result->parts, i);
  g_autofree char    *path = g_build_filename (folder, part->path, NULL);
  g_autofree char    *hash = lt_hash_file (path, NULL, NULL, NULL, NULL);
  g_autoptr (GError)  error = NULL;
  LtReader           *r = lt_reader_open (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hash, ==, part->hash);
  g_assert_cmpint (lt_reader_get_info (r)->n_frames, ==, part->n_frames);
  g_assert_cmpuint (lt_reader_get_info (r)->n_channels, ==, part->n_channels);
  return r;
}

/* Channel @ca of a equals channel @cb of b, every bit. */
static void
assert_same (LtReader *a, uint32_t ca, LtReader *b, uint32_t cb)
{
  static double x[N], y[N];

  lt_reader_pick (a, ca, 1);
  lt_reader_pick (b, cb, 1);
  g_assert_cmpuint (lt_reader_read_double (a, 0, N, (double *[]) { x }), ==, N);
  g_assert_cmpuint (lt_reader_read_double (b, 0, N, (double *[]) { y }), ==, N);
  g_assert_cmpmem (x, sizeof x, y, sizeof y);
}

static void
test_exact (void)
{
  static const struct
  {
    const char *format;
    LtBits      bits;
    uint32_t    bits_after;
    bool        same_bytes;
  } rows[] = {
    { "wav", LT_BITS_8, 8, true },      { "wav", LT_BITS_16, 16, true },   { "wav", LT_BITS_24, 24, true },
    { "wav", LT_BITS_32, 32, true },    { "wav", LT_BITS_FLOAT, 32, true }, { "wav", LT_BITS_DOUBLE, 64, true },
    { "rf64", LT_BITS_24, 24, true },   { "aiff", LT_BITS_8, 8, false },   { "aiff", LT_BITS_16, 16, false },
    { "aiff", LT_BITS_24, 24, false },  { "aiff", LT_BITS_32, 32, false }, { "aiff", LT_BITS_FLOAT, 32, false },
    { "caf", LT_BITS_DOUBLE, 64, false }, { "flac", LT_BITS_16, 16, false }, { "flac", LT_BITS_24, 24, false },
    { "w64", LT_BITS_24, 24, false },
  };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *folder = lt_test_dir_path (dir, "audio");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    for (uint32_t ch = 1; ch <= 2; ch++)
      {
        g_autofree char *source = lt_test_dir_path (dir, "Take 1");

        make (source, rows[i].format, rows[i].bits, 48000, ch);
        g_autoptr (LtImport) result = import ((Request) { source, NULL, folder, 48000, 0 });
        g_assert_cmpuint (result->parts->len, ==, 1);
        g_assert_cmpuint (result->notes->len, ==, 0);

        g_autoptr (LtReader) before = lt_reader_open (source, NULL);
        g_autoptr (LtReader) after = open_part (result, 0, folder);
        g_assert_true (lt_reader_get_info (after)->is_wav);
        g_assert_cmpuint (lt_reader_get_info (after)->bits, ==, rows[i].bits_after);
        for (uint32_t c = 0; c < ch; c++)
          assert_same (before, c, after, c);
        if (rows[i].same_bytes)
          {
            const LtImportPart *part = g_ptr_array_index (result->parts, 0);
            g_autofree char    *hash = lt_hash_file (source, NULL, NULL, NULL, NULL);

            g_assert_cmpstr (hash, ==, part->hash);
            g_assert_cmpint (part->time_reference, ==, 96000);
          }
      }
  g_assert_cmpuint (lt_test_dir_count (folder), ==, 2 * G_N_ELEMENTS (rows)); /* all names differ */
}

static void
test_converted (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *folder = lt_test_dir_path (dir, "audio");
  g_autofree char      *source = lt_test_dir_path (dir, "Vox.wav");
  g_autofree char      *lossy = lt_test_dir_path (dir, "Old.ogg");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  make (source, "wav", LT_BITS_16, 96000, 2);
  make (lossy, "ogg", LT_BITS_16, 44100, 2);

  g_autoptr (LtImport) slower = import ((Request) { source, NULL, folder, 44100, 0 });
  g_autoptr (LtReader) r = open_part (slower, 0, folder);
  g_assert_cmpuint (lt_reader_get_info (r)->rate_hz, ==, 44100);
  g_assert_true (lt_reader_get_info (r)->is_float);
  g_assert_cmpint (lt_reader_get_info (r)->n_frames, ==, 9188); /* round (20000 × 44.1 / 96) */
  g_assert_cmpint (((LtImportPart *) g_ptr_array_index (slower->parts, 0))->time_reference, ==, 44100);
  g_assert_cmpint (lt_reader_get_bext (r)->time_reference, ==, 44100);

  g_autoptr (LtImport) decoded = import ((Request) { lossy, NULL, folder, 44100, LT_IMPORT_LINK });
  g_autoptr (LtReader) before = lt_reader_open (lossy, NULL);
  g_autoptr (LtReader) after = open_part (decoded, 0, folder);
  g_assert_true (lt_reader_get_info (after)->is_float);
  assert_same (before, 1, after, 1);
}

static void
test_split (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *folder = lt_test_dir_path (dir, "audio");
  g_autofree char      *source = lt_test_dir_path (dir, "Guitar.wav");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  make (source, "wav", LT_BITS_24, 48000, 5);
  g_autoptr (LtImport) result = import ((Request) { source, NULL, folder, 48000, LT_IMPORT_LINK });
  g_autoptr (LtReader) before = lt_reader_open (source, NULL);

  g_assert_cmpuint (result->parts->len, ==, 5);
  g_assert_cmpuint (result->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (result->notes, 0), "5 channels"));
  for (guint c = 0; c < 5; c++)
    {
      g_autoptr (LtReader) after = open_part (result, c, folder);
      g_autofree char     *name = g_strdup_printf ("Guitar %u", c + 1);

      g_assert_cmpstr (((LtImportPart *) g_ptr_array_index (result->parts, c))->name, ==, name);
      g_assert_cmpuint (lt_reader_get_info (after)->bits, ==, 24);
      assert_same (before, c, after, 0);
    }
}

static void
test_pair (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *left = lt_test_dir_path (dir, "Gtr_L.wav");
  g_autofree char      *right = lt_test_dir_path (dir, "Gtr_R.aiff");
  g_autofree char      *stereo = lt_test_dir_path (dir, "stereo.wav");
  g_autoptr (GError)    error = NULL;

  make (left, "wav", LT_BITS_16, 48000, 1);
  make (right, "aiff", LT_BITS_24, 48000, 1);
  make (stereo, "wav", LT_BITS_16, 48000, 2);
  g_autoptr (LtImport) result = import ((Request) { left, right, dir, 48000, 0 });
  g_assert_cmpuint (result->parts->len, ==, 1);

  g_autoptr (LtReader) both = open_part (result, 0, dir);
  g_autoptr (LtReader) l = lt_reader_open (left, NULL);
  g_autoptr (LtReader) r = lt_reader_open (right, NULL);
  g_assert_cmpuint (lt_reader_get_info (both)->bits, ==, 24);
  assert_same (l, 0, both, 0);
  assert_same (r, 0, both, 1);

  LtImportSpec spec = { .source = left, .right = stereo, .rate_hz = 48000, .folder = dir };
  g_assert_null (lt_import_file (&spec, NULL, &error));
  g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED);
}

static void
test_link (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *folder = lt_test_dir_path (dir, "audio");
  g_autofree char      *source = lt_test_dir_path (dir, "a.aiff");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  make (source, "aiff", LT_BITS_16, 48000, 2);
  g_autoptr (LtImport) linked = import ((Request) { source, NULL, folder, 48000, LT_IMPORT_LINK });
  LtImportPart        *part = g_ptr_array_index (linked->parts, 0);

  g_assert_true (part->is_linked);
  g_assert_cmpstr (part->path, ==, source);
  g_assert_cmpstr (part->name, ==, "a");
  g_assert_cmpuint (lt_test_dir_count (folder), ==, 0);
}

static void
stop_half_way (double done, gpointer data)
{
  if (done > 0.0)
    g_cancellable_cancel (data);
}

/* Cancelled, or out of room: the folder is as it was. */
static void
test_all_or_nothing (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *folder = lt_test_dir_path (dir, "audio");
  g_autofree char      *source = lt_test_dir_path (dir, "wide.wav");
  struct rlimit         before, small;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  make (source, "wav", LT_BITS_24, 48000, 4);
  signal (SIGXFSZ, SIG_IGN);
  for (int round = 0; round < 3; round++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError)       error = NULL;
      LtImportSpec spec = { .source = source, .rate_hz = round == 1 ? 44100 : 48000, .folder = folder };

      g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
      small = before;
      small.rlim_cur = 40000;
      if (round < 2)
        {
          spec.progress = stop_half_way;
          spec.progress_data = cancellable;
        }
      else
        g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      g_assert_null (lt_import_file (&spec, cancellable, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
      g_assert_nonnull (error);
      g_assert_cmpint (error->code, ==, round < 2 ? (int) G_IO_ERROR_CANCELLED : (int) LT_MEDIA_ERROR_WRITE);
      g_assert_cmpuint (lt_test_dir_count (folder), ==, 0);
    }
}

static void
test_names (void)
{
  static const char *const paths[] = {
    "/s/Gtr_L.wav", "/s/Kick.wav", "/s/gtr_R.WAV", "/s/Oh.r.wav", "/s/Oh.l.wav", "/s/Keys-Left.wav", "/s/keys-RIGHT.wav",
    "/s/Pad R.wav", "/s/Pad L.wav", "/s/Solo_L.wav", "/t/Solo_R.wav", "/s/Bell.wav", "/s/_L.wav", "/s/X_L.wav", "/s/X_Right.wav",
  };
  static const char *const expected[][3] = {
    { "/s/Gtr_L.wav", "/s/gtr_R.WAV", "Gtr" },
    { "/s/Kick.wav", NULL, "Kick" },
    { "/s/Oh.l.wav", "/s/Oh.r.wav", "Oh" },
    { "/s/Keys-Left.wav", "/s/keys-RIGHT.wav", "Keys" },
    { "/s/Pad L.wav", "/s/Pad R.wav", "Pad" },
    { "/s/Solo_L.wav", NULL, "Solo_L" },
    { "/t/Solo_R.wav", NULL, "Solo_R" },
    { "/s/Bell.wav", NULL, "Bell" },
    { "/s/_L.wav", NULL, "_L" },
    { "/s/X_L.wav", NULL, "X_L" },
    { "/s/X_Right.wav", NULL, "X_Right" },
  };
  g_autoptr (GPtrArray) pairs = lt_pair_names (paths, G_N_ELEMENTS (paths));

  g_assert_cmpuint (pairs->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < pairs->len; i++)
    {
      const LtPair *pair = g_ptr_array_index (pairs, i);

      g_assert_cmpstr (pair->left, ==, expected[i][0]);
      g_assert_cmpstr (pair->right, ==, expected[i][1]);
      g_assert_cmpstr (pair->name, ==, expected[i][2]);
    }
}

static void
test_hash (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "abc");
  g_autoptr (GError)    error = NULL;

  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  g_autofree char *hash = lt_hash_file (path, NULL, NULL, NULL, &error);
  /* FIPS 180-4, the first example */
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  for (guint i = 0; i < 4; i++) /* beside somebody who reads it, however far that one got */
    {
      LtHash *beside = lt_hash_begin (path, &error);

      g_assert_no_error (error);
      for (double done = 0.0; done <= 0.4 * i; done += 0.01)
        lt_hash_follow (beside, done);
      g_autofree char *same = lt_hash_end (beside, NULL, &error);
      g_assert_cmpstr (same, ==, hash);
    }
  lt_hash_free (lt_hash_begin (path, NULL));
  g_assert_null (lt_hash_begin (dir, NULL));
  g_assert_null (lt_hash_file (dir, NULL, NULL, NULL, &error));
  g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_OPEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/exact", test_exact);
  g_test_add_func ("/import/converted", test_converted);
  g_test_add_func ("/import/split", test_split);
  g_test_add_func ("/import/pair", test_pair);
  g_test_add_func ("/import/link", test_link);
  g_test_add_func ("/import/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/pair/names", test_names);
  g_test_add_func ("/hash/known", test_hash);
  return g_test_run ();
}
