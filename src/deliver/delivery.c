// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rendering into files.
// Layer: deliver.

#include "deliver/delivery.h"

#include "deliver/broadcast.h"
#include "deliver/certificate.h"
#include "deliver/line.h"
#include "deliver/output-guard.h"
#include "media/disk-room.h"
#include "media/identifiers.h"
#include "media/reader.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What nobody mentions. */
#define NEAR_LU 0.1  /* of the target */
#define NEAR_DB 0.05 /* over the ceiling: less than what is shown */

G_DEFINE_QUARK (lt-deliver-error-quark, lt_deliver_error)

LtTags *
lt_delivery_dup_tags (const LtSession *session)
{
  LtTags        *tags = lt_tags_new ();
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, session->tags);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strv_contains (lt_tags_known (), key))
      {
        g_autofree char *clean = lt_identifiers_clean_tag (key, value, NULL); /* typed before they were looked at */

        lt_tags_set (tags, key, clean != NULL ? clean : value);
      }
  if (lt_tags_get (tags, "title") == NULL && session->title != NULL)
    lt_tags_set (tags, "title", session->title);
  if (lt_tags_get (tags, "software") == NULL)
    lt_tags_set (tags, "software", "Lathe " LATHE_VERSION);
  return tags;
}

static bool
render_sink (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  return lt_line_run (data, in, n_frames, error);
}

/* Writes, and says how far it is: the middle part of a delivery from a file. */
typedef struct
{
  const LtDelivery *job;
  LtWriter         *writer;
  double            done, per_frame; /* the shares of all */
} Fit;

static gboolean
fit_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  Fit *fit = data;

  fit->done += n_frames * fit->per_frame;
  if (fit->per_frame > 0.0 && fit->job->progress != NULL)
    fit->job->progress (fit->done, fit->job->progress_data);
  return lt_writer_write (fit->writer, in, n_frames, error);
}

static uint32_t
session_rate (const LtDelivery *self)
{
  return (uint32_t) (self->session->rate_hz + 0.5);
}

static uint32_t
file_rate (const LtDelivery *self)
{
  return self->rate_hz != 0 ? self->rate_hz : session_rate (self);
}

static void
fill_bext (const LtDelivery *self, const LtMeasurement *m, LtBext *bext)
{
  g_autoptr (LtTags) own = self->tags == NULL ? lt_delivery_dup_tags (self->session) : NULL;

  lt_broadcast_fill (self, self->tags != NULL ? self->tags : own, m, bext);
}

static LtWriterSpec
basic_spec (const LtDelivery *self)
{
  return (LtWriterSpec) {
    .format = lt_file_format_find ("wav"),
    .bits = LT_BITS_FLOAT,
    .rate_hz = file_rate (self),
    .n_channels = 2,
    .n_frames_expected = lt_resampler_n_out (session_rate (self), file_rate (self), self->to - self->from),
    .n_frames_sure = self->sound_end > 0 ? lt_resampler_n_out (session_rate (self), file_rate (self), CLAMP (self->sound_end, self->from, self->to) - self->from) : 0,
  };
}

static LtWriterSpec
output_spec (const LtDelivery *self)
{
  LtWriterSpec spec = basic_spec (self);

  spec.format = self->format;
  spec.bits = self->bits;
  return spec;
}

uint64_t
lt_delivery_n_bytes (const LtDelivery *self, bool is_float)
{
  LtWriterSpec spec = is_float ? basic_spec (self) : output_spec (self);

  return lt_writer_n_bytes (&spec);
}

bool
lt_delivery_check_length (const LtDelivery *self, GError **error)
{
  LtWriterSpec spec = output_spec (self);

  return lt_writer_check_length (self->outputs[0].path, &spec, error);
}

static LtWriter *
open_writer (const LtDelivery *self, const char *path, GError **error)
{
  g_autoptr (LtTags) own_tags = self->tags == NULL ? lt_delivery_dup_tags (self->session) : NULL;
  LtBext             bext;
  LtWriterSpec       spec = output_spec (self);

  spec.dither = self->dither;
  spec.seed = self->seed;
  spec.auto_blank = true;
  spec.tags = self->tags != NULL ? self->tags : own_tags;
  spec.bext = &bext;

  fill_bext (self, NULL, &bext);
  return lt_writer_open (path, &spec, error);
}

/* Never committed, so it bears no tags: what the delivery's own format has room for need not fit into a WAV's head. */
LtWriter *
lt_delivery_open_float (const LtDelivery *self, GError **error)
{
  LtWriterSpec spec = basic_spec (self);

  return lt_writer_open (self->outputs[0].path, &spec, error);
}

/* All lines from one render. */
static gboolean
render_lines (LtDelivery *self, LtLine *lines, GError **error)
{
  g_autofree LtRenderTarget *targets = g_new0 (LtRenderTarget, self->n_outputs);

  for (guint i = 0; i < self->n_outputs; i++)
    {
      lt_line_init (&lines[i], session_rate (self), file_rate (self),
                    self->sound_end > 0 && self->n_outputs == 1 ? MAX (self->sound_end - self->from, 0) : -1);
      targets[i] = (LtRenderTarget) { self->outputs[i].strip_id, render_sink, &lines[i] };
    }

  LtRenderJob job = {
    .session = self->session,
    .folder = self->folder,
    .from = self->from,
    .to = self->to,
    .n_threads = self->n_threads,
    .compensate = true,
    .targets = targets,
    .n_targets = self->n_outputs,
    .progress = self->progress,
    .progress_data = self->progress_data,
    .cancellable = self->cancellable,
    .problems = self->notes,
  };
  if (!lt_renderer_run (&job, error))
    return FALSE;
  for (guint i = 0; i < self->n_outputs; i++)
    if (!lt_line_end (&lines[i], error))
      return FALSE;
  return TRUE;
}

static bool
has_aim (const LtDelivery *self)
{
  return !isnan (self->aim.target_lufs) || !isnan (self->aim.ceiling_dbtp);
}

bool
lt_delivery_has_loudness (const LtLoudnessAim *aim, double lufs)
{
  return isnan (aim->target_lufs) || fabs (lufs - aim->target_lufs) <= NEAR_LU;
}

bool
lt_delivery_has_ceiling (const LtLoudnessAim *aim, double true_peak_dbtp)
{
  return isnan (aim->ceiling_dbtp) || true_peak_dbtp <= aim->ceiling_dbtp + NEAR_DB;
}

/* Before it is written: a target that stays out of reach. */
static void
forecast (const LtDelivery *self)
{
  double missing = self->aim.target_lufs - self->fit.reached_lufs;

  if (self->say == NULL || !isfinite (missing) || !(fabs (missing) > NEAR_LU))
    return;
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” will be at %.1f LUFS, %.1f LU from the target of %.1f: its ceiling of %.1f dBTP allows no more."),
                                               self->outputs[0].path, self->fit.reached_lufs, fabs (missing), self->aim.target_lufs,
                                               self->aim.ceiling_dbtp);
  self->say (sentence, self->say_data);
}

/* From a float file of the right rate: find the gain, then write what was asked for. */
static gboolean
write_from (LtDelivery *self, const char *path, bool is_all, LtWriter **writer, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  Fit                  fit = { .job = self };

  if (reader == NULL)
    return FALSE;
  if (has_aim (self) && !lt_loudness_fit_find (path, &self->aim, &self->fit, self->cancellable, error))
    return FALSE;
  forecast (self);
  if (is_all)
    {
      fit.done = has_aim (self) ? 0.4 : 0.0;
      fit.per_frame = 0.3 / (double) MAX (lt_reader_get_info (reader)->n_frames, 1);
    }
  fit.writer = *writer = open_writer (self, self->outputs[0].path, error);
  return fit.writer != NULL && lt_loudness_fit_apply (path, &self->fit, fit_sink, &fit, self->cancellable, error);
}

/* Render to a float file first. */
static gboolean
write_fitted (LtDelivery *self, LtWriter **writer, GError **error)
{
  LtLine   line = { .writer = lt_delivery_open_float (self, error) };
  gboolean ok = line.writer != NULL && render_lines (self, &line, error) && lt_writer_finish (line.writer, error)
                && write_from (self, lt_writer_get_temp_path (line.writer), false, writer, error);

  lt_line_clear (&line);
  return ok;
}

static void
note (LtDelivery *self, char *sentence)
{
  if (self->notes != NULL)
    g_ptr_array_add (self->notes, sentence);
  else
    g_free (sentence);
}

/* What keeps the ceiling depends: a target brings back what the master loses. (transfer full) */
static char *
dup_over (const LtDelivery *self, const LtDeliveryOutput *output)
{
  double ceiling = self->aim.ceiling_dbtp, peak = output->measured.true_peak_dbtp;
  double over = ceil ((peak - ceiling) * 10.0) / 10.0;

  if (self->format->is_lossy)
    return g_strdup_printf (_ ("“%s” reaches %.2f dBTP when it is decoded, over its ceiling of %.1f. Lower the ceiling of this delivery by %.1f dB."),
                            output->path, peak, ceiling, over);
  if (!isnan (self->aim.target_lufs))
    return g_strdup_printf (_ ("“%s” reaches %.2f dBTP, over its ceiling of %.1f. Raise the ceiling to %.1f, or lower the loudness target."), output->path,
                            peak, ceiling, ceil (peak * 10.0) / 10.0);
  return g_strdup_printf (_ ("“%s” reaches %.2f dBTP, over its ceiling of %.1f. Lower the master by %.1f dB."), output->path, peak, ceiling, over);
}

/* A target, and nothing that could be brought to it. (transfer full) */
static char *
dup_without_loudness (const LtDelivery *self, const LtDeliveryOutput *output)
{
  const LtMeasurement *m = &output->measured;

  if (isinf (m->integrated_lufs))
    return g_strdup_printf (_ ("“%s” is silent, or too quiet to have a loudness; no target can be reached, and its level stays."), output->path);
  if (!isnan (self->aim.ceiling_dbtp) && lt_delivery_has_ceiling (&self->aim, m->true_peak_dbtp))
    return g_strdup_printf (_ ("“%s” is too short to have a loudness; its level stays, and the ceiling is kept."), output->path);
  return g_strdup_printf (_ ("“%s” is too short to have a loudness; its level stays."), output->path);
}

static void
judge_loudness (LtDelivery *self, const LtDeliveryOutput *output)
{
  const LtLoudnessAim *aim = &self->aim;
  double               lufs = output->measured.integrated_lufs, away = fabs (lufs - aim->target_lufs);

  if (lt_delivery_has_loudness (aim, lufs))
    return;
  if (!isfinite (lufs))
    note (self, dup_without_loudness (self, output));
  else if (self->format->is_lossy && lt_delivery_has_loudness (aim, self->fit.reached_lufs))
    note (self, g_strdup_printf (_ ("“%s” is at %.1f LUFS when it is decoded, %.1f LU from the target of %.1f: its format leaves out what is hardly heard."),
                                 output->path, lufs, away, aim->target_lufs));
  else
    note (self, g_strdup_printf (_ ("“%s” is at %.1f LUFS, %.1f LU from the target of %.1f. Allow a higher ceiling, or mix it denser."), output->path, lufs,
                                 away, aim->target_lufs));
}

static void
judge (LtDelivery *self, const LtDeliveryOutput *output)
{
  const LtMeasurement *m = &output->measured;
  const LtLoudnessAim *aim = &self->aim;

  judge_loudness (self, output);
  if (!lt_delivery_has_ceiling (aim, m->true_peak_dbtp))
    note (self, dup_over (self, output));
  if (m->clipped_runs > 0.0)
    note (self, g_strdup_printf (_ ("“%s” reaches full scale at %.0f places. Lower the level, or set a ceiling."), output->path, m->clipped_runs));
}

/* The last parts of the progress. */
static void
on_measured (double done, gpointer data)
{
  LtDelivery *self = data;
  double      share = self->certificate.json != NULL ? 0.25 : 0.3;

  if (self->progress != NULL)
    self->progress (0.7 + share * done, self->progress_data);
}

static void
on_hashed (double done, gpointer data)
{
  LtDelivery *self = data;

  if (self->progress != NULL)
    self->progress (0.95 + 0.05 * done, self->progress_data);
}

/* A certificate asks for more, from the same pass over the file. */
static gboolean
measure (LtDelivery *self, LtDeliveryOutput *output, const char *path, LtProgressFunc progress, LtInspection **found, GError **error)
{
  if (self->certificate.json == NULL)
    return lt_measure_file (path, &output->measured, progress, self, self->cancellable, error);
  *found = lt_inspect_file (path, progress, self, self->cancellable, error);
  if (*found != NULL)
    output->measured = (*found)->measured;
  return *found != NULL;
}

/* Closed, measured under its hidden name, its loudness noted in its own header, its certificate written. */
static gboolean
finish_output (LtDelivery *self, LtDeliveryOutput *output, LtWriter *writer, bool is_all, LtCertificateFiles *beside, GError **error)
{
  g_autoptr (LtInspection) found = NULL;
  LtBext                   bext;

  if (!lt_writer_finish (writer, error))
    return FALSE;
  if (!output->measure)
    return TRUE;

  const char *path = lt_writer_get_temp_path (writer);
  if (!measure (self, output, path, is_all ? on_measured : NULL, &found, error))
    return FALSE;
  judge (self, output);
  if (strcmp (self->format->key, "wav") == 0 || strcmp (self->format->key, "rf64") == 0) /* the others have no place for it */
    {
      fill_bext (self, &output->measured, &bext);
      if (!lt_writer_update_bext (writer, &bext, error))
        return FALSE;
    }
  return found == NULL || lt_certificate_write (self, path, found, beside, is_all ? on_hashed : NULL, self, error);
}

/* @is_all: of the progress the last part. */
static gboolean
finish_all (LtDelivery *self, LtWriter *const *writers, bool is_all, GError **error)
{
  g_auto (LtCertificateFiles) beside = { 0 };
  LtTempFile                 *files[G_N_ELEMENTS (beside.files)] = { &beside.files[0], &beside.files[1] };

  for (guint i = 0; i < self->n_outputs; i++)
    if (!finish_output (self, &self->outputs[i], writers[i], is_all, &beside, error))
      return FALSE;
  return lt_writer_commit_all (writers, self->n_outputs, files, beside.n, self->force, error);
}

static gboolean
write_all (LtDelivery *self, LtLine *lines, GError **error)
{
  g_autofree LtWriter **writers = g_new (LtWriter *, self->n_outputs);

  for (guint i = 0; i < self->n_outputs; i++)
    if (!lt_writer_check_target (self->outputs[i].path, self->force, error))
      return FALSE;

  if (has_aim (self))
    {
      if (!write_fitted (self, &lines[0].writer, error))
        return FALSE;
    }
  else
    {
      for (guint i = 0; i < self->n_outputs; i++)
        if ((lines[i].writer = open_writer (self, self->outputs[i].path, error)) == NULL)
          return FALSE;
      if (!render_lines (self, lines, error))
        return FALSE;
    }
  for (guint i = 0; i < self->n_outputs; i++)
    writers[i] = lines[i].writer;
  return finish_all (self, writers, false, error);
}

/* Nothing that it is made of is replaced. */
static gboolean
check_guarded (const LtDelivery *self, GError **error)
{
  for (guint i = 0; i < self->n_outputs; i++)
    if (!lt_output_guard_check (self->outputs[i].path, self->session, self->folder, error))
      return FALSE;
  return lt_output_guard_check (self->certificate.json, self->session, self->folder, error)
         && lt_output_guard_check (self->certificate.page, self->session, self->folder, error);
}

static gboolean
check (const LtDelivery *self, GError **error)
{
  return check_guarded (self, error) && lt_file_format_check (self->format, self->bits, file_rate (self), 2, self->outputs[0].path, error)
         && lt_delivery_check_length (self, error) && lt_certificate_check (self, error);
}

/* All that is on the disk at once; outputs go into one folder. */
static bool
check_room (const LtDelivery *self, GError **error)
{
  uint64_t n_bytes = self->n_outputs * lt_delivery_n_bytes (self, false) + (has_aim (self) ? lt_delivery_n_bytes (self, true) : 0);

  return lt_disk_room_check (self->outputs[0].path, n_bytes, error);
}

gboolean
lt_delivery_run (LtDelivery *self, GError **error)
{
  g_autofree LtLine *lines = g_new0 (LtLine, self->n_outputs);

  g_return_val_if_fail (self->n_outputs > 0, FALSE);
  g_return_val_if_fail ((!has_aim (self) && self->certificate.json == NULL) || self->n_outputs == 1, FALSE);
  self->fit = (LtLoudnessFit) { .reached_lufs = NAN };
  if (!check (self, error) || !check_room (self, error))
    return FALSE;

  gboolean ok = write_all (self, lines, error);
  for (guint i = 0; i < self->n_outputs; i++)
    lt_line_clear (&lines[i]);
  return ok;
}

gboolean
lt_delivery_run_from (LtDelivery *self, const char *path, GError **error)
{
  g_autoptr (LtWriter) writer = NULL;

  g_return_val_if_fail (self->n_outputs == 1, FALSE);
  self->fit = (LtLoudnessFit) { .reached_lufs = NAN };
  return check (self, error) && lt_writer_check_target (self->outputs[0].path, self->force, error)
         && write_from (self, path, true, &writer, error) && finish_all (self, &writer, true, error);
}
