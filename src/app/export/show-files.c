// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// org.freedesktop.FileManager1.ShowItems, as the freedesktop.org file manager interface has it.
// Layer: app.

#include "app/export/show-files.h"

#include "app/shell/question.h"

#include <glib/gi18n.h>

#define TIMEOUT_MS 3000

typedef struct
{
  GWeakRef parent;
  char    *folder_uri;
} Asked;

static void
asked_free (Asked *self)
{
  g_weak_ref_clear (&self->parent);
  g_free (self->folder_uri);
  g_free (self);
}

/* Nobody there who shows folders either: at least where they are. */
static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&asked->parent);
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (parent, result, &error) && parent != NULL && gtk_widget_get_visible (GTK_WIDGET (parent)))
    {
      g_autofree char *path = g_filename_from_uri (asked->folder_uri, NULL, NULL), *shown = g_filename_display_name (path != NULL ? path : asked->folder_uri);
      g_autofree char *body = g_strdup_printf (_ ("They are in %s. %s"), shown, error->message);
      GtkWidget       *dialog = lt_question_new (parent, _ ("No program shows the files"), body);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
  asked_free (asked);
}

/* @self is taken over. */
static void
open_folder (Asked *self)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);

  gtk_show_uri_full (parent, self->folder_uri, GDK_CURRENT_TIME, NULL, on_opened, self);
}

static void
on_shown (GObject *bus, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) nothing = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);

  if (nothing == NULL)
    open_folder (data);
  else
    asked_free (data);
}

void
lt_show_files (GtkWindow *parent, const char *path)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char  *uri = g_file_get_uri (file);
  const char       *uris[] = { uri, NULL };
  Asked            *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->parent, parent);
  asked->folder_uri = g_file_get_uri (folder != NULL ? folder : file);
  if (bus == NULL)
    {
      open_folder (asked);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, on_shown, asked);
}
