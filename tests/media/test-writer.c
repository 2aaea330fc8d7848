// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every format there and back, and what a disk can do to a writer.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/media-error.h"
#include "media/reader.h"
#include "media/writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <sndfile.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define N 6000u
#define MAX_CH 6u

static float *
plane_new (uint32_t channel, int bits)
{
  float            *x = g_new (float, N);
  g_autoptr (GRand) rng = g_rand_new_with_seed (77 + channel);
  double            full = bits > 0 ? ldexp (1.0, bits - 1) : 0.0;

  for (uint32_t i = 0; i < N; i++)
    {
      x[i] = (float) g_rand_double_range (rng, -0.999, 0.999);
      if (bits > 0)
        x[i] = (float) (floor (x[i] * full) / full); /* a value that the format has */
    }
  return x;
}

static void
planes_free (float **planes)
{
  for (uint32_t c = 0; c < MAX_CH; c++)
    g_free (planes[c]);
}

static void
write_file (const char *path, const LtWriterSpec *spec, float *const *planes, bool force)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtWriter) w = lt_writer_open (path, spec, &error);
  const float         *at[MAX_CH];

  g_assert_no_error (error);
  for (uint32_t done = 0; done < N;)
    {
      uint32_t k = MIN (777, N - done);

      for (uint32_t c = 0; c < spec->n_channels; c++)
        at[c] = planes[c] + done;
      g_assert_true (lt_writer_write (w, at, k, &error));
      done += k;
    }
  lt_writer_commit (w, force, &error);
  g_assert_no_error (error);
}

static void
check_exact (const char *path, const LtWriterSpec *spec, float *const *planes)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtReader) r = lt_reader_open (path, &error);
  float                block[MAX_CH][N];
  float               *out[MAX_CH];

  g_assert_no_error (error);

  const LtReaderInfo *info = lt_reader_get_info (r);
  g_assert_cmpuint (info->rate_hz, ==, spec->rate_hz);
  g_assert_cmpuint (info->n_channels, ==, spec->n_channels);
  g_assert_cmpint (info->n_frames, ==, N);
  g_assert_false (info->is_truncated);
  g_assert_false (info->is_lossy);
  g_assert_cmpint (info->is_float, ==, spec->bits >= LT_BITS_FLOAT);

  for (uint32_t c = 0; c < MAX_CH; c++)
    out[c] = block[c];
  g_assert_cmpuint (lt_reader_read (r, 0, N, out), ==, N);
  for (uint32_t c = 0; c < spec->n_channels; c++)
    g_assert_cmpmem (block[c], N * sizeof (float), planes[c], N * sizeof (float));
}

/* Lossless: each value that a word length has comes back as it was, from every format. */
static void
test_exact (void)
{
  static const int        bits_of[LT_N_BITS] = { 8, 16, 24, 24, 0, 0 }; /* a float has no 32 bits */
  static const uint32_t   channels[] = { 1, 2, 3, 6 };
  g_autoptr (LtTestDir)   dir = lt_test_dir_new ();

  for (const LtFileFormat *const *f = lt_file_format_list (); *f != NULL; f++)
    for (int b = 0; b < LT_N_BITS && !(*f)->is_lossy; b++)
      for (uint32_t k = 0; k < 4; k++)
        {
          LtWriterSpec     spec = { .format = *f, .bits = b, .rate_hz = 48000, .n_channels = channels[k] };
          g_autofree char *path = lt_test_dir_path (dir, "file");
          float           *planes[MAX_CH];

          if ((*f)->codings[b] == 0)
            continue;
          for (uint32_t c = 0; c < MAX_CH; c++)
            planes[c] = plane_new (c, bits_of[b]);
          spec.n_frames_expected = k % 2 == 0 ? N : 0;
          write_file (path, &spec, planes, true);
          check_exact (path, &spec, planes);
          planes_free (planes);
        }
}

static void
test_lossy (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();

  for (const LtFileFormat *const *f = lt_file_format_list (); *f != NULL; f++)
    {
      LtWriterSpec       spec = { .format = *f, .bits = LT_BITS_16, .rate_hz = 48000, .n_channels = 2 };
      g_autofree char   *path = lt_test_dir_path (dir, "file");
      g_autoptr (GError) error = NULL;
      float             *planes[MAX_CH] = { 0 };
      static float       back[2][N];

      if (!(*f)->is_lossy)
        continue;
      for (uint32_t c = 0; c < 2; c++)
        {
          planes[c] = g_new0 (float, N);
          lt_test_add_sine (planes[c], N, 48000.0, 1000.0, 0.5, 0.0);
        }
      write_file (path, &spec, planes, true);

      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      g_assert_true (lt_reader_get_info (r)->is_lossy);
      g_assert_cmpint (ABS (lt_reader_get_info (r)->n_frames - (int64_t) N), <=, 2400);
      lt_reader_read (r, 0, N, (float *[]) { back[0], back[1] });
      g_assert_cmpfloat_with_epsilon (lt_test_tone_amp (back[0] + 2000, N - 3000, 48000.0, 1000.0), 0.5, 0.02);
      planes_free (planes);
    }
}

static void
write_each_format (const char *dir, const char *prefix, float *const *planes)
{
  for (const LtFileFormat *const *f = lt_file_format_list (); *f != NULL; f++)
    for (int b = 1; b < LT_N_BITS; b++)
      {
        LtWriterSpec     spec = { .format = *f, .bits = b, .rate_hz = 48000, .n_channels = 2, .seed = 9, .dither = LT_QUANTISE_TPDF };
        g_autofree char *name = g_strdup_printf ("%s-%s-%d", prefix, (*f)->key, b);
        g_autofree char *path = lt_test_dir_path (dir, name);

        if ((*f)->codings[b] != 0)
          write_file (path, &spec, planes, false);
      }
}

/* Over a second's edge: a clock in a file would show. */
/* One channel of six sounds; libsndfile tells where it stands in the file, the reader where it belongs. */
static void
test_channel_order (void)
{
  static const uint32_t places[6] = { 0, 2, 1, 5, 3, 4 }; /* of L R C LFE Ls Rs in Vorbis */
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.ogg");

  for (uint32_t loud = 0; loud < 6; loud++)
    {
      LtWriterSpec       spec = { .format = lt_file_format_find ("ogg"), .bits = LT_BITS_16, .rate_hz = 48000, .n_channels = 6 };
      g_autofree float  *planes = g_new0 (float, 6 * 4800), *frames = g_new0 (float, 6 * 4800);
      const float       *in[6];
      float             *out[6];
      g_autoptr (GError) error = NULL;
      SF_INFO            info = { 0 };
      double             stored[6] = { 0.0 }, read[6] = { 0.0 };

      for (uint32_t c = 0; c < 6; c++)
        in[c] = out[c] = planes + c * 4800;
      for (uint32_t i = 0; i < 4800; i++)
        out[loud][i] = (float) (0.5 * sin (0.01 * i)); /* 76 Hz: LFE keeps it too */

      g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);
      g_assert_no_error (error);
      g_assert_true (lt_writer_write (w, in, 4800, &error) && lt_writer_commit (w, true, &error));

      SNDFILE *file = sf_open (path, SFM_READ, &info);
      g_assert_nonnull (file);
      sf_count_t n = sf_readf_float (file, frames, 4800);
      sf_close (file);
      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      lt_reader_read (r, 0, 4800, out);
      for (uint32_t c = 0; c < 6; c++)
        for (sf_count_t i = 0; i < n; i++)
          {
            stored[c] += frames[i * 6 + c] * frames[i * 6 + c];
            read[c] += out[c][i] * out[c][i];
          }
      for (uint32_t c = 0; c < 6; c++)
        {
          g_assert_true (c == places[loud] ? stored[c] > 100.0 : stored[c] < 10.0);
          g_assert_true (c == loud ? read[c] > 100.0 : read[c] < 10.0);
        }
    }
}

static void
test_same_bytes (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (GDir)      entries = NULL;
  const char           *name;
  float                *planes[MAX_CH];
  guint                 n = 0;

  for (uint32_t c = 0; c < MAX_CH; c++)
    planes[c] = plane_new (c, 0);
  write_each_format (dir, "one", planes);
  g_usleep (1100000);
  write_each_format (dir, "two", planes);

  entries = g_dir_open (dir, 0, NULL);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *other = g_strdup_printf ("two%s", name + 3);
      g_autofree char *one = lt_test_dir_path (dir, name), *two = lt_test_dir_path (dir, other);
      g_autofree char *a = NULL, *z = NULL;
      gsize            na, nz;

      if (!g_str_has_prefix (name, "one"))
        continue;
      g_test_message ("%s", name);
      g_assert_true (g_file_get_contents (one, &a, &na, NULL));
      g_assert_true (g_file_get_contents (two, &z, &nz, NULL));
      g_assert_cmpmem (a, na, z, nz);
      n++;
    }
  g_assert_cmpuint (n, >=, 40);
  planes_free (planes);
}

static void
test_clamp (void)
{
  static const float    in[4] = { 1.5f, -1.5f, NAN, -INFINITY };
  static const LtBits   bits[] = { LT_BITS_16, LT_BITS_24, LT_BITS_32, LT_BITS_FLOAT };
  static const float    tops[] = { 32767.0f / 32768.0f, 8388607.0f / 8388608.0f, 1.0f, 1.5f };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "clamp.wav");

  for (int k = 0; k < 4; k++)
    {
      LtWriterSpec         spec = { lt_file_format_find ("wav"), bits[k], 44100, 1, 4 };
      g_autoptr (GError)   error = NULL;
      g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);
      float                out[4];

      g_assert_no_error (error);
      g_assert_true (lt_writer_write (w, (const float *[]) { in }, 4, &error));
      g_assert_true (lt_writer_commit (w, true, &error));

      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      lt_reader_read (r, 0, 4, (float *[]) { out });
      g_assert_cmpfloat (out[0], ==, tops[k]);
      g_assert_cmpfloat (out[1], ==, k == 3 ? -1.5f : -1.0f);
      g_assert_cmpfloat (out[2], ==, 0.0f);
      g_assert_true (isfinite (out[3]));
    }
}

static void
test_int_and_double (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "wide.wav");
  g_autoptr (GRand)     rng = g_rand_new_with_seed (5);
  static int32_t        whole[5000], whole_back[5000];
  static double         wide[5000], wide_back[5000];
  g_autoptr (GError)    error = NULL;

  for (int i = 0; i < 5000; i++)
    {
      whole[i] = (int32_t) g_rand_int (rng);
      wide[i] = g_rand_double_range (rng, -1.0, 1.0);
    }
  for (int as_double = 0; as_double < 2; as_double++)
    {
      LtWriterSpec spec = { lt_file_format_find ("wav"), as_double ? LT_BITS_DOUBLE : LT_BITS_32, 96000, 1, 5000 };
      g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);

      g_assert_no_error (error);
      if (as_double)
        g_assert_true (lt_writer_write_double (w, (const double *[]) { wide }, 5000, &error));
      else
        g_assert_true (lt_writer_write_int (w, (const int32_t *[]) { whole }, 5000, &error));
      g_assert_true (lt_writer_commit (w, true, &error));

      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      if (as_double)
        {
          g_assert_cmpuint (lt_reader_read_double (r, 0, 5000, (double *[]) { wide_back }), ==, 5000);
          g_assert_cmpmem (wide, sizeof wide, wide_back, sizeof wide_back);
        }
      else
        {
          g_assert_cmpuint (lt_reader_read_int (r, 0, 5000, (int32_t *[]) { whole_back }), ==, 5000);
          g_assert_cmpmem (whole, sizeof whole, whole_back, sizeof whole_back);
        }
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *format;
    LtBits      bits;
    uint32_t    rate_hz, n_channels;
    const char *says;
  } rows[] = {
    { "mp3", LT_BITS_16, 96000, 2, "44100" },   { "opus", LT_BITS_16, 44100, 2, "48000" },
    { "flac", LT_BITS_FLOAT, 44100, 2, "24" },  { "mp3", LT_BITS_16, 44100, 3, "channels" },
    { "wav", LT_BITS_16, 4000, 2, "8000" },     { "wav", LT_BITS_16, 500000, 2, "384000" },
    { "flac", LT_BITS_16, 44100, 9, "8" },      { "wav", LT_BITS_16, 44100, 0, "channels" },
  };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "refused.bin");

  for (size_t i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LtWriterSpec spec = { lt_file_format_find (rows[i].format), rows[i].bits, rows[i].rate_hz, rows[i].n_channels };
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_writer_open (path, &spec, &error));
      g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, rows[i].says));
      g_assert_nonnull (strstr (error->message, "refused.bin"));
    }
  g_assert_cmpuint (lt_test_dir_count (dir), ==, 0);
}

/* The old file stays until commit, and without force after it; a dropped writer leaves nothing. */
static void
test_replace (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "a.wav");
  g_autofree char      *link_path = lt_test_dir_path (dir, "link.wav");
  LtWriterSpec          spec = { lt_file_format_find ("wav"), LT_BITS_16, 48000, 1, N };
  float                *planes[MAX_CH] = { plane_new (0, 16) };
  const float          *in[] = { planes[0] };
  g_autofree char      *text = NULL;
  g_autoptr (GError)    error = NULL;

  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  g_assert_false (lt_writer_check_target (path, false, &error));
  g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (lt_writer_check_target (path, true, NULL));
  {
    g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);

    g_assert_no_error (error);
    g_assert_true (lt_writer_write (w, in, N, &error));
    g_assert_false (lt_writer_commit (w, false, &error));
    g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_EXISTS);
    g_clear_error (&error);
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  g_assert_cmpuint (lt_test_dir_count (dir), ==, 1);

  g_assert_cmpint (symlink ("a.wav", link_path), ==, 0);
  write_file (link_path, &spec, planes, true);
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  check_exact (path, &spec, planes);
  g_assert_cmpuint (lt_test_dir_count (dir), ==, 2);
  planes_free (planes);
}

static void
test_bad_targets (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *folder = lt_test_dir_path (dir, "folder.wav");
  g_autofree char      *fifo = lt_test_dir_path (dir, "fifo.wav");
  g_autofree char      *missing = lt_test_dir_path (dir, "missing/a.wav");
  g_autofree char      *name = g_strnfill (300, 'x');
  g_autofree char      *too_long = lt_test_dir_path (dir, name);
  const char           *paths[] = { folder, fifo, missing, too_long, "/dev/full", "/proc/a.wav" };
  LtWriterSpec          spec = { lt_file_format_find ("wav"), LT_BITS_16, 48000, 1 };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (size_t i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_writer_open (paths[i], &spec, &error));
      g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_WRITE);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }
  g_assert_cmpuint (lt_test_dir_count (dir), ==, 2);
}

/* Writes until it fails; the old file must stay and nothing else may. */
static void
fill_disk (const char *dir, int expected_errnum)
{
  g_autofree char *path = g_build_filename (dir, "out", NULL);
  static float     loud[8192];

  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  for (const LtFileFormat *const *f = lt_file_format_list (); *f != NULL; f++)
    {
      LtWriterSpec         spec = { *f, LT_BITS_16, 48000, 2 };
      g_autoptr (GError)   error = NULL;
      g_autoptr (LtWriter) w = lt_writer_open (path, &spec, &error);
      g_autoptr (GRand)    rng = g_rand_new_with_seed (1);
      g_autofree char     *text = NULL;
      bool                 ok = true;

      for (int i = 0; w != NULL && ok && i < 40; i++)
        {
          lt_test_noise (loud, 8192, 0.9, rng);
          ok = lt_writer_write (w, (const float *[]) { loud, loud }, 8192, &error);
        }
      ok = ok && w != NULL && lt_writer_commit (w, true, &error);
      g_assert_false (ok);
      g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_WRITE);
      g_assert_nonnull (strstr (error->message, g_strerror (expected_errnum)));

      /* What failed once does not succeed later. */
      if (w != NULL)
        g_assert_false (lt_writer_commit (w, true, NULL));
      g_clear_pointer (&w, lt_writer_free);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (lt_test_dir_count (dir), ==, 1);
    }
}

static void
test_size_limit (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  struct rlimit         before, small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 60000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  fill_disk (dir, EFBIG);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
}

static void
test_full_disk (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();

  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("tmpfs", dir, "tmpfs", 0, "size=64k") != 0)
    {
      g_test_skip ("no right to mount a small disk");
      return;
    }
  fill_disk (dir, ENOSPC);
  g_assert_cmpint (umount (dir), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/writer/exact", test_exact);
  g_test_add_func ("/writer/lossy", test_lossy);
  g_test_add_func ("/writer/channel-order", test_channel_order);
  g_test_add_func ("/writer/same-bytes", test_same_bytes);
  g_test_add_func ("/writer/clamp", test_clamp);
  g_test_add_func ("/writer/int-and-double", test_int_and_double);
  g_test_add_func ("/writer/refused", test_refused);
  g_test_add_func ("/writer/replace", test_replace);
  g_test_add_func ("/writer/bad-targets", test_bad_targets);
  g_test_add_func ("/writer/size-limit", test_size_limit);
  g_test_add_func ("/writer/full-disk", test_full_disk);
  return g_test_run ();
}
