// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A render into the meters: nothing is written.
// Layer: studio.

#include "studio/measure-session.h"

#include "base/arena.h"
#include "media/sound-find.h"
#include "meter/meter.h"
#include "session/excerpt.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>

#define CHANNELS 2u

typedef struct
{
  LtMeasure         *measure;
  const LtMeterType *type;
  void              *spectrum;
  LtArena            arena;
  guint              n_channels;
  double             squares;
  LtSoundPeak        peak; /* so far, from the start of the render */
  int64_t            n_frames;
} Meters;

static void
meters_clear (Meters *self)
{
  g_clear_pointer (&self->measure, lt_measure_free);
  if (self->spectrum != NULL && self->type->clear != NULL)
    self->type->clear (self->spectrum);
  lt_arena_clear (&self->arena);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Meters, meters_clear)

static void
meters_init (Meters *self, double rate_hz, guint n_channels)
{
  LtMeterSetup setup = { rate_hz, n_channels };

  self->type = lt_meter_find ("spectrum");
  self->n_channels = n_channels;
  self->peak = (LtSoundPeak) { -1, 0.0f };
  self->measure = lt_measure_new (rate_hz, n_channels);
  if (lt_arena_init (&self->arena, lt_arena_rounded (self->type->state_size (&setup))) != LT_OK)
    g_error ("out of memory"); /* as g_malloc does */
  self->spectrum = lt_arena_take (&self->arena, self->type->state_size (&setup));
  if (self->type->init (self->spectrum, &setup) != LT_OK)
    g_error ("out of memory");
}

static bool
hear (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Meters  *self = data;
  LtRtMode mode = lt_rt_enter ();

  for (guint c = 0; c < self->n_channels; c++)
    for (uint32_t i = 0; i < n_frames; i++)
      self->squares += (double) in[c][i] * in[c][i];
  lt_sound_find_peak_in (&self->peak, in, self->n_channels, n_frames, self->n_frames);
  self->n_frames += n_frames;
  self->type->run (self->spectrum, in, n_frames);
  lt_rt_leave (mode);
  lt_measure_run (self->measure, in, n_frames);
  return true;
}

static void
read_out (Meters *self, LtSessionMeasurement *out)
{
  lt_measure_finish (self->measure, &out->numbers);
  if (self->type->finish != NULL)
    self->type->finish (self->spectrum);
  out->rms_dbfs = 10.0 * log10 (self->squares / (double) MAX (self->n_frames * (int64_t) self->n_channels, 1));
  for (guint t = 0; t < lt_spectrum_n_traces (self->spectrum); t++)
    {
      double bands[LT_SPECTRUM_BANDS];

      lt_spectrum_read_bands (self->spectrum, t, LT_SPECTRUM_AVERAGE, bands);
      for (guint b = 0; b < LT_SPECTRUM_BANDS; b++)
        out->bands_dbfs[b] = t == 0 || bands[b] > out->bands_dbfs[b] ? bands[b] : out->bands_dbfs[b];
    }
}

static gboolean
render (const LtMeasureSessionJob *what, Meters *meters, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LtRenderTarget        target = { what->strip_id, hear, meters, NULL };
  LtRenderJob           job = { .session = what->session, .folder = what->folder, .from = what->from, .to = what->to, .compensate = true,
                                .targets = &target, .n_targets = 1, .progress = progress, .progress_data = data, .cancellable = cancellable,
                                .problems = problems };

  if (!lt_renderer_run (&job, error))
    return FALSE;
  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, problems->pdata[0]);
  return FALSE;
}

/* @what becomes the mix of an excerpt. False: none of its clips is there. */
static bool
take_clips (LtMeasureSessionJob *what, LtSession *excerpt)
{
  int64_t from, to;

  if (!lt_excerpt_get_extent (excerpt, &from, &to))
    return false;
  if (what->from >= what->to)
    {
      what->from = from;
      what->to = to;
    }
  what->session = excerpt;
  what->strip_id = excerpt->mix->id;
  return what->to > from && what->from < to;
}

gboolean
lt_measure_session_run (const LtMeasureSessionJob *job, LtSessionMeasurement *out, LtProgressFunc progress, gpointer data,
                        GCancellable *cancellable, GError **error)
{
  LtMeasureSessionJob   what = *job;
  g_autoptr (LtSession) excerpt = job->ids != NULL ? lt_excerpt_new (job->session, job->ids) : NULL;
  g_auto (Meters)       meters = { 0 };

  *out = (LtSessionMeasurement) { 0 };
  if ((excerpt != NULL && !take_clips (&what, excerpt)) || what.from >= what.to)
    {
      g_set_error_literal (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("There is nothing to measure; pick clips, or a range over some."));
      return FALSE;
    }
  meters_init (&meters, job->session->rate_hz, excerpt != NULL ? MIN (lt_excerpt_n_channels (excerpt), CHANNELS) : CHANNELS);
  if (!render (&what, &meters, progress, data, cancellable, error))
    return FALSE;
  read_out (&meters, out);
  out->from = what.from;
  out->to = what.to;
  out->peak_frame = meters.peak.frame >= 0 ? what.from + meters.peak.frame : -1;
  return TRUE;
}
