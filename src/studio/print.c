// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One render of mix and master side by side, each through its meters.
// Layer: studio.

#include "studio/print.h"

#include "meter/loudness.h"
#include "studio/background.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>

#define RING 64u /* points between two blocks: far more than come */

/* One of the two programmes on its way through. */
typedef struct
{
  LtPrint       *print;
  LtMeasure     *measure;
  LtPrintColumn *columns;
  double        *squares; /* sum of a column */
  int64_t        at;
} Line;

/* What only the master is asked for. */
typedef struct
{
  Line            line;
  LtRing          ring;
  LtLoudnessPoint points[RING];
  LtOvers        *overs;
} Master;

LtPrint *
lt_print_ref (LtPrint *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lt_print_unref (LtPrint *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->short_term_lufs);
  g_array_unref (self->overs);
  g_free (self);
}

/* --- the picture --- */

static void
draw (Line *line, const float *const *in, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; i++, line->at++)
    {
      guint          c = (guint) (line->at * LT_PRINT_COLUMNS / line->print->n_frames);
      LtPrintColumn *column = &line->columns[MIN (c, LT_PRINT_COLUMNS - 1)];
      float          low = MIN (in[0][i], in[1][i]), high = MAX (in[0][i], in[1][i]);

      column->min = MIN (column->min, low);
      column->max = MAX (column->max, high);
      line->squares[column - line->columns] += 0.5 * ((double) in[0][i] * in[0][i] + (double) in[1][i] * in[1][i]);
    }
}

static void
finish_picture (Line *line)
{
  for (guint c = 0; c < LT_PRINT_COLUMNS; c++)
    {
      int64_t from = line->print->n_frames * c / LT_PRINT_COLUMNS, to = line->print->n_frames * (c + 1) / LT_PRINT_COLUMNS;

      line->columns[c].rms = (float) sqrt (line->squares[c] / (double) MAX (to - from, 1));
    }
}

/* --- the sinks --- */

static bool
take_mix (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Line *line = data;

  lt_measure_run (line->measure, in, n_frames);
  draw (line, in, n_frames);
  return true;
}

static bool
take_master (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Master         *master = data;
  LtPrint        *print = master->line.print;
  LtLoudnessPoint point;

  lt_overs_run (master->overs, in, n_frames);
  if (!take_mix (&master->line, in, n_frames, error))
    return false;
  while (lt_ring_read (&master->ring, &point, 1) == 1)
    g_array_append_val (print->short_term_lufs, point.short_term_lufs);
  return true;
}

/* --- the whole --- */

static void
line_init (Line *line, LtPrint *print, LtPrintColumn *columns)
{
  *line = (Line) { print, lt_measure_new (print->rate_hz, 2), columns, g_new0 (double, LT_PRINT_COLUMNS), 0 };
}

static void
line_clear (Line *line)
{
  lt_measure_free (line->measure);
  g_free (line->squares);
}

static void
master_init (Master *master, LtPrint *print)
{
  line_init (&master->line, print, print->master_columns);
  lt_ring_init (&master->ring, master->points, RING, sizeof (LtLoudnessPoint));
  lt_measure_set_history (master->line.measure, &master->ring);
  master->overs = lt_overs_new (print->rate_hz, print->ceiling_dbtp);
}

static void
master_clear (Master *master)
{
  lt_overs_free (master->overs);
  line_clear (&master->line);
}

LtPrint *
lt_print_new (const LtSession *session, const char *folder, double ceiling_dbtp, LtProgressFunc progress, gpointer data,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (LtPrint) self = g_new0 (LtPrint, 1);
  g_autofree Master  *master = g_new0 (Master, 1);
  Line                mix;

  g_atomic_ref_count_init (&self->refs);
  self->rate_hz = session->rate_hz;
  self->n_frames = lt_session_get_length (session) + lt_renderer_auto_tail (session);
  self->ceiling_dbtp = ceiling_dbtp;
  self->short_term_lufs = g_array_new (FALSE, FALSE, sizeof (float));
  self->overs = g_array_new (FALSE, FALSE, sizeof (LtOver));
  self->n_frames = MAX (self->n_frames, 1);
  line_init (&mix, self, self->mix_columns);
  master_init (master, self);

  LtRenderTarget targets[] = { { session->mix->id, take_mix, &mix }, { 0, take_master, master } };
  LtRenderJob    job = {
       .session = session,
       .folder = folder,
       .to = self->n_frames,
       .n_threads = 1,
       .compensate = true,
       .targets = targets,
       .n_targets = G_N_ELEMENTS (targets),
       .progress = progress,
       .progress_data = data,
       .cancellable = cancellable,
  };
  bool good = lt_renderer_run (&job, error);

  finish_picture (&mix);
  finish_picture (&master->line);
  lt_measure_finish (mix.measure, &self->mix);
  lt_measure_finish (master->line.measure, &self->master);
  line_clear (&mix);
  self->n_overs = lt_overs_finish (master->overs, self->overs);
  master_clear (master);
  return good ? g_steal_pointer (&self) : NULL;
}

/* --- in the background --- */

typedef struct
{
  LtSession *session;
  char      *folder;
  double     ceiling_dbtp;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  lt_session_unref (wish->session);
  g_free (wish->folder);
  g_free (wish);
}

static gpointer
run (gpointer data)
{
  g_autoptr (GTask) task = data;
  Wish    *wish = g_task_get_task_data (task);
  GError  *error = NULL;
  LtPrint *print;

  lt_background_give_way ();
  print = lt_print_new (wish->session, wish->folder, wish->ceiling_dbtp, NULL, NULL, g_task_get_cancellable (task), &error);
  if (print != NULL)
    g_task_return_pointer (task, print, (GDestroyNotify) lt_print_unref);
  else
    g_task_return_error (task, error);
  return NULL;
}

void
lt_print_new_async (const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Wish  *wish = g_new0 (Wish, 1);

  *wish = (Wish) { lt_session_ref (session), g_strdup (folder), ceiling_dbtp };
  g_task_set_task_data (task, wish, wish_free);
  g_thread_unref (g_thread_new ("print", run, task));
}

LtPrint *
lt_print_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
