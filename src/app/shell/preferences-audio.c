// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Devices are listed in a task: asking them can take seconds.
// Layer: app.

#include "app/shell/preferences-audio.h"

#include "app/shell/settings.h"
#include "studio/device-choice.h"

#include <glib/gi18n.h>

static const guint buffers[] = { 32, 64, 128, 256, 512, 1024, 2048 };

/* Rows: the default, none, then what was found. */
typedef struct
{
  AdwComboRow *row;     /* weak */
  GPtrArray   *choices; /* of LtDeviceChoice */
  gboolean     filling;
} Devices;

static void
devices_free (gpointer data, GClosure *closure)
{
  Devices *self = data;

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_weak_pointer (&self->row);
  g_free (self);
}

static void
on_selected (AdwComboRow *row, GParamSpec *pspec, Devices *self)
{
  GSettings *settings = lt_settings_get ();
  guint      at = adw_combo_row_get_selected (row);
  const LtDeviceChoice *choice = at >= 2 && self->choices != NULL && at - 2 < self->choices->len ? g_ptr_array_index (self->choices, at - 2) : NULL;

  if (self->filling || at == GTK_INVALID_LIST_POSITION)
    return;
  g_settings_set_string (settings, "host-api", choice != NULL ? choice->host_api : "");
  g_settings_set_string (settings, "device", choice != NULL ? choice->name : (at == 1 ? "null" : ""));
}

static void
fill (Devices *self)
{
  g_autofree char *device = g_settings_get_string (lt_settings_get (), "device"), *host = g_settings_get_string (lt_settings_get (), "host-api");
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = g_strcmp0 (device, "null") == 0 ? 1 : 0;

  gtk_string_list_append (list, _ ("System default"));
  gtk_string_list_append (list, _ ("None: silent"));
  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    {
      const LtDeviceChoice *choice = g_ptr_array_index (self->choices, i);
      g_autofree char      *text = g_strdup_printf ("%s (%s)", choice->name, choice->host_api);

      gtk_string_list_append (list, text);
      if (g_strcmp0 (choice->name, device) == 0 && g_strcmp0 (choice->host_api, host) == 0)
        selected = i + 2;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->row, selected);
  self->filling = FALSE;
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *choices = lt_device_choice_list (NULL, &error);

  if (choices != NULL)
    g_task_return_pointer (task, choices, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  AdwComboRow *row = ADW_COMBO_ROW (source);
  Devices     *self = g_object_get_data (source, "devices");
  g_autoptr (GError) error = NULL;
  GPtrArray *choices = g_task_propagate_pointer (G_TASK (result), &error);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), error != NULL ? error->message : "");
  if (choices == NULL || self->row == NULL)
    return;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = choices;
  fill (self);
}

static void
look (AdwComboRow *row)
{
  g_autoptr (GTask) task = g_task_new (row, NULL, on_listed, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Looking for devices…"));
  g_task_run_in_thread (task, list_in_thread);
}

static GtkWidget *
device_row (void)
{
  GtkWidget *row = adw_combo_row_new (), *again = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  Devices   *self = g_new0 (Devices, 1);

  g_set_weak_pointer (&self->row, ADW_COMBO_ROW (row));
  g_object_set_data (G_OBJECT (row), "devices", self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Device"));
  gtk_widget_set_valign (again, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (again, "flat");
  gtk_widget_set_tooltip_text (again, _ ("Look again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (again), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Look again"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), again);
  fill (self);
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (on_selected), self, devices_free, 0);
  g_signal_connect_swapped (again, "clicked", G_CALLBACK (look), row);
  look (ADW_COMBO_ROW (row));
  return row;
}

static void
on_buffer (AdwComboRow *row)
{
  guint at = adw_combo_row_get_selected (row);

  if (at < G_N_ELEMENTS (buffers))
    g_settings_set_uint (lt_settings_get (), "buffer-frames", buffers[at]);
}

static GtkWidget *
buffer_row (void)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint      now = g_settings_get_uint (lt_settings_get (), "buffer-frames"), selected = 3;

  for (guint i = 0; i < G_N_ELEMENTS (buffers); i++)
    {
      g_autofree char *text = g_strdup_printf (_ ("%u frames"), buffers[i]);

      gtk_string_list_append (list, text);
      if (buffers[i] == now)
        selected = i;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Buffer"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Smaller answers sooner, larger is safer."));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_buffer), NULL);
  return row;
}

GtkWidget *
lt_preferences_audio_new (void)
{
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Sound"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "audio-headphones-symbolic");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Output"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), device_row ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), buffer_row ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}
