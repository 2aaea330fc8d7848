// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keyboard's page: a keymap is chosen and gone back from, changes stay on top and say what they take, and a file with
// bad lines is asked about.
// Layer: tests.

#include "app/shell/keymap-file.h"
#include "app/shell/keymap-ready.h"
#include "app/shell/preferences-keymap.h"
#include "app/shell/preferences.h"
#include "helpers/test-session.h"

#include <adwaita.h>
#include <string.h>

static const LtActionRow rows[] = {
  { "win.loop", "Loop", "Transport", "l", LT_ACTIONS_ANYWHERE },
  { "edit.split", "Split", "Clips", "s", LT_ACTIONS_EDIT },
  { "edit.snap", "Snapping", "Edit", "n", LT_ACTIONS_EDIT },
  { "edit.marker", "Add a marker", "Song", "m", LT_ACTIONS_EDIT },
  { "edit.solo-track", "Solo the track", "Tracks", "<Shift>s", LT_ACTIONS_EDIT },
  { "mix.solo", "Solo", "Mix", "s", LT_ACTIONS_MIX },
};

typedef struct
{
  char      *dir, *path;
  GtkWidget *window;
} Fixture;

static const LtActionRow *
row (const char *action)
{
  return lt_actions_find (action);
}

static void
turn (void)
{
  for (int i = 0; i < 30 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_session_dir ();
  f->path = g_build_filename (f->dir, "mine.txt", NULL);
  lt_keymap_file_read_text (lt_keymap_get_default (), "", 0, NULL);
  f->window = GTK_WIDGET (lt_preferences_new (NULL, "keyboard"));
  gtk_window_present (GTK_WINDOW (f->window));
  turn ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  turn ();
  lt_keymap_file_read_text (lt_keymap_get_default (), "", 0, NULL);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
  g_free (f->path);
}

/* The row of that title, below @widget; NULL: there is none. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && strcmp (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static const char *
subtitle (Fixture *f, const char *title)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (f->window, title)));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose (Fixture *f, const char *name)
{
  AdwComboRow *combo = ADW_COMBO_ROW (find_row (f->window, "Keymap"));
  GListModel  *names = adw_combo_row_get_model (combo);

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr (GtkStringObject) each = g_list_model_get_item (names, i);

      if (strcmp (gtk_string_object_get_string (each), name) == 0)
        adw_combo_row_set_selected (combo, i);
    }
  turn ();
}

static const char *
chosen (Fixture *f)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (ADW_COMBO_ROW (find_row (f->window, "Keymap"))));
}

static char *
dup_saved (void)
{
  g_autofree char *path = lt_keymap_file_dup_path ();
  char            *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
assert_keys (const char *action, const char *keys)
{
  g_assert_cmpstr (lt_keymap_get_keys (lt_keymap_get_default (), row (action)), ==, keys);
}

/* The button of the newest toast. */
static void
undo (Fixture *f)
{
  g_signal_emit_by_name (find_button (f->window, "Undo"), "clicked");
  turn ();
}

static void
test_choice (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (chosen (f), ==, "Lathe");
  g_assert_cmpstr (subtitle (f, "Your changes"), ==, "None");
  g_assert_false (gtk_widget_get_sensitive (find_button (f->window, "Reset all")));
  lt_keymap_set_keys (lt_keymap_get_default (), row ("edit.marker"), "s");
  g_assert_cmpstr (subtitle (f, "Split"), ==, "S is “Add a marker” in the Edit view now.");
  g_assert_cmpstr (subtitle (f, "Your changes"), ==, "1 command, on top of any keymap");

  choose (f, "Cubase");
  g_assert_true (lt_keymap_get_base (lt_keymap_get_default ()) == lt_keymap_ready_find ("cubase")->keymap);
  assert_keys ("edit.snap", "j");
  assert_keys ("edit.marker", "s");
  assert_keys ("edit.split", "<Alt>x <Shift>x");
  g_assert_true (g_str_has_suffix (subtitle (f, "Keymap"), "commands as in Cubase"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (find_row (f->window, "Keymap")), "Steinberg"));
  g_assert_cmpstr (subtitle (f, "Split"), ==, "");
  g_assert_cmpstr (subtitle (f, "Solo the track"), ==, "S is “Add a marker” in the Edit view now.");
  g_assert_cmpstr (subtitle (f, "Solo"), ==, ""); /* another view */
  g_autofree char *saved = dup_saved ();
  g_assert_nonnull (strstr (saved, "\nkeymap = cubase\n"));
  g_assert_nonnull (strstr (saved, "\nedit.marker = s\n"));

  undo (f);
  g_assert_cmpstr (chosen (f), ==, "Lathe");
  assert_keys ("edit.snap", "n");
  assert_keys ("edit.marker", "s");
}

static void
test_back (Fixture *f, gconstpointer data)
{
  choose (f, "Reaper");
  lt_keymap_set_keys (lt_keymap_get_default (), row ("edit.snap"), "F9");
  g_signal_emit_by_name (find_button (f->window, "Reset all"), "clicked");
  assert_keys ("edit.snap", "<Alt>s"); /* as in Reaper, which stays chosen */
  g_assert_cmpstr (chosen (f), ==, "Reaper");
  choose (f, "Lathe");
  for (guint i = 0; i < lt_actions_get_n (); i++)
    g_assert_cmpstr (lt_actions_get_keys (lt_actions_get (i)), ==, lt_actions_get (i)->keys);
  g_autofree char *saved = dup_saved ();
  g_assert_null (strstr (saved, "keymap ="));
}

static gboolean
is_shown (Fixture *f, const char *title)
{
  return gtk_widget_get_visible (find_row (f->window, title));
}

static void
test_only_changed (Fixture *f, gconstpointer data)
{
  GtkWidget *toggle = find_button (f->window, "Changed");

  lt_keymap_set_keys (lt_keymap_get_default (), row ("edit.marker"), "s");
  g_assert_true (is_shown (f, "Snapping"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  g_assert_true (is_shown (f, "Add a marker") && is_shown (f, "Split")); /* and who lost by it */
  g_assert_false (is_shown (f, "Snapping"));
  lt_keymap_set_keys (lt_keymap_get_default (), row ("edit.snap"), "F9");
  g_assert_true (is_shown (f, "Snapping"));
  lt_keymap_reset_all (lt_keymap_get_default ());
  g_assert_false (is_shown (f, "Add a marker") || is_shown (f, "Split"));
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static void
import (Fixture *f, const char *text)
{
  GtkWidget *group = gtk_widget_get_ancestor (find_row (f->window, "Keymap"), ADW_TYPE_PREFERENCES_GROUP);

  g_assert_true (g_file_set_contents (f->path, text, -1, NULL));
  lt_preferences_keymap_import (group, f->path);
  turn ();
}

static void
test_import (Fixture *f, gconstpointer data)
{
  import (f, "keymap = logic\nedit.snap = F9\n");
  g_assert_null (find_dialog ());
  g_assert_cmpstr (chosen (f), ==, "Logic Pro");
  assert_keys ("edit.snap", "F9");
  assert_keys ("edit.split", "<Control>t");
  undo (f);
  assert_keys ("edit.split", "s");

  import (f, "edit.snap = F9\nedit.gone = F8\nedit.split = F9\n");
  AdwMessageDialog *dialog = find_dialog ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "2 lines of “mine.txt” can't be used");
  g_assert_cmpstr (adw_message_dialog_get_body (dialog), ==,
                   "Line 2 of the keymap: there is no command “edit.gone”.\n"
                   "Line 3 of the keymap: “F9” is “Snapping” already, and so not “Split”.");
  assert_keys ("edit.snap", "n"); /* nothing yet */
  adw_message_dialog_response (dialog, "cancel");
  gtk_window_destroy (GTK_WINDOW (dialog));
  assert_keys ("edit.snap", "n");
  lt_preferences_keymap_import (gtk_widget_get_ancestor (find_row (f->window, "Keymap"), ADW_TYPE_PREFERENCES_GROUP), f->path);
  adw_message_dialog_response (find_dialog (), "take");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  assert_keys ("edit.snap", "F9");
  g_autofree char *saved = dup_saved ();
  g_assert_null (strstr (saved, "edit.gone")); /* it would be told of at every start */

  import (f, "\x89PNG\r\n");
  dialog = find_dialog ();
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (dialog), "“mine.txt” is no keymap"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  assert_keys ("edit.snap", "F9");
}

/* Who asks may go while the question is on the screen: it goes too, and nobody answers it. */
static void
test_closed_while_asked (Fixture *f, gconstpointer data)
{
  GtkWidget        *other = GTK_WIDGET (lt_preferences_new (NULL, "keyboard")), *window = f->window;
  AdwMessageDialog *dialog;

  gtk_window_present (GTK_WINDOW (other));
  f->window = other;
  import (f, "edit.snap = F9\nedit.gone = F8\n");
  f->window = window;
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_destroy (GTK_WINDOW (other));
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_keys ("edit.snap", "n");
}

int
main (int argc, char **argv)
{
  g_autofree char *config = lt_test_session_dir ();

  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  lt_actions_add (rows, G_N_ELEMENTS (rows));

  g_test_add ("/preferences-keys/choice", Fixture, NULL, set_up, test_choice, tear_down);
  g_test_add ("/preferences-keys/back", Fixture, NULL, set_up, test_back, tear_down);
  g_test_add ("/preferences-keys/only-changed", Fixture, NULL, set_up, test_only_changed, tear_down);
  g_test_add ("/preferences-keys/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/preferences-keys/closed-while-asked", Fixture, NULL, set_up, test_closed_while_asked, tear_down);
  int result = g_test_run ();
  lt_test_session_remove_dir (config);
  return result;
}
