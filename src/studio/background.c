// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// On Linux a priority is a thread's own.
// Layer: studio.

#include "studio/background.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NICE 10

void
lt_background_give_way (void)
{
  (void) setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), NICE);
}

typedef struct
{
  const LtBackgroundKind *kind;
  gpointer                wish;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  job->kind->free_wish (job->wish);
  g_free (job);
}

static gpointer
run (gpointer data)
{
  g_autoptr (GTask) task = data;
  const Job *job = g_task_get_task_data (task);
  GError    *error = NULL;
  gpointer   result;

  lt_background_give_way ();
  result = job->kind->work (job->wish, g_task_get_cancellable (task), &error);
  if (result != NULL)
    g_task_return_pointer (task, result, job->kind->free_result);
  else
    g_task_return_error (task, error);
  return NULL;
}

void
lt_background_run (const LtBackgroundKind *kind, gpointer wish, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Job   *job = g_new0 (Job, 1);

  *job = (Job) { kind, wish };
  g_task_set_task_data (task, job, job_free);
  g_thread_unref (g_thread_new (kind->name, run, task));
}

gpointer
lt_background_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
