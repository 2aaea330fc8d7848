// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said before files are let go, what a browser's row says, and which rows a folder has.
// Layer: tests.

#include "app/edit/browser-item.h"
#include "app/edit/lanes-drop.h"
#include "helpers/test-dir.h"

static void
assert_says (const LtLanesDropNews *news, const char *expected)
{
  g_autofree char *text = lt_lanes_drop_dup_sentence (news);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_sentences (void)
{
  LtLanesDropNews onto = { .place = { .order = LT_INTAKE_BEHIND }, .track = "Vox", .at = "2|1|000", .first = "Tick", .n_files = 1 };
  LtLanesDropNews fresh = { .at = "2|1|000", .first = "Tick", .n_files = 3, .n_tracks = 3 };

  assert_says (&onto, "“Tick” onto “Vox” at 2|1|000");
  onto.n_files = 2;
  assert_says (&onto, "2 files onto “Vox”, one behind another, from 2|1|000");
  onto.place.order = LT_INTAKE_BELOW;
  onto.n_unread = 1;
  assert_says (&onto, "2 files from “Vox” down, one below another, at 2|1|000 · 1 can’t be read");
  assert_says (&fresh, "3 new tracks at 2|1|000");
  fresh.n_timed = 1;
  assert_says (&fresh, "3 new tracks at 2|1|000, those with a BWF time there");
  fresh.n_timed = 3;
  assert_says (&fresh, "3 new tracks at the files’ BWF times");
}

static void
test_facts (void)
{
  g_autofree char *mono = lt_browser_item_dup_facts (44100 * 3 + 8820, 44100, 1), *many = lt_browser_item_dup_facts (96000 * 600, 96000, 6);

  g_assert_cmpstr (mono, ==, "0:03.2 · 44.1 kHz · mono");
  g_assert_cmpstr (many, ==, "10:00.0 · 96 kHz · 6 channels");
}

/* Folders first, then sound files as people count; sessions, hidden and other files are not there. */
static void
test_folder (void)
{
  static const char *const files[] = { "take 10.wav", "Take 2.flac", "notes.txt", ".hidden.wav", NULL };
  static const char *const folders[] = { "Song.lathe", "Zoo", "alpha", NULL };
  static const char *const expected[] = { "alpha", "Zoo", "Take 2.flac", "take 10.wav" };
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *none = lt_test_dir_path (dir, "none");
  g_autoptr (GError)    error = NULL;

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = lt_test_dir_path (dir, files[i]);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = lt_test_dir_path (dir, folders[i]);

      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
    }
  g_autoptr (GListStore) store = lt_browser_item_list (dir, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (LtBrowserItem) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_assert_cmpstr (lt_browser_item_get_name (item), ==, expected[i]);
      g_assert_true (lt_browser_item_is_folder (item) == (i < 2));
    }
  g_assert_null (lt_browser_item_list (none, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lanes-drop/sentences", test_sentences);
  g_test_add_func ("/browser-item/facts", test_facts);
  g_test_add_func ("/browser-item/folder", test_folder);
  return g_test_run ();
}
