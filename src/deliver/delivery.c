// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rendering into files.
// Layer: deliver.

#include "deliver/delivery.h"

#include "deliver/tail-trim.h"
#include "media/resampler.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define ROOM 4096u

G_DEFINE_QUARK (lt-deliver-error-quark, lt_deliver_error)

/* One output on its way: render → rate → writer. */
typedef struct
{
  LtWriter    *writer;
  LtResampler *resampler; /* NULL: same rate */
  float       *room[2];
  LtTailTrim   trim;
} Line;

static void
line_clear (Line *line)
{
  lt_writer_free (line->writer);
  lt_resampler_free (line->resampler);
  g_free (line->room[0]);
  g_free (line->room[1]);
  lt_tail_trim_clear (&line->trim);
}

LtTags *
lt_delivery_dup_tags (const LtSession *session)
{
  LtTags        *tags = lt_tags_new ();
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, session->tags);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strv_contains (lt_tags_known (), key))
      lt_tags_set (tags, key, value);
  if (lt_tags_get (tags, "title") == NULL && session->title != NULL)
    lt_tags_set (tags, "title", session->title);
  if (lt_tags_get (tags, "software") == NULL)
    lt_tags_set (tags, "software", "Lathe " LATHE_VERSION);
  return tags;
}

static gboolean
line_write (Line *line, const float *const *in, guint n, GError **error)
{
  if (line->resampler == NULL)
    return lt_writer_write (line->writer, in, n, error);

  const float *at[2] = { in != NULL ? in[0] : NULL, in != NULL ? in[1] : NULL };
  while (true)
    {
      guint used = 0;
      guint got = lt_resampler_run (line->resampler, in != NULL ? at : NULL, n, &used, line->room, ROOM);

      if (got > 0 && !lt_writer_write (line->writer, (const float *const *) line->room, got, error))
        return FALSE;
      n -= used;
      if (in != NULL)
        {
          at[0] += used;
          at[1] += used;
        }
      if ((in == NULL && got == 0) || (in != NULL && n == 0 && got < ROOM))
        return TRUE;
    }
}

static gboolean
heard_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  return line_write (data, in, n_frames, error);
}

static bool
render_sink (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Line *line = data;

  return lt_tail_trim_run (&line->trim, in, n_frames, heard_sink, line, error);
}

static gboolean
fit_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  return lt_writer_write (data, in, n_frames, error);
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
  lt_bext_init (bext);
  g_strlcpy (bext->description, self->session->title != NULL ? self->session->title : "", sizeof bext->description);
  g_strlcpy (bext->originator, "Lathe " LATHE_VERSION, sizeof bext->originator);
  bext->time_reference = (int64_t) llround ((double) self->from * file_rate (self) / self->session->rate_hz);
  if (m == NULL)
    return;
  bext->integrated_lufs = m->integrated_lufs;
  bext->range_lu = m->loudness_range_lu;
  bext->max_true_peak_dbtp = m->true_peak_dbtp;
  bext->max_momentary_lufs = m->max_momentary_lufs;
  bext->max_short_term_lufs = m->max_short_term_lufs;
}

/* @temporary: a float file beside the target, never committed. */
static LtWriter *
open_writer (const LtDelivery *self, const char *path, bool temporary, GError **error)
{
  g_autoptr (LtTags) own_tags = self->tags == NULL ? lt_delivery_dup_tags (self->session) : NULL;
  LtBext             bext;
  LtWriterSpec       spec = {
          .format = temporary ? lt_file_format_find ("wav") : self->format,
          .bits = temporary ? LT_BITS_FLOAT : self->bits,
          .rate_hz = file_rate (self),
          .n_channels = 2,
          .n_frames_expected = lt_resampler_n_out (session_rate (self), file_rate (self), self->to - self->from),
          .dither = temporary ? LT_QUANTISE_NONE : self->dither,
          .seed = self->seed,
          .auto_blank = true,
          .tags = self->tags != NULL ? self->tags : own_tags,
          .bext = &bext,
  };

  fill_bext (self, NULL, &bext);
  return lt_writer_open (path, &spec, error);
}

/* All lines from one render. */
static gboolean
render_lines (LtDelivery *self, Line *lines, GError **error)
{
  g_autofree LtRenderTarget *targets = g_new0 (LtRenderTarget, self->n_outputs);

  for (guint i = 0; i < self->n_outputs; i++)
    {
      if (file_rate (self) != session_rate (self))
        {
          lines[i].resampler = lt_resampler_new (session_rate (self), file_rate (self), 2);
          lines[i].room[0] = g_new (float, ROOM);
          lines[i].room[1] = g_new (float, ROOM);
        }
      lt_tail_trim_init (&lines[i].trim, self->sound_end > 0 && self->n_outputs == 1 ? MAX (self->sound_end - self->from, 0) : -1);
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
    if (lines[i].resampler != NULL && !line_write (&lines[i], NULL, 0, error))
      return FALSE;
  return TRUE;
}

static bool
has_aim (const LtDelivery *self)
{
  return !isnan (self->aim.target_lufs) || !isnan (self->aim.ceiling_dbtp);
}

/* Render to a float file first, find the gain, then write what was asked for. */
static gboolean
write_fitted (LtDelivery *self, LtWriter **writer, GError **error)
{
  Line     line = { .writer = open_writer (self, self->outputs[0].path, true, error) };
  gboolean ok = line.writer != NULL && render_lines (self, &line, error) && lt_writer_finish (line.writer, error)
                && lt_loudness_fit_find (lt_writer_get_temp_path (line.writer), &self->aim, &self->fit, self->cancellable, error)
                && (*writer = open_writer (self, self->outputs[0].path, false, error)) != NULL
                && lt_loudness_fit_apply (lt_writer_get_temp_path (line.writer), &self->fit, fit_sink, *writer, self->cancellable, error);

  line_clear (&line);
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

static void
judge (LtDelivery *self, const LtDeliveryOutput *output)
{
  const LtMeasurement *m = &output->measured;

  if (!isnan (self->aim.target_lufs) && fabs (m->integrated_lufs - self->aim.target_lufs) > 0.1)
    note (self, g_strdup_printf (_ ("“%s” is at %.1f LUFS, %.1f LU from the target of %.1f. Allow a higher ceiling, or mix it denser."), output->path,
                                 m->integrated_lufs, fabs (m->integrated_lufs - self->aim.target_lufs), self->aim.target_lufs));
  if (m->clipped_runs > 0.0)
    note (self, g_strdup_printf (_ ("“%s” reaches full scale at %.0f places. Lower the level, or set a ceiling."), output->path, m->clipped_runs));
}

/* Closed, measured under its hidden name, its loudness noted in its own header. */
static gboolean
finish_output (LtDelivery *self, LtDeliveryOutput *output, LtWriter *writer, GError **error)
{
  LtBext bext;

  if (!lt_writer_finish (writer, error))
    return FALSE;
  if (!output->measure)
    return TRUE;
  if (!lt_measure_file (lt_writer_get_temp_path (writer), &output->measured, NULL, NULL, self->cancellable, error))
    return FALSE;
  judge (self, output);
  if (strcmp (self->format->key, "wav") != 0 && strcmp (self->format->key, "rf64") != 0)
    return TRUE; /* no place for it */
  fill_bext (self, &output->measured, &bext);
  return lt_writer_update_bext (writer, &bext, error);
}

static gboolean
write_all (LtDelivery *self, Line *lines, GError **error)
{
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
        if ((lines[i].writer = open_writer (self, self->outputs[i].path, false, error)) == NULL)
          return FALSE;
      if (!render_lines (self, lines, error))
        return FALSE;
    }

  for (guint i = 0; i < self->n_outputs; i++)
    if (!finish_output (self, &self->outputs[i], lines[i].writer, error))
      return FALSE;
  for (guint i = 0; i < self->n_outputs; i++)
    if (!lt_writer_commit (lines[i].writer, self->force, error))
      return FALSE;
  return TRUE;
}

gboolean
lt_delivery_run (LtDelivery *self, GError **error)
{
  g_autofree Line *lines = g_new0 (Line, self->n_outputs);

  g_return_val_if_fail (self->n_outputs > 0, FALSE);
  g_return_val_if_fail (!has_aim (self) || self->n_outputs == 1, FALSE);
  self->fit = (LtLoudnessFit) { .reached_lufs = NAN };
  if (!lt_file_format_check (self->format, self->bits, file_rate (self), 2, self->outputs[0].path, error))
    return FALSE;

  gboolean ok = write_all (self, lines, error);
  for (guint i = 0; i < self->n_outputs; i++)
    line_clear (&lines[i]);
  return ok;
}
