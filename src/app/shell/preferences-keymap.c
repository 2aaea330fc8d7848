// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row each. Each step that changes many keys at once can be taken back by its toast.
// Layer: app.

#include "app/shell/preferences-keymap.h"

#include "app/shell/actions.h"
#include "app/shell/file-ask.h"
#include "app/shell/keymap-file.h"
#include "app/shell/keymap-ready.h"
#include "app/shell/question.h"
#include "app/shell/toast.h"

#include <glib/gi18n.h>
#include <string.h>

#define UNDO_S    15 /* to take back what changed many keys */
#define SENTENCES 6  /* of a bad file, in the dialog */

typedef struct
{
  GtkWidget *group, *choice, *changes, *reset;
  gulong     changed_id, selected_id;
} Head;

/* What asks holds the group alone: the preferences may be closed before the answer. */
static Head *
head_of (gpointer group)
{
  return g_object_get_data (group, "head");
}

/* NULL: it was closed. */
static AdwPreferencesWindow *
window_of (Head *self)
{
  GtkRoot *root = gtk_widget_get_root (self->group);

  return root != NULL ? ADW_PREFERENCES_WINDOW (root) : NULL;
}

static void
show_toast (Head *self, AdwToast *toast)
{
  if (window_of (self) != NULL)
    adw_preferences_window_add_toast (window_of (self), toast);
  else
    g_object_unref (toast);
}

/* --- saying --- */

static void
tell (Head *self, const char *text)
{
  show_toast (self, lt_toast_new (text));
}

static GtkWidget *
new_dialog (Head *self, const char *heading, const char *body)
{
  GtkWidget *dialog = lt_question_new (GTK_WINDOW (window_of (self)), heading, body);

  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

static void
tell_error (Head *self, const char *heading, const char *text)
{
  GtkWidget *dialog = new_dialog (self, heading, text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Close"), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_undo (AdwToast *toast)
{
  const char *before = g_object_get_data (G_OBJECT (toast), "before");

  lt_keymap_file_read_text (lt_keymap_get_default (), before, strlen (before), NULL);
}

/* @before: (transfer full): the keymap as text, to go back to. */
static void
tell_with_undo (Head *self, const char *text, char *before)
{
  AdwToast *toast = lt_toast_new (text);

  adw_toast_set_timeout (toast, UNDO_S);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "before", before, g_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (on_undo), NULL);
  show_toast (self, toast);
}

/* --- the rows --- */

static const LtKeymapReady *
get_ready (void)
{
  return lt_keymap_ready_find_of (lt_keymap_get_base (lt_keymap_get_default ()));
}

static const char *
get_name (void)
{
  return get_ready () != NULL ? get_ready ()->name : "Lathe";
}

static void
show_choice (Head *self)
{
  const LtKeymapReady *ready = get_ready ();
  guint                n = ready != NULL ? lt_keymap_count_given (ready->keymap) : 0, at = 0;
  g_autofree char     *text = NULL, *source = NULL;

  if (ready != NULL)
    {
      text = g_strdup_printf (ngettext ("%u command as in %s", "%u commands as in %s", n), n, ready->name);
      source = g_strdup_printf (_ ("The others are as in Lathe. Looked up in %s: %s"), ready->date, ready->source);
      g_ptr_array_find (lt_keymap_ready_get_all (), ready, &at);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->choice), ready != NULL ? text : _ ("Lathe's own keys, or those of another program"));
  gtk_widget_set_tooltip_text (self->choice, source);
  g_signal_handler_block (self->choice, self->selected_id);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->choice), ready != NULL ? at + 1 : 0);
  g_signal_handler_unblock (self->choice, self->selected_id);
}

static void
show_changes (Head *self)
{
  guint            n = lt_keymap_count_given (lt_keymap_get_default ());
  g_autofree char *text = g_strdup_printf (ngettext ("%u command, on top of any keymap", "%u commands, on top of any keymap", n), n);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->changes), n > 0 ? text : _ ("None"));
  gtk_widget_set_sensitive (self->reset, n > 0);
}

static void
on_keymap (Head *self)
{
  g_autofree char *path = lt_keymap_file_dup_path ();
  g_autoptr (GError) error = NULL;

  show_choice (self);
  show_changes (self);
  if (lt_keymap_file_save (lt_keymap_get_default (), path, &error))
    return;

  g_autofree char *text = g_strdup_printf (_ ("The keys work until Lathe is closed; they could not be saved: %s"), error->message);
  tell (self, text);
}

static void
on_chosen (Head *self)
{
  guint  at = adw_combo_row_get_selected (ADW_COMBO_ROW (self->choice)), n = lt_keymap_count_given (lt_keymap_get_default ());
  char  *before = lt_keymap_file_dup_text (lt_keymap_get_default ());
  const LtKeymapReady *ready = at > 0 && at <= lt_keymap_ready_get_all ()->len ? lt_keymap_ready_get_all ()->pdata[at - 1] : NULL;
  g_autofree char     *text = NULL;

  lt_keymap_set_base (lt_keymap_get_default (), ready != NULL ? ready->keymap : NULL);
  if (n == 0)
    text = g_strdup_printf (_ ("Keys of %s."), get_name ());
  else
    text = g_strdup_printf (ngettext ("Keys of %s. Your %u change stays.", "Keys of %s. Your %u changes stay.", n),
                            get_name (), n);
  tell_with_undo (self, text, before);
}

static void
on_reset (Head *self)
{
  char            *before = lt_keymap_file_dup_text (lt_keymap_get_default ());
  g_autofree char *text = g_strdup_printf (_ ("All keys as in %s again."), get_name ());

  lt_keymap_reset_all (lt_keymap_get_default ());
  tell_with_undo (self, text, before);
}

/* --- files --- */

static void
take (Head *self, const char *text)
{
  char            *before = lt_keymap_file_dup_text (lt_keymap_get_default ());
  g_autofree char *told = NULL;
  guint            n;

  lt_keymap_file_read_text (lt_keymap_get_default (), text, strlen (text), NULL);
  n = lt_keymap_count_given (lt_keymap_get_default ());
  told = g_strdup_printf (ngettext ("Keymap taken: %s, %u change.", "Keymap taken: %s, %u changes.", n), get_name (), n);
  tell_with_undo (self, told, before);
}

static void
on_take (AdwMessageDialog *dialog, const char *response, GtkWidget *group)
{
  if (g_strcmp0 (response, "take") == 0 && gtk_widget_get_root (group) != NULL)
    take (head_of (group), g_object_get_data (G_OBJECT (dialog), "text"));
}

/* (transfer full) */
static char *
dup_sentences (GPtrArray *complaints)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < complaints->len && i < SENTENCES; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) complaints->pdata[i]);
  if (complaints->len > SENTENCES)
    {
      guint n = complaints->len - SENTENCES;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("… and %u more", "… and %u more", n), n);
    }
  return g_string_free (text, FALSE);
}

/* @text: (transfer full): what of the file at @path is a keymap. */
static void
ask_rest (Head *self, const char *path, GPtrArray *complaints, char *text)
{
  g_autofree char *name = g_path_get_basename (path), *body = dup_sentences (complaints);
  g_autofree char *heading = g_strdup_printf (ngettext ("%u line of “%s” can't be used", "%u lines of “%s” can't be used", complaints->len), complaints->len, name);
  GtkWidget       *dialog = new_dialog (self, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "take", _ ("Take the others"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "take", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "text", text, g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_take), self->group, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
lt_preferences_keymap_import (GtkWidget *group, const char *path)
{
  Head *self = head_of (group);
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtKeymap) tried = lt_keymap_new ();
  g_autoptr (GError) error = NULL;

  if (!lt_keymap_file_import (tried, path, complaints, &error))
    {
      tell_error (self, _ ("Nothing was taken"), error->message);
      return;
    }
  char *text = lt_keymap_file_dup_text (tried);
  if (complaints->len > 0)
    {
      ask_rest (self, path, complaints, text);
      return;
    }
  take (self, text);
  g_free (text);
}

static void
export (Head *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!lt_keymap_file_save (lt_keymap_get_default (), path, &error))
    tell_error (self, _ ("The keymap was not saved"), error->message);
}

static void
on_file (gpointer group, GtkFileChooser *chooser)
{
  g_autofree char *path = lt_file_ask_dup_path (chooser);

  if (path != NULL && gtk_file_chooser_get_action (chooser) == GTK_FILE_CHOOSER_ACTION_SAVE)
    export (head_of (group), path);
  else if (path != NULL)
    lt_preferences_keymap_import (group, path);
}

static void
ask_file (Head *self, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (window_of (self)), action, NULL, NULL);

  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "keymap.txt");
  lt_file_ask_show (dialog, self->group, on_file);
}

static void
on_import (Head *self)
{
  ask_file (self, _ ("Choose a keymap"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
on_export (Head *self)
{
  ask_file (self, _ ("Save the keymap"), GTK_FILE_CHOOSER_ACTION_SAVE);
}

/* --- building --- */

static GtkWidget *
new_choice (void)
{
  GtkWidget       *row = adw_combo_row_new ();
  GtkStringList   *names = gtk_string_list_new ((const char *const[]) { "Lathe", NULL });
  const GPtrArray *all = lt_keymap_ready_get_all ();

  for (guint i = 0; i < all->len; i++)
    gtk_string_list_append (names, ((const LtKeymapReady *) all->pdata[i])->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Keymap"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_object_unref (names);
  return row;
}

static GtkWidget *
new_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *label, const char *tooltip, GCallback clicked, Head *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
head_free (gpointer data)
{
  g_signal_handler_disconnect (lt_keymap_get_default (), ((Head *) data)->changed_id);
  g_free (data);
}

GtkWidget *
lt_preferences_keymap_new (void)
{
  Head      *self = g_new0 (Head, 1);
  GtkWidget *file = new_row (_ ("File"));

  self->group = adw_preferences_group_new ();
  self->choice = new_choice ();
  self->changes = new_row (_ ("Your changes"));
  self->selected_id = g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (on_chosen), self);
  self->reset = add_button (self->changes, _ ("Reset all"), _ ("All keys as the chosen keymap has them"), G_CALLBACK (on_reset), self);
  add_button (file, _ ("Import…"), _ ("A keymap from a file, in place of this one"), G_CALLBACK (on_import), self);
  add_button (file, _ ("Export…"), _ ("The choice and the changes into a file"), G_CALLBACK (on_export), self);
  for (GtkWidget **row = (GtkWidget *[]) { self->choice, self->changes, file, NULL }; *row != NULL; row++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), *row);
  show_choice (self);
  show_changes (self);
  self->changed_id = g_signal_connect_swapped (lt_keymap_get_default (), "changed", G_CALLBACK (on_keymap), self);
  g_object_set_data_full (G_OBJECT (self->group), "head", self, head_free);
  return self->group;
}
