// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files that appear together or not at all, and what stood there before.
// Layer: tests.

#include "helpers/test-dir.h"
#include "media/media-error.h"
#include "media/temp-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_FILES 3u

typedef struct
{
  LtTestDir *dir;
  char      *paths[N_FILES];
  LtTempFile files[N_FILES];
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_dir_new ();
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%u", i);

      f->paths[i] = lt_test_dir_path (f->dir, name);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < N_FILES; i++)
    g_free (f->paths[i]);
  lt_test_dir_free (f->dir);
}

static void
write_all (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_FILES; i++)
    {
      g_assert_true (lt_temp_file_open (&f->files[i], f->paths[i], &error));
      g_assert_true (lt_temp_file_write (&f->files[i], "new", 3, &error));
    }
}

static gboolean
commit (Fixture *f, gboolean force, GError **error)
{
  LtTempFile *files[N_FILES] = { &f->files[0], &f->files[1], &f->files[2] };
  gboolean    ok = lt_temp_file_commit_all (files, N_FILES, force, error);

  for (guint i = 0; i < N_FILES; i++)
    lt_temp_file_clear (&f->files[i]);
  return ok;
}

static void
expect (const char *path, const char *content)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, content);
}

static void
test_all (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->paths[1], "old", 3, NULL));
  write_all (f);
  g_assert_true (commit (f, TRUE, &error));
  for (guint i = 0; i < N_FILES; i++)
    expect (f->paths[i], "new");
  g_assert_cmpuint (lt_test_dir_count (f->dir), ==, N_FILES);
}

/* The last name was taken meanwhile: the first two are not there either. */
static void
test_none (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_all (f);
  g_assert_true (g_file_set_contents (f->paths[2], "old", 3, NULL));
  g_assert_false (commit (f, FALSE, &error));
  g_assert_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "file-2"));
  expect (f->paths[2], "old");
  g_assert_cmpuint (lt_test_dir_count (f->dir), ==, 1);
}

/* What was replaced comes back; what was new goes. */
static void
test_none_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->paths[0], "old", 3, NULL));
  write_all (f);
  g_assert_cmpint (g_mkdir (f->paths[2], 0700), ==, 0);
  g_assert_false (commit (f, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "file-2"));
  expect (f->paths[0], "old");
  g_assert_false (g_file_test (f->paths[1], G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (f->paths[2], G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (lt_test_dir_count (f->dir), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/temp-file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("all", test_all);
  ADD ("none", test_none);
  ADD ("none-replaced", test_none_replaced);
  return g_test_run ();
}
