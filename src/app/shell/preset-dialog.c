// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each dialog holds what it needs: what it was opened from may go before it.
// Layer: app.

#include "app/shell/preset-dialog.h"

#include "app/shell/actions.h"
#include "app/shell/question.h"
#include "app/shell/toast.h"

#include <glib/gi18n.h>

/* --- saving --- */

typedef struct
{
  LtContext     *context;
  LtPresetShelf  shelf;
  LtPresetSave   save;
  gpointer       data;
  GDestroyNotify free;
  GtkEditable   *entry;
  char          *name; /* that is asked about */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  if (self->free != NULL)
    self->free (self->data);
  g_object_unref (self->context);
  g_free (self->name);
  g_free (self);
}

static void
save (Saving *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (self->save (self->name, self->data, &error))
    said = g_strdup_printf (_ ("Preset “%s” saved"), self->name);
  lt_context_toast (self->context, said != NULL ? said : error->message, FALSE);
}

static GtkWidget *
question (GtkWindow            *parent,
          const char           *heading,
          const char           *body,
          const char           *yes,
          AdwResponseAppearance looks)
{
  GtkWidget *dialog = lt_question_new (parent, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "yes", yes,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes", looks);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           looks == ADW_RESPONSE_SUGGESTED ? "yes" : "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

static void
on_replace (AdwMessageDialog *dialog, const char *response, Saving *self)
{
  if (g_str_equal (response, "yes"))
    save (self);
}

static void
ask_replace (GtkWindow *parent, Saving *self)
{
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), self->name);
  GtkWidget       *dialog = question (parent, heading,
                                      _ ("You have a preset of this name. What it holds would be lost."),
                                      _ ("Replace"), ADW_RESPONSE_DESTRUCTIVE);

  g_object_set_data_full (G_OBJECT (dialog), "saving", self, saving_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_replace), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_name (AdwMessageDialog *dialog, const char *response, Saving *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "yes"))
    return;
  self->name = lt_preset_shelf_dup_name (gtk_editable_get_text (self->entry), &error);
  if (self->name == NULL)
    lt_context_toast (self->context, error->message, FALSE);
  else if (lt_preset_shelf_has (&self->shelf, self->name))
    ask_replace (gtk_window_get_transient_for (GTK_WINDOW (dialog)),
                 g_object_steal_data (G_OBJECT (dialog), "saving"));
  else
    save (self);
}

static void
on_typed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = lt_preset_shelf_dup_name (gtk_editable_get_text (entry), NULL);

  adw_message_dialog_set_response_enabled (dialog, "yes", name != NULL);
}

void
lt_preset_dialog_save (GtkWidget           *from,
                       LtContext           *context,
                       const LtPresetShelf *shelf,
                       LtPresetSave         save_func,
                       gpointer             data,
                       GDestroyNotify       free_func)
{
  GtkWidget *dialog = question (GTK_WINDOW (gtk_widget_get_root (from)), _ ("Save preset"), NULL,
                                _ ("Save"), ADW_RESPONSE_SUGGESTED);
  GtkWidget *entry = gtk_entry_new ();
  Saving    *self = g_new0 (Saving, 1);

  *self = (Saving){ g_object_ref (context), *shelf, save_func, data, free_func,
                    GTK_EDITABLE (entry),   NULL };
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the preset"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_object_set_data_full (G_OBJECT (dialog), "saving", self, saving_free);
  g_signal_connect (entry, "changed", G_CALLBACK (on_typed), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_name), self);
  on_typed (GTK_EDITABLE (entry), ADW_MESSAGE_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* --- managing --- */

typedef struct
{
  LtPresetShelf shelf;
  GtkWidget    *window, *list, *overlay, *stack;
} Managing;

static void fill (Managing *self);

static void
tell (Managing *self, const GError *error)
{
  AdwToast *toast = lt_toast_new (error->message);

  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->overlay), toast);
}

static void
fill_later (gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  Managing *self = g_object_get_data (G_OBJECT (window), "managing");

  if (self != NULL && gtk_widget_get_mapped (window))
    fill (self);
}

static void
on_apply (GtkWidget *row, Managing *self)
{
  const char *old = g_object_get_data (G_OBJECT (row), "name");
  g_autoptr (GError) error = NULL;
  g_autofree char *name
      = lt_preset_shelf_dup_name (gtk_editable_get_text (GTK_EDITABLE (row)), &error);

  if (name == NULL || !lt_preset_shelf_rename (&self->shelf, old, name, &error))
    {
      tell (self, error);
      gtk_editable_set_text (GTK_EDITABLE (row), old);
      return;
    }
  g_idle_add_once (fill_later, g_object_ref (self->window)); /* the row is at work still */
}

static void
on_delete_response (AdwMessageDialog *dialog, const char *response, GtkWidget *window)
{
  Managing *self = g_object_get_data (G_OBJECT (window), "managing");
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "yes"))
    return;
  if (!lt_preset_shelf_remove (&self->shelf, g_object_get_data (G_OBJECT (dialog), "name"), &error))
    tell (self, error);
  fill (self);
}

static void
on_delete (GtkWidget *button, Managing *self)
{
  const char      *name = g_object_get_data (G_OBJECT (button), "name");
  g_autofree char *heading = g_strdup_printf (_ ("Delete “%s”?"), name);
  GtkWidget       *dialog
      = question (GTK_WINDOW (self->window), heading, _ ("What is set by it stays as it is."),
                  _ ("Delete"), ADW_RESPONSE_DESTRUCTIVE);

  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_response), self->window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_row (Managing *self, const char *name)
{
  GtkWidget *row = adw_entry_row_new (),
            *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *remove = g_strdup_printf (_ ("Delete “%s”"), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  lt_actions_set_name (button, remove);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect (row, "apply", G_CALLBACK (on_apply), self);
  g_signal_connect (button, "clicked", G_CALLBACK (on_delete), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
fill (Managing *self)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) names = lt_preset_shelf_list (&self->shelf, notes);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (char **name = names; *name != NULL; name++)
    add_row (self, *name);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), names[0] != NULL ? "list" : "empty");
  for (guint i = 0; i < notes->len; i++)
    {
      g_autoptr (GError) error
          = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_FAILED, g_ptr_array_index (notes, i));

      tell (self, error);
    }
}

static GtkWidget *
new_pages (Managing *self)
{
  GtkWidget *clamp = adw_clamp_new (), *scroll = gtk_scrolled_window_new (),
            *empty = adw_status_page_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  for (guint side = 0; side < 4; side++)
    g_object_set (
        self->list,
        (const char *const[]){ "margin-top", "margin-bottom", "margin-start", "margin-end" }[side],
        18, NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->list);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No presets of your own"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _ ("“Save preset…” in the menu keeps what is set."));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scroll, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_widget_set_vexpand (self->stack, TRUE);
  return self->stack;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

void
lt_preset_dialog_manage (GtkWidget *from, const LtPresetShelf *shelf, const char *of)
{
  Managing        *self = g_new0 (Managing, 1);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
  g_autofree char *title = g_strdup_printf (_ ("Presets: %s"), of);

  self->shelf = *shelf;
  self->window = adw_window_new ();
  self->overlay = adw_toast_overlay_new ();
  g_object_set_data_full (G_OBJECT (self->window), "managing", self, g_free);
  gtk_window_set_title (GTK_WINDOW (self->window), title);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 440, 480);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (gtk_widget_get_root (from)));
  add_escape (self->window);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->overlay), new_pages (self));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->overlay);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  fill (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
