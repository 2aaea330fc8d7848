// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's reference and its rival: which songs of the session they are, and how loud these are.
// Layer: studio. A task measures a file, once for all; what nobody waits for any more is told to end and left alone.

#include "studio/file-feeds.h"
#include "studio/live-private.h"
#include "studio/measure.h"
#include "studio/session-listen.h"

#include <inttypes.h>
#include <math.h>

/* What of a file is measured. Shared with its task, which alone writes lufs until is_done. */
typedef struct
{
  char         *path;
  char         *part; /* by which it is known */
  int64_t       from, to;
  GCancellable *cancellable;
  double        lufs; /* NAN: silent, or it cannot be read */
  gint          is_done;
} Job;

struct _LtLiveReference
{
  char       *path;  /* of the one that stands by; NULL: none */
  char       *part;  /* the path, and what is played of it */
  GHashTable *known; /* part → double*: LUFS */
  double      lufs;  /* of the part, or until that is known of another of the same file; NAN: not known, or silent */
  Job        *job;   /* NULL: nothing is measured */
};

static void
job_clear (void *data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->part);
  g_object_unref (job->cancellable);
}

static void
job_unref (void *job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

LtLiveReference *
lt_live_reference_new (const LtLiveReference *beside)
{
  LtLiveReference *self = g_new0 (LtLiveReference, 1);

  self->known = beside != NULL ? g_hash_table_ref (beside->known) : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lufs = NAN;
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
  g_free (self->part);
  g_free (self);
}

static void
measure (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job               *job = data;
  LtMeasurement      measurement;
  g_autoptr (GError) error = NULL;

  job->lufs = lt_measure_range (job->path, job->from, job->to, &measurement, cancellable, &error) ? measurement.integrated_lufs : NAN;
  g_atomic_int_set (&job->is_done, 1);
}

/* Takes over @path and @part. */
static void
start (LtLiveReference *self, char *path, char *part, int64_t from, int64_t to)
{
  const double *lufs = part != NULL ? g_hash_table_lookup (self->known, part) : NULL;

  leave (self);
  if (lufs != NULL || g_strcmp0 (path, self->path) != 0)
    self->lufs = lufs != NULL ? *lufs : NAN;
  g_free (self->path);
  g_free (self->part);
  self->path = path;
  self->part = part;
  if (path == NULL || lufs != NULL)
    return;

  self->job = g_atomic_rc_box_new0 (Job);
  self->job->path = g_strdup (path);
  self->job->part = g_strdup (part);
  self->job->from = from;
  self->job->to = to;
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

/* True: it is another song, or another part of it. */
static bool
follow (const LtLive *self, LtLiveReference *own, const LtReference *reference)
{
  const LtSource    *source = reference != NULL ? lt_session_find_source (self->session, reference->source_id) : NULL;
  g_autofree char   *path = source != NULL ? lt_file_feeds_dup_path (source, self->folder) : NULL;
  g_autofree char   *part = NULL;
  int64_t            from = 0, to = 0;

  if (path != NULL)
    {
      lt_session_listen_range (reference, source, &from, &to);
      part = g_strdup_printf ("%" PRId64 " %" PRId64 " %s", from, to, path);
    }
  if (g_strcmp0 (part, own->part) == 0)
    return false;
  start (own, g_steal_pointer (&path), g_steal_pointer (&part), from, to);
  return true;
}

void
lt_live_reference_follow (LtLive *self)
{
  const LtReference *rival = self->session != NULL && self->rival_id != 0 ? lt_session_find_reference (self->session, self->rival_id) : NULL;

  follow (self, self->rival, rival);
  if (follow (self, self->reference, reference_of (self)) && self->match)
    lt_live_monitor_send (self); /* the others need not be as soft as the one before any more */
}

/* True: it is measured now. */
static bool
tick (LtLiveReference *reference)
{
  double *lufs;

  if (reference->job == NULL || !g_atomic_int_get (&reference->job->is_done))
    return false;
  lufs = g_new (double, 1);
  *lufs = reference->job->lufs;
  reference->lufs = *lufs;
  g_hash_table_replace (reference->known, g_strdup (reference->job->part), lufs);
  leave (reference);
  return true;
}

void
lt_live_reference_tick (LtLive *self)
{
  tick (self->rival);
  if (tick (self->reference) && self->match)
    lt_live_monitor_send (self);
}

double
lt_live_reference_get_lufs (const LtLiveReference *self)
{
  return self->lufs;
}

bool
lt_live_reference_is_measured (const LtLiveReference *self)
{
  return self->part != NULL && self->job == NULL;
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
