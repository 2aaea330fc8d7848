// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two tasks over one set of files; a reference keeps them while a thread reads.
// Layer: app.

#include "app/master/codec-print.h"

#include <glib/gstdio.h>

#define RENDERING 0.5 /* share of the time */

typedef struct
{
  LtCodecPrint *print;
  LtJob        *job;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  lt_codec_print_unref (work->print);
  g_object_unref (work->job);
  g_free (work);
}

LtCodecPrint *
lt_codec_print_ref (LtCodecPrint *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lt_codec_print_unref (LtCodecPrint *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->dir != NULL)
    {
      g_unlink (self->master);
      g_unlink (self->decoded);
      g_unlink (self->removed);
      g_rmdir (self->dir);
    }
  g_free (self->dir);
  g_free (self->master);
  g_free (self->decoded);
  g_free (self->removed);
  g_free (self->folder);
  lt_codec_result_clear (&self->result);
  lt_session_unref (self->session);
  g_free (self);
}

static void
render_progress (double done, gpointer job)
{
  lt_job_progress (RENDERING * done, job);
}

static void
check_progress (double done, gpointer job)
{
  lt_job_progress (RENDERING + (1.0 - RENDERING) * done, job);
}

static LtCodecJob
check_of (Work *work)
{
  return (LtCodecJob) {
    .path = work->print->master,
    .codec = work->print->codec,
    .choice = work->print->choice,
    .cancellable = lt_job_get_cancellable (work->job),
  };
}

static void
start (Work *work, GTaskThreadFunc func, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, lt_job_get_cancellable (work->job), callback, data);

  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, func);
}

/* --- the files --- */

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work          *work = data;
  LtCodecPrint  *print = work->print;
  LtCodecSession master = { print->session, print->folder };
  LtCodecJob     check = check_of (work);
  GError        *error = NULL;

  check.path = NULL;
  if ((print->dir = g_dir_make_tmp ("lathe-codec-XXXXXX", &error)) != NULL)
    {
      check.path = print->master = g_build_filename (print->dir, "master.wav", NULL);
      check.decoded_path = print->decoded = g_build_filename (print->dir, "decoded.wav", NULL);
      check.removed_path = print->removed = g_build_filename (print->dir, "removed.wav", NULL);
    }
  check.progress = check_progress;
  check.progress_data = work->job;
  if (check.path != NULL && lt_codec_ceiling_render (&master, print->master, render_progress, work->job, cancellable, &error)
      && lt_codec_check_run (&check, &print->result, &error))
    g_task_return_pointer (task, lt_codec_print_ref (print), (GDestroyNotify) lt_codec_print_unref);
  else
    g_task_return_error (task, error);
}

void
lt_codec_print_new_async (const LtSession *session, const char *folder, const LtCodec *codec, const LtCodecChoice *choice, LtJob *job,
                          GAsyncReadyCallback callback, gpointer data)
{
  LtCodecPrint *self = g_new0 (LtCodecPrint, 1);
  Work         *work = g_new0 (Work, 1);

  g_atomic_ref_count_init (&self->refs);
  self->session = lt_session_ref (session);
  self->folder = g_strdup (folder);
  self->codec = codec;
  self->choice = choice;
  *work = (Work) { self, g_object_ref (job) };
  start (work, make, callback, data);
}

LtCodecPrint *
lt_codec_print_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the ceiling --- */

static void
find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work           *work = data;
  LtCodecSession  session = { work->print->session, work->print->folder };
  LtCodecMaster   master = lt_codec_ceiling_of_session (&session);
  LtCodecJob      check = check_of (work);
  LtCodecCeiling *found = g_new0 (LtCodecCeiling, 1);
  GError         *error = NULL;

  if (lt_codec_ceiling_find (&check, &work->print->result, &master, found, &error))
    g_task_return_pointer (task, found, g_free);
  else
    {
      g_free (found);
      g_task_return_error (task, error);
    }
}

void
lt_codec_print_find_ceiling_async (LtCodecPrint *self, LtJob *job, GAsyncReadyCallback callback, gpointer data)
{
  Work *work = g_new0 (Work, 1);

  *work = (Work) { lt_codec_print_ref (self), g_object_ref (job) };
  start (work, find, callback, data);
}

gboolean
lt_codec_print_find_ceiling_finish (GAsyncResult *result, LtCodecCeiling *out, GError **error)
{
  g_autofree LtCodecCeiling *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found != NULL)
    *out = *found;
  return found != NULL;
}
