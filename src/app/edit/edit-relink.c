// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A missing file is looked for by the user; what is found is measured in a thread before the session takes it.
// Layer: app.

#include "app/edit/edit-view-private.h"
#include "app/shell/peaks-pool.h"
#include "media/reader.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>

typedef struct
{
  LtEditView   *view;
  LtId          source_id;
  char         *path;
  LtReaderInfo  info;
} Relink;

static void
relink_free (gpointer data)
{
  Relink *self = data;

  g_object_unref (self->view);
  g_free (self->path);
  g_free (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Relink              *self = data;
  GError              *error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (self->path, &error);

  if (reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->info = *lt_reader_get_info (reader);
  self->info.format_name = NULL; /* the reader's */
  g_task_return_boolean (task, TRUE);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  Relink            *self = g_task_get_task_data (G_TASK (result));
  LtEditState       *state = self->view->state;
  const LtSession   *session = lt_edit_state_get_session (state);
  const LtSource    *source = session != NULL ? lt_session_find_source (session, self->source_id) : NULL;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    lt_context_toast (lt_edit_state_get_context (state), error->message, FALSE);
  else if (source != NULL && self->info.n_channels != source->n_channels)
    lt_context_toast (lt_edit_state_get_context (state), _ ("That file has another number of channels than the one that is missing"), FALSE);
  else if (source != NULL)
    lt_edit_state_apply (state,
                         lt_edit_session_relink_source (session, self->source_id,
                                                        &(LtSourceInfo) { .path = self->path,
                                                                          .name = source->name,
                                                                          .n_frames = self->info.n_frames,
                                                                          .n_channels = self->info.n_channels,
                                                                          .rate_hz = self->info.rate_hz }),
                         _ ("Find file"), NULL);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Relink           *self = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  self->path = file != NULL ? g_file_get_path (file) : NULL;
  if (self->path == NULL)
    {
      relink_free (self);
      return;
    }
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_read, NULL);
  g_task_set_task_data (task, self, relink_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
lt_edit_relink_ask (LtEditView *self, LtId source_id)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtSource  *source = session != NULL ? lt_session_find_source (session, source_id) : NULL;
  Relink          *relink;

  if (source == NULL)
    return;

  g_autofree char      *title = g_strdup_printf (_ ("Find “%s”"), source->name);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Use file"), _ ("Cancel"));
  relink = g_new0 (Relink, 1);
  relink->view = g_object_ref (self);
  relink->source_id = source_id;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), relink);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
