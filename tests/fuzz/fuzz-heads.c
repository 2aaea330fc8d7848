// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as the head of an Ogg or FLAC file: read for tags, and written anew, with the sound behind it as it was.
// Layer: tests.

#include "fuzz.h"

#include "helpers/test-dir.h"
#include "media/flac-head.h"
#include "media/ogg-head.h"
#include "media/writer.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_FRAMES 3000u

static void
check_tags (const LtTags *tags)
{
  for (const char *const *key = lt_tags_known (); *key != NULL; key++)
    if (lt_tags_get (tags, *key) != NULL)
      g_assert_true (g_utf8_validate (lt_tags_get (tags, *key), -1, NULL));
}

/* Where the sound begins: behind the pages in which the header packets end. */
static int64_t
head_of (const uint8_t *data, size_t size)
{
  size_t at = 0;
  int    n_packets = 0, wanted = -1;

  while (n_packets != wanted && at + 27 < size)
    {
      size_t page = 27 + (size_t) data[at + 26];

      for (int i = 0; i < data[at + 26] && at + 27 + (size_t) i < size; i++)
        {
          page += data[at + 27 + (size_t) i];
          n_packets += wanted > 0 && data[at + 27 + (size_t) i] < 255;
        }
      if (wanted < 0) /* the first page has the first packet alone */
        wanted = at + 28 < size && memmem (data, MIN (size, 27 + 255 + 8), "OpusHead", 8) != NULL ? 1 : 2;
      at += page;
    }
  return (int64_t) at;
}

/* The last bytes, where the sound is, are the same. */
static void
check_sound (LtFileIo *io, int64_t new_size, const uint8_t *data, size_t size)
{
  uint8_t now[64];
  int64_t n = MIN ((int64_t) sizeof now, (int64_t) size - head_of (data, size));

  if (n <= 0)
    return;
  g_assert_cmpint (lt_file_io_read_at (io, now, n, new_size - n), ==, n);
  g_assert_cmpmem (now, (size_t) n, data + size - n, (size_t) n);
}

static void
write_anew (int fd, const uint8_t *data, size_t size)
{
  g_autoptr (LtTags) tags = lt_tags_new (), back = lt_tags_new ();
  g_autofree char   *text = g_strnfill (4000, 'x');
  LtFileIo           io;
  struct stat        st;

  lt_tags_set (tags, "title", "Title");
  lt_tags_set (tags, "comment", text);
  lt_file_io_init (&io, fd, (int64_t) size);
  if (!lt_ogg_head_write (&io, tags))
    return;
  g_assert_cmpint (fstat (fd, &st), ==, 0);
  lt_file_io_init (&io, fd, st.st_size);
  lt_ogg_head_read (&io, back);
  g_assert_cmpstr (lt_tags_get (back, "title"), ==, "Title");
  g_assert_cmpstr (lt_tags_get (back, "comment"), ==, text);
  check_sound (&io, st.st_size, data, size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (LtTags) tags = lt_tags_new ();
  LtFileIo           io;
  int                fd = open (lt_fuzz_file (data, size), O_RDWR | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  lt_file_io_init (&io, fd, (int64_t) size);
  lt_ogg_head_read (&io, tags);
  lt_flac_head_read (&io, tags);
  check_tags (tags);
  write_anew (fd, data, size);
  close (fd);
  return 0;
}

/* With short tags, and with some that fill more than a page. */
void
lt_fuzz_seeds (GArray *seeds)
{
  static const char *const formats[] = { "ogg", "opus", "flac" };
  g_autoptr (LtTestDir)    dir = lt_test_dir_new ();
  g_autofree char         *path = lt_test_dir_path (dir, "seed"), *text = g_strnfill (4000, 'y');
  static float             frames[N_FRAMES];

  for (guint i = 0; i < 2 * G_N_ELEMENTS (formats); i++)
    {
      const char          *format = formats[i / 2];
      g_autoptr (GError)   error = NULL;
      g_autoptr (LtTags)   tags = lt_tags_new ();
      g_autofree char     *kind = g_strconcat (format, i % 2 == 0 ? "" : "-long", NULL);
      LtWriterSpec         spec = { .format = lt_file_format_find (format), .bits = LT_BITS_16, .rate_hz = 48000, .n_channels = 1, .tags = tags };

      for (const char *const *key = lt_tags_known (); *key != NULL; key++)
        lt_tags_set (tags, *key, i % 2 == 0 ? "7" : text);
      g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
      g_assert_no_error (error);
      g_assert_true (lt_writer_write (writer, (const float *[]) { frames }, N_FRAMES, &error) && lt_writer_commit (writer, true, &error));
      lt_fuzz_add_file (seeds, kind, path);
    }
}
