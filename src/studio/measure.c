// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A programme through all meters at once.
// Layer: studio.

#include "studio/measure.h"

#include "base/arena.h"
#include "media/media-error.h"
#include "media/reader.h"
#include "meter/level.h"
#include "meter/loudness.h"
#include "meter/meter.h"
#include "meter/stereo.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BLOCK 16384u
#define STEREO_CHANNELS 2u

#define ROW(name, text, unit, decimals) { #name, text, unit, decimals, G_STRUCT_OFFSET (LtMeasurement, name) }

const LtMeasureRow lt_measure_rows[] = {
  ROW (integrated_lufs, N_ ("Integrated loudness"), "LUFS", 2),
  ROW (loudness_range_lu, N_ ("Loudness range"), "LU", 2),
  ROW (true_peak_dbtp, N_ ("True peak"), "dBTP", 2),
  ROW (sample_peak_dbfs, N_ ("Sample peak"), "dBFS", 2),
  ROW (max_momentary_lufs, N_ ("Highest momentary loudness"), "LUFS", 2),
  ROW (max_short_term_lufs, N_ ("Highest short-term loudness"), "LUFS", 2),
  ROW (plr_lu, N_ ("Peak to loudness ratio"), "LU", 2),
  ROW (correlation, N_ ("Correlation"), "", 3),
  ROW (dc_offset, N_ ("DC offset"), "", 7),
  ROW (clipped_runs, N_ ("Clipped runs"), "", 0),
  ROW (noise_floor_dbfs, N_ ("Noise floor"), "dBFS", 2),
  ROW (duration_s, N_ ("Duration"), "s", 3),
  ROW (rate_hz, N_ ("Sample rate"), "Hz", 0),
  { NULL, NULL, NULL, 0, 0 },
};

static const char *const meter_keys[] = { "loudness", "level", "stereo" };
enum { LOUDNESS, LEVEL, STEREO };
#define N_METERS G_N_ELEMENTS (meter_keys)

_Static_assert (LT_MEASURE_MAX_CHANNELS == LT_LOUDNESS_MAX_CHANNELS, "all that loudness is defined for");

struct _LtMeasure
{
  const LtMeterType *types[N_METERS];
  void              *states[N_METERS];
  LtArena            arena;
  double             rate_hz;
  guint              n_channels;
  guint64            n_frames;
};

LtMeasure *
lt_measure_new (double rate_hz, guint n_channels)
{
  LtMeasure   *self = g_new0 (LtMeasure, 1);
  LtMeterSetup setups[N_METERS];
  gsize        size = 0;

  self->rate_hz = rate_hz;
  self->n_channels = n_channels;
  for (guint i = 0; i < N_METERS; i++)
    {
      setups[i] = (LtMeterSetup) { rate_hz, i == STEREO ? MIN (n_channels, STEREO_CHANNELS) : n_channels };
      self->types[i] = lt_meter_find (meter_keys[i]);
      size += lt_arena_rounded (self->types[i]->state_size (&setups[i]));
    }
  if (lt_arena_init (&self->arena, size) != LT_OK)
    g_error ("out of memory"); /* as g_malloc does */
  for (guint i = 0; i < N_METERS; i++)
    {
      self->states[i] = lt_arena_take (&self->arena, self->types[i]->state_size (&setups[i]));
      if (self->types[i]->init (self->states[i], &setups[i]) != LT_OK)
        g_error ("out of memory");
    }
  lt_loudness_set_psr (self->states[LOUDNESS], false); /* a live reading, and half of the cost */
  return self;
}

void
lt_measure_free (LtMeasure *self)
{
  for (guint i = 0; i < N_METERS; i++)
    if (self->types[i]->clear != NULL)
      self->types[i]->clear (self->states[i]);
  lt_arena_clear (&self->arena);
  g_free (self);
}

void
lt_measure_set_history (LtMeasure *self, LtRing *points)
{
  lt_loudness_set_history (self->states[LOUDNESS], points);
}

static void
run_meters (LtMeasure *self, guint from, guint to, const float *const *in, guint n_frames)
{
  LtRtMode mode = lt_rt_enter ();

  for (guint i = from; i < to; i++)
    self->types[i]->run (self->states[i], in, n_frames);
  lt_rt_leave (mode);
}

void
lt_measure_run (LtMeasure *self, const float *const *in, guint n_frames)
{
  run_meters (self, 0, N_METERS, in, n_frames);
  self->n_frames += n_frames;
}

static void
take_reading (LtMeasurement *out, const char *key, double value)
{
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    if (strcmp (row->key, key) == 0)
      *(double *) ((char *) out + row->offset) = value;
}

void
lt_measure_finish (LtMeasure *self, LtMeasurement *out)
{
  memset (out, 0, sizeof *out);
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    take_reading (out, row->key, NAN);

  for (guint i = 0; i < N_METERS; i++)
    {
      const LtMeterType *type = self->types[i];
      double             values[LT_METER_MAX_READINGS];

      if (type->finish != NULL)
        type->finish (self->states[i]);
      type->read (self->states[i], values);
      for (guint k = 0; k < type->n_readings; k++)
        take_reading (out, type->readings[k].key, values[k]);
    }
  out->true_peak_dbtp = lt_loudness_true_peak_dbtp (self->states[LOUDNESS]); /* it searches for the PLR anyway */
  if (self->n_channels == 1)
    out->correlation = NAN;
  out->duration_s = (double) self->n_frames / self->rate_hz;
  out->rate_hz = self->rate_hz;
  out->n_channels = self->n_channels;
}

void
lt_measure_channel (const LtMeasure *self, guint channel, LtMeasureChannel *out)
{
  LtLevelChannel level;

  lt_level_channel (self->states[LEVEL], channel, &level);
  *out = (LtMeasureChannel) { lt_loudness_channel_true_peak_dbtp (self->states[LOUDNESS], channel), level.sample_peak_dbfs, level.rms_dbfs, level.dc_offset };
}

double
lt_measure_min_correlation (const LtMeasure *self, int64_t *frame)
{
  bool known = self->n_channels > 1;

  *frame = known ? lt_stereo_min_correlation_frame (self->states[STEREO]) : -1;
  return known ? lt_stereo_min_correlation (self->states[STEREO]) : NAN;
}

/* --- files: one thread reads ahead and runs the light meters, the other measures loudness --- */

typedef struct
{
  float *samples[LT_LOUDNESS_MAX_CHANNELS];
  guint  n;
} Chunk;

typedef struct
{
  LtReader     *reader;
  LtMeasure    *measure;
  int64_t       from, to;
  GAsyncQueue  *full, *empty;
  GCancellable *cancellable;
} Ahead;

static gpointer
read_ahead (gpointer data)
{
  Ahead  *a = data;
  int64_t at = a->from;

  while (true)
    {
      Chunk *chunk = g_async_queue_pop (a->empty);
      gint64 left = a->to - at;

      chunk->n = g_cancellable_is_cancelled (a->cancellable) ? 0 : (guint) CLAMP (left, 0, (gint64) BLOCK);
      if (chunk->n > 0)
        chunk->n = lt_reader_read (a->reader, at, chunk->n, chunk->samples);
      at += chunk->n;
      if (chunk->n > 0)
        run_meters (a->measure, LEVEL, N_METERS, (const float *const *) chunk->samples, chunk->n);
      g_async_queue_push (a->full, chunk);
      if (chunk->n == 0)
        return NULL;
    }
}

static void
meter_ahead (Ahead *a, LtProgressFunc progress, gpointer data)
{
  Chunk   chunks[4];
  gint64  done = 0;
  Chunk  *chunk;

  a->full = g_async_queue_new ();
  a->empty = g_async_queue_new ();
  for (guint i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      for (guint c = 0; c < lt_reader_n_picked (a->reader); c++)
        chunks[i].samples[c] = g_new (float, BLOCK);
      g_async_queue_push (a->empty, &chunks[i]);
    }

  GThread *thread = g_thread_new ("read-ahead", read_ahead, a);
  while ((chunk = g_async_queue_pop (a->full))->n > 0)
    {
      run_meters (a->measure, 0, LEVEL, (const float *const *) chunk->samples, chunk->n);
      a->measure->n_frames += chunk->n;
      done += chunk->n;
      g_async_queue_push (a->empty, chunk);
      if (progress != NULL)
        progress ((double) done / (double) MAX (a->to - a->from, 1), data);
    }
  g_thread_join (thread);
  for (guint i = 0; i < G_N_ELEMENTS (chunks); i++)
    for (guint c = 0; c < lt_reader_n_picked (a->reader); c++)
      g_free (chunks[i].samples[c]);
  g_async_queue_unref (a->full);
  g_async_queue_unref (a->empty);
}

static gboolean
measure (const char *path, int64_t from, int64_t to, LtMeasurement *out, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);

  if (reader == NULL)
    return FALSE;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  if (info->n_channels > LT_MEASURE_MAX_CHANNELS)
    lt_reader_pick (reader, 0, LT_MEASURE_MAX_CHANNELS);

  g_autoptr (LtMeasure) meters = lt_measure_new (info->rate_hz, lt_reader_n_picked (reader));
  Ahead                 ahead = { .reader = reader, .measure = meters, .from = MIN (from, info->n_frames), .to = MIN (to, info->n_frames), .cancellable = cancellable };
  meter_ahead (&ahead, progress, data);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (lt_reader_io_errno (reader) != 0)
    {
      lt_media_error_set_read (error, path, lt_reader_io_errno (reader));
      return FALSE;
    }

  lt_measure_finish (meters, out);
  out->n_channels = info->n_channels;
  out->n_bad_samples = lt_reader_n_bad_samples (reader);
  out->is_truncated = info->is_truncated;
  g_strlcpy (out->format, info->format_name, sizeof out->format);
  return TRUE;
}

gboolean
lt_measure_file (const char *path, LtMeasurement *out, LtProgressFunc progress, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  return measure (path, 0, INT64_MAX, out, progress, data, cancellable, error);
}

gboolean
lt_measure_range (const char *path, int64_t from, int64_t to, LtMeasurement *out, GCancellable *cancellable, GError **error)
{
  return measure (path, from, to, out, NULL, NULL, cancellable, error);
}
