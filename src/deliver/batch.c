// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One render, a float file for each rate, then one delivery after the other from these.
// Layer: deliver.

#include "deliver/batch.h"

#include "deliver/certificate.h"
#include "deliver/line.h"
#include "deliver/output-guard.h"
#include "deliver/verdict.h"
#include "media/disk-room.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>

#define RENDER_SHARE 0.5 /* of one item's progress */

/* --- the items --- */

static void
item_free (gpointer data)
{
  LtBatchItem *item = data;

  lt_targets_free (item->target);
  g_free (item->path);
  g_ptr_array_unref (item->notes);
  g_free (item->error);
  g_free (item);
}

GPtrArray *
lt_batch_items_new (void)
{
  return g_ptr_array_new_with_free_func (item_free);
}

LtBatchItem *
lt_batch_add (GPtrArray *items, const LtTarget *target, const char *path, gboolean replace)
{
  LtBatchItem *item = g_new0 (LtBatchItem, 1);

  item->target = lt_targets_copy (target);
  item->path = g_strdup (path);
  item->replace = replace;
  item->notes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (items, item);
  return item;
}

static double
item_fraction (const LtBatchItem *item)
{
  double part = atomic_load (&((LtBatchItem *) item)->millis) / 1000.0;

  switch ((LtBatchState) atomic_load (&((LtBatchItem *) item)->state))
    {
    case LT_BATCH_WAITING:
      return 0.0;
    case LT_BATCH_RENDERING:
      return part * RENDER_SHARE;
    case LT_BATCH_WRITING:
      return RENDER_SHARE + part * (1.0 - RENDER_SHARE);
    default:
      return 1.0;
    }
}

double
lt_batch_get_fraction (const GPtrArray *items)
{
  double done = 0.0;

  for (guint i = 0; i < items->len; i++)
    done += item_fraction (g_ptr_array_index (items, i));
  return items->len > 0 ? done / items->len : 1.0;
}

static LtLoudnessAim
aim_of (const LtTarget *target)
{
  return (LtLoudnessAim) { target->target_lufs, target->ceiling_dbtp, NULL };
}

gboolean
lt_batch_has_loudness (const LtBatchItem *item)
{
  LtLoudnessAim aim = aim_of (item->target);

  return lt_delivery_has_loudness (&aim, item->measured.integrated_lufs);
}

gboolean
lt_batch_has_ceiling (const LtBatchItem *item)
{
  LtLoudnessAim aim = aim_of (item->target);

  return lt_delivery_has_ceiling (&aim, item->measured.true_peak_dbtp);
}

gboolean
lt_batch_is_unclipped (const LtBatchItem *item)
{
  return !(item->measured.clipped_runs > 0.0) || lt_verdict_goes_over (item->target);
}

gboolean
lt_batch_is_verified (const LtBatchItem *item)
{
  const LtMeasurement *m = &item->measured;

  return lt_batch_has_loudness (item) && lt_batch_has_ceiling (item) && lt_batch_is_unclipped (item) && !m->is_truncated && m->n_bad_samples == 0;
}

/* --- the run --- */

typedef struct
{
  LtBatch   *batch;
  GPtrArray *items; /* of LtBatchItem, borrowed: those that are to be written */
  GArray    *rates; /* of uint32_t */
  LtLine    *lines; /* one a rate */
  gint64     started_us;
  LtBatchItem *at;  /* being written */
} Run;

static uint32_t
session_rate (const LtBatch *self)
{
  return (uint32_t) (self->session->rate_hz + 0.5);
}

static uint32_t
rate_of (const LtBatch *self, const LtBatchItem *item)
{
  return item->target->rate_hz != 0 ? item->target->rate_hz : session_rate (self);
}

static void
set_state (LtBatchItem *item, LtBatchState state)
{
  atomic_store (&item->millis, 0);
  atomic_store (&item->state, state);
}

static void
fail (LtBatchItem *item, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_state (item, LT_BATCH_STOPPED);
      return;
    }
  g_free (item->error);
  item->error = g_strdup (error->message);
  set_state (item, LT_BATCH_FAILED);
}

static void
report (LtBatch *self)
{
  if (self->progress != NULL)
    self->progress (lt_batch_get_fraction (self->items), self->progress_data);
}

static void
set_millis (LtBatchItem *item, double done)
{
  atomic_store (&item->millis, (int) (CLAMP (done, 0.0, 1.0) * 1000.0));
}

static LtDelivery
job_of (LtBatch *self, LtBatchItem *item, LtDeliveryOutput *output)
{
  const LtTarget *t = item->target;

  *output = (LtDeliveryOutput) { .path = item->path, .measure = true };
  return (LtDelivery) {
    .session = self->session,
    .folder = self->folder,
    .from = self->from,
    .to = self->to,
    .sound_end = self->whole ? lt_session_get_length (self->session) : 0,
    .n_threads = self->n_threads,
    .format = t->format,
    .bits = t->bits,
    .rate_hz = t->rate_hz,
    .dither = t->bits >= LT_BITS_32 || t->format->is_lossy ? LT_QUANTISE_NONE : t->dither,
    .seed = self->seed,
    .aim = aim_of (t),
    .force = item->replace,
    .outputs = output,
    .n_outputs = 1,
    .say = self->say,
    .say_data = self->progress_data,
    .cancellable = self->cancellable,
    .notes = item->notes,
  };
}

/* The certificate, or its page; NULL: none is wanted. */
static char *
dup_beside (const LtBatch *self, const LtBatchItem *item, const char *extension)
{
  return self->certificates ? g_strconcat (item->path, extension, NULL) : NULL;
}

/* Before the long work: what can't be written is said at once. */
static gboolean
check (const Run *run, LtBatchItem *item, GError **error)
{
  LtBatch         *self = run->batch;
  LtDeliveryOutput output;
  LtDelivery       job = job_of (self, item, &output);
  g_autofree char *certificate = dup_beside (self, item, ".json"), *page = dup_beside (self, item, ".pdf");

  for (guint i = 0; i < run->items->len; i++)
    {
      const LtBatchItem *other = g_ptr_array_index (run->items, i);

      if (strcmp (other->path, item->path) != 0)
        continue;
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("“%s” and “%s” would both be “%s”. Give one of them another file name."),
                   other->target->name, item->target->name, item->path);
      return FALSE;
    }
  return lt_output_guard_check (item->path, self->session, self->folder, error) && lt_output_guard_check (certificate, self->session, self->folder, error)
         && lt_output_guard_check (page, self->session, self->folder, error)
         && lt_file_format_check (item->target->format, item->target->bits, rate_of (self, item), 2, item->path, error)
         && lt_delivery_check_length (&job, error)
         && lt_writer_check_target (item->path, item->replace, error)
         && (!self->certificates || lt_certificate_check_beside (item->path, error));
}

static guint
index_of_rate (Run *run, uint32_t rate_hz)
{
  for (guint i = 0; i < run->rates->len; i++)
    if (g_array_index (run->rates, uint32_t, i) == rate_hz)
      return i;
  g_array_append_val (run->rates, rate_hz);
  return run->rates->len - 1;
}

static gboolean
open_line (Run *run, LtBatchItem *item, GError **error)
{
  LtBatch         *self = run->batch;
  LtLine          *line = &run->lines[index_of_rate (run, rate_of (self, item))];
  LtDeliveryOutput output;
  LtDelivery       job = job_of (self, item, &output);

  if (line->writer != NULL)
    return TRUE;
  lt_line_init (line, session_rate (self), rate_of (self, item), job.sound_end > 0 ? MAX (job.sound_end - self->from, 0) : -1);
  line->writer = lt_delivery_open_float (&job, error);
  return line->writer != NULL;
}

static bool
render_sink (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Run *run = data;

  for (guint i = 0; i < run->rates->len; i++)
    if (!lt_line_run (&run->lines[i], in, n_frames, error))
      return false;
  return true;
}

static void
on_rendered (double done, gpointer data)
{
  Run     *run = data;
  LtBatch *self = run->batch;
  double   passed_s = (double) (g_get_monotonic_time () - run->started_us) / G_USEC_PER_SEC;
  double   sound_s = done * (double) (self->to - self->from) / self->session->rate_hz;

  if (passed_s > 0.2)
    atomic_store (&self->speed_tenths, (int) (10.0 * sound_s / passed_s));
  for (guint i = 0; i < run->items->len; i++)
    set_millis (g_ptr_array_index (run->items, i), done);
  report (self);
}

static gboolean
render (Run *run, GPtrArray *problems, GError **error)
{
  LtBatch       *self = run->batch;
  LtRenderTarget target = { .sink = render_sink, .data = run };
  LtRenderJob    job = {
       .session = self->session,
       .folder = self->folder,
       .from = self->from,
       .to = self->to,
       .n_threads = self->n_threads,
       .compensate = true,
       .targets = &target,
       .n_targets = 1,
       .progress = on_rendered,
       .progress_data = run,
       .cancellable = self->cancellable,
       .problems = problems,
  };

  run->started_us = g_get_monotonic_time ();
  for (guint i = 0; i < run->items->len; i++)
    if (!open_line (run, g_ptr_array_index (run->items, i), error))
      return FALSE;
  if (!lt_renderer_run (&job, error))
    return FALSE;
  for (guint i = 0; i < run->rates->len; i++)
    if (!lt_line_end (&run->lines[i], error) || !lt_writer_finish (run->lines[i].writer, error))
      return FALSE;
  return TRUE;
}

static void
on_written (double done, gpointer data)
{
  Run *run = data;

  set_millis (run->at, done);
  report (run->batch);
}

static gboolean
write_item (Run *run, LtBatchItem *item, GError **error)
{
  LtBatch         *self = run->batch;
  LtLine          *line = &run->lines[index_of_rate (run, rate_of (self, item))];
  LtDeliveryOutput output;
  LtDelivery       job = job_of (self, item, &output);
  g_autofree char *certificate = dup_beside (self, item, ".json"), *page = dup_beside (self, item, ".pdf");
  g_autoptr (LtTags) none = lt_tags_new ();

  run->at = item;
  job.progress = on_written;
  job.progress_data = run;
  job.tags = item->target->tags ? NULL : none;
  job.certificate = (LtDeliveryCertificate) { certificate, page, self->warnings, lt_certificate_is_left (item->path) };
  if (!lt_delivery_run_from (&job, lt_writer_get_temp_path (line->writer), error))
    return FALSE;
  item->measured = output.measured;
  item->fit = job.fit;
  return TRUE;
}

static void
add_notes (Run *run, const GPtrArray *problems)
{
  for (guint i = 0; i < run->items->len; i++)
    for (guint k = 0; k < problems->len; k++)
      g_ptr_array_add (((LtBatchItem *) g_ptr_array_index (run->items, i))->notes, g_strdup (g_ptr_array_index (problems, k)));
}

static void
choose_items (Run *run)
{
  for (guint i = 0; i < run->batch->items->len; i++)
    {
      LtBatchItem       *item = g_ptr_array_index (run->batch->items, i);
      g_autoptr (GError) error = NULL;

      if (atomic_load (&item->state) != LT_BATCH_WAITING)
        continue; /* done before; another one is tried again */
      if (!check (run, item, &error))
        fail (item, error);
      else
        g_ptr_array_add (run->items, item);
    }
}

/* The float files and, one after the other, what is made from them; what is replaced gives its room back then. */
static bool
check_room (Run *run, GError **error)
{
  g_autoptr (GHashTable) rates = g_hash_table_new (NULL, NULL);
  const LtBatchItem     *first = g_ptr_array_index (run->items, 0);
  int64_t                taken = 0, most = 0;

  for (guint i = 0; i < run->items->len; i++)
    {
      LtBatchItem     *item = g_ptr_array_index (run->items, i);
      LtDeliveryOutput output;
      LtDelivery       job = job_of (run->batch, item, &output);

      if (g_hash_table_add (rates, GUINT_TO_POINTER (rate_of (run->batch, item))))
        taken += (int64_t) lt_delivery_n_bytes (&job, true);
    }
  most = taken;
  for (guint i = 0; i < run->items->len; i++)
    {
      LtBatchItem     *item = g_ptr_array_index (run->items, i);
      LtDeliveryOutput output;
      LtDelivery       job = job_of (run->batch, item, &output);
      int64_t          n_bytes = (int64_t) lt_delivery_n_bytes (&job, false);
      GStatBuf         old;

      most = MAX (most, taken + n_bytes);
      taken += n_bytes;
      if (item->replace && g_stat (item->path, &old) == 0)
        taken -= old.st_size;
    }
  return lt_disk_room_check (first->path, (uint64_t) most, error);
}

static void
work (Run *run)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  gboolean              rendered;

  for (guint i = 0; i < run->items->len; i++)
    set_state (g_ptr_array_index (run->items, i), LT_BATCH_RENDERING);
  rendered = render (run, problems, &error);
  add_notes (run, problems);
  for (guint i = 0; rendered && i < run->items->len; i++)
    set_millis (g_ptr_array_index (run->items, i), 1.0);
  for (guint i = 0; i < run->items->len; i++)
    {
      LtBatchItem       *item = g_ptr_array_index (run->items, i);
      g_autoptr (GError) own = NULL;

      if (!rendered)
        {
          fail (item, error);
          continue;
        }
      set_state (item, LT_BATCH_WRITING);
      if (write_item (run, item, &own))
        set_state (item, LT_BATCH_DONE);
      else
        fail (item, own);
    }
  report (run->batch);
}

gboolean
lt_batch_run (LtBatch *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GArray)    rates = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  g_autofree LtLine    *lines = g_new0 (LtLine, MAX (self->items->len, 1));
  g_autoptr (GError)    error = NULL;
  Run                   run = { .batch = self, .items = items, .rates = rates, .lines = lines };

  choose_items (&run);
  if (items->len > 0 && check_room (&run, &error))
    work (&run);
  else
    for (guint i = 0; i < items->len; i++)
      fail (g_ptr_array_index (items, i), error);
  for (guint i = 0; i < rates->len; i++)
    lt_line_clear (&lines[i]);
  for (guint i = 0; i < self->items->len; i++)
    if (atomic_load (&((LtBatchItem *) g_ptr_array_index (self->items, i))->state) != LT_BATCH_DONE)
      return FALSE;
  return TRUE;
}
