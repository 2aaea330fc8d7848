// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Three passes: to the codec's rate and into the encoder; alignment; original and decoded side by side.
// Layer: deliver.

#include "deliver/codec-check.h"

#include "deliver/codec-file.h"
#include "media/lag.h"
#include "media/media-error.h"
#include "studio/measure.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>

#define BLOCK 8192u
#define ENCODING 0.45 /* share of the time */

typedef struct
{
  const LtCodecJob *job;
  LtCodecResult    *out;
  char             *dir;              /* of the files below, ours alone */
  char             *original, *coded; /* at the codec's rate: the file itself, or one in @dir; names in @dir */
  LtWriter         *encoder;          /* holds the encoded file under its hidden name */
  int64_t           n_frames;         /* at the codec's rate */
  int64_t           loudest;          /* first frame of the loudest passage, at that rate */
} Check;

void
lt_codec_result_clear (LtCodecResult *self)
{
  g_clear_pointer (&self->overs, g_array_unref);
}

static gboolean
tell (Check *self, double done, GError **error)
{
  if (self->job->progress != NULL)
    self->job->progress (done, self->job->progress_data);
  return !g_cancellable_set_error_if_cancelled (self->job->cancellable, error);
}

static LtReader *
open_source (const char *path, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);

  if (reader == NULL || lt_reader_get_info (reader)->n_channels <= 2)
    return g_steal_pointer (&reader);
  g_autofree char *shown = g_filename_display_name (path);
  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED, _ ("“%s” has %u channels; a codec is checked with one or two. Choose another file."), shown,
               lt_reader_get_info (reader)->n_channels);
  return NULL;
}

/* --- into the codec --- */

/* The passage of the alignment's length with the most energy. */
static void
note_loudest (Check *self, const float *const *in, uint32_t n, int64_t at, double *sum, double *loudest)
{
  for (uint32_t i = 0; i < n; i++)
    *sum += (double) in[0][i] * in[0][i];
  if ((at + n) % LT_LAG_FRAMES != 0)
    return;
  if (*sum > *loudest)
    {
      *loudest = *sum;
      self->loudest = at + n - LT_LAG_FRAMES;
    }
  *sum = 0.0;
}

static gboolean
encode (Check *self, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (self->original, error);
  g_autofree float    *memory = g_new (float, 2 * BLOCK);
  float               *io[2] = { memory, memory + BLOCK };
  double               sum = 0.0, loudest = 0.0;

  if (reader == NULL
      || (self->encoder = lt_codec_file_open (self->coded, self->job->codec, self->job->choice, self->out->codec_rate_hz, error)) == NULL)
    return FALSE;
  for (int64_t at = 0; at < self->n_frames; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN ((int64_t) BLOCK, self->n_frames - at);

      lt_codec_file_read (reader, at, n, io);
      note_loudest (self, (const float *const *) io, n, at, &sum, &loudest);
      if (!lt_writer_write (self->encoder, (const float *const *) io, n, error) || !tell (self, ENCODING * (double) at / (double) self->n_frames, error))
        return FALSE;
    }
  return lt_writer_finish (self->encoder, error);
}

static void
note_size (Check *self)
{
  GStatBuf info;
  double   seconds = (double) self->n_frames / self->out->codec_rate_hz;

  if (g_stat (lt_writer_get_temp_path (self->encoder), &info) == 0)
    self->out->kbps = 8.0 * (double) info.st_size / seconds / 1000.0;
}

/* --- and back --- */

/* What the comparison works with. */
typedef struct
{
  LtReader     *original, *decoded;
  LtMeasure    *before, *after;
  LtOvers *overs;
  LtCodecFile  *kept, *removed; /* NULL: not wanted */
  bool          is_apart;       /* the rates differ: what was removed is worked out at the file's, where both are heard */
  double        squares, removed_squares;
  float        *o[2], *d[2];
} Compare;

static void
compare_clear (Compare *self)
{
  lt_reader_free (self->original);
  lt_reader_free (self->decoded);
  g_clear_pointer (&self->before, lt_measure_free);
  g_clear_pointer (&self->after, lt_measure_free);
  lt_overs_free (self->overs);
  lt_codec_file_free (self->kept);
  lt_codec_file_free (self->removed);
  g_free (self->o[0]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compare, compare_clear)

static gboolean
open_files (Check *check, Compare *self, GError **error)
{
  const LtCodecJob *job = check->job;
  uint32_t          from_hz = check->out->codec_rate_hz, to_hz = check->out->rate_hz;
  g_autofree char  *aside = g_build_filename (check->dir, "decoded.wav", NULL);
  const char       *kept = job->decoded_path;

  self->is_apart = from_hz != to_hz && job->removed_path != NULL;
  if (kept == NULL && self->is_apart)
    kept = aside; /* never committed */
  return (kept == NULL || (self->kept = lt_codec_file_new (kept, job->force, from_hz, to_hz, check->out->n_frames, error)) != NULL)
         && (job->removed_path == NULL
             || (self->removed = lt_codec_file_new (job->removed_path, job->force, self->is_apart ? to_hz : from_hz, to_hz, check->out->n_frames, error))
                    != NULL);
}

static gboolean
compare_init (Check *check, Compare *self, GError **error)
{
  uint32_t rate_hz = check->out->codec_rate_hz;

  self->original = lt_reader_open (check->original, error);
  self->decoded = self->original != NULL ? lt_reader_open (lt_writer_get_temp_path (check->encoder), error) : NULL;
  if (self->decoded == NULL)
    return FALSE;
  check->out->delay_frames = lt_lag_find (self->original, self->decoded, check->loudest);
  lt_reader_pick (self->original, 0, lt_reader_get_info (self->original)->n_channels);
  lt_reader_pick (self->decoded, 0, lt_reader_get_info (self->decoded)->n_channels);
  self->before = lt_measure_new (rate_hz, 2);
  self->after = lt_measure_new (rate_hz, 2);
  self->overs = lt_overs_new (rate_hz, check->job->limit_dbtp);
  self->o[0] = g_new (float, 4 * BLOCK);
  self->o[1] = self->o[0] + BLOCK;
  self->d[0] = self->o[1] + BLOCK;
  self->d[1] = self->d[0] + BLOCK;
  return open_files (check, self, error);
}

/* @o becomes what was taken away. */
static gboolean
compare_block (Compare *self, uint32_t n, GError **error)
{
  const float *const *o = (const float *const *) self->o, *const *d = (const float *const *) self->d;

  lt_measure_run (self->before, o, n);
  lt_measure_run (self->after, d, n);
  lt_overs_run (self->overs, d, n);
  for (int c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n; i++)
      {
        float removed = d[c][i] - o[c][i];

        self->squares += (double) o[c][i] * o[c][i];
        self->removed_squares += (double) removed * removed;
        self->o[c][i] = removed;
      }
  return (self->kept == NULL || lt_codec_file_write (self->kept, d, n, error))
         && (self->removed == NULL || self->is_apart || lt_codec_file_write (self->removed, o, n, error));
}

/* At the file's rate, from the decoded file as it is written. */
static gboolean
subtract (Check *check, Compare *self, GError **error)
{
  g_autoptr (LtReader) original = lt_reader_open (check->job->path, error);
  g_autoptr (LtReader) decoded = original != NULL ? lt_reader_open (lt_codec_file_get_path (self->kept), error) : NULL;

  if (decoded == NULL)
    return FALSE;
  for (int64_t at = 0; at < check->out->n_frames; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN ((int64_t) BLOCK, check->out->n_frames - at);

      lt_codec_file_read (original, at, n, self->o);
      lt_codec_file_read (decoded, at, n, self->d);
      for (int c = 0; c < 2; c++)
        for (uint32_t i = 0; i < n; i++)
          self->d[c][i] -= self->o[c][i];
      if (!lt_codec_file_write (self->removed, (const float *const *) self->d, n, error) || !tell (check, 1.0, error))
        return FALSE;
    }
  return TRUE;
}

/* Both files whole before either is there. */
static gboolean
keep (Check *check, Compare *self, GError **error)
{
  return (self->kept == NULL || lt_codec_file_finish (self->kept, error)) && (!self->is_apart || subtract (check, self, error))
         && (self->removed == NULL || lt_codec_file_finish (self->removed, error))
         && lt_codec_file_commit (check->job->decoded_path != NULL ? self->kept : NULL, self->removed, error);
}

/* From the codec's rate to the file's. */
static void
place_overs (LtCodecResult *out)
{
  for (guint i = 0; i < out->overs->len; i++)
    {
      LtOver *over = &g_array_index (out->overs, LtOver, i);

      over->pos_frames = MIN (over->pos_frames * out->rate_hz / out->codec_rate_hz, out->n_frames - 1);
    }
}

static void
conclude (Compare *self, LtCodecResult *out)
{
  LtMeasurement before, after;

  lt_measure_finish (self->before, &before);
  lt_measure_finish (self->after, &after);
  out->original_dbtp = before.true_peak_dbtp;
  out->decoded_dbtp = after.true_peak_dbtp;
  out->original_lufs = before.integrated_lufs;
  out->decoded_lufs = after.integrated_lufs;
  out->removed_db = self->squares > 0.0 ? 10.0 * log10 (self->removed_squares / self->squares) : -INFINITY;
  out->overs = g_array_new (FALSE, FALSE, sizeof (LtOver));
  out->n_overs = lt_overs_finish (self->overs, out->overs);
  place_overs (out);
}

static gboolean
compare (Check *self, GError **error)
{
  g_auto (Compare) work = { 0 };

  if (!compare_init (self, &work, error))
    return FALSE;
  for (int64_t at = 0; at < self->n_frames; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN ((int64_t) BLOCK, self->n_frames - at);

      lt_codec_file_read (work.original, at, n, work.o);
      lt_codec_file_read (work.decoded, at + self->out->delay_frames, n, work.d);
      if (!compare_block (&work, n, error) || !tell (self, ENCODING + (1.0 - ENCODING) * (double) at / (double) self->n_frames, error))
        return FALSE;
    }
  if (lt_reader_io_errno (work.original) != 0)
    {
      lt_media_error_set_read (error, self->job->path, lt_reader_io_errno (work.original));
      return FALSE;
    }
  conclude (&work, self->out);
  return keep (self, &work, error);
}

/* --- the whole --- */

static gboolean
set_up (Check *self, GError **error)
{
  const LtCodecJob    *job = self->job;
  g_autoptr (LtReader) source = open_source (job->path, error);

  if (source == NULL)
    return FALSE;
  self->out->rate_hz = lt_reader_get_info (source)->rate_hz;
  self->out->n_frames = lt_reader_get_info (source)->n_frames;
  self->out->codec_rate_hz = lt_codec_rate (job->codec, self->out->rate_hz);
  if ((self->dir = g_dir_make_tmp ("lathe-codec-XXXXXX", error)) == NULL)
    return FALSE;
  self->coded = g_build_filename (self->dir, "coded", NULL);
  self->original = self->out->rate_hz == self->out->codec_rate_hz ? g_strdup (job->path) : g_build_filename (self->dir, "original.wav", NULL);
  if (self->out->rate_hz != self->out->codec_rate_hz
      && !lt_codec_file_convert (source, self->original, self->out->codec_rate_hz, job->cancellable, error))
    return FALSE;

  g_autoptr (LtReader) original = lt_reader_open (self->original, error);
  if (original == NULL)
    return FALSE;
  self->n_frames = lt_reader_get_info (original)->n_frames;
  return TRUE;
}

static void
tear_down (Check *self)
{
  lt_writer_free (self->encoder);
  if (self->dir != NULL)
    {
      if (g_strcmp0 (self->original, self->job->path) != 0 && self->original != NULL)
        g_unlink (self->original);
      g_rmdir (self->dir);
    }
  g_free (self->dir);
  g_free (self->original);
  g_free (self->coded);
}

gboolean
lt_codec_check_run (const LtCodecJob *job, LtCodecResult *out, GError **error)
{
  Check self = { .job = job, .out = out };

  *out = (LtCodecResult) { 0 };
  gboolean done = set_up (&self, error) && encode (&self, error);
  if (done)
    {
      note_size (&self);
      done = compare (&self, error);
    }
  tear_down (&self);
  return done;
}
