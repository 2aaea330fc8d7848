// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Long work on the clips of a session: in a thread, with a bar and a stop, and an edit at the end.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-view-private.h"
#include "app/shell/job.h"

typedef struct
{
  LtSession    *session; /* as it was when the work began */
  char         *folder;
  LtJob        *job;     /* for lt_job_progress */
  GCancellable *cancellable;
} LtEditJob;

typedef gboolean (*LtEditJobWork) (const LtEditJob *job, gpointer data, GError **error); /* in the thread */

/* Only when the work was done and its session is still open. */
typedef void (*LtEditJobDone) (LtEditView *view, const LtEditJob *job, gpointer data);

/* Takes @data. What fails is told in a toast, what is stopped is not. The view may go meanwhile. */
void lt_edit_job_run (LtEditView *view, const char *label, LtEditJobWork work, LtEditJobDone done, gpointer data, GDestroyNotify destroy);
