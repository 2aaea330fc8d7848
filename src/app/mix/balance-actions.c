// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Measuring takes seconds: a job with a bar and Stop, while everything else goes on.
// Layer: app.

#include "app/mix/balance-actions.h"

#include "app/mix/balance-dialog.h"
#include "app/shell/actions.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "win.balance", N_ ("Balance tracks"), N_ ("Session"), NULL, LT_ACTIONS_ANYWHERE },
  { "win.balance-selected", N_ ("Balance selected tracks"), N_ ("Mix"), NULL, LT_ACTIONS_ANYWHERE },
};

typedef struct
{
  LtSession *session;
  GArray    *track_ids; /* of LtId; NULL: all */
  char      *folder;
  LtJob     *job;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  lt_session_unref (self->session);
  g_clear_pointer (&self->track_ids, g_array_unref);
  g_free (self->folder);
  g_object_unref (self->job);
  g_free (self);
}

static LtDocument *
document_of (LtWindow *window)
{
  return lt_context_get_document (lt_window_get_context (window));
}

static void
in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work      *self = data;
  GError    *error = NULL;
  LtBalance *balance = lt_balance_new (self->session, self->folder, self->track_ids, lt_job_progress, self->job, cancellable, &error);

  if (balance != NULL)
    g_task_return_pointer (task, balance, (GDestroyNotify) lt_balance_free);
  else
    g_task_return_error (task, error);
}

static void
on_balanced (GObject *source, GAsyncResult *result, gpointer data)
{
  LtWindow  *window = LT_WINDOW (source);
  Work      *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (LtBalance) balance = g_task_propagate_pointer (G_TASK (result), &error);

  lt_job_finish (self->job);
  if (lt_window_get_context (window) == NULL || g_strcmp0 (lt_document_get_path (document_of (window)), self->folder) != 0)
    return; /* another session is open by now, or no window any more */
  if (balance != NULL)
    gtk_window_present (lt_balance_dialog_new (GTK_WINDOW (window), lt_window_get_context (window), g_steal_pointer (&balance)));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_window_banner (window, "balance", error->message, NULL, NULL);
}

static void
start (LtWindow *window, GArray *track_ids)
{
  g_autoptr (LtJob) job = lt_job_new (_ ("Listening to each track"));
  g_autoptr (GTask) task = g_task_new (window, lt_job_get_cancellable (job), on_balanced, NULL);
  Work *self = g_new0 (Work, 1);

  *self = (Work){ lt_session_ref (lt_document_get_session (document_of (window))), track_ids, g_strdup (lt_document_get_path (document_of (window))),
                  g_object_ref (job) };
  g_task_set_task_data (task, self, work_free);
  lt_window_banner (window, "balance", NULL, NULL, NULL);
  lt_job_set_of_session (job);
  lt_window_add_job (window, job);
  g_task_run_in_thread (task, in_thread);
}

static void
on_balance (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  if (lt_document_get_session (document_of (window)) != NULL)
    start (window, NULL);
}

static void
on_balance_selected (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const LtSession *session = lt_document_get_session (document_of (window));
  LtSelection     *selection = lt_context_get_selection (lt_window_get_context (window));
  const LtId      *picked = lt_selection_get_strips (selection);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (session == NULL)
    return;
  for (guint i = 0; i < lt_selection_n_strips (selection); i++)
    if (lt_session_find_track (session, picked[i]) != NULL)
      g_array_append_val (ids, picked[i]);
  if (ids->len > 0)
    start (window, g_steal_pointer (&ids));
  else
    lt_context_toast (lt_window_get_context (window), _ ("Pick a track first: buses and the mix are not balanced"), FALSE);
}

void
lt_balance_actions_extend (LtWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "balance", .activate = on_balance },
    { .name = "balance-selected", .activate = on_balance_selected },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

void
lt_balance_actions_add (void)
{
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
