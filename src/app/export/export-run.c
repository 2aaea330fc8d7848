// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread owns an item while its state says running; the main thread reads it when it says done.
// Layer: app.

#include "app/export/export-run.h"

#include "deliver/preflight.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <stdatomic.h>

struct _LtExportRun
{
  GObject parent_instance;

  LtSession *session;
  char      *folder;
  gboolean   certificates, running, whole;
  int64_t    from, to;
  GPtrArray *items;    /* of LtBatchItem */
  GPtrArray *warnings; /* of char *; NULL: nobody has looked yet */
  LtBatch    batch;
  LtJob     *job;
  GApplication *application; /* of the window, which ends when the run has ended; NULL: not running, or a test */
};

G_DEFINE_FINAL_TYPE (LtExportRun, lt_export_run, G_TYPE_OBJECT)

enum
{
  FINISHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- the thread --- */

static GPtrArray *
look (LtExportRun *self)
{
  GPtrArray *warnings = lt_preflight_check (self->session, self->folder);

  lt_preflight_check_clipped (self->session, self->folder, warnings, lt_job_get_cancellable (self->job));
  return warnings;
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LtExportRun *self = LT_EXPORT_RUN (source);

  if (self->certificates && self->warnings == NULL)
    self->warnings = look (self);
  self->batch.warnings = self->warnings;
  lt_batch_run (&self->batch);
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  LtExportRun *self = LT_EXPORT_RUN (source);

  self->running = FALSE;
  lt_job_finish (self->job);
  g_signal_emit (self, signals[FINISHED], 0);
  if (self->application != NULL)
    g_application_release (self->application);
  g_clear_object (&self->application);
}

/* --- the main thread --- */

LtBatchItem *
lt_export_run_add (LtExportRun *self, const LtTarget *target, const char *path, gboolean replace)
{
  return lt_batch_add (self->items, target, path, replace);
}

void
lt_export_run_set_warnings (LtExportRun *self, GPtrArray *warnings)
{
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  self->warnings = g_ptr_array_ref (warnings);
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
  if (g_application_get_default () != NULL)
    {
      self->application = g_object_ref (g_application_get_default ());
      g_application_hold (self->application); /* a program that ended sooner would leave what it writes half-written */
    }
  self->batch = (LtBatch) { .session = self->session, .folder = self->folder, .from = self->from, .to = self->to, .whole = self->whole,
                            .certificates = self->certificates, .items = self->items, .progress = lt_job_progress, .progress_data = self->job,
                            .cancellable = lt_job_get_cancellable (self->job) };
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work);
}

void
lt_export_run_retry (LtExportRun *self, guint index, const LtTarget *target, const char *path, gboolean replace)
{
  LtBatchItem *item = lt_export_run_get_item (self, index);

  g_return_if_fail (!self->running && item->state != LT_BATCH_DONE);

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
  atomic_store (&item->state, LT_BATCH_WAITING);
  g_object_unref (self->job);
  self->job = lt_job_new (_ ("Exporting"));
  lt_job_set_is_output (self->job);
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

LtBatchItem *
lt_export_run_get_item (LtExportRun *self, guint index)
{
  return g_ptr_array_index (self->items, index);
}

double
lt_export_run_get_fraction (LtExportRun *self)
{
  return lt_batch_get_fraction (self->items);
}

double
lt_export_run_get_speed (LtExportRun *self)
{
  return atomic_load (&self->batch.speed_tenths) / 10.0;
}

/* --- after --- */

LtExportCount
lt_export_run_count (LtExportRun *self)
{
  LtExportCount count = { 0 };

  for (guint i = 0; i < self->items->len; i++)
    {
      LtBatchItem *item = lt_export_run_get_item (self, i);
      int          state = atomic_load (&item->state);

      count.verified += state == LT_BATCH_DONE && lt_batch_is_verified (item);
      count.odd += state == LT_BATCH_DONE && !lt_batch_is_verified (item);
      count.failed += state == LT_BATCH_FAILED;
      count.stopped += state == LT_BATCH_STOPPED;
      if (state == LT_BATCH_FAILED && count.error == NULL)
        count.error = item->error;
    }
  return count;
}

/* @words is taken over. */
static void
add_count (GString *text, guint n, char *words)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
  g_free (words);
}

char *
lt_export_run_dup_rest (LtExportRun *self)
{
  LtExportCount count = lt_export_run_count (self);
  GString      *rest = g_string_new (NULL);

  add_count (rest, count.odd, g_strdup_printf (ngettext ("%u written, not as asked", "%u written, not as asked", count.odd), count.odd));
  add_count (rest, count.failed, g_strdup_printf (ngettext ("%u failed", "%u failed", count.failed), count.failed));
  add_count (rest, count.stopped, g_strdup_printf (ngettext ("%u stopped", "%u stopped", count.stopped), count.stopped));
  return g_string_free (rest, FALSE);
}

char *
lt_export_run_dup_account (LtExportRun *self)
{
  LtExportCount    count = lt_export_run_count (self);
  g_autofree char *done = g_strdup_printf (_ ("Exported %u of %u files"), count.verified + count.odd, self->items->len);
  g_autofree char *rest = lt_export_run_dup_rest (self);
  g_autofree char *counts = *rest != '\0' ? g_strconcat (done, " · ", rest, NULL) : g_strdup (done);

  /* Translators: how many files went how; why the first that failed did, a sentence. */
  return count.error != NULL ? g_strdup_printf (_ ("%s. First failure: %s"), counts, count.error) : g_steal_pointer (&counts);
}

/* --- the class --- */

static void
lt_export_run_finalize (GObject *object)
{
  LtExportRun *self = LT_EXPORT_RUN (object);

  lt_session_unref (self->session);
  g_free (self->folder);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
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
  self->items = lt_batch_items_new ();
  self->job = lt_job_new (_ ("Exporting"));
  lt_job_set_is_output (self->job);
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
