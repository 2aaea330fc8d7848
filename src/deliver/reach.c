// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the limiter is given is rendered once, into a file; then the limiter and what stands behind it are tried over that
// file. The whole song has the last word: what it differs by is taken into account, and tried again.
// Layer: deliver.

#include "deliver/reach.h"

#include "deliver/delivery.h"
#include "deliver/gain-walk.h"
#include "deliver/master-limiter.h"
#include "media/reader.h"
#include "media/writer.h"
#include "session/edit-slot.h"
#include "session/slot-halves.h"
#include "studio/background.h"
#include "studio/measure.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define NEAR_LU    0.03  /* enough, of a try */
#define MAX_TRIES  14
#define MAX_ROUNDS 3     /* of the whole song */
#define QUIET      1e-3f /* −60 dBFS: below it nothing counts as reduced */
#define PIECE      64u   /* frames over which the reduction is looked at */

/* Shares of the progress. */
#define SHARE_INPUT 0.3
#define SHARE_TRIES 0.4

typedef struct
{
  const LtReachJob *job;
  LtSession        *session;  /* with the ceiling, switched on */
  int64_t           n_frames; /* the song and its tail */
  char             *folder;   /* temporary */
  LtWriter         *writer;   /* what the limiter is given */
  LtMeasurement     given;
  double            from, to; /* progress of what is rendered */
} Work;

static void
work_clear (Work *work)
{
  lt_writer_free (work->writer);
  if (work->folder != NULL)
    g_rmdir (work->folder);
  g_free (work->folder);
  g_clear_pointer (&work->session, lt_session_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* --- rendering --- */

typedef struct
{
  LtMeasure *measure;
  LtWriter  *writer; /* NULL: nothing is kept */

  /* What the limiter takes away. */
  LtReader *reader; /* NULL: nobody asks */
  int64_t   at;
  float     gain; /* that drives it */
  double    reduction_max_db, reduction_sum_db;
  guint64   n_pieces;
} Sink;

static double
square_sum (const float *const *in, guint from, guint n)
{
  double sum = 0.0;

  for (guint c = 0; c < 2; c++)
    for (guint i = from; i < from + n; i++)
      sum += (double) in[c][i] * in[c][i];
  return sum;
}

/* The limiter is a gain on the undisturbed signal, so what it was is told by both sides of it. */
static void
look_at_reduction (Sink *sink, const float *const *out, guint n)
{
  g_autofree float *memory = g_new (float, 2 * (gsize) n);
  float            *given[2] = { memory, memory + n };

  lt_reader_read (sink->reader, sink->at, n, given);
  for (guint i = 0; i + PIECE <= n; i += PIECE)
    {
      double in = square_sum ((const float *const *) given, i, PIECE) * sink->gain * sink->gain, left = square_sum (out, i, PIECE);

      if (in < 2.0 * PIECE * QUIET * QUIET || left <= 0.0)
        continue;
      double db = fmax (10.0 * log10 (in / left), 0.0);
      sink->reduction_max_db = fmax (sink->reduction_max_db, db);
      sink->reduction_sum_db += db;
      sink->n_pieces++;
    }
  sink->at += n;
}

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Sink *sink = data;

  lt_measure_run (sink->measure, in, n_frames);
  if (sink->reader != NULL)
    look_at_reduction (sink, in, n_frames);
  return sink->writer == NULL || lt_writer_write (sink->writer, in, n_frames, error);
}

static void
on_progress (double done, gpointer data)
{
  Work *work = data;

  if (work->job->progress != NULL)
    work->job->progress (work->from + (work->to - work->from) * done, work->job->progress_data);
}

static gboolean
render (Work *work, const LtSession *session, Sink *sink, LtMeasurement *out, GError **error)
{
  LtRenderTarget target = { 0, take, sink };
  LtRenderJob    job = {
       .session = session,
       .folder = work->job->folder,
       .to = work->n_frames,
       .n_threads = 1,
       .compensate = true,
       .targets = &target,
       .n_targets = 1,
       .progress = on_progress,
       .progress_data = work,
       .cancellable = work->job->cancellable,
  };

  sink->measure = lt_measure_new (session->rate_hz, 2);
  bool good = lt_renderer_run (&job, error);
  lt_measure_finish (sink->measure, out);
  g_clear_pointer (&sink->measure, lt_measure_free);
  return good;
}

/* --- the song in front of the limiter --- */

static gboolean
write_input (Work *work, GError **error)
{
  g_autoptr (LtSession) before = lt_slot_halves_before (work->session, work->job->slot_id);
  LtWriterSpec spec = {
    .format = lt_file_format_find ("wav"),
    .bits = LT_BITS_FLOAT,
    .rate_hz = (uint32_t) (work->session->rate_hz + 0.5),
    .n_channels = 2,
    .n_frames_expected = work->n_frames,
  };

  work->folder = g_dir_make_tmp ("lathe-reach-XXXXXX", error);
  if (work->folder == NULL)
    return FALSE;
  g_autofree char *path = g_build_filename (work->folder, "input.wav", NULL);
  work->writer = lt_writer_open (path, &spec, error);

  Sink sink = { .writer = work->writer };
  work->to = SHARE_INPUT;
  if (work->writer == NULL || !render (work, before, &sink, &work->given, error) || !lt_writer_finish (work->writer, error))
    return FALSE;
  if (isfinite (work->given.integrated_lufs))
    return TRUE;
  g_set_error_literal (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE,
                       _ ("What the limiter is given is silent, or too short to have a loudness. Bring up the mix first."));
  return FALSE;
}

static void
fill_source (const Work *work, LtSourceInfo *info)
{
  *info = (LtSourceInfo) {
    .path = lt_writer_get_temp_path (work->writer),
    .name = "Input",
    .n_frames = work->n_frames,
    .n_channels = 2,
    .rate_hz = work->session->rate_hz,
  };
}

/* --- trying --- */

static LtSession *
with_gain (const LtSession *session, LtId slot_id, double gain_db)
{
  return lt_edit_slot_value (session, slot_id, lt_master_limiter_row ("gain"), (float) gain_db);
}

static gboolean
try_gain (Work *work, const LtSession *from, double gain_db, double *lufs, GError **error)
{
  g_autoptr (LtSession) tried = with_gain (from, work->job->slot_id, gain_db);
  Sink          sink = { 0 };
  LtMeasurement m;

  work->from = work->to;
  work->to += (SHARE_INPUT + SHARE_TRIES - work->to) / 3.0;
  if (!render (work, tried, &sink, &m, error))
    return FALSE;
  *lufs = m.integrated_lufs;
  return TRUE;
}

static gboolean
search (Work *work, const LtSession *from, double target_lufs, double *gain_db, GError **error)
{
  const LtParamSpec *row = &lt_fx_find ("limit")->params[lt_master_limiter_row ("gain")];
  LtGainWalk         walk = lt_gain_walk (target_lufs, NEAR_LU, (double) row->min, (double) row->max, *gain_db);
  double             lufs;

  for (int i = 0; i < MAX_TRIES; i++)
    {
      if (!try_gain (work, from, walk.gain_db, &lufs, error))
        return FALSE;
      if (!lt_gain_walk_step (&walk, lufs))
        break;
    }
  *gain_db = walk.nearest_db;
  return TRUE;
}

static gboolean
measure_whole (Work *work, LtReach *out, GError **error)
{
  g_autoptr (LtSession) whole = with_gain (work->session, work->job->slot_id, out->gain_db);
  Sink          sink = { 0 };
  LtMeasurement m;

  work->from = SHARE_INPUT + SHARE_TRIES;
  work->to = 1.0;
  if (!render (work, whole, &sink, &m, error))
    return FALSE;
  out->reached_lufs = m.integrated_lufs;
  out->true_peak_dbtp = m.true_peak_dbtp;
  out->plr_after = m.plr_lu;
  return TRUE;
}

/* What stands behind the limiter may listen to the tracks: then the file alone does not tell all. */
static gboolean
solve (Work *work, LtReach *out, GError **error)
{
  LtSourceInfo source;
  LtReach      now = *out;
  double       aim = out->target_lufs;

  fill_source (work, &source);
  g_autoptr (LtSession) from = lt_slot_halves_from (work->session, work->job->slot_id, &source);
  for (int i = 0; i < MAX_ROUNDS; i++)
    {
      double before = now.gain_db;

      work->from = work->to = SHARE_INPUT;
      if (!search (work, from, aim, &now.gain_db, error) || !measure_whole (work, &now, error))
        return FALSE;
      if (i == 0 || fabs (now.target_lufs - now.reached_lufs) < fabs (out->target_lufs - out->reached_lufs))
        *out = now; /* the nearest, which need not be the last */
      if (lt_reach_is_there (out) || (i > 0 && now.gain_db == before))
        break;
      aim += now.target_lufs - now.reached_lufs;
    }
  return TRUE;
}

static gboolean
find_cost (Work *work, LtReach *out, GError **error)
{
  LtSourceInfo source;

  fill_source (work, &source);
  g_autoptr (LtSession) only = lt_slot_halves_only (work->session, work->job->slot_id, &source);
  g_autoptr (LtSession) plain = lt_edit_slot_level (only, work->job->slot_id, 0.0);
  g_autoptr (LtSession) driven = with_gain (plain, work->job->slot_id, out->gain_db);
  g_autoptr (LtReader)  reader = lt_reader_open (source.path, error);
  Sink          sink = { .reader = reader, .gain = (float) pow (10.0, out->gain_db / 20.0) };
  LtMeasurement m;

  work->from = work->to = 1.0;
  if (reader == NULL || !render (work, driven, &sink, &m, error))
    return FALSE;
  out->plr_before = work->given.plr_lu;
  out->reduction_max_db = sink.reduction_max_db;
  out->reduction_mean_db = sink.n_pieces > 0 ? sink.reduction_sum_db / (double) sink.n_pieces : 0.0;
  return TRUE;
}

/* --- the whole --- */

static gboolean
check (const LtReachJob *job, GError **error)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (job->session, job->slot_id, &strip);

  if (slot == NULL || strip != job->session->master || slot->type == NULL || strcmp (slot->effect, "limit") != 0)
    {
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND,
                           _ ("The master has no limiter. Add one at the end of the chain first."));
      return FALSE;
    }
  if (lt_strip_find_lane (strip, job->slot_id, "gain") == NULL)
    return TRUE;
  g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID,
                       _ ("The gain of the limiter is automated. Clear its automation first."));
  return FALSE;
}

LtSession *
lt_reach_apply (const LtSession *session, const LtReach *self)
{
  g_autoptr (LtSession) on = lt_edit_slot_bypass (session, self->slot_id, false);
  g_autoptr (LtSession) under = lt_edit_slot_value (on, self->slot_id, lt_master_limiter_row ("ceiling"), (float) self->ceiling_dbtp);

  return with_gain (under, self->slot_id, self->gain_db);
}

gboolean
lt_reach_find (const LtReachJob *job, LtReach *out, GError **error)
{
  g_auto (Work) work = { .job = job };

  if (!check (job, error))
    return FALSE;

  const LtSlot *slot = lt_session_find_slot (job->session, job->slot_id, NULL);
  *out = (LtReach) {
    .slot_id = job->slot_id,
    .target_lufs = job->target_lufs,
    .ceiling_dbtp = isnan (job->ceiling_dbtp) ? (double) slot->values[lt_master_limiter_row ("ceiling")] : job->ceiling_dbtp,
    .gain_db = (double) slot->values[lt_master_limiter_row ("gain")],
  };
  work.session = lt_reach_apply (job->session, out);
  work.n_frames = MAX (lt_session_get_length (work.session) + lt_renderer_auto_tail (work.session), 1);
  return write_input (&work, error) && solve (&work, out, error) && find_cost (&work, out, error);
}

/* --- words --- */

gboolean
lt_reach_is_there (const LtReach *self)
{
  return fabs (self->target_lufs - self->reached_lufs) <= LT_REACH_WITHIN_LU;
}

char *
lt_reach_dup_result (const LtReach *self)
{
  double missing = self->target_lufs - self->reached_lufs;

  if (lt_reach_is_there (self))
    return g_strdup_printf (_ ("The song reaches %.1f LUFS with %+.1f dB of gain, its peaks at %.1f dBTP."), self->reached_lufs, self->gain_db,
                            self->true_peak_dbtp);
  if (missing > 0.0)
    return g_strdup_printf (_ ("The song ends %.1f LU short of %.1f LUFS: with %+.1f dB of gain under %.1f dBTP it has %.1f LUFS, and more makes it no louder. "
                               "Bring up the mix or the ceiling."),
                            missing, self->target_lufs, self->gain_db, self->ceiling_dbtp, self->reached_lufs);
  return g_strdup_printf (_ ("The song stays %.1f LU over %.1f LUFS: with %+.1f dB of gain it has %.1f LUFS. Bring down the mix."), -missing, self->target_lufs,
                          self->gain_db, self->reached_lufs);
}

char *
lt_reach_dup_cost (const LtReach *self)
{
  return g_strdup_printf (_ ("It costs %.1f dB of gain reduction at most and %.1f dB on average; peaks stand %.1f dB over the loudness instead of %.1f."),
                          self->reduction_max_db, self->reduction_mean_db, self->plr_after, self->plr_before);
}

/* --- in the background --- */

static void
job_free (gpointer data)
{
  LtReachJob *job = data;

  lt_session_unref ((LtSession *) job->session);
  g_free ((char *) job->folder);
  g_free (job);
}

static gpointer
find (gpointer data, GCancellable *cancellable, GError **error)
{
  LtReachJob job = *(const LtReachJob *) data;
  LtReach    found;

  job.cancellable = cancellable;
  return lt_reach_find (&job, &found, error) ? g_memdup2 (&found, sizeof found) : NULL;
}

static const LtBackgroundKind kind = { "reach", find, job_free, g_free };

void
lt_reach_find_async (const LtReachJob *job, GAsyncReadyCallback callback, gpointer data)
{
  LtReachJob *own = g_memdup2 (job, sizeof *job);

  own->session = lt_session_ref (job->session);
  own->folder = g_strdup (job->folder);
  lt_background_run (&kind, own, job->cancellable, callback, data);
}

gboolean
lt_reach_find_finish (GAsyncResult *result, LtReach *out, GError **error)
{
  g_autofree LtReach *found = lt_background_finish (result, error);

  if (found == NULL)
    return FALSE;
  *out = *found;
  return TRUE;
}
