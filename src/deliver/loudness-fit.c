// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reaching a loudness under a ceiling.
// Layer: deliver.

#include "deliver/loudness-fit.h"

#include "deliver/gain-walk.h"
#include "media/reader.h"
#include "studio/effect-run.h"

#include <math.h>
#include <string.h>

#define BLOCK 8192u
#define MARGIN_DB 0.05   /* of the limiter under what was asked */
#define ROUNDING_DB 0.01 /* what dither and rounding may add to a true peak */
#define NEAR_LU 0.02
#define MAX_TRIES 10
#define MAX_GAIN_DB 60.0

/* Gain and limiter over blocks; what the limiter holds back is dropped in front and flushed at the end. */
typedef struct
{
  LtEffectRun *limiter; /* NULL: gain alone */
  float        gain;
  guint        skip;
  LtFitSink    sink;
  gpointer     data;
} Pass;

static gboolean
pass_block (Pass *pass, float *const *io, guint n, GError **error)
{
  for (guint c = 0; c < 2; c++)
    for (guint i = 0; i < n; i++)
      io[c][i] *= pass->gain;
  if (pass->limiter != NULL)
    lt_effect_run_process (pass->limiter, io, n);

  guint        skip = MIN (pass->skip, n);
  const float *out[2] = { io[0] + skip, io[1] + skip };
  pass->skip -= skip;
  return n == skip || pass->sink (pass->data, out, n - skip, error);
}

static gboolean
pass_file (Pass *pass, LtReader *reader, GCancellable *cancellable, GError **error)
{
  g_autofree float *memory = g_new (float, 2 * BLOCK);
  float            *io[2] = { memory, memory + BLOCK };
  gint64            total = lt_reader_get_info (reader)->n_frames + pass->skip;

  for (gint64 at = 0; at < total; at += BLOCK)
    {
      guint n = (guint) MIN ((gint64) BLOCK, total - at);

      lt_reader_read (reader, at, n, io); /* silence behind the end: the flush */
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !pass_block (pass, io, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lt_loudness_fit_apply (const char *path, const LtLoudnessFit *fit, LtFitSink sink, gpointer data,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (LtReader)    reader = lt_reader_open (path, error);
  g_autoptr (LtEffectRun) limiter = NULL;
  Pass                    pass = { .gain = (float) pow (10.0, fit->gain_db / 20.0), .sink = sink, .data = data };

  if (reader == NULL)
    return FALSE;
  if (fit->limited)
    {
      limiter = lt_effect_run_new (lt_fx_find ("limit"), lt_reader_get_info (reader)->rate_hz, 2);
      g_assert (limiter != NULL);
      if (fit->limit_values != NULL)
        lt_effect_run_set_values (limiter, fit->limit_values);
      lt_effect_run_set (limiter, "gain", 0.0f);
      lt_effect_run_set (limiter, "ceiling", (float) fit->ceiling_dbtp);
      lt_effect_run_set (limiter, "true-peak", 1.0f);
      pass.limiter = limiter;
      pass.skip = lt_effect_run_get_latency (limiter);
    }
  return pass_file (&pass, reader, cancellable, error);
}

static gboolean
measure_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  (void) error;
  lt_measure_run (data, in, n_frames);
  return TRUE;
}

/* What @fit gives. On the densest material the meter's interpolator finds a little more between the samples
   than the limiter's did: then the limiter's ceiling gives way and it is tried again. */
static gboolean
try_gain (const char *path, const LtLoudnessAim *aim, LtLoudnessFit *fit, double rate_hz, GCancellable *cancellable, GError **error)
{
  for (int i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (LtMeasure) measure = lt_measure_new (rate_hz, 2);
      LtMeasurement         m;

      if (!lt_loudness_fit_apply (path, fit, measure_sink, measure, cancellable, error))
        return FALSE;
      lt_measure_finish (measure, &m);
      fit->reached_lufs = m.integrated_lufs;

      double over = m.true_peak_dbtp - (aim->ceiling_dbtp - ROUNDING_DB);
      if (!(over > 0.0))
        break;
      fit->ceiling_dbtp -= over + ROUNDING_DB;
    }
  return TRUE;
}

static gboolean
search (const char *path, const LtLoudnessAim *aim, LtLoudnessFit *fit, double rate_hz, GCancellable *cancellable, GError **error)
{
  LtGainWalk    walk = lt_gain_walk (aim->target_lufs, NEAR_LU, -INFINITY, MAX_GAIN_DB, fit->gain_db);
  LtLoudnessFit best = *fit;

  for (int i = 0; i < MAX_TRIES; i++)
    {
      fit->gain_db = walk.gain_db;
      if (!try_gain (path, aim, fit, rate_hz, cancellable, error))
        return FALSE;

      bool goes_on = lt_gain_walk_step (&walk, fit->reached_lufs);
      if (i == 0 || walk.is_nearest)
        best = *fit;
      if (!goes_on)
        break;
    }
  *fit = best;
  return TRUE;
}

gboolean
lt_loudness_fit_find (const char *path, const LtLoudnessAim *aim, LtLoudnessFit *fit, GCancellable *cancellable, GError **error)
{
  LtMeasurement m;

  if (!lt_measure_file (path, &m, NULL, NULL, cancellable, error))
    return FALSE;

  *fit = (LtLoudnessFit) { .ceiling_dbtp = aim->ceiling_dbtp - MARGIN_DB, .reached_lufs = m.integrated_lufs,
                          .limit_values = aim->limit_values };
  if (isfinite (aim->target_lufs) && isfinite (m.integrated_lufs))
    {
      fit->gain_db = aim->target_lufs - m.integrated_lufs;
      fit->reached_lufs = aim->target_lufs;
    }
  if (isnan (aim->ceiling_dbtp) || m.true_peak_dbtp + fit->gain_db <= fit->ceiling_dbtp)
    return TRUE;

  fit->limited = true;
  if (isfinite (aim->target_lufs))
    return search (path, aim, fit, m.rate_hz, cancellable, error);
  return try_gain (path, aim, fit, m.rate_hz, cancellable, error);
}
