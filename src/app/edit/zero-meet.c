// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One stretch of one file is held: a drag stays near the place where it began.
// Layer: app.

#include "app/edit/zero-meet.h"

#include "app/shell/peaks-pool.h"
#include "app/widgets/wave-source.h"
#include "session/clip-sound.h"

#include <gio/gio.h>
#include <math.h>

#define N_HELD 32768
#define EDGE 512 /* nearer to an end of what is held: another stretch is read */

/* Frames @start on of the file that @wave reads. */
typedef struct
{
  LtWaveSource *wave;
  guint64       id;
  gint64        start;
  float         samples[N_HELD];
} Stretch;

struct _LtZeroMeet
{
  char *(*dup_path) (gpointer data, const LtSource *source);
  gpointer      data;
  Stretch      *held; /* NULL: none yet */
  gboolean      is_reading;
  GCancellable *gone; /* cancelled with the whole */
};

static void
stretch_free (gpointer data)
{
  Stretch *stretch = data;

  lt_wave_source_unref (stretch->wave);
  g_free (stretch);
}

int
lt_zero_meet_nearest (const float *samples, int n, int at)
{
  for (int away = 0; away < n; away++)
    for (int side = -1; side <= 1; side += 2)
      {
        int i = at + side * away;

        if (i >= 1 && i < n && (samples[i] == 0.0f || (samples[i - 1] < 0.0f) != (samples[i] < 0.0f)))
          return i;
      }
  return -1;
}

/* --- reading --- */

static void
read_stretch (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Stretch          *stretch = task_data;
  g_autofree float *low = g_new0 (float, N_HELD), *high = g_new0 (float, N_HELD), *rms = g_new0 (float, N_HELD);
  guint             n_known = N_HELD;

  for (guint c = 0; c < lt_wave_source_get_n_channels (stretch->wave); c++)
    {
      guint n = lt_wave_source_query (stretch->wave, c, (double) stretch->start, 1.0, N_HELD, low, high, rms);

      for (guint i = 0; i < n; i++)
        stretch->samples[i] += (low[i] + high[i]) / 2.0f;
      n_known = MIN (n_known, n);
    }
  for (guint i = n_known; i < N_HELD; i++)
    stretch->samples[i] = NAN; /* no sound, no crossing */
  g_task_return_boolean (task, TRUE);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask   *task = G_TASK (result);
  Stretch *stretch = g_task_get_task_data (task), *copy;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return; /* @data is gone */

  LtZeroMeet *self = data;

  copy = g_memdup2 (stretch, sizeof *stretch);
  lt_wave_source_ref (copy->wave);
  self->is_reading = FALSE;
  g_clear_pointer (&self->held, stretch_free);
  self->held = copy;
}

static void
want (LtZeroMeet *self, LtWaveSource *wave, gint64 at)
{
  g_autoptr (GTask) task = NULL;
  Stretch          *stretch;

  if (self->is_reading)
    return;
  stretch = g_new0 (Stretch, 1);
  stretch->wave = lt_wave_source_ref (wave);
  stretch->id = lt_wave_source_get_id (wave);
  stretch->start = MAX (at - N_HELD / 2, 0);
  self->is_reading = TRUE;
  task = g_task_new (NULL, self->gone, on_read, self);
  g_task_set_task_data (task, stretch, stretch_free);
  g_task_run_in_thread (task, read_stretch);
}

/* --- finding --- */

/* The clip that is at @frame, or ends there. */
static const LtClip *
clip_at (const LtSession *session, LtId strip_id, double frame)
{
  const LtTrack *track = session != NULL ? lt_session_find_track (session, strip_id) : NULL;
  const LtClip  *found = NULL;

  for (guint i = 0; track != NULL && i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];

      if ((double) clip->pos_frames <= frame && frame <= (double) (clip->pos_frames + clip->length_frames))
        found = clip;
    }
  return found;
}

double
lt_zero_meet_find (LtZeroMeet *self, const LtSession *session, LtId strip_id, double frame)
{
  const LtClip    *clip = clip_at (session, strip_id, frame);
  const LtSource  *source = clip != NULL ? lt_session_find_source (session, clip->source_id) : NULL;
  g_autofree char *path = source != NULL ? self->dup_path (self->data, source) : NULL;
  LtWaveSource    *wave;
  double           ratio, in_clip;
  gint64           at;
  int              found;

  if (path == NULL || !lt_clip_sound_is_plain (clip)) /* the crossings of its recording are not those that are heard */
    return frame;
  wave = lt_peaks_pool_get_source (lt_peaks_pool_get_default (), path, source->n_channels, source->rate_hz / session->rate_hz);
  ratio = lt_wave_source_get_ratio (wave);
  in_clip = clip->reverse ? (double) clip->length_frames - (frame - (double) clip->pos_frames) : frame - (double) clip->pos_frames;
  at = llround (((double) clip->offset_frames + in_clip) * ratio);
  if (self->held == NULL || self->held->id != lt_wave_source_get_id (wave) || at < self->held->start + (self->held->start > 0 ? EDGE : 0)
      || at >= self->held->start + N_HELD - EDGE)
    {
      want (self, wave, at);
      return frame;
    }
  found = lt_zero_meet_nearest (self->held->samples, N_HELD, (int) (at - self->held->start));
  if (found < 0)
    return frame;
  in_clip = (double) (self->held->start + found) / ratio - (double) clip->offset_frames;
  return round ((double) clip->pos_frames + (clip->reverse ? (double) clip->length_frames - in_clip : in_clip));
}

LtZeroMeet *
lt_zero_meet_new (char *(*dup_path) (gpointer data, const LtSource *source), gpointer data)
{
  LtZeroMeet *self = g_new0 (LtZeroMeet, 1);

  self->dup_path = dup_path;
  self->data = data;
  self->gone = g_cancellable_new ();
  return self;
}

void
lt_zero_meet_free (LtZeroMeet *self)
{
  g_cancellable_cancel (self->gone);
  g_object_unref (self->gone);
  g_clear_pointer (&self->held, stretch_free);
  g_free (self);
}
