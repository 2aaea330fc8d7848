// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can't fit is refused before anything is written, by the folder, what is needed and what is free.
// Layer: tests.

#include "helpers/test-dir.h"
#include "media/disk-room.h"
#include "media/media-error.h"
#include "media/writer.h"

#include <string.h>
#include <unistd.h>

#define MUCH ((uint64_t) 1 << 60) /* more than any disk of a test has */

static void
test_room (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "file.wav"), *folder = g_path_get_dirname (path), *nowhere = lt_test_dir_path (dir, "none/file.wav");
  g_autoptr (GError)    error = NULL;

  g_assert_true (lt_disk_room_check (path, 0, &error));
  g_assert_true (lt_disk_room_check (path, 4096, &error));
  g_assert_true (lt_disk_room_check (nowhere, MUCH, &error)); /* another sentence is for that */
  g_assert_no_error (error);
  g_assert_false (lt_disk_room_check (path, MUCH, &error));
  g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, folder));
  g_assert_nonnull (strstr (error->message, "1.2 EB") != NULL ? error->message : strstr (error->message, "1.2\u00a0EB"));
}

/* A link stays one: what it leads to is written beside that, and /proc has no size. */
static void
test_links (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "link");
  g_autoptr (GError)    error = NULL;

  g_assert_false (lt_disk_room_check (path, UINT64_MAX, NULL));
  g_assert_cmpint (symlink ("/proc/version", path), ==, 0);
  g_assert_true (lt_disk_room_check (path, UINT64_MAX, &error));
  g_assert_no_error (error);
}

static void
test_bytes (void)
{
  LtWriterSpec spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_24, .rate_hz = 48000, .n_channels = 2 };

  g_assert_cmpuint (lt_writer_n_bytes (&spec), ==, 0);
  spec.n_frames_expected = 1000;
  g_assert_cmpuint (lt_writer_n_bytes (&spec), ==, 6000);
  spec.n_frames_sure = 10; /* the others are a tail that may be silent */
  g_assert_cmpuint (lt_writer_n_bytes (&spec), ==, 60);
  spec.format = lt_file_format_find ("flac");
  g_assert_cmpuint (lt_writer_n_bytes (&spec), ==, 0);
}

static void
test_nothing_is_begun (void)
{
  static const struct
  {
    const char *format, *says;
    int64_t     n_frames;
  } cases[] = {
    { "wav", "has no room", (int64_t) 1 << 57 },
    { "w64", "has no room", (int64_t) 1 << 57 },
    { "aiff", "4 GiB", (int64_t) 1 << 31 },
    { "au", "4 GiB", (int64_t) 1 << 31 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtTestDir) dir = lt_test_dir_new ();
      g_autofree char      *path = lt_test_dir_path (dir, "file"), *folder = g_path_get_dirname (path);
      LtWriterSpec          spec = { .format = lt_file_format_find (cases[i].format), .bits = LT_BITS_FLOAT, .rate_hz = 48000, .n_channels = 2,
                                     .n_frames_expected = cases[i].n_frames };
      g_autoptr (GError)    error = NULL;

      g_assert_null (lt_writer_open (path, &spec, &error));
      g_assert_nonnull (strstr (error->message, cases[i].says));

      g_autoptr (GDir) left = g_dir_open (folder, 0, NULL);
      g_assert_null (g_dir_read_name (left));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disk-room/room", test_room);
  g_test_add_func ("/disk-room/links", test_links);
  g_test_add_func ("/disk-room/bytes", test_bytes);
  g_test_add_func ("/disk-room/nothing-is-begun", test_nothing_is_begun);
  return g_test_run ();
}
