// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A missing file is looked for by the user; what is found is measured in a thread before the session takes it.
// Layer: app.

#include "app/edit/edit-view-private.h"
#include "app/shell/file-ask.h"
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
  LtEditState       *state = self->view->state; /* NULL: the window was closed meanwhile */
  const LtSession   *session = state != NULL ? lt_edit_state_get_session (state) : NULL;
  const LtSource    *source = session != NULL ? lt_session_find_source (session, self->source_id) : NULL;
  g_autoptr (GError) error = NULL;

  if (state == NULL)
    return;
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
on_file (gpointer view, GtkFileChooser *chooser)
{
  const LtId       *source_id = g_object_get_data (G_OBJECT (chooser), "source");
  char             *path = lt_file_ask_dup_path (chooser);
  g_autoptr (GTask) task = NULL;
  Relink           *self;

  if (path == NULL)
    return;
  self = g_new0 (Relink, 1);
  *self = (Relink) { .view = g_object_ref (view), .source_id = *source_id, .path = path };
  task = g_task_new (NULL, NULL, on_read, NULL);
  g_task_set_task_data (task, self, relink_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
lt_edit_relink_ask (LtEditView *self, LtId source_id)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtSource  *source = session != NULL ? lt_session_find_source (session, source_id) : NULL;

  if (source == NULL)
    return;

  g_autofree char      *title = g_strdup_printf (_ ("Find “%s”"), source->name);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Use file"), _ ("Cancel"));
  g_object_set_data_full (G_OBJECT (dialog), "source", g_memdup2 (&source_id, sizeof source_id), g_free);
  lt_file_ask_show (dialog, self, on_file);
}
