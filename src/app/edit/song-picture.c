// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Powers are added: sounds that have nothing to do with each other add up like that.
// Layer: app.

#include "app/edit/song-picture.h"

#include "app/shell/peaks-pool.h"

#include <math.h>

#define AFTER_MS 150
#define PEAK_POWER 1.6 /* peaks of many tracks seldom meet */

struct _LtSongPicture
{
  int               refs;
  LtEditState      *state;
  LtSongPictureFunc func;
  gpointer          data;
  guint             timer;
  gboolean          is_running, is_stale, is_gone;
};

typedef struct
{
  LtSession  *session;
  GHashTable *peaks; /* id of a source to LtPeaks */
  double      length;
  float       peak[LT_SONG_PICTURE_COLUMNS], rms[LT_SONG_PICTURE_COLUMNS];
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  lt_session_unref (work->session);
  g_hash_table_unref (work->peaks);
  g_free (work);
}

static void
picture_unref (LtSongPicture *self)
{
  if (--self->refs == 0)
    g_free (self);
}

/* --- in the thread --- */

static gboolean
has_solo (const LtSession *session)
{
  for (guint t = 0; session->solo_mode == LT_SOLO_IN_PLACE && t < session->tracks->len; t++)
    if (((const LtTrack *) session->tracks->pdata[t])->strip->solo)
      return TRUE;
  return FALSE;
}

static void
add_clip (Work *work, const LtClip *clip, LtPeaks *peaks, double gain)
{
  const LtSource *source = lt_session_find_source (work->session, clip->source_id);
  double          ratio = (source->rate_hz > 0.0 ? source->rate_hz / work->session->rate_hz : 1.0) / clip->sound.stretch;
  double          per = work->length / LT_SONG_PICTURE_COLUMNS;
  guint           first = (guint) ((double) clip->pos_frames / per);
  guint           n = MIN ((guint) ceil ((double) clip->length_frames / per) + 1, LT_SONG_PICTURE_COLUMNS - MIN (first, LT_SONG_PICTURE_COLUMNS));
  g_autofree float *min = g_new0 (float, n + 1), *max = g_new0 (float, n + 1), *rms = g_new0 (float, n + 1);

  if (n == 0 || per * ratio < 1.0)
    return;
  lt_peaks_query (peaks, 0, (double) clip->offset_frames * ratio, per * ratio, n, &(LtPeaksRow) { min, max, rms });
  gain *= pow (10.0, clip->gain_db / 20.0);
  for (guint i = 0; i < n; i++)
    {
      guint  to = first + (clip->reverse ? n - 1 - i : i);
      double peak = MAX (-min[i], max[i]) * gain, level = rms[i] * gain;

      if (i + 1 == n && (double) (i + 1) * per > (double) clip->length_frames) /* the last column is only partly the clip's */
        {
          double share = CLAMP ((double) clip->length_frames / per - i, 0.0, 1.0);

          level *= share;
          peak *= share > 0.0;
        }
      work->peak[to] += (float) pow (peak, PEAK_POWER);
      work->rms[to] += (float) (level * level);
    }
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work    *work = data;
  gboolean solo = has_solo (work->session);
  float    top = 0.0f;

  for (guint t = 0; t < work->session->tracks->len; t++)
    {
      const LtTrack *track = work->session->tracks->pdata[t];

      if (track->strip->mute || (solo && !track->strip->solo))
        continue;
      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = track->clips->pdata[i];
          LtPeaks      *peaks = g_hash_table_lookup (work->peaks, GSIZE_TO_POINTER (clip->source_id));

          if (peaks != NULL && !clip->mute)
            add_clip (work, clip, peaks, pow (10.0, track->strip->fader_db / 20.0));
        }
    }
  for (guint i = 0; i < LT_SONG_PICTURE_COLUMNS; i++)
    {
      work->peak[i] = powf (work->peak[i], (float) (1.0 / PEAK_POWER));
      work->rms[i] = sqrtf (work->rms[i]);
      top = MAX (top, work->peak[i]);
    }
  for (guint i = 0; top > 0.0f && i < LT_SONG_PICTURE_COLUMNS; i++) /* the shape counts: the loudest place fills the height */
    {
      work->peak[i] /= top;
      work->rms[i] /= top;
    }
  g_task_return_boolean (task, TRUE);
}

/* --- on the main thread --- */

static void want (LtSongPicture *self);

static void
on_done (GObject *object, GAsyncResult *result, gpointer data)
{
  LtSongPicture *self = data;
  Work          *work = g_task_get_task_data (G_TASK (result));

  self->is_running = FALSE;
  if (!self->is_gone)
    {
      self->func (work->peak, work->rms, LT_SONG_PICTURE_COLUMNS, work->length, self->data);
      if (self->is_stale)
        want (self);
    }
  picture_unref (self);
}

static gboolean
on_timer (gpointer data)
{
  LtSongPicture    *self = data;
  const LtSession  *session = lt_edit_state_get_session (self->state);
  Work             *work;
  g_autoptr (GTask) task = NULL;

  self->timer = 0;
  if (session == NULL)
    return G_SOURCE_REMOVE;
  work = g_new0 (Work, 1);
  work->session = lt_session_ref (session);
  work->length = lt_edit_state_get_length (self->state);
  work->peaks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lt_peaks_unref);
  for (guint i = 0; i < session->sources->len; i++)
    {
      const LtSource  *source = session->sources->pdata[i];
      g_autofree char *path = lt_edit_state_dup_source_path (self->state, source);
      LtPeaks         *peaks = lt_peaks_pool_dup_peaks (lt_peaks_pool_get_default (), path);

      if (peaks != NULL)
        g_hash_table_insert (work->peaks, GSIZE_TO_POINTER (source->id), peaks);
    }
  task = g_task_new (NULL, NULL, on_done, self);
  g_task_set_task_data (task, work, work_free);
  self->refs++;
  self->is_running = TRUE;
  self->is_stale = FALSE;
  g_task_run_in_thread (task, work_in_thread);
  return G_SOURCE_REMOVE;
}

static void
want (LtSongPicture *self)
{
  self->is_stale = TRUE;
  if (self->timer == 0 && !self->is_running)
    self->timer = g_timeout_add (AFTER_MS, on_timer, self);
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, LtSongPicture *self)
{
  want (self);
}

static void
on_pool (LtPeaksPool *pool, const char *path, LtSongPicture *self)
{
  want (self);
}

LtSongPicture *
lt_song_picture_new (LtEditState *state, LtSongPictureFunc func, gpointer data)
{
  LtSongPicture *self = g_new0 (LtSongPicture, 1);

  self->refs = 1;
  self->state = g_object_ref (state);
  self->func = func;
  self->data = data;
  g_signal_connect (lt_context_get_document (lt_edit_state_get_context (state)), "changed", G_CALLBACK (on_document), self);
  g_signal_connect (lt_peaks_pool_get_default (), "changed", G_CALLBACK (on_pool), self);
  want (self);
  return self;
}

void
lt_song_picture_free (LtSongPicture *self)
{
  g_signal_handlers_disconnect_by_data (lt_context_get_document (lt_edit_state_get_context (self->state)), self);
  g_signal_handlers_disconnect_by_data (lt_peaks_pool_get_default (), self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->state);
  self->is_gone = TRUE;
  picture_unref (self);
}
