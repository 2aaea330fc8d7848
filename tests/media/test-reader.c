// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exact positions in every format, and files that lie.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "media/media-error.h"
#include "media/reader.h"
#include "media/writer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define N 40000u

/* By libsndfile alone, so that the reader is checked against another path. */
static void
make_file (const char *path, int format, int rate_hz, int n_channels)
{
  SF_INFO           info = { .samplerate = rate_hz, .channels = n_channels, .format = format };
  SNDFILE          *f = sf_open (path, SFM_WRITE, &info);
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);
  g_autofree float *x = g_new0 (float, N * n_channels);

  g_assert_nonnull (f);
  lt_test_noise (x, N * n_channels, 0.3, rng);
  lt_test_add_sine (x, N * n_channels, rate_hz, 440.0, 0.4, 0.0);
  for (uint32_t at = 0; at < N; at += 1000)
    g_assert_cmpint (sf_writef_float (f, x + at * n_channels, 1000), ==, 1000);
  sf_close (f);
}

typedef struct
{
  const char *name;
  int         format, rate_hz, n_channels;
} Kind;

static const Kind kinds[] = {
  { "u8.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 44100, 2 },
  { "16.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 1 },
  { "24.wav", SF_FORMAT_WAVEX | SF_FORMAT_PCM_24, 96000, 2 },
  { "24x5.wav", SF_FORMAT_WAVEX | SF_FORMAT_PCM_24, 48000, 5 },
  { "32.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_32, 48000, 3 },
  { "f.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 8000, 2 },
  { "d.wav", SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 384000, 1 },
  { "24.rifx", SF_FORMAT_WAV | SF_FORMAT_PCM_24 | SF_ENDIAN_BIG, 48000, 2 },
  { "f.rifx", SF_FORMAT_WAV | SF_FORMAT_FLOAT | SF_ENDIAN_BIG, 48000, 2 },
  { "24.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_24, 48000, 2 },
  { "s8.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_S8, 22050, 1 },
  { "16.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 44100, 2 },
  { "24.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_24, 44100, 2 },
  { "sowt.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 44100, 2 },
  { "f.aiff", SF_FORMAT_AIFF | SF_FORMAT_FLOAT, 44100, 2 },
  { "d.aiff", SF_FORMAT_AIFF | SF_FORMAT_DOUBLE, 44100, 2 },
  { "24.caf", SF_FORMAT_CAF | SF_FORMAT_PCM_24, 48000, 2 },
  { "alac.caf", SF_FORMAT_CAF | SF_FORMAT_ALAC_24, 48000, 2 },
  { "24.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_24, 48000, 2 },
  { "24.au", SF_FORMAT_AU | SF_FORMAT_PCM_24, 48000, 2 },
  { "16.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 44100, 2 },
  { "24.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, 44100, 1 },
  { "a.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 44100, 2 },
  { "a.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 48000, 2 },
  { "a.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 44100, 2 },
  { "ulaw.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 8000, 1 },
  { "ima.wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 44100, 2 },
  { "ms.wav", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 44100, 2 },
  { "gsm.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 8000, 1 },
  { "voc.voc", SF_FORMAT_VOC | SF_FORMAT_PCM_16, 44100, 2 },
  { "svx.svx", SF_FORMAT_SVX | SF_FORMAT_PCM_16, 44100, 1 },
  { "paf.paf", SF_FORMAT_PAF | SF_FORMAT_PCM_24, 44100, 2 },
  { "nist.nist", SF_FORMAT_NIST | SF_FORMAT_PCM_16, 16000, 1 },
};

/* Without the syncing of g_file_set_contents, or of a file system that sees an old file overwritten. */
static void
put_file (const char *path, const void *bytes, gsize size)
{
  g_unlink (path);

  FILE *f = fopen (path, "wb");

  g_assert_nonnull (f);
  g_assert_cmpuint (fwrite (bytes, 1, size, f), ==, size);
  g_assert_cmpint (fclose (f), ==, 0);
}

/* Any jump gives the same samples as decoding the file once from its start. */
static void
test_positions (gconstpointer data)
{
  const Kind           *kind = data;
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, kind->name);
  g_autoptr (GError)    error = NULL;
  g_autoptr (GRand)     rng = g_rand_new_with_seed (0x5eed);
  SF_INFO               sf = { 0 };

  make_file (path, kind->format, kind->rate_hz, kind->n_channels);

  g_autoptr (LtReader) r = lt_reader_open (path, &error);
  g_assert_no_error (error);
  const LtReaderInfo *info = lt_reader_get_info (r);
  g_assert_cmpuint (info->rate_hz, ==, kind->rate_hz);
  g_assert_cmpuint (info->n_channels, ==, kind->n_channels);
  g_assert_false (info->is_truncated);
  g_assert_cmpint (info->n_frames, >=, N);

  SNDFILE          *f = sf_open (path, SFM_READ, &sf);
  uint32_t          length = (uint32_t) info->n_frames, n_channels = (uint32_t) kind->n_channels;
  g_autofree float *whole = g_new0 (float, (length + 10) * n_channels);
  int64_t           got, total = 0;

  while ((got = sf_readf_float (f, whole + total * n_channels, MIN (1000, length + 10 - total))) > 0)
    total += got;
  sf_close (f);
  g_assert_cmpint (total, ==, length);

  for (int round = 0; round < 40; round++)
    {
      int64_t  at = g_rand_int_range (rng, -300, (gint32) length + 100);
      uint32_t n = (uint32_t) g_rand_int_range (rng, 1, round % 8 == 0 ? 30000 : 700);
      uint32_t first = (uint32_t) g_rand_int_range (rng, 0, (gint32) n_channels);
      g_autofree float *out = g_new (float, n);
      int64_t  have = MIN (at + n, (int64_t) length) - MAX (at, 0);

      lt_reader_pick (r, first, 1);
      g_assert_cmpint (lt_reader_read (r, at, n, &out), ==, MAX (have, 0));
      for (uint32_t i = 0; i < n; i++)
        {
          int64_t pos = at + i;
          float   expected = pos >= 0 && pos < length ? whole[pos * n_channels + first] : 0.0f;

          g_assert_cmpfloat (out[i], ==, expected);
        }
    }
}

static void
expect_refused (const char *path, LtMediaError code)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (LtReader) r = lt_reader_open (path, &error);

  g_assert_null (r);
  g_assert_error (error, LT_MEDIA_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_not_files (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *fifo = lt_test_dir_path (dir, "fifo");
  g_autofree char      *empty = lt_test_dir_path (dir, "empty.wav");
  g_autofree char      *text = lt_test_dir_path (dir, "text.wav");
  g_autofree char      *sock = lt_test_dir_path (dir, "socket");
  g_autofree char      *none = lt_test_dir_path (dir, "none.wav");
  g_autofree char      *secret = lt_test_dir_path (dir, "loop");
  struct sockaddr_un    addr = { .sun_family = AF_UNIX };
  int                   fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_strlcpy (addr.sun_path, sock, sizeof addr.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &addr, sizeof addr), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (g_file_set_contents (text, "This is no sound, only a text that is long enough to look at.\n", -1, NULL));
  g_assert_cmpint (symlink ("loop", secret), ==, 0);

  expect_refused (dir, LT_MEDIA_ERROR_NOT_AUDIO);
  expect_refused (fifo, LT_MEDIA_ERROR_NOT_AUDIO);
  expect_refused (sock, LT_MEDIA_ERROR_NOT_AUDIO);
  expect_refused ("/dev/zero", LT_MEDIA_ERROR_NOT_AUDIO);
  expect_refused (empty, LT_MEDIA_ERROR_NOT_AUDIO);
  expect_refused (text, LT_MEDIA_ERROR_NOT_AUDIO);
  expect_refused (none, LT_MEDIA_ERROR_OPEN);
  expect_refused (secret, LT_MEDIA_ERROR_OPEN);
  close (fd);
}

static void
test_ranges (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "odd.wav");

  make_file (path, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 7999, 1);
  expect_refused (path, LT_MEDIA_ERROR_UNSUPPORTED);
  make_file (path, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 384001, 1);
  expect_refused (path, LT_MEDIA_ERROR_UNSUPPORTED);
  make_file (path, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 48000, 65);
  expect_refused (path, LT_MEDIA_ERROR_UNSUPPORTED);
}

/* A file cut anywhere is refused or gives what is there, and says that it was cut. */
static void
test_cut (gconstpointer data)
{
  const Kind           *kind = data;
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, kind->name);
  g_autofree char      *bytes = NULL;
  gsize                 size = 0;
  g_autofree float     *plane = g_new (float, N + 10000);
  static float         *out[8];

  make_file (path, kind->format, kind->rate_hz, kind->n_channels);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (int c = 0; c < 8; c++)
    out[c] = plane;

  for (int k = 0; k < 24; k++)
    {
      gsize                cut = k < 12 ? (gsize) k * 9 + 1 : size * (gsize) (k - 11) / 13;
      g_autoptr (GError)   error = NULL;

      put_file (path, bytes, cut);
      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      if (r == NULL)
        {
          g_assert_nonnull (error);
          continue;
        }
      const LtReaderInfo *info = lt_reader_get_info (r);
      g_assert_cmpint (info->n_frames, >=, 1);
      g_assert_cmpint (info->n_frames, <=, N + 8000);
      if (info->is_direct)
        g_assert_true (info->is_truncated || info->n_frames == N);
      g_assert_cmpuint (lt_reader_read (r, 0, N + 10000, out), ==, info->n_frames);
    }
}

static void
put32 (char *at, guint32 v)
{
  guint32 le = GUINT32_TO_LE (v);

  memcpy (at, &le, 4);
}

/* Sizes and counts from another world: what is there is taken. */
static void
test_absurd (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "absurd.wav");
  g_autofree char      *bytes = NULL;
  gsize                 size = 0;
  static const guint32  claims[] = { 0x7fffffff, 0xfffffff0, 0x10000000 };

  make_file (path, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 1);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  char *data = memmem (bytes, 200, "data", 4);
  g_assert_nonnull (data);
  for (size_t i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autoptr (GError) error = NULL;

      put32 (data + 4, claims[i]);
      put_file (path, bytes, size);
      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      g_assert_cmpint (lt_reader_get_info (r)->n_frames, ==, N);
      g_assert_true (lt_reader_get_info (r)->is_truncated);
    }

  /* "Not known when written" is no lie. */
  put32 (data + 4, 0xffffffff);
  put_file (path, bytes, size);
  g_autoptr (LtReader) r = lt_reader_open (path, NULL);
  g_assert_nonnull (r);
  g_assert_cmpint (lt_reader_get_info (r)->n_frames, ==, N);
  g_assert_false (lt_reader_get_info (r)->is_truncated);

  /* A FLAC file that promises 2^36 − 1 frames. */
  g_autofree char *flac = lt_test_dir_path (dir, "absurd.flac");
  g_autofree char *more = NULL;
  make_file (flac, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 44100, 1);
  g_assert_true (g_file_get_contents (flac, &more, &size, NULL));
  more[21] |= 0x0f;
  memset (more + 22, 0xff, 4);
  put_file (flac, more, size);
  g_autoptr (LtReader) cut = lt_reader_open (flac, NULL);
  g_assert_nonnull (cut);
  g_assert_cmpint (lt_reader_get_info (cut)->n_frames, ==, N);
  g_assert_true (lt_reader_get_info (cut)->is_truncated);
}

/* A LIST of one part before the sound: @size of the part, whatever is there. */
static void
add_list (GByteArray *to, const char *type, const char *part, guint32 size, guint32 list_size)
{
  char list[32] = "LIST";

  put32 (list + 4, list_size);
  memcpy (list + 8, type, 4);
  memcpy (list + 12, part, 4);
  put32 (list + 16, size);
  g_byte_array_append (to, (const guint8 *) list, sizeof list);
}

/* Parts larger than their list sent libsndfile round for ever. The sound behind them is still there. */
static void
test_broken_lists (void)
{
  static const struct
  {
    const char *type, *part;
    guint32     size, list_size, n_lists;
    gint64      frames; /* 0: refused */
  } cases[] = {
    { "INFO", "INAM", 12, 24, 1, N },         { "INFO", "INAM", 0xfffffff7, 24, 1, N }, { "adtl", "labl", 0xffffffff, 24, 1, N },
    { "adtl", "labl", 0, 24, 1, N },          { "adtl", "ltxt", 12, 24, 1, N },         { "INFO", "ICMT", 0x80000000, 24, 3, N },
    { "XXXX", "\0\0\0\0", 0xfffffff7, 24, 1, N }, { "INFO", "INAM", 12, 0x3c617461, 1, 0 }, { "INFO", "INAM", 0xfffffff7, 24, 40, 0 },
  };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "lists.wav");
  g_autofree char      *bytes = NULL;
  gsize                 size = 0;

  make_file (path, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 1);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int tagged = 0; tagged < 2; tagged++)
      {
        g_autoptr (GByteArray) all = g_byte_array_new ();
        g_autoptr (GError)     error = NULL;

        if (tagged)
          g_byte_array_append (all, (const guint8 *) "ID3\3\0\0\0\0\0\4\0\0\0\0", 14);
        g_byte_array_append (all, (const guint8 *) bytes, 36);
        for (guint32 k = 0; k < cases[i].n_lists; k++)
          add_list (all, cases[i].type, cases[i].part, cases[i].size, cases[i].list_size);
        g_byte_array_append (all, (const guint8 *) bytes + 36, (guint) size - 36);
        put_file (path, all->data, all->len);

        g_autoptr (LtReader) r = lt_reader_open (path, &error);
        if (cases[i].frames == 0)
          g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_NOT_AUDIO);
        else
          {
            g_assert_no_error (error);
            /* libsndfile takes what stands before the file off its length. */
            g_assert_cmpint (lt_reader_get_info (r)->n_frames, >=, cases[i].frames - tagged * 100);
          }
      }
}

/* GSM decodes nothing for as long as it is promised more. */
static void
test_endless (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "endless.w64");
  g_autofree char      *bytes = NULL;
  gsize                 size = 0;
  static const char     claims[][9] = { "\263\350\370\70\345\226\125\301", "\0\0\0\0\377\0\0\0" };

  make_file (path, SF_FORMAT_W64 | SF_FORMAT_GSM610, 8000, 1);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  char *data = memmem (bytes, 200, "data", 4);
  g_assert_nonnull (data);
  for (size_t i = 0; i < G_N_ELEMENTS (claims); i++)
    {
      g_autoptr (GError) error = NULL;

      memcpy (data + 16, claims[i], 8);
      put_file (path, bytes, size);
      g_autoptr (LtReader) r = lt_reader_open (path, &error);
      g_assert_no_error (error);
      g_assert_cmpint (lt_reader_get_info (r)->n_frames, >=, N);
      g_assert_cmpint (lt_reader_get_info (r)->n_frames, <, 2 * N + 65536);
      g_assert_true (lt_reader_get_info (r)->is_truncated);
    }
}

static void
test_not_numbers (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "nan.wav");
  SF_INFO               info = { .samplerate = 48000, .channels = 1, .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT };
  SNDFILE              *f = sf_open (path, SFM_WRITE, &info);
  float                 in[6] = { 0.5f, NAN, INFINITY, -INFINITY, -0.25f, 2.0f };
  static const float    expected[6] = { 0.5f, 0.0f, 0.0f, 0.0f, -0.25f, 2.0f };
  float                 out[6];
  double                wide[6];

  sf_writef_float (f, in, 6);
  sf_close (f);

  g_autoptr (LtReader) r = lt_reader_open (path, NULL);
  g_assert_nonnull (r);
  lt_reader_read (r, 0, 6, (float *[]) { out });
  g_assert_cmpmem (out, sizeof out, expected, sizeof expected);
  g_assert_cmpuint (lt_reader_n_bad_samples (r), ==, 3);
  lt_reader_read_double (r, 0, 6, (double *[]) { wide });
  g_assert_cmpfloat (wide[1], ==, 0.0);
  g_assert_cmpfloat (wide[5], ==, 2.0);
}

/* The file is cut while it is open: what is gone is silence. */
static void
test_cut_while_open (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "shrinks.wav");
  static float          out[1000];

  make_file (path, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 1);
  g_autoptr (LtReader) r = lt_reader_open (path, NULL);
  g_assert_nonnull (r);
  g_assert_cmpuint (lt_reader_read (r, 30000, 1000, (float *[]) { out }), ==, 1000);
  g_assert_cmpint (truncate (path, 20000), ==, 0);
  g_assert_cmpuint (lt_reader_read (r, 30000, 1000, (float *[]) { out }), ==, 0);
  for (int i = 0; i < 1000; i++)
    g_assert_cmpfloat (out[i], ==, 0.0f);
  g_assert_cmpuint (lt_reader_read (r, 100, 1000, (float *[]) { out }), ==, 1000);
  g_assert_cmpfloat (lt_test_peak (out, 1000), >, 0.1);
}

/* Bytes changed at random: refused or read, and always over. */
static void
test_mutated (gconstpointer data)
{
  const Kind           *kind = data;
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, kind->name);
  g_autofree char      *good = NULL;
  gsize                 size = 0;
  g_autoptr (GRand)     rng = g_rand_new_with_seed (0xbad);
  static float          plane[4096], *out[LT_READER_MAX_CHANNELS];

  make_file (path, kind->format, kind->rate_hz, kind->n_channels);
  g_assert_true (g_file_get_contents (path, &good, &size, NULL));
  size = MIN (size, 30000);
  for (uint32_t c = 0; c < LT_READER_MAX_CHANNELS; c++)
    out[c] = plane;
  for (int round = 0; round < 60; round++)
    {
      g_autofree char *bad = g_memdup2 (good, size);

      for (int k = g_rand_int_range (rng, 1, 8); k > 0; k--)
        bad[g_rand_int_range (rng, 0, round % 2 == 0 ? 128 : (gint32) size)] = (char) g_rand_int (rng);
      put_file (path, bad, size);

      g_autoptr (LtReader) r = lt_reader_open (path, NULL);
      if (r == NULL)
        continue;
      lt_reader_read (r, 0, 4096, out);
      lt_reader_read (r, lt_reader_get_info (r)->n_frames / 2, 4096, out);
      for (int i = 0; i < 4096; i++)
        g_assert_true (isfinite (plane[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *positions = g_strdup_printf ("/reader/positions/%s", kinds[i].name);
      g_autofree char *cut = g_strdup_printf ("/reader/cut/%s", kinds[i].name);
      g_autofree char *mutated = g_strdup_printf ("/reader/mutated/%s", kinds[i].name);

      g_test_add_data_func (positions, &kinds[i], test_positions);
      g_test_add_data_func (cut, &kinds[i], test_cut);
      g_test_add_data_func (mutated, &kinds[i], test_mutated);
    }
  g_test_add_func ("/reader/not-files", test_not_files);
  g_test_add_func ("/reader/ranges", test_ranges);
  g_test_add_func ("/reader/absurd", test_absurd);
  g_test_add_func ("/reader/broken-lists", test_broken_lists);
  g_test_add_func ("/reader/endless", test_endless);
  g_test_add_func ("/reader/not-numbers", test_not_numbers);
  g_test_add_func ("/reader/cut-while-open", test_cut_while_open);
  return g_test_run ();
}
