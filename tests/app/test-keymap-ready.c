// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ready-made keymaps: every file says what it is, knows its commands and keys, gives no key to two things, and takes nothing
// that Lathe cannot do without.
// Layer: tests.

#include "app/edit/browser.h"
#include "app/edit/edit-view.h"
#include "app/export/export-dialog.h"
#include "app/master/master-view.h"
#include "app/mix/balance-actions.h"
#include "app/mix/mix-view.h"
#include "app/mix/snapshot-actions.h"
#include "app/shell/application-actions.h"
#include "app/shell/application.h"
#include "app/shell/keymap-file.h"
#include "app/shell/keymap-ready.h"
#include "app/shell/shortcuts.h"
#include "app/shell/window.h"
#include "helpers/test-session.h"

#include <string.h>

static const char *const keys[] = { "ardour", "audacity", "cubase", "logic", "pro-tools", "reaper", NULL };

/* The program's whole table, as lt_app_main has it. */
static void
add_actions (void)
{
  lt_master_view_add_actions ();
  lt_export_dialog_add_actions ();
  lt_balance_actions_add ();
  lt_snapshot_actions_add ();
  lt_browser_add_actions ();
  g_type_class_unref (g_type_class_ref (LT_TYPE_WINDOW));
  g_type_class_unref (g_type_class_ref (LT_TYPE_EDIT_VIEW));
  g_type_class_unref (g_type_class_ref (LT_TYPE_MIX_VIEW));
  g_autoptr (LtApplication) application = lt_application_new ();
  lt_application_actions_install (application);
}

static char *
dup_path (const char *key)
{
  g_autofree char *name = g_strconcat (key, ".keymap", NULL);

  return g_build_filename (g_getenv ("LATHE_DATADIR"), "keymaps", name, NULL);
}

static void
test_all_are_there (void)
{
  GPtrArray *all = lt_keymap_ready_get_all ();

  g_assert_cmpuint (all->len, ==, g_strv_length ((char **) keys));
  for (guint i = 0; i < all->len; i++)
    {
      const LtKeymapReady *ready = all->pdata[i];

      g_assert_true (g_strv_contains (keys, ready->key));
      g_assert_true (lt_keymap_ready_find (ready->key) == ready);
      g_assert_true (lt_keymap_ready_find_of (ready->keymap) == ready);
      if (i > 0)
        g_assert_cmpint (g_utf8_collate (((const LtKeymapReady *) all->pdata[i - 1])->name, ready->name), <, 0);
    }
  g_assert_null (lt_keymap_ready_find ("lathe"));
  g_assert_null (lt_keymap_ready_find_of (NULL));
}

static void
test_file (gconstpointer key)
{
  g_autofree char *path = dup_path (key);
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtKeymapReady) ready = lt_keymap_ready_load (path, complaints, &error);
  int year, month;

  g_assert_no_error (error);
  for (guint i = 0; i < complaints->len; i++)
    g_test_message ("%s", (char *) complaints->pdata[i]);
  g_assert_cmpuint (complaints->len, ==, 0); /* commands, keys, no key twice where both could be meant */
  g_assert_cmpstr (ready->key, ==, key);
  g_assert_cmpint (sscanf (ready->date, "%4d-%2d", &year, &month), ==, 2);
  g_assert_true (year >= 2026 && month >= 1 && month <= 12);
  g_assert_cmpuint (strlen (ready->source), >, 10);
  g_assert_cmpuint (lt_keymap_count_given (ready->keymap), >, 25);
  for (guint i = 0; i < lt_actions_get_n (); i++)
    {
      const LtActionRow *row = lt_actions_get (i);

      g_assert_null (lt_keymap_find_taken (ready->keymap, row, lt_keymap_get_keys (ready->keymap, row)));
    }
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  return g_strv_length (words);
}

/* A key does what its line says when it is pressed in the view of its command, and in a text field it is typed. */
static void
test_presses (gconstpointer key)
{
  const LtKeymapReady *ready = lt_keymap_ready_find (key);
  guint                n_typed = 0;

  lt_keymap_set_base (lt_keymap_get_default (), ready->keymap);
  for (guint i = 0; i < lt_actions_get_n (); i++)
    {
      const LtActionRow *row = lt_actions_get (i);
      g_auto (GStrv)     words = g_strsplit (lt_actions_get_keys (row) != NULL ? lt_actions_get_keys (row) : "", " ", -1);

      for (char **word = words; *word != NULL && lt_keymap_is_given (ready->keymap, row); word++)
        {
          guint           keyval;
          GdkModifierType mods;

          g_assert_true (gtk_accelerator_parse (*word, &keyval, &mods));
          if ((mods & GDK_SHIFT_MASK) != 0)
            keyval = gdk_keyval_to_upper (keyval);
          g_assert_true (lt_actions_find_key (keyval, mods, row->scope) == row);
          if ((mods & ~GDK_SHIFT_MASK) == 0 && gdk_keyval_to_unicode (keyval) != 0)
            {
              g_assert_true (lt_actions_is_text_key (keyval, mods));
              n_typed++;
            }
        }
    }
  g_assert_cmpuint (n_typed, >, 2);
  for (const guint *letter = (const guint[]) { GDK_KEY_a, GDK_KEY_c, GDK_KEY_v, GDK_KEY_x, GDK_KEY_z, 0 }; *letter != 0; letter++)
    g_assert_true (lt_actions_is_text_key (*letter, GDK_CONTROL_MASK));
  lt_keymap_set_base (lt_keymap_get_default (), NULL);
}

/* Whatever is chosen: these have a key, and those of the window's frame are Lathe's. */
static void
test_nothing_is_lost (gconstpointer key)
{
  static const char *const needed[] = {
    "win.play", "win.loop", "win.to-start", "win.undo", "win.redo", "win.save", "win.export", "win.import", "win.shortcuts", "app.open", "app.new",
    "app.preferences", "app.quit", "edit.split", "edit.delete", "edit.duplicate", "edit.cut", "edit.copy", "edit.paste", "edit.marker", "edit.zoom-in",
    "edit.zoom-out", "edit.zoom-selection", "edit.fit", "edit.snap", "edit.tool::pointer", "edit.tool::range", "edit.add-track", "edit.mute-track",
    "edit.solo-track", "mix.mute", "mix.solo", "mix.add-track", "master.hear-mix", "master.hear-master",
  };
  static const char *const kept[] = { "win.commands", "win.view::edit", "win.view::mix", "win.view::master", "win.next-region" };
  LtKeymap *keymap = lt_keymap_ready_find (key)->keymap;

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (lt_keymap_get_keys (keymap, lt_actions_find (needed[i])) == NULL)
      g_error ("%s: %s has no key", (const char *) key, needed[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const LtActionRow *row = lt_actions_find (kept[i]);

      g_assert_nonnull (strstr (lt_keymap_get_keys (keymap, row), row->keys));
      g_assert_cmpuint (count_words (row->keys), ==, 1);
    }
}

/* --- a choice, and what the user has changed --- */

static const LtActionRow *
row (const char *action)
{
  return lt_actions_find (action);
}

static void
assert_keys (LtKeymap *keymap, const char *action, const char *wanted)
{
  g_assert_cmpstr (lt_keymap_get_keys (keymap, row (action)), ==, wanted);
}

static void
test_changes_stay_on_top (void)
{
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  LtKeymap *cubase = lt_keymap_ready_find ("cubase")->keymap;

  lt_keymap_set_keys (keymap, row ("edit.marker"), "s");
  assert_keys (keymap, "edit.split", NULL);
  g_assert_true (lt_keymap_is_changed (keymap, row ("edit.split")));
  g_assert_false (lt_keymap_is_given (keymap, row ("edit.split")));

  lt_keymap_set_base (keymap, cubase);
  assert_keys (keymap, "edit.marker", "s");
  assert_keys (keymap, "edit.split", "<Alt>x <Shift>x"); /* is Cubase's, and nobody took it */
  assert_keys (keymap, "edit.solo-track", NULL);         /* S in Cubase */
  assert_keys (keymap, "mix.solo", "s");                 /* another view */
  assert_keys (keymap, "edit.snap", "j");
  g_assert_cmpstr (lt_keymap_get_base_keys (keymap, row ("edit.solo-track")), ==, "s");

  /* its own keys again, taken from the change */
  lt_keymap_reset (keymap, row ("edit.solo-track"));
  assert_keys (keymap, "edit.solo-track", "s");
  assert_keys (keymap, "edit.marker", NULL);
  lt_keymap_set_keys (keymap, row ("edit.marker"), "<Control>k");
  assert_keys (keymap, "win.commands", NULL);

  lt_keymap_set_base (keymap, NULL);
  assert_keys (keymap, "edit.marker", "<Control>k");
  assert_keys (keymap, "edit.split", "s");
  assert_keys (keymap, "edit.snap", "n");
  lt_keymap_reset_all (keymap);
  for (guint i = 0; i < lt_actions_get_n (); i++)
    g_assert_cmpstr (lt_keymap_get_keys (keymap, lt_actions_get (i)), ==, lt_actions_get (i)->keys);
}

static void
read_text (LtKeymap *keymap, const char *text, GPtrArray *complaints)
{
  lt_keymap_file_read_text (keymap, text, strlen (text), complaints);
}

static void
test_choice_is_written (void)
{
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  g_autoptr (LtKeymap) again = lt_keymap_new ();
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  LtKeymap *logic = lt_keymap_ready_find ("logic")->keymap;

  lt_keymap_set_base (keymap, logic);
  lt_keymap_set_keys (keymap, row ("edit.marker"), "<Alt>apostrophe k");
  g_autofree char *text = lt_keymap_file_dup_text (keymap);
  g_assert_nonnull (strstr (text, "\nkeymap = logic\n"));
  g_assert_nonnull (strstr (text, "\nedit.marker = <Alt>apostrophe k\n"));
  g_assert_null (strstr (text, "\nedit.split")); /* not what the choice says */
  read_text (again, text, complaints);
  g_assert_cmpuint (complaints->len, ==, 0);
  g_assert_true (lt_keymap_get_base (again) == logic);
  for (guint i = 0; i < lt_actions_get_n (); i++)
    g_assert_cmpstr (lt_keymap_get_keys (again, lt_actions_get (i)), ==, lt_keymap_get_keys (keymap, lt_actions_get (i)));

  /* one of tomorrow is told and kept, until another is chosen */
  read_text (again, "keymap = of-tomorrow\nedit.snap = k\n", complaints);
  g_assert_cmpuint (complaints->len, ==, 1);
  g_assert_nonnull (strstr (complaints->pdata[0], "“of-tomorrow”"));
  g_assert_null (lt_keymap_get_base (again));
  assert_keys (again, "edit.snap", "k");
  g_autofree char *kept = lt_keymap_file_dup_text (again);
  g_assert_nonnull (strstr (kept, "\nkeymap = of-tomorrow\n"));
  lt_keymap_set_base (again, logic);
  g_autofree char *chosen = lt_keymap_file_dup_text (again);
  g_assert_null (strstr (chosen, "of-tomorrow"));
}

/* Given and chosen in any order: no key is two things, and what was given is there. */
static void
test_any_order (void)
{
  static const char *const some[] = { "s", "F2", "x", "<Control>e", "<Control>k", "j", "<Alt>x", "<Control>Left", "KP_Add", "n", "<Shift>m" };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x6b6d);
  g_autoptr (LtKeymap) keymap = lt_keymap_new ();
  const GPtrArray *all = lt_keymap_ready_get_all ();

  for (int round = 0; round < 150; round++)
    {
      const LtActionRow *each = lt_actions_get ((guint) g_rand_int_range (rng, 0, (int) lt_actions_get_n ()));
      int                choice = g_rand_int_range (rng, -1, (int) all->len);

      if (g_rand_int_range (rng, 0, 4) == 0)
        lt_keymap_set_base (keymap, choice >= 0 ? ((const LtKeymapReady *) all->pdata[choice])->keymap : NULL);
      else
        {
          const char *key = some[g_rand_int_range (rng, 0, G_N_ELEMENTS (some))];

          lt_keymap_set_keys (keymap, each, key);
          assert_keys (keymap, each->action, key);
        }
      for (guint i = 0; i < lt_actions_get_n (); i++)
        g_assert_null (lt_keymap_find_taken (keymap, lt_actions_get (i), lt_keymap_get_keys (keymap, lt_actions_get (i))));
    }
}

static void
test_bad_files (void)
{
  g_autofree char *dir = lt_test_session_dir (), *path = g_build_filename (dir, "bad.keymap", NULL);
  static const char *const texts[] = { "edit.split = k\n", "name = X\ndate = 2026-11\n", "name = X\ndate = 2026-11\nsource = me\nkeymap = logic\n", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (lt_keymap_ready_load (path, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (lt_keymap_ready_load (dir, NULL, &error));
  g_assert_nonnull (error);
  lt_test_session_remove_dir (dir);
}

static guint
count_shortcuts (GtkWidget *widget)
{
  guint n = GTK_IS_SHORTCUTS_SHORTCUT (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_FLOW_BOX) != NULL ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_shortcuts (child);
  return n;
}

/* The window of keyboard shortcuts has a line a command that has a key, and is no higher or wider than a small screen. */
static void
test_shortcuts_fit (void)
{
  for (int round = 0; round < 2; round++)
    {
      GtkWidget *window;
      guint      n = 0;
      int        width, height;

      lt_keymap_set_base (lt_keymap_get_default (), round == 1 ? lt_keymap_ready_find ("ardour")->keymap : NULL);
      window = lt_shortcuts_new ();
      for (guint i = 0; i < lt_actions_get_n (); i++)
        n += lt_actions_get_keys (lt_actions_get (i)) != NULL ? 1 : 0;
      g_assert_cmpuint (count_shortcuts (window), ==, n);
      gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      g_assert_cmpint (width, <=, 1024);
      g_assert_cmpint (height, <=, 700);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  lt_keymap_set_base (lt_keymap_get_default (), NULL);
}

static void
add (const char *name, const char *key, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/keymap-ready/%s/%s", name, key);

  g_test_add_data_func (path, key, func);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  add_actions ();

  g_test_add_func ("/keymap-ready/all-are-there", test_all_are_there);
  for (const char *const *key = keys; *key != NULL; key++)
    {
      add ("file", *key, test_file);
      add ("presses", *key, test_presses);
      add ("nothing-is-lost", *key, test_nothing_is_lost);
    }
  g_test_add_func ("/keymap-ready/changes-stay-on-top", test_changes_stay_on_top);
  g_test_add_func ("/keymap-ready/choice-is-written", test_choice_is_written);
  g_test_add_func ("/keymap-ready/any-order", test_any_order);
  g_test_add_func ("/keymap-ready/bad-files", test_bad_files);
  g_test_add_func ("/keymap-ready/shortcuts-fit", test_shortcuts_fit);
  return g_test_run ();
}
