// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The meters, and what only a certificate asks for, over the same blocks.
// Layer: studio.

#include "studio/inspect.h"

#include "base/full-scale.h"
#include "media/media-error.h"
#include "media/reader.h"
#include "meter/loudness.h"

#include <math.h>

#define BLOCK 16384u
#define MAX_POINTS 64u /* of a block: more than one each 100 ms at any rate */
#define SILENCE 1e-4f /* LT_INSPECT_SILENCE_DBFS */

typedef struct
{
  LtInspection      *out;
  LtReader          *reader;
  LtMeasure         *measure;
  LtRing             ring;
  LtLoudnessPoint    ring_points[MAX_POINTS];
  bool               wide;     /* samples that a float cannot hold */
  uint64_t           mask;     /* bits in use, left-justified in 64 */
  bool               finer;    /* than 64 bits */
  uint32_t           over[LT_MEASURE_MAX_CHANNELS]; /* samples in a row at full scale */
  int                clip[LT_MEASURE_MAX_CHANNELS]; /* the place that they are, once they are one; −1: no room */
  int64_t            first, last;                   /* frames that are heard; −1: none */
  int64_t            n_frames;
} Work;

static void
find_clips (Work *w, guint c, const float *in, int64_t at, guint n)
{
  GArray *clips = w->out->clips;

  for (guint i = 0; i < n; i++)
    if (lt_full_scale_step (&w->over[c], in[i]))
      {
        LtInspectClip clip = { at + i - (LT_CLIPPED_RUN - 1), LT_CLIPPED_RUN, c };

        w->clip[c] = clips->len < LT_INSPECT_MAX_CLIPS ? (int) clips->len : -1;
        if (w->clip[c] >= 0)
          g_array_append_val (clips, clip);
      }
    else if (w->over[c] > LT_CLIPPED_RUN && w->clip[c] >= 0)
      g_array_index (clips, LtInspectClip, w->clip[c]).n_frames++;
}

static void
find_sound (Work *w, const float *in, int64_t at, guint n)
{
  for (guint i = 0; i < n; i++)
    if (fabsf (in[i]) >= SILENCE)
      {
        if (w->first < 0 || at + i < w->first)
          w->first = at + i;
        w->last = MAX (w->last, at + i);
      }
}

/* A sample of 24 bits has 8 zeros at its end in 32: what no sample uses is no resolution. */
static void
take_bits (Work *w, double v)
{
  double scaled = v * 0x1p63;

  if (fabs (v) > 1.0 || scaled != rint (scaled))
    {
      w->finer = true;
      return;
    }
  w->mask |= v < 1.0 ? (uint64_t) (int64_t) scaled : UINT64_C (1) << 62;
}

static void
draw (Work *w, guint c, const float *in, int64_t at, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint  x = (guint) ((at + i) * LT_INSPECT_COLUMNS / w->n_frames);
      float *low = &w->out->low[c][x], *high = &w->out->high[c][x];

      *low = fminf (*low, in[i]);
      *high = fmaxf (*high, in[i]);
    }
}

static void
take_points (Work *w, double rate_hz)
{
  LtLoudnessPoint points[MAX_POINTS];
  uint32_t        n = lt_ring_read (&w->ring, points, MAX_POINTS);

  for (uint32_t i = 0; i < n; i++)
    {
      LtInspectPoint p = { (double) points[i].frame / rate_hz, points[i].momentary_lufs, points[i].short_term_lufs };

      g_array_append_val (w->out->points, p);
    }
}

static void
look_at_block (Work *w, const float *const *in, double *const *wide, int64_t at, guint n)
{
  lt_measure_run (w->measure, in, n);
  for (guint c = 0; c < w->out->n_channels; c++)
    {
      find_clips (w, c, in[c], at, n);
      find_sound (w, in[c], at, n);
      if (c < 2)
        draw (w, c, in[c], at, n);
      for (guint i = 0; i < n; i++)
        take_bits (w, w->wide ? wide[c][i] : (double) in[c][i]);
    }
}

static gboolean
read_all (Work *w, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  guint   n_channels = w->out->n_channels;
  double  rate_hz = lt_reader_get_info (w->reader)->rate_hz;
  float  *in[LT_MEASURE_MAX_CHANNELS];
  double *wide[LT_MEASURE_MAX_CHANNELS];

  g_autofree float  *floats = g_new (float, BLOCK * n_channels);
  g_autofree double *doubles = g_new (double, BLOCK * n_channels);
  for (guint c = 0; c < n_channels; c++)
    {
      in[c] = floats + c * BLOCK;
      wide[c] = doubles + c * BLOCK;
    }
  for (int64_t at = 0; at < w->n_frames; at += BLOCK)
    {
      guint n = (guint) MIN (w->n_frames - at, (int64_t) BLOCK);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      lt_reader_read (w->reader, at, n, in);
      if (w->wide)
        lt_reader_read_double (w->reader, at, n, wide);
      look_at_block (w, (const float *const *) in, wide, at, n);
      take_points (w, rate_hz);
      if (progress != NULL)
        progress ((double) (at + n) / (double) w->n_frames, data);
    }
  if (lt_reader_io_errno (w->reader) == 0)
    return TRUE;
  lt_media_error_set_read (error, lt_reader_get_path (w->reader), lt_reader_io_errno (w->reader));
  return FALSE;
}

static int
compare_clips (gconstpointer a, gconstpointer b)
{
  const LtInspectClip *x = a, *y = b;

  return x->frame != y->frame ? (x->frame < y->frame ? -1 : 1) : (int) x->channel - (int) y->channel;
}

static void
conclude (Work *w)
{
  LtInspection       *out = w->out;
  const LtReaderInfo *info = lt_reader_get_info (w->reader);
  int64_t             frame;

  lt_measure_finish (w->measure, &out->measured);
  out->measured.n_channels = info->n_channels;
  out->measured.n_bad_samples = lt_reader_n_bad_samples (w->reader);
  out->measured.is_truncated = info->is_truncated;
  g_strlcpy (out->measured.format, info->format_name, sizeof out->measured.format);

  for (guint c = 0; c < out->n_channels; c++)
    {
      LtMeasureChannel level;

      lt_measure_channel (w->measure, c, &level);
      out->channels[c] = (LtInspectChannel) { level.true_peak_dbtp, level.sample_peak_dbfs, level.rms_dbfs, level.dc_offset };
    }
  out->min_correlation = lt_measure_min_correlation (w->measure, &frame);
  out->min_correlation_at_s = frame >= 0 ? (double) frame / info->rate_hz : NAN;
  out->leading_silence_s = (double) (w->first >= 0 ? w->first : w->n_frames) / info->rate_hz;
  out->trailing_silence_s = (double) (w->n_frames - 1 - w->last) / info->rate_hz;
  guint bits = w->mask != 0 ? 64 - (guint) __builtin_ctzll (w->mask) : 0;
  if (!info->is_lossy && !w->finer && bits <= (info->is_float ? 24 : info->bits))
    out->bits_in_use = bits;
  g_array_sort (out->clips, compare_clips);
}

static void
set_up (Work *w, const LtReaderInfo *info)
{
  lt_ring_init (&w->ring, w->ring_points, MAX_POINTS, sizeof (LtLoudnessPoint));
  w->measure = lt_measure_new (info->rate_hz, w->out->n_channels);
  lt_measure_set_history (w->measure, &w->ring);
  w->n_frames = info->n_frames;
  w->wide = !info->is_lossy && (info->bits == 64 || (info->bits == 32 && !info->is_float));
  w->first = w->last = -1;
}

LtInspection *
lt_inspect_file (const char *path, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtReader)     reader = lt_reader_open (path, error);
  g_autoptr (LtInspection) out = g_new0 (LtInspection, 1);
  Work                     w = { .out = out, .reader = reader };

  if (reader == NULL)
    return NULL;

  const LtReaderInfo *info = lt_reader_get_info (reader);
  if (info->n_channels > LT_MEASURE_MAX_CHANNELS)
    lt_reader_pick (reader, 0, LT_MEASURE_MAX_CHANNELS);
  out->n_channels = lt_reader_n_picked (reader);
  out->clips = g_array_new (FALSE, FALSE, sizeof (LtInspectClip));
  out->points = g_array_new (FALSE, FALSE, sizeof (LtInspectPoint));
  out->tags = lt_tags_copy (lt_reader_get_tags (reader));

  set_up (&w, info);
  gboolean ok = read_all (&w, progress, data, cancellable, error);
  if (ok)
    conclude (&w);
  lt_measure_free (w.measure);
  return ok ? g_steal_pointer (&out) : NULL;
}

void
lt_inspect_free (LtInspection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->clips, g_array_unref);
  g_clear_pointer (&self->points, g_array_unref);
  lt_tags_free (self->tags);
  g_free (self);
}
