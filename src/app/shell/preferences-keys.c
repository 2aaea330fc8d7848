// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row an action, a group a section.
// Layer: app.

#include "app/shell/preferences-keys.h"

#include "app/shell/command-match.h"
#include "app/shell/key-recorder.h"
#include "app/shell/keymap-ready.h"
#include "app/shell/preferences-keymap.h"
#include "app/shell/question.h"
#include "app/shell/shortcuts.h"

#include <glib/gi18n.h>

typedef struct
{
  const LtActionRow *row;
  GtkWidget         *widget, *key, *reset;
  char              *folded; /* label, English label, section: what is searched */
} Line;

typedef struct
{
  GtkWidget *page, *entry, *only_changed, *none;
  GPtrArray *groups; /* of AdwPreferencesGroup, borrowed */
  GArray    *lines;
  gboolean   is_filled;
  gulong     changed_id;
} Page;

static GtkWindow *
window_of (Page *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->page));
}

static void on_search (Page *self);

/* --- what rows say --- */

/* (transfer full): a sentence a key that the keymap gives to @row and a change to another; "": none. */
static char *
dup_losses (const LtActionRow *row)
{
  LtKeymap      *keymap = lt_keymap_get_default ();
  const char    *base = lt_keymap_is_given (keymap, row) ? NULL : lt_keymap_get_base_keys (keymap, row);
  g_auto (GStrv) keys = g_strsplit (base != NULL ? base : "", " ", -1);
  GString       *text = g_string_new (NULL);

  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *sentence = lt_key_recorder_dup_taken (row, *key);

      if (sentence != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  return g_string_free (text, FALSE);
}

static void
show_reset (const Line *line)
{
  const LtKeymapReady *ready = lt_keymap_ready_find_of (lt_keymap_get_base (lt_keymap_get_default ()));
  g_autofree char     *name = g_strdup_printf (_ ("“%s” as %s has it"), _ (line->row->label), ready != NULL ? ready->name : "Lathe");

  lt_actions_set_name (line->reset, name);
  gtk_widget_set_visible (line->reset, lt_keymap_is_changed (lt_keymap_get_default (), line->row));
}

static void
update_line (const Line *line)
{
  g_autofree char *keys = lt_keymap_dup_label (lt_actions_get_keys (line->row));
  gboolean         changed = lt_keymap_is_changed (lt_keymap_get_default (), line->row);
  g_autofree char *losses = changed ? dup_losses (line->row) : g_strdup ("");
  g_autofree char *name = g_strdup_printf (_ ("Key of “%s”: %s"), _ (line->row->label), keys != NULL ? keys : _ ("none"));

  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (line->key))), keys != NULL ? keys : "–");
  lt_actions_set_name (line->key, name);
  (changed && *losses == '\0' ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (line->key, "suggested-action");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line->widget), losses);
  show_reset (line);
}

static void
on_changed (Page *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    update_line (&g_array_index (self->lines, Line, i));
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->only_changed)))
    on_search (self);
}

/* --- rows --- */

static void
on_key (GtkWidget *button, const LtActionRow *row)
{
  lt_key_recorder_ask (GTK_WINDOW (gtk_widget_get_root (button)), row);
}

/* Its own keys may be somebody's by now: then it is asked, as for a key that is pressed. */
static void
on_reset_taken (AdwMessageDialog *dialog, const char *response, gpointer row)
{
  if (g_strcmp0 (response, "take") == 0)
    lt_keymap_reset (lt_keymap_get_default (), row);
}

static void
on_reset (GtkWidget *button, const LtActionRow *row)
{
  g_autofree char *taken = lt_key_recorder_dup_taken (row, lt_keymap_get_base_keys (lt_keymap_get_default (), row));
  GtkWidget       *dialog;

  if (taken == NULL)
    {
      lt_keymap_reset (lt_keymap_get_default (), row);
      return;
    }
  dialog = lt_question_new (GTK_WINDOW (gtk_widget_get_root (button)), _ (row->label), taken);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Keep"), "take", _ ("Take it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "take", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_reset_taken), (gpointer) row);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
find_group (Page *self, const char *section)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (g_strcmp0 (adw_preferences_group_get_title (self->groups->pdata[i]), _ (section)) == 0)
      return self->groups->pdata[i];

  GtkWidget *group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (section));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
  return group;
}

static void
add_line (Page *self, const LtActionRow *row)
{
  g_autofree char *searched = g_strdup_printf ("%s %s %s", _ (row->label), row->label, _ (row->section));
  Line line = { row, adw_action_row_new (), gtk_button_new (), gtk_button_new_from_icon_name ("edit-undo-symbolic"), lt_command_match_fold (searched) };

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line.widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line.widget), _ (row->label));
  gtk_button_set_child (GTK_BUTTON (line.key), gtk_label_new (NULL)); /* a label of its own would be its name for readers */
  gtk_widget_add_css_class (line.reset, "flat");
  gtk_widget_set_valign (line.key, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (line.reset, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line.widget), line.reset);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line.widget), line.key);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line.widget), TRUE); /* by hand: an activatable widget is read with the row's name */
  g_signal_connect (line.widget, "activated", G_CALLBACK (on_key), (gpointer) row);
  g_signal_connect (line.key, "clicked", G_CALLBACK (on_key), (gpointer) row);
  g_signal_connect (line.reset, "clicked", G_CALLBACK (on_reset), (gpointer) row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (find_group (self, row->section)), line.widget);
  g_array_append_val (self->lines, line);
}

static void
fill (Page *self)
{
  if (self->is_filled)
    return;
  self->is_filled = TRUE;
  for (const char *const *section = lt_shortcuts_sections; *section != NULL; section++)
    find_group (self, *section);
  for (guint i = 0; i < lt_actions_get_n (); i++)
    add_line (self, lt_actions_get (i));
  on_changed (self);
  gtk_widget_grab_focus (self->entry);
}

/* --- search --- */

static gboolean
is_wanted (const Line *line, const char *needle, gboolean only_changed)
{
  g_autofree char *label = lt_keymap_dup_label (lt_actions_get_keys (line->row));
  g_autofree char *keys = label != NULL ? lt_command_match_fold (label) : NULL;

  if (only_changed && !lt_keymap_is_changed (lt_keymap_get_default (), line->row) && !lt_keymap_is_given (lt_keymap_get_default (), line->row))
    return FALSE;
  return lt_command_match_score (needle, line->folded) > 0 || g_strcmp0 (keys, needle) == 0;
}

static void
on_search (Page *self)
{
  g_autofree char *needle = lt_command_match_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gboolean         any = FALSE, only_changed = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->only_changed));

  for (guint i = 0; i < self->groups->len; i++)
    gtk_widget_set_visible (self->groups->pdata[i], FALSE);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      gboolean    wanted = is_wanted (line, needle, only_changed);

      gtk_widget_set_visible (line->widget, wanted);
      if (wanted)
        gtk_widget_set_visible (find_group (self, line->row->section), TRUE);
      any = any || wanted;
    }
  gtk_label_set_label (GTK_LABEL (self->none), only_changed && *needle == '\0' ? _ ("Nothing is changed") : _ ("No command of that name or key"));
  gtk_widget_set_visible (self->none, !any);
}

/* Escape takes the text away, and then closes the window as everywhere else in it. */
static void
on_stopped (Page *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_window_close (window_of (self));
}

/* --- building --- */

static GtkWidget *
new_search (Page *self)
{
  GtkWidget *group = adw_preferences_group_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = gtk_search_entry_new ();
  self->only_changed = gtk_toggle_button_new_with_label (_ ("Changed"));
  self->none = gtk_label_new (NULL);
  g_object_set (self->entry, "placeholder-text", _ ("Search commands and keys"), "hexpand", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search commands and keys"), -1);
  gtk_widget_set_tooltip_text (self->only_changed, _ ("Only commands with other keys than the keymap's"));
  gtk_widget_add_css_class (self->none, "dim-label");
  gtk_widget_set_visible (self->none, FALSE);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stopped), self);
  g_signal_connect_swapped (self->only_changed, "toggled", G_CALLBACK (on_search), self);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), self->only_changed);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), self->none);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  return group;
}

static void
line_clear (gpointer line)
{
  g_free (((Line *) line)->folded);
}

static void
page_free (gpointer data)
{
  Page *self = data;

  g_signal_handler_disconnect (lt_keymap_get_default (), self->changed_id);
  g_ptr_array_unref (self->groups);
  g_array_unref (self->lines);
  g_free (self);
}

GtkWidget *
lt_preferences_keys_new (void)
{
  Page *self = g_new0 (Page, 1);

  self->page = adw_preferences_page_new ();
  self->groups = g_ptr_array_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self->page), "keyboard");
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self->page), _ ("Keyboard"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self->page), "input-keyboard-symbolic");
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (lt_preferences_keymap_new ()));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (new_search (self)));
  self->changed_id = g_signal_connect_swapped (lt_keymap_get_default (), "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->page, "map", G_CALLBACK (fill), self);
  g_object_set_data_full (G_OBJECT (self->page), "keys", self, page_free);
  return self->page;
}
