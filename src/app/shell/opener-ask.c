// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which way files go, and the dialogs that ask for them.
// Layer: app.

#include "app/shell/opener.h"

#include "app/shell/file-ask.h"
#include "app/shell/session-actions.h"

#include <glib/gi18n.h>

gboolean
lt_opener_is_session (const char *path)
{
  g_autofree char *file = g_build_filename (path, "session.json", NULL);

  return g_str_has_suffix (path, "session.json") || g_file_test (file, G_FILE_TEST_EXISTS);
}

typedef enum
{
  TAKE_SESSION,
  TAKE_IMPORT,
  TAKE_MASTER,
  TAKE_MIX,
} Take;

static Take
take_of (LtWindow *window, const char *const *paths)
{
  gboolean open = lt_document_get_session (lt_context_get_document (lt_window_get_context (window))) != NULL;

  if (paths[1] == NULL && lt_opener_is_session (paths[0]))
    return TAKE_SESSION;
  if (open)
    return TAKE_IMPORT;
  return paths[1] == NULL && !g_file_test (paths[0], G_FILE_TEST_IS_DIR) ? TAKE_MASTER : TAKE_MIX;
}

void
lt_opener_take (LtWindow *window, const char *const *paths)
{
  g_return_if_fail (paths != NULL && paths[0] != NULL);

  switch (take_of (window, paths))
    {
    case TAKE_SESSION:
      lt_opener_open (window, paths[0]);
      break;
    case TAKE_IMPORT:
      lt_session_actions_import (window, paths);
      break;
    case TAKE_MASTER:
      lt_opener_master (window, paths[0]);
      break;
    case TAKE_MIX:
    default:
      lt_opener_mix (window, paths);
    }
}

char *
lt_opener_dup_hint (LtWindow *window, const char *const *paths)
{
  guint            n = g_strv_length ((char **) paths);
  g_autofree char *name = g_path_get_basename (paths[0]);

  switch (take_of (window, paths))
    {
    case TAKE_SESSION:
      return g_strdup_printf (_ ("Open the session “%s”"), name);
    case TAKE_IMPORT:
      return g_strdup_printf (ngettext ("Add %u file as a track", "Add %u files as tracks", n), n);
    case TAKE_MASTER:
      return g_strdup_printf (_ ("Master “%s”"), name);
    case TAKE_MIX:
    default:
      return n == 1 ? g_strdup_printf (_ ("Mix the stems in “%s”"), name) : g_strdup_printf (ngettext ("Mix %u file", "Mix %u files", n), n);
    }
}

/* --- dialogs --- */

static void
on_files (gpointer window, GtkFileChooser *chooser)
{
  LtOpenerChosen chosen = (LtOpenerChosen) g_object_get_data (G_OBJECT (chooser), "chosen");
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char  *path = g_file_get_path (file);

      if (path != NULL)
        g_strv_builder_add (builder, path);
    }
  g_auto (GStrv) paths = g_strv_builder_end (builder);
  if (paths[0] != NULL)
    chosen (window, (const char *const *) paths);
}

void
lt_opener_ask (LtWindow *window, const char *title, GtkFileChooserAction action, gboolean several, LtOpenerChosen chosen)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (window), action, NULL, NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  g_object_set_data (G_OBJECT (dialog), "chosen", (gpointer) chosen);
  lt_file_ask_show (dialog, window, on_files);
}

static void
chosen_session (LtWindow *window, const char *const *paths)
{
  lt_opener_open (window, paths[0]);
}

static void
chosen_master (LtWindow *window, const char *const *paths)
{
  lt_opener_master (window, paths[0]);
}

void
lt_opener_ask_open (LtWindow *window)
{
  lt_opener_ask (window, _ ("Open a session folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE, chosen_session);
}

void
lt_opener_ask_mix (LtWindow *window)
{
  lt_opener_ask (window, _ ("Choose a folder of stems"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE, lt_opener_mix);
}

void
lt_opener_ask_master (LtWindow *window)
{
  lt_opener_ask (window, _ ("Choose a finished mix"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, chosen_master);
}
