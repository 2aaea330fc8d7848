// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blobs: found by content, saved with the session, there again in another run, never believed when damaged.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/blob.h"
#include "session/edit-slot.h"
#include "session/folder-copy.h"
#include "session/folder.h"
#include "session/store.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEXT "thirty-one bands of a quiet room"
#define PLACE "LATHE_TEST_BLOB_PLACE" /* in the environment: the session of the run before */

static GBytes *
some_bytes (void)
{
  return g_bytes_new_static (TEXT, sizeof TEXT);
}

static LtSession *
session_with (const char *blob, LtId *slot)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  g_autoptr (LtSession) with_slot = lt_edit_slot_add (session, session->master->id, lt_fx_find ("trim"), -1, NULL, slot);

  return lt_edit_slot_blob (with_slot, *slot, blob);
}

static void
test_names (void)
{
  g_autoptr (GBytes) bytes = some_bytes ();
  g_autofree char *name = lt_blob_put (bytes), *again = lt_blob_put (bytes);
  g_autoptr (GBytes) found = lt_blob_get (name);
  g_autofree char *unknown = g_strnfill (64, 'a');

  g_assert_true (lt_blob_is_name (name));
  g_assert_cmpstr (name, ==, again);
  g_assert_true (g_bytes_equal (found, bytes));
  g_assert_null (lt_blob_get (unknown));
  g_assert_null (lt_blob_get ("../../etc/passwd"));
  g_assert_false (lt_blob_is_name (""));
  g_assert_false (lt_blob_is_name ("ABCDEF"));
}

/* The document carries the name through its file; what is no name is left out and told. */
static void
test_document (void)
{
  g_autoptr (GBytes) bytes = some_bytes ();
  g_autofree char *name = lt_blob_put (bytes);
  LtId             slot;
  g_autoptr (LtSession) session = session_with (name, &slot);
  g_autoptr (LtSession) same = lt_edit_slot_blob (session, slot, name);
  g_autoptr (LtSession) forgot = lt_edit_slot_blob (session, slot, NULL);

  g_assert_true (same == session);
  g_assert_cmpstr (lt_session_find_slot (session, slot, NULL)->blob, ==, name);
  g_assert_null (lt_session_find_slot (forgot, slot, NULL)->blob);
  lt_test_session_assert_round_trip (session);

  g_autoptr (GBytes) saved = lt_store_save (session);
  g_autofree char *text = g_strndup (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved));
  *strstr (text, name) = '/';
  g_autoptr (GBytes) bad = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) loaded = lt_store_load (bad, losses, NULL);
  g_assert_null (lt_session_find_slot (loaded, slot, NULL)->blob);
  g_assert_cmpuint (losses->len, ==, 1);
}

/* Another run of the program finds it in the session's folder, unless its bytes are others. */
static void
test_next_run (void)
{
  g_autoptr (LtFolder) folder = lt_folder_open (g_getenv (PLACE), LT_FOLDER_READ, NULL);
  const LtSlot    *slot = g_ptr_array_index (lt_folder_get_session (folder)->master->slots, 0);
  g_autofree char *path = g_build_filename (g_getenv (PLACE), "blobs", slot->blob, NULL);

  g_assert_true (g_file_set_contents (path, "another", -1, NULL));
  g_assert_null (lt_blob_get (slot->blob));
  g_assert_true (g_file_set_contents (path, TEXT, sizeof TEXT, NULL));
  g_autoptr (GBytes) found = lt_blob_get (slot->blob);
  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), TEXT, sizeof TEXT);

  /* Learned again, the damaged file is whole again. */
  g_autofree char *text = NULL;
  gsize            size;
  g_assert_true (g_file_set_contents (path, "another", -1, NULL));
  g_assert_true (lt_blob_save_one (g_getenv (PLACE), slot->blob, NULL));
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_assert_cmpmem (text, size, TEXT, sizeof TEXT);
}

static void
assert_in (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, "blobs", name, NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = some_bytes (), more = g_bytes_new_static ("more", 4);
  g_autofree char *name = lt_blob_put (bytes), *more_name = lt_blob_put (more);
  g_autofree char *dir = lt_test_session_dir ();
  g_autofree char *path = g_build_filename (dir, "A.lathe", NULL), *copy = g_build_filename (dir, "B.lathe", NULL);
  LtId             slot;
  g_autoptr (LtSession) session = session_with (name, &slot), next = lt_edit_slot_blob (session, slot, more_name);
  g_autoptr (LtFolder) folder = lt_folder_create (path, session, &error);

  g_assert_no_error (error);
  assert_in (path, name);
  g_assert_true (lt_folder_push (folder, next, "Learn", NULL, &error));
  assert_in (path, more_name); /* before anybody saves: the journal has it already */
  lt_folder_copy (next, path, copy, NULL, &error);
  g_assert_no_error (error);
  assert_in (copy, more_name);
  g_assert_cmpint (lt_folder_undo (folder, 1, &error), ==, 1);
  g_assert_true (lt_folder_save (folder, &error));
  g_clear_pointer (&folder, lt_folder_close);

  g_setenv (PLACE, path, TRUE);
  g_test_trap_subprocess ("/blob/subprocess/next-run", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  lt_test_session_remove_dir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blob/names", test_names);
  g_test_add_func ("/blob/document", test_document);
  g_test_add_func ("/blob/folder", test_folder);
  g_test_add_func ("/blob/subprocess/next-run", test_next_run);
  return g_test_run ();
}
