// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's reference: which song of the session it is, and how loud that is.
// Layer: studio. A task measures a file, once for all; what nobody waits for any more is told to end and left alone.

#include "studio/file-feeds.h"
#include "studio/live-private.h"
#include "studio/measure.h"

#include <math.h>

/* A file that is measured. Shared with its task, which alone writes lufs until is_done. */
typedef struct
{
  char         *path;
  GCancellable *cancellable;
  double        lufs; /* NAN: silent, or it cannot be read */
  gint          is_done;
} Job;

struct _LtLiveReference
{
  char       *path;  /* of the one that stands by; NULL: none */
  GHashTable *known; /* path → double*: LUFS */
  Job        *job;   /* NULL: nothing is measured */
};

static void
job_clear (void *data)
{
  Job *job = data;

  g_free (job->path);
  g_object_unref (job->cancellable);
}

static void
job_unref (void *job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

LtLiveReference *
lt_live_reference_new (void)
{
  LtLiveReference *self = g_new0 (LtLiveReference, 1);

  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/* The task may still read a block: nothing waits for it. */
static void
leave (LtLiveReference *self)
{
  if (self->job == NULL)
    return;
  g_cancellable_cancel (self->job->cancellable);
  g_clear_pointer (&self->job, job_unref);
}

void
lt_live_reference_free (LtLiveReference *self)
{
  leave (self);
  g_hash_table_unref (self->known);
  g_free (self->path);
  g_free (self);
}

static void
measure (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job               *job = data;
  LtMeasurement      measurement;
  g_autoptr (GError) error = NULL;

  job->lufs = lt_measure_file (job->path, &measurement, NULL, NULL, cancellable, &error) ? measurement.integrated_lufs : NAN;
  g_atomic_int_set (&job->is_done, 1);
}

static void
start (LtLiveReference *self, const char *path)
{
  leave (self);
  g_free (self->path);
  self->path = g_strdup (path);
  if (path == NULL || g_hash_table_contains (self->known, path))
    return;

  self->job = g_atomic_rc_box_new0 (Job);
  self->job->path = g_strdup (path);
  self->job->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, self->job->cancellable, NULL, NULL);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->job), job_unref);
  g_task_run_in_thread (task, measure);
}

/* The wished one; when it is not there the first; NULL: there is none. */
static const LtReference *
reference_of (const LtLive *self)
{
  const LtSession *session = self->session;

  if (session == NULL || session->references->len == 0)
    return NULL;
  const LtReference *wished = self->reference_id != 0 ? lt_session_find_reference (session, self->reference_id) : NULL;
  return wished != NULL ? wished : g_ptr_array_index (session->references, 0);
}

void
lt_live_reference_follow (LtLive *self)
{
  const LtReference *reference = reference_of (self);
  const LtSource    *source = reference != NULL ? lt_session_find_source (self->session, reference->source_id) : NULL;
  g_autofree char   *path = source != NULL ? lt_file_feeds_dup_path (source, self->folder) : NULL;

  if (g_strcmp0 (path, self->reference->path) == 0)
    return;
  start (self->reference, path);
  if (self->match)
    lt_live_monitor_send (self); /* the others need not be as soft as the one before any more */
}

void
lt_live_reference_tick (LtLive *self)
{
  LtLiveReference *reference = self->reference;
  double          *lufs;

  if (reference->job == NULL || !g_atomic_int_get (&reference->job->is_done))
    return;
  lufs = g_new (double, 1);
  *lufs = reference->job->lufs;
  g_hash_table_replace (reference->known, g_strdup (reference->job->path), lufs);
  leave (reference);
  if (self->match)
    lt_live_monitor_send (self);
}

double
lt_live_reference_get_lufs (const LtLive *self)
{
  const LtLiveReference *reference = self->reference;
  const double          *lufs = reference->path != NULL ? g_hash_table_lookup (reference->known, reference->path) : NULL;

  return lufs != NULL ? *lufs : NAN;
}

LtId
lt_live_get_reference (LtLive *self)
{
  const LtReference *reference = reference_of (self);

  return reference != NULL ? reference->id : 0;
}

bool
lt_live_set_reference (LtLive *self, LtId reference_id, GError **error)
{
  self->reference_id = reference_id;
  if (self->session == NULL)
    return true;
  return lt_live_set_session (self, self->session, self->folder, error);
}

const char *
lt_live_get_reference_path (LtLive *self)
{
  return self->reference->path;
}
