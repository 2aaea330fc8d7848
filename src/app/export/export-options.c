// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing of it is the session's: it is asked for with each run.
// Layer: app.

#include "app/export/export-options.h"

#include "app/shell/file-ask.h"

#include <glib/gi18n.h>

struct _LtExportOptions
{
  AdwPreferencesGroup parent_instance;

  char      *folder;
  GtkWidget *folder_row, *range, *reports;
};

G_DEFINE_FINAL_TYPE (LtExportOptions, lt_export_options, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
changed (LtExportOptions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_folder (LtExportOptions *self, const char *folder)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->folder_row), shown);
  gtk_widget_set_tooltip_text (self->folder_row, shown);
  changed (self);
}

static void
on_folder (gpointer self, GtkFileChooser *chooser)
{
  g_autofree char *path = lt_file_ask_dup_path (chooser);

  if (path != NULL)
    set_folder (self, path);
}

static void
on_choose_folder (LtExportOptions *self)
{
  GtkWindow            *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Choose a folder"), window, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  lt_file_ask_show (dialog, self, on_folder);
}

const char *
lt_export_options_get_folder (LtExportOptions *self)
{
  return self->folder;
}

gboolean
lt_export_options_get_is_whole (LtExportOptions *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->range)) != 1;
}

gboolean
lt_export_options_get_has_reports (LtExportOptions *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->reports));
}

static void
add_folder (LtExportOptions *self)
{
  GtkWidget *choose = gtk_button_new_with_label (_ ("Choose…"));

  self->folder_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->folder_row), FALSE); /* a path has any letters */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->folder_row), _ ("Folder"));
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->folder_row), choose);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (on_choose_folder), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->folder_row);
}

static void
add_range (LtExportOptions *self, const LtSession *session)
{
  const char *ranges[] = { _ ("Whole song with tail"), session->loop_to_frames > session->loop_from_frames ? _ ("Loop range") : NULL, NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (ranges);

  self->range = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->range), _ ("Range"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->range), G_LIST_MODEL (list));
  g_signal_connect_swapped (self->range, "notify::selected", G_CALLBACK (changed), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->range);
}

static void
add_reports (LtExportOptions *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->reports = gtk_switch_new ();
  gtk_widget_set_valign (self->reports, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Report next to the files"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("What was delivered and measured, bound to the file by its hash: JSON and a page"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->reports);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->reports);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
lt_export_options_finalize (GObject *object)
{
  g_free (LT_EXPORT_OPTIONS (object)->folder);
  G_OBJECT_CLASS (lt_export_options_parent_class)->finalize (object);
}

static void
lt_export_options_class_init (LtExportOptionsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_export_options_finalize;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_EXPORT_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_export_options_init (LtExportOptions *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Options"));
}

GtkWidget *
lt_export_options_new (const LtSession *session, const char *folder)
{
  LtExportOptions *self = g_object_new (LT_TYPE_EXPORT_OPTIONS, NULL);

  add_folder (self);
  add_range (self, session);
  add_reports (self);
  set_folder (self, folder);
  return GTK_WIDGET (self);
}
