// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keymap: no key is two things, what is written comes back, and bad lines are told, kept and ignored.
// Layer: tests.

#include "app/shell/keymap-file.h"
#include "helpers/test-session.h"

#include <gtk/gtk.h>
#include <string.h>

static const LtActionRow rows[] = {
  { "win.play", "Play", "Transport", "space", LT_ACTIONS_ANYWHERE },
  { "win.rename", "Rename session", "Session", "F2", LT_ACTIONS_ANYWHERE },
  { "win.redo", "Redo", "Session", "<Control><Shift>z <Control>y", LT_ACTIONS_ANYWHERE },
  { "win.keys", "Keys", "Session", "<Control>question", LT_ACTIONS_ANYWHERE },
  { "edit.split", "Split", "Clips", "s", LT_ACTIONS_EDIT },
  { "edit.nudge(-1)", "Nudge", "Clips", "<Alt>Left", LT_ACTIONS_EDIT },
  { "edit.reverse", "Reverse", "Clips", NULL, LT_ACTIONS_EDIT },
  { "edit.louder", "Louder", "Clips", "plus equal KP_Add", LT_ACTIONS_EDIT },
  { "mix.solo", "Solo", "Mix", "s", LT_ACTIONS_MIX },
  { "mix.rename", "Rename strip", "Mix", "F2", LT_ACTIONS_MIX },
  { "mix.none", "Pick none", "Mix", "Escape", LT_ACTIONS_MIX },
  { "master.mono", "Mono", "Master", "o", LT_ACTIONS_MASTER },
};

static const LtActionRow *
row (const char *action)
{
  return lt_actions_find (action);
}

static void
set (LtKeymap *keymap, const char *action, const char *keys)
{
  lt_keymap_set_keys (keymap, row (action), keys);
}

static void
assert_keys (LtKeymap *keymap, const char *action, const char *keys)
{
  g_assert_cmpstr (lt_keymap_get_keys (keymap, row (action)), ==, keys);
}

static void
count (LtKeymap *keymap, guint *n)
{
  ++*n;
}

static void
test_keys_are_taken (void)
{
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  guint n = 0;

  g_signal_connect (keymap, "changed", G_CALLBACK (count), &n);
  g_autoptr (GPtrArray) nobody = lt_keymap_find_taken (keymap, row ("edit.reverse"), "<Alt>r");
  g_assert_null (nobody);
  g_autoptr (GPtrArray) one = lt_keymap_find_taken (keymap, row ("edit.reverse"), "s");
  g_assert_cmpuint (one->len, ==, 1); /* not the mixer's: the two views are never in front together */
  g_assert_true (one->pdata[0] == row ("edit.split"));
  g_autoptr (GPtrArray) two = lt_keymap_find_taken (keymap, row ("win.play"), "<Control>q s");
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_null (lt_keymap_find_taken (keymap, row ("win.rename"), "F2")); /* the table means it so */

  set (keymap, "win.play", "space s");
  assert_keys (keymap, "edit.split", NULL);
  assert_keys (keymap, "mix.solo", NULL);
  assert_keys (keymap, "win.play", "space s");
  g_assert_true (lt_keymap_is_changed (keymap, row ("edit.split")));
  lt_keymap_reset (keymap, row ("edit.split"));
  assert_keys (keymap, "edit.split", "s");
  assert_keys (keymap, "win.play", "space");
  g_assert_false (lt_keymap_is_changed (keymap, row ("win.play"))); /* what the table says is no change */
  lt_keymap_reset_all (keymap);
  assert_keys (keymap, "mix.solo", "s");
  g_assert_cmpuint (n, ==, 3);

  set (keymap, "edit.louder", "KP_Add bogus KP_Add <Control>");
  assert_keys (keymap, "edit.louder", "KP_Add");
  set (keymap, "edit.louder", NULL);
  assert_keys (keymap, "edit.louder", NULL);
  g_assert_true (lt_keymap_is_changed (keymap, row ("edit.louder")));
}

/* Who loses a key to what was given has it again as soon as it is free; what was given itself doesn't come back. */
static void
test_losses (void)
{
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();

  set (keymap, "edit.reverse", "s <Control>y");
  assert_keys (keymap, "edit.split", NULL);
  assert_keys (keymap, "win.redo", "<Shift><Control>z");
  g_assert_true (lt_keymap_is_changed (keymap, row ("win.redo")));
  g_assert_false (lt_keymap_is_given (keymap, row ("win.redo")));
  g_assert_cmpuint (lt_keymap_count_given (keymap), ==, 1);
  set (keymap, "edit.reverse", "<Control>y");
  assert_keys (keymap, "edit.split", "s");
  set (keymap, "mix.solo", "<Control>y"); /* another view: only the window's loses it */
  assert_keys (keymap, "edit.reverse", "<Control>y");
  set (keymap, "edit.split", "<Control>y");
  assert_keys (keymap, "edit.reverse", NULL);
  lt_keymap_reset (keymap, row ("edit.split"));
  assert_keys (keymap, "edit.reverse", NULL);
  g_assert_cmpuint (lt_keymap_count_given (keymap), ==, 1); /* reverse lost all it had been given, and is as in the table */
  lt_keymap_reset (keymap, row ("mix.solo"));
  assert_keys (keymap, "win.redo", "<Control><Shift>z <Control>y");
  g_assert_cmpuint (lt_keymap_count_given (keymap), ==, 0);
}

/* A keymap over another: what the lower one took stays taken, and each can be gone back to. */
static void
test_base (void)
{
  g_autoptr (LtKeymap) base = lt_keymap_new ();
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  guint n = 0;

  set (base, "edit.reverse", "s");
  set (keymap, "mix.rename", "s");
  g_signal_connect (keymap, "changed", G_CALLBACK (count), &n);
  lt_keymap_set_base (keymap, base);
  lt_keymap_set_base (keymap, base);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (lt_keymap_get_base (keymap) == base);
  assert_keys (keymap, "edit.reverse", "s");
  assert_keys (keymap, "edit.split", NULL);
  assert_keys (keymap, "mix.rename", "s");
  assert_keys (keymap, "mix.solo", NULL);
  g_assert_false (lt_keymap_is_changed (keymap, row ("edit.split"))); /* so it is there */
  g_assert_true (lt_keymap_is_changed (keymap, row ("mix.solo")));
  set (keymap, "edit.split", "s");
  assert_keys (keymap, "edit.reverse", NULL);
  lt_keymap_reset_all (keymap);
  assert_keys (keymap, "edit.reverse", "s");
  assert_keys (keymap, "mix.solo", "s");
  lt_keymap_set_base (keymap, NULL);
  assert_keys (keymap, "edit.reverse", NULL);
  assert_keys (keymap, "edit.split", "s");
}

/* The same press means the same row. */
static void
test_presses (void)
{
  static const struct
  {
    guint           keyval;
    GdkModifierType state;
    const char     *key; /* NULL: refused */
  } presses[] = {
    { GDK_KEY_s, 0, "s" },
    { GDK_KEY_S, GDK_SHIFT_MASK, "<Shift>s" },
    { GDK_KEY_S, GDK_LOCK_MASK, "s" },
    { GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "<Control>question" },
    { GDK_KEY_exclam, GDK_SHIFT_MASK, "exclam" },
    { GDK_KEY_space, GDK_SHIFT_MASK, "<Shift>space" },
    { GDK_KEY_Delete, GDK_SHIFT_MASK, "<Shift>Delete" },
    { GDK_KEY_F5, GDK_CONTROL_MASK | GDK_ALT_MASK, "<Control><Alt>F5" },
    { GDK_KEY_Odiaeresis, GDK_SHIFT_MASK, "<Shift>odiaeresis" },
    { GDK_KEY_Return, GDK_SHIFT_MASK, "<Shift>Return" },
    { GDK_KEY_Return, 0, NULL },
    { GDK_KEY_Tab, 0, NULL },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, NULL },
    { GDK_KEY_Escape, 0, NULL },
    { GDK_KEY_Shift_L, 0, NULL },
    { GDK_KEY_Control_R, GDK_CONTROL_MASK, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (presses); i++)
    {
      const char      *why;
      g_autofree char *key = lt_keymap_dup_key (presses[i].keyval, presses[i].state, &why);
      g_autofree char *normal = NULL;

      if (presses[i].key == NULL)
        {
          g_assert_null (key);
          g_assert_nonnull (why);
          continue;
        }
      guint           keyval;
      GdkModifierType mods;
      g_assert_null (why);
      g_assert_true (gtk_accelerator_parse (presses[i].key, &keyval, &mods));
      normal = gtk_accelerator_name (keyval, mods);
      g_assert_cmpstr (key, ==, normal);
      set (lt_keymap_get_default (), "edit.reverse", key);
      g_assert_cmpstr (lt_actions_find_key (presses[i].keyval, presses[i].state, LT_ACTIONS_EDIT)->action, ==, "edit.reverse");
    }
  lt_keymap_reset_all (lt_keymap_get_default ());
  g_assert_cmpstr (lt_actions_find_key (GDK_KEY_s, 0, LT_ACTIONS_EDIT)->action, ==, "edit.split");
  g_assert_null (lt_actions_find_key (GDK_KEY_F5, GDK_CONTROL_MASK | GDK_ALT_MASK, LT_ACTIONS_EDIT));
}

static void
test_what_is_shown_follows (void)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *accel = NULL;

  lt_actions_set_tooltip (button, "edit.split");
  g_menu_append (menu, "Split", "edit.split");
  lt_actions_label_menu (menu);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Split (S)");
  set (lt_keymap_get_default (), "edit.split", "<Control>k");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Split (Ctrl+K)");
  lt_actions_label_menu (menu);
  g_assert_true (g_menu_model_get_item_attribute (G_MENU_MODEL (menu), 0, "accel", "s", &accel));
  g_assert_cmpstr (accel, ==, "<Control>k");
  set (lt_keymap_get_default (), "edit.split", NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Split");
  lt_actions_label_menu (menu);
  g_clear_pointer (&accel, g_free);
  g_assert_false (g_menu_model_get_item_attribute (G_MENU_MODEL (menu), 0, "accel", "s", &accel));
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 1);
  lt_actions_set_tooltip_named (button, "edit.split", "Split: Kick", "At bar 3");
  set (lt_keymap_get_default (), "edit.split", "<Control>k");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Split: Kick (Ctrl+K)\nAt bar 3");
  g_object_unref (button);
  lt_keymap_reset_all (lt_keymap_get_default ());
}

/* No two rows that can be meant at once have a key that not the table gives to both. */
static void
assert_no_conflict (LtKeymap *keymap)
{
  for (guint i = 0; i < lt_actions_get_n (); i++)
    g_assert_null (lt_keymap_find_taken (keymap, lt_actions_get (i), lt_keymap_get_keys (keymap, lt_actions_get (i))));
}

static void
assert_equal (LtKeymap *a, LtKeymap *b)
{
  for (guint i = 0; i < lt_actions_get_n (); i++)
    {
      const LtActionRow *each = lt_actions_get (i);

      if (lt_keymap_is_changed (a, each))
        g_assert_cmpstr (lt_keymap_get_keys (a, each), ==, lt_keymap_get_keys (b, each));
      g_assert_cmpint (lt_keymap_is_changed (a, each), ==, lt_keymap_is_changed (b, each));
    }
}

static void
test_round_trip (void)
{
  static const char *const some[] = { "s", "F2", "space", "<Shift>s", "<Control>y", "k", "F5", "<Control><Alt>F5", "plus", "<Control>question" };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x6b65);
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();

  for (int round = 0; round < 1500; round++)
    {
      const LtActionRow *each = lt_actions_get ((guint) g_rand_int_range (rng, 0, (int) lt_actions_get_n ()));
      g_autofree char   *keys = g_strjoin (" ", some[g_rand_int_range (rng, 0, G_N_ELEMENTS (some))], some[g_rand_int_range (rng, 0, G_N_ELEMENTS (some))], NULL);
      int                what = g_rand_int_range (rng, 0, 12);

      if (what == 0)
        lt_keymap_reset (keymap, each);
      else
        lt_keymap_set_keys (keymap, each, what == 1 ? NULL : keys);
      assert_no_conflict (keymap);

      g_autofree char *text = lt_keymap_file_dup_text (keymap);
      g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (LtKeymap) again = lt_keymap_new ();
      lt_keymap_file_read_text (again, text, strlen (text), complaints);
      if (complaints->len > 0)
        g_error ("round %d: %s in\n%s", round, (char *) complaints->pdata[0], text);
      assert_equal (keymap, again);
      g_autofree char *once_more = lt_keymap_file_dup_text (again);
      g_assert_cmpstr (text, ==, once_more);
    }
}

static void
test_bad_lines (void)
{
  static const char text[] = "# mine\r\n"
                             "edit.split = k\r\n"
                             "edit.gone=x\n"
                             "no sign\n"
                             "mix.solo = bogus\n"
                             "edit.split = j\n"
                             "edit.reverse = k F9\n" /* k is taken by an earlier line */
                             "win.play =\n"
                             "mix.none = Escape\n"   /* its own */
                             "mix.rename = Escape\n" /* no other's */
                             "master.mono = <Shift>1\n" /* nobody can press it where Shift makes another character of it */
                             "win.redo = none\n"
                             "\xff\xfe = \x01";
  static const char *const lines[] = { "3", "4", "5", "6", "7", "8", "10", "11", "13" };
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);

  lt_keymap_file_read_text (keymap, text, sizeof text - 1, complaints);
  g_assert_cmpuint (complaints->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < complaints->len; i++)
    {
      g_autofree char *begin = g_strdup_printf ("Line %s of the keymap: ", lines[i]);

      g_assert_true (g_str_has_prefix (complaints->pdata[i], begin));
      g_assert_true (g_utf8_validate (complaints->pdata[i], -1, NULL));
    }
  assert_keys (keymap, "edit.split", "k");
  assert_keys (keymap, "edit.reverse", "F9");
  assert_keys (keymap, "mix.solo", "s");
  assert_keys (keymap, "mix.rename", "F2");
  assert_keys (keymap, "win.redo", NULL);

  /* What a later program knows is not lost by this one; what was given other keys since is not written twice. */
  set (keymap, "mix.solo", "o");
  g_autofree char *written = lt_keymap_file_dup_text (keymap);
  g_assert_nonnull (strstr (written, "\nedit.gone=x\n"));
  g_assert_nonnull (strstr (written, "\nmix.solo = o\n"));
  g_assert_null (strstr (written, "bogus"));
}

static void
test_fuzz (void)
{
  static const char alphabet[] = "abs=\n\n #<>()-.:, \t\xc3\xa4";
  static const char *const words[] = { "edit.split", "=", "none", "<Control>", "F2", "<Shift>", "\n", "s", "mix.solo = ", "win.redo=", "0x26", "<Release>a" };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xf022);

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (LtKeymap) keymap = lt_keymap_new ();
      g_autoptr (LtKeymap) again = lt_keymap_new ();

      for (int i = g_rand_int_range (rng, 0, 60); i > 0; i--)
        if (g_rand_boolean (rng))
          g_string_append (text, words[g_rand_int_range (rng, 0, G_N_ELEMENTS (words))]);
        else
          g_string_append_c (text, alphabet[g_rand_int_range (rng, 0, sizeof alphabet - 1)]);
      g_autofree char *exact = g_memdup2 (text->str, text->len); /* not a byte behind it */
      lt_keymap_file_read_text (keymap, exact, text->len, NULL);
      assert_no_conflict (keymap);
      g_autofree char *written = lt_keymap_file_dup_text (keymap);
      lt_keymap_file_read_text (again, written, strlen (written), NULL);
      assert_equal (keymap, again);
    }
}

static void
test_files (void)
{
  g_autofree char *dir = lt_test_session_dir (), *path = g_build_filename (dir, "deep", "keymap.txt", NULL);
  g_autofree char *large = g_build_filename (dir, "large", NULL), *zeroes = g_malloc0 (LT_KEYMAP_FILE_MAX_BYTES + 1);
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  g_autoptr (LtKeymap) again = lt_keymap_new ();
  g_autoptr (GError) error = NULL;

  set (again, "edit.split", "k");
  g_assert_true (lt_keymap_file_load (again, path, NULL, &error)); /* not there: the table's */
  assert_keys (again, "edit.split", "s");
  set (keymap, "edit.split", "k");
  g_assert_true (lt_keymap_file_save (keymap, path, &error));
  g_assert_true (lt_keymap_file_load (again, path, NULL, &error));
  assert_keys (again, "edit.split", "k");

  g_assert_true (g_file_set_contents (large, zeroes, LT_KEYMAP_FILE_MAX_BYTES + 1, NULL));
  g_assert_false (lt_keymap_file_load (again, large, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  assert_keys (again, "edit.split", "k");
  g_clear_error (&error);
  g_assert_false (lt_keymap_file_load (again, dir, NULL, &error));
  g_assert_nonnull (error);
  lt_test_session_remove_dir (dir);
}

/* What somebody chose must be a keymap; one with bad lines is told of, and the others are taken. */
static void
test_import (void)
{
  g_autofree char *dir = lt_test_session_dir (), *path = g_build_filename (dir, "mine.txt", NULL);
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  set (keymap, "mix.solo", "k");
  g_assert_false (lt_keymap_file_import (keymap, path, complaints, &error)); /* not there */
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "RIFF\x01\x02 = \n<xml a=b>\nedit.gone = k\n", -1, NULL));
  g_assert_false (lt_keymap_file_import (keymap, path, complaints, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (g_str_has_prefix (error->message, "“mine.txt” is no keymap"));
  assert_keys (keymap, "mix.solo", "k");
  g_clear_error (&error);

  g_ptr_array_set_size (complaints, 0);
  g_assert_true (g_file_set_contents (path, "edit.split = k\nedit.gone = k\nedit.louder = bogus\nedit.nudge(-1) = k\n", -1, NULL));
  g_assert_true (lt_keymap_file_import (keymap, path, complaints, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (complaints->len, ==, 3);
  g_assert_cmpstr (complaints->pdata[0], ==, "Line 2 of the keymap: there is no command “edit.gone”.");
  g_assert_cmpstr (complaints->pdata[1], ==, "Line 3 of the keymap: “bogus” is no key that can be used.");
  g_assert_cmpstr (complaints->pdata[2], ==, "Line 4 of the keymap: “k” is “Split” already, and so not “Nudge”.");
  assert_keys (keymap, "edit.split", "k");
  assert_keys (keymap, "mix.solo", "s"); /* the file's keymap, not that and the one before */
  g_assert_true (g_file_set_contents (path, "# nothing is changed\n", -1, NULL));
  g_assert_true (lt_keymap_file_import (keymap, path, complaints, &error));
  assert_keys (keymap, "edit.split", "s");
  lt_test_session_remove_dir (dir);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  lt_actions_add (rows, G_N_ELEMENTS (rows));

  g_test_add_func ("/keymap/keys-are-taken", test_keys_are_taken);
  g_test_add_func ("/keymap/losses", test_losses);
  g_test_add_func ("/keymap/base", test_base);
  g_test_add_func ("/keymap/presses", test_presses);
  g_test_add_func ("/keymap/what-is-shown-follows", test_what_is_shown_follows);
  g_test_add_func ("/keymap/round-trip", test_round_trip);
  g_test_add_func ("/keymap/bad-lines", test_bad_lines);
  g_test_add_func ("/keymap/fuzz", test_fuzz);
  g_test_add_func ("/keymap/files", test_files);
  g_test_add_func ("/keymap/import", test_import);
  return g_test_run ();
}
