// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Seeds and files in memory, for every fuzz target.
// Layer: tests.

#include "fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

void
lt_fuzz_add (GArray *seeds, const char *kind, gconstpointer data, size_t size)
{
  g_array_append_vals (seeds, &(LtSeed) { g_strdup (kind), g_bytes_new (data, size) }, 1);
}

void
lt_fuzz_add_file (GArray *seeds, const char *kind, const char *path)
{
  g_autofree char *text = NULL;
  gsize            size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  lt_fuzz_add (seeds, kind, text, size);
}

const char *
lt_fuzz_file (const uint8_t *data, size_t size)
{
  static int  fd = -1;
  static char path[64];

  if (fd < 0)
    {
      fd = memfd_create ("lathe-fuzz", 0);
      snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
    }
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  g_assert_cmpint (pwrite (fd, data, size, 0), ==, (gssize) size);
  return path;
}
