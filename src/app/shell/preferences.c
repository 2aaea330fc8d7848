// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows bound to the settings.
// Layer: app.

#include "app/shell/preferences.h"

#include "app/shell/file-ask.h"
#include "app/shell/preferences-audio.h"
#include "app/shell/preferences-keys.h"
#include "app/shell/settings.h"
#include "app/widgets/draw.h"

#include <glib/gi18n.h>

#define DEFAULT_WIDTH  640
#define DEFAULT_HEIGHT 780 /* all of the sound page */

/* A drop-down of fixed choices of a string setting. */
typedef struct
{
  const char        *key;
  const char *const *values;
} Choice;

static gboolean
choice_from_setting (GValue *value, GVariant *variant, gpointer data)
{
  const Choice *choice = data;

  for (guint i = 0; choice->values[i] != NULL; i++)
    if (g_strcmp0 (choice->values[i], g_variant_get_string (variant, NULL)) == 0)
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
choice_to_setting (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_string (((const Choice *) data)->values[g_value_get_uint (value)]);
}

static GtkWidget *
choice_row (const char *title, const Choice *choice, const char *const *labels)
{
  GtkWidget     *row = adw_combo_row_new ();
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; labels[i] != NULL; i++)
    gtk_string_list_append (list, _ (labels[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  g_object_unref (list);
  if (lt_settings_get () != NULL)
    g_settings_bind_with_mapping (lt_settings_get (), choice->key, row, "selected", G_SETTINGS_BIND_DEFAULT, choice_from_setting, choice_to_setting,
                                  (gpointer) choice, NULL);
  return row;
}

static void
on_folder (gpointer button, GtkFileChooser *chooser)
{
  g_autofree char *path = lt_file_ask_dup_path (chooser);

  if (path != NULL && lt_settings_get () != NULL)
    g_settings_set_string (lt_settings_get (), g_object_get_data (G_OBJECT (chooser), "key"), path);
}

static void
on_choose_folder (GtkWidget *button, const char *key)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Choose a folder"), GTK_WINDOW (gtk_widget_get_root (button)),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  g_object_set_data (G_OBJECT (dialog), "key", (gpointer) key);
  lt_file_ask_show (dialog, button, on_folder);
}

static gboolean
folder_from_setting (GValue *value, GVariant *variant, gpointer data)
{
  const char *path = g_variant_get_string (variant, NULL);

  g_value_set_string (value, *path != '\0' ? path : data);
  return TRUE;
}

static GtkWidget *
folder_row (const char *title, const char *key, const char *when_empty)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Choose…"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect (button, "clicked", G_CALLBACK (on_choose_folder), (gpointer) key);
  if (lt_settings_get () != NULL)
    g_settings_bind_with_mapping (lt_settings_get (), key, row, "subtitle", G_SETTINGS_BIND_GET, folder_from_setting, NULL, (gpointer) when_empty, NULL);
  return row;
}

static GtkWidget *
switch_row (const char *title, const char *subtitle, const char *key)
{
  GtkWidget *row = adw_action_row_new (), *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  if (lt_settings_get () != NULL)
    g_settings_bind (lt_settings_get (), key, toggle, "active", G_SETTINGS_BIND_DEFAULT);
  return row;
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
general_page (void)
{
  static const char *const themes[] = { "dark", "light", "system", NULL };
  static const char *const theme_labels[] = { N_ ("Dark"), N_ ("Light"), N_ ("As the system"), NULL };
  static const char *const laws[] = { "-3", "-4.5", "-6", "0", NULL };
  static const char *const law_labels[] = { N_ ("−3 dB, constant power"), N_ ("−4.5 dB"), N_ ("−6 dB, linear"), N_ ("0 dB, balance"), NULL };
  static const Choice theme = { "theme", themes }, law = { "pan-law", laws };

  GtkWidget           *page = adw_preferences_page_new ();
  AdwPreferencesGroup *look = add_group (ADW_PREFERENCES_PAGE (page), _ ("Look"));
  AdwPreferencesGroup *folders = add_group (ADW_PREFERENCES_PAGE (page), _ ("Folders"));
  AdwPreferencesGroup *sessions = add_group (ADW_PREFERENCES_PAGE (page), _ ("New sessions"));

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("General"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "preferences-system-symbolic");
  adw_preferences_group_add (look, choice_row (_ ("Theme"), &theme, theme_labels));
  adw_preferences_group_add (folders, folder_row (_ ("Sessions"), "sessions-folder", _ ("Lathe, in your music folder")));
  adw_preferences_group_add (folders, folder_row (_ ("Exported files"), "export-folder", _ ("Beside the session")));
  adw_preferences_group_add (add_group (ADW_PREFERENCES_PAGE (page), _ ("Import")),
                             switch_row (_ ("Take over markers"), _ ("Cue points of a file that becomes a new track by itself"), "import-markers"));
  adw_preferences_group_add (sessions, choice_row (_ ("Pan law"), &law, law_labels));
  return page;
}

GtkWindow *
lt_preferences_new (LtContext *context, const char *page)
{
  GtkWidget *window = adw_preferences_window_new ();

  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), (int) lt_draw_text_px (window, DEFAULT_WIDTH), DEFAULT_HEIGHT);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE); /* only keys are many, and their page finds them by key too */
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (lt_preferences_audio_new (context)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (general_page ()));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (lt_preferences_keys_new ()));
  if (page != NULL)
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), page);
  return GTK_WINDOW (window);
}
