// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of a session never change, so a path is enough of a key.
// Layer: app.

#include "app/edit/transient-store.h"

#include "media/sound-find.h"

struct _LtTransientStore
{
  grefcount   refs;
  GHashTable *found; /* path to GArray */
};

typedef struct
{
  LtTransientStore *store;
  LtJob            *job;
  GPtrArray        *paths; /* that are not known */
  GPtrArray        *found; /* of GArray, as far as it came; the thread's until it ends */
} Work;

LtTransientStore *
lt_transient_store_new (void)
{
  LtTransientStore *self = g_new0 (LtTransientStore, 1);

  g_ref_count_init (&self->refs);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

LtTransientStore *
lt_transient_store_ref (LtTransientStore *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
lt_transient_store_unref (LtTransientStore *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->found);
  g_free (self);
}

const GArray *
lt_transient_store_get (LtTransientStore *self, const char *path)
{
  return g_hash_table_lookup (self->found, path);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  lt_transient_store_unref (work->store);
  g_object_unref (work->job);
  g_ptr_array_unref (work->paths);
  g_ptr_array_unref (work->found);
  g_free (work);
}

static void
on_progress (double done, gpointer data)
{
  Work *work = data;

  lt_job_progress (((double) work->found->len + done) / (double) work->paths->len, work->job);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work   *work = data;
  GError *error = NULL;

  for (guint i = 0; i < work->paths->len && error == NULL; i++)
    {
      GArray *found = lt_sound_find_transients (work->paths->pdata[i], 0, -1, LT_SOUND_FIND_USUAL, on_progress, work, cancellable, &error);

      if (found != NULL)
        g_ptr_array_add (work->found, found);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
lt_transient_store_find_async (LtTransientStore *self, const char *const *paths, LtJob *job, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, lt_job_get_cancellable (job), callback, data);
  Work *work = g_new0 (Work, 1);

  *work = (Work) { lt_transient_store_ref (self), g_object_ref (job), g_ptr_array_new_with_free_func (g_free),
                   g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
  for (; *paths != NULL; paths++)
    if (lt_transient_store_get (self, *paths) == NULL && !g_ptr_array_find_with_equal_func (work->paths, *paths, g_str_equal, NULL))
      g_ptr_array_add (work->paths, g_strdup (*paths));
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, find_in_thread);
}

gboolean
lt_transient_store_find_finish (GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  lt_job_finish (work->job);
  for (guint i = 0; i < work->found->len; i++)
    g_hash_table_replace (work->store->found, g_strdup (work->paths->pdata[i]), g_array_ref (work->found->pdata[i]));
  return g_task_propagate_boolean (G_TASK (result), error);
}
