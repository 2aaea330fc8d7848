// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How loud what a clip plays is.
// Layer: studio.

#include "studio/clip-level.h"

#include "studio/clip-heard.h"
#include "studio/measure.h"

#include <math.h>

const char *const lt_clip_level_words[] = { "peak", "true-peak", "lufs", NULL };

static double
level_of (const LtMeasurement *m, LtClipLevelKind kind)
{
  switch (kind)
    {
    case LT_CLIP_LEVEL_TRUE_PEAK:
      return m->true_peak_dbtp;
    case LT_CLIP_LEVEL_LUFS:
      return m->integrated_lufs;
    case LT_CLIP_LEVEL_PEAK:
    case LT_CLIP_LEVEL_N:
      break;
    }
  return m->sample_peak_dbfs;
}

/* @gain_db receives NAN when there is nothing to measure. */
static bool
find_gain (const LtClipLevelSpec *spec, const LtClip *clip, double *gain_db, GError **error)
{
  g_auto (LtClipHeard) heard = { 0 };
  LtMeasurement        m;
  int64_t              from, to;
  double               level;

  *gain_db = NAN;
  if (clip == NULL || clip->locked || lt_session_find_source (spec->session, clip->source_id) == NULL)
    return true;
  if (!lt_clip_heard_find (spec->session, clip, spec->folder, &heard, spec->cancellable, error))
    return false;
  lt_clip_heard_get_range (&heard, clip, &from, &to);
  if (!lt_measure_range (heard.path, from, to, &m, spec->cancellable, error))
    return false;
  level = level_of (&m, spec->kind);
  if (isfinite (level))
    *gain_db = CLAMP (spec->target - level, -144.0, 24.0);
  return true;
}

bool
lt_clip_level_find_gains (const LtClipLevelSpec *spec, double *gains_db, GError **error)
{
  for (guint i = 0; i < spec->ids->len; i++)
    {
      if (!find_gain (spec, lt_session_find_clip (spec->session, g_array_index (spec->ids, LtId, i), NULL), &gains_db[i], error))
        return false;
      if (spec->progress != NULL)
        spec->progress ((double) (i + 1) / spec->ids->len, spec->progress_data);
    }
  return true;
}
