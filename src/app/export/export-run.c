// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread owns an item while its state says running; the main thread reads it when it says done.
// Layer: app.

#include "app/export/export-run.h"

#include "deliver/certificate.h"
#include "deliver/preflight.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdatomic.h>

#define LOUDNESS_TOLERANCE_LU 0.15
#define CEILING_TOLERANCE_DB 0.05

struct _LtExportRun
{
  GObject parent_instance;

  LtSession *session;
  char      *folder;
  gboolean   certificates, running, whole;
  int64_t    from, to;
  GPtrArray *items; /* of LtExportItem */
  LtJob     *job;
};

G_DEFINE_FINAL_TYPE (LtExportRun, lt_export_run, G_TYPE_OBJECT)

enum
{
  FINISHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
item_free (gpointer data)
{
  LtExportItem *item = data;

  lt_targets_free (item->target);
  g_free (item->path);
  g_ptr_array_unref (item->notes);
  g_free (item->error);
  g_free (item);
}

/* --- the thread --- */

typedef struct
{
  LtExportRun  *run;
  LtExportItem *item;
} At;

static void
on_progress (double done, gpointer data)
{
  At *at = data;

  atomic_store (&at->item->millis, (int) (CLAMP (done, 0.0, 1.0) * 1000.0));
  lt_job_progress (lt_export_run_get_fraction (at->run), at->run->job);
}

static gboolean
deliver (LtExportRun *self, LtExportItem *item, GError **error)
{
  At               at = { self, item };
  LtDeliveryOutput output = { .path = item->path, .measure = true };
  LtDelivery       job = {
          .session = self->session,
          .folder = self->folder,
          .from = self->from,
          .to = self->to,
          .sound_end = self->whole ? lt_session_get_length (self->session) : 0,
          .format = item->target->format,
          .bits = item->target->bits,
          .rate_hz = item->target->rate_hz,
          .dither = item->target->bits >= LT_BITS_32 ? LT_QUANTISE_NONE : item->target->dither,
          .aim = { item->target->target_lufs, item->target->ceiling_dbtp, NULL },
          .force = item->replace,
          .outputs = &output,
          .n_outputs = 1,
          .progress = on_progress,
          .progress_data = &at,
          .cancellable = lt_job_get_cancellable (self->job),
          .notes = item->notes,
  };

  if (!lt_delivery_run (&job, error))
    return FALSE;
  item->measured = output.measured;
  if (!self->certificates)
    return TRUE;

  g_autofree char      *certificate = g_strconcat (item->path, ".json", NULL);
  g_autoptr (GPtrArray) warnings = lt_preflight_check (self->session, self->folder);
  return lt_certificate_write (&job, warnings, certificate, TRUE, error);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LtExportRun *self = LT_EXPORT_RUN (source);

  for (guint i = 0; i < self->items->len; i++)
    {
      LtExportItem *item = g_ptr_array_index (self->items, i);
      g_autoptr (GError) error = NULL;

      if (atomic_load (&item->state) != LT_EXPORT_WAITING)
        continue; /* done before; another one is tried again */
      if (g_cancellable_is_cancelled (cancellable))
        {
          atomic_store (&item->state, LT_EXPORT_STOPPED);
          continue;
        }
      atomic_store (&item->state, LT_EXPORT_RUNNING);
      if (deliver (self, item, &error))
        atomic_store (&item->state, LT_EXPORT_DONE);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        atomic_store (&item->state, LT_EXPORT_STOPPED);
      else
        {
          item->error = g_strdup (error->message);
          atomic_store (&item->state, LT_EXPORT_FAILED);
        }
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  LtExportRun *self = LT_EXPORT_RUN (source);

  self->running = FALSE;
  lt_job_finish (self->job);
  g_signal_emit (self, signals[FINISHED], 0);
}

/* --- the main thread --- */

LtExportItem *
lt_export_run_add (LtExportRun *self, const LtTarget *target, const char *path, gboolean replace)
{
  LtExportItem *item = g_new0 (LtExportItem, 1);

  item->target = lt_targets_copy (target);
  item->path = g_strdup (path);
  item->replace = replace;
  item->notes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->items, item);
  return item;
}

void
lt_export_run_set_range (LtExportRun *self, int64_t from, int64_t to, gboolean whole)
{
  self->from = from;
  self->to = whole ? to + lt_renderer_auto_tail (self->session) : to;
  self->whole = whole;
}

void
lt_export_run_start (LtExportRun *self)
{
  g_autoptr (GTask) task = g_task_new (self, lt_job_get_cancellable (self->job), on_done, NULL);

  self->running = TRUE;
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work);
}

void
lt_export_run_retry (LtExportRun *self, guint index, const LtTarget *target, const char *path, gboolean replace)
{
  LtExportItem *item = lt_export_run_get_item (self, index);

  g_return_if_fail (!self->running && item->state != LT_EXPORT_DONE);

  char     *own_path = g_strdup (path); /* both may be the item's */
  LtTarget *own_target = lt_targets_copy (target);
  g_free (item->path);
  lt_targets_free (item->target);
  item->path = own_path;
  item->target = own_target;
  item->replace = replace;
  g_clear_pointer (&item->error, g_free);
  g_ptr_array_set_size (item->notes, 0);
  atomic_store (&item->millis, 0);
  atomic_store (&item->state, LT_EXPORT_WAITING);
  g_object_unref (self->job);
  self->job = lt_job_new (_ ("Exporting"));
  lt_export_run_start (self);
}

void
lt_export_run_stop (LtExportRun *self)
{
  g_cancellable_cancel (lt_job_get_cancellable (self->job));
}

gboolean
lt_export_run_is_running (LtExportRun *self)
{
  return self->running;
}

LtJob *
lt_export_run_get_job (LtExportRun *self)
{
  return self->job;
}

guint
lt_export_run_get_n (LtExportRun *self)
{
  return self->items->len;
}

LtExportItem *
lt_export_run_get_item (LtExportRun *self, guint index)
{
  return g_ptr_array_index (self->items, index);
}

double
lt_export_run_get_fraction (LtExportRun *self)
{
  double done = 0.0;

  for (guint i = 0; i < self->items->len; i++)
    {
      LtExportItem *item = g_ptr_array_index (self->items, i);
      int           state = atomic_load (&item->state);

      done += state == LT_EXPORT_RUNNING ? atomic_load (&item->millis) / 1000.0 : (state == LT_EXPORT_WAITING ? 0.0 : 1.0);
    }
  return self->items->len > 0 ? done / self->items->len : 1.0;
}

gboolean
lt_export_run_has_loudness (const LtExportItem *item)
{
  return isnan (item->target->target_lufs) || fabs (item->measured.integrated_lufs - item->target->target_lufs) <= LOUDNESS_TOLERANCE_LU;
}

gboolean
lt_export_run_has_ceiling (const LtExportItem *item)
{
  const LtTarget *t = item->target;

  return isnan (t->ceiling_dbtp) || t->format->is_lossy || item->measured.true_peak_dbtp <= t->ceiling_dbtp + CEILING_TOLERANCE_DB;
}

gboolean
lt_export_run_is_verified (const LtExportItem *item)
{
  const LtMeasurement *m = &item->measured;

  return lt_export_run_has_loudness (item) && lt_export_run_has_ceiling (item) && !(m->clipped_runs > 0.0) && !m->is_truncated
         && m->n_bad_samples == 0;
}

static void
lt_export_run_finalize (GObject *object)
{
  LtExportRun *self = LT_EXPORT_RUN (object);

  lt_session_unref (self->session);
  g_free (self->folder);
  g_ptr_array_unref (self->items);
  g_object_unref (self->job);
  G_OBJECT_CLASS (lt_export_run_parent_class)->finalize (object);
}

static void
lt_export_run_class_init (LtExportRunClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_export_run_finalize;
  signals[FINISHED] = g_signal_new ("finished", LT_TYPE_EXPORT_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_export_run_init (LtExportRun *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->job = lt_job_new (_ ("Exporting"));
}

LtExportRun *
lt_export_run_new (const LtSession *session, const char *folder, gboolean certificates)
{
  LtExportRun *self = g_object_new (LT_TYPE_EXPORT_RUN, NULL);

  self->session = lt_session_ref (session);
  self->folder = g_strdup (folder);
  self->certificates = certificates;
  lt_export_run_set_range (self, 0, lt_session_get_length (session), TRUE);
  return self;
}
