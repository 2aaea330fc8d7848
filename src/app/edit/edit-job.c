// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long work on clips.
// Layer: app.

#include "app/edit/edit-job.h"

#include "app/shell/window.h"

typedef struct
{
  LtEditJob      job;
  LtEditView    *view;
  LtEditJobWork  work;
  LtEditJobDone  done;
  gpointer       data;
  GDestroyNotify destroy;
} Run;

/* On the main thread: it holds a widget, and what @destroy takes from the disk is gone before the job is done. */
static void
run_free (Run *self)
{
  self->destroy (self->data);
  lt_session_unref (self->job.session);
  g_free (self->job.folder);
  g_object_unref (self->job.job);
  g_object_unref (self->view);
  g_free (self);
}

static void
in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run    *self = data;
  GError *error = NULL;

  self->job.cancellable = cancellable;
  if (self->work (&self->job, self->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The view has its state still. */
static void
tell (Run *self, gboolean ok, const GError *error)
{
  LtContext *context = lt_edit_state_get_context (self->view->state);

  if (ok && g_strcmp0 (lt_document_get_path (lt_context_get_document (context)), self->job.folder) == 0)
    self->done (self->view, &self->job, self->data);
  else if (!ok && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_context_toast (context, error->message, FALSE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Run               *self = data;
  g_autoptr (LtJob)  job = g_object_ref (self->job.job);
  g_autoptr (GError) error = NULL;
  gboolean           ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->view->state != NULL) /* else the window has closed */
    tell (self, ok, error);
  run_free (self);
  lt_job_finish (job);
}

void
lt_edit_job_run (LtEditView *view, const char *label, LtEditJobWork work, LtEditJobDone done, gpointer data, GDestroyNotify destroy)
{
  LtDocument        *document = lt_context_get_document (lt_edit_state_get_context (view->state));
  GtkRoot           *root = gtk_widget_get_root (GTK_WIDGET (view));
  g_autoptr (LtJob)  job = lt_job_new (label);
  Run               *self = g_new0 (Run, 1);
  g_autoptr (GTask)  task = g_task_new (NULL, lt_job_get_cancellable (job), on_done, self);

  *self = (Run) { { lt_session_ref (lt_document_get_session (document)), g_strdup (lt_document_get_path (document)), g_object_ref (job), NULL },
                  g_object_ref (view), work, done, data, destroy };
  g_task_set_task_data (task, self, NULL);
  lt_job_set_of_session (job);
  if (LT_IS_WINDOW (root))
    lt_window_add_job (LT_WINDOW (root), job);
  g_task_run_in_thread (task, in_thread);
}
