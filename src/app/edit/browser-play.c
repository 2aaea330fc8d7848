// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session over one file stands in for the document's.
// Layer: app.

#include "app/edit/browser-play.h"

#include "app/edit/audition.h"
#include "studio/sound-preview.h"

struct _LtBrowserPlay
{
  LtEditState      *state;
  LtContext        *context;
  LtBrowserPlayFunc changed;
  gpointer          data;
  char             *path;    /* NULL: nothing */
  GCancellable     *reading; /* NULL: nothing is read */
  LtSoundPreview   *preview; /* NULL: nothing is heard */
  gboolean          has_rolled;
  int64_t           back;
  gulong            frame, edited;
};

static LtLive *
live_of (LtBrowserPlay *self)
{
  return lt_context_get_live (self->context);
}

static void
end (LtBrowserPlay *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->path, g_free);
  if (self->preview == NULL)
    return;
  g_clear_signal_handler (&self->frame, self->context);
  if (lt_context_get_document (self->context) != NULL)
    g_clear_signal_handler (&self->edited, lt_context_get_document (self->context));
  lt_live_stop (live_of (self));
  lt_context_stand_in (self->context, NULL);
  lt_live_locate (live_of (self), self->back);
  lt_context_wake (self->context);
  g_clear_pointer (&self->preview, lt_sound_preview_free);
}

gboolean
lt_browser_play_stop (LtBrowserPlay *self)
{
  gboolean was = self->path != NULL;

  end (self);
  if (was)
    self->changed (self->data, NULL);
  return was;
}

static void
on_frame (LtContext *context, double seconds, LtBrowserPlay *self)
{
  gboolean is_rolling = lt_live_is_rolling (live_of (self));

  self->has_rolled |= is_rolling;
  if (self->has_rolled && (!is_rolling || lt_live_get_heard_position (live_of (self)) >= (double) lt_sound_preview_get_n_frames (self->preview)))
    lt_browser_play_stop (self);
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, LtBrowserPlay *self)
{
  lt_browser_play_stop (self);
}

static void
hear (LtBrowserPlay *self, LtSoundPreview *preview)
{
  LtLive *live = live_of (self);

  self->preview = preview;
  self->has_rolled = FALSE;
  self->back = lt_live_get_position (live);
  lt_live_stop (live);
  lt_context_stand_in (self->context, lt_sound_preview_session (preview));
  lt_live_locate (live, 0);
  lt_live_play (live);
  lt_context_wake (self->context);
  self->frame = g_signal_connect (self->context, "frame", G_CALLBACK (on_frame), self);
  self->edited = g_signal_connect (lt_context_get_document (self->context), "changed", G_CALLBACK (on_document), self);
}

typedef struct
{
  char  *path;
  double rate_hz;
} Reading;

static void
reading_free (gpointer data)
{
  g_free (((Reading *) data)->path);
  g_free (data);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading  *self = data;
  GError         *error = NULL;
  LtSoundPreview *preview = lt_sound_preview_new (self->path, self->rate_hz, cancellable, &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) lt_sound_preview_free);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  LtBrowserPlay     *self = data;
  g_autoptr (GError) error = NULL;
  LtSoundPreview    *preview = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* @self may be gone */
    return;
  g_clear_object (&self->reading);
  if (preview != NULL)
    hear (self, preview);
  else
    g_clear_pointer (&self->path, g_free);
  self->changed (self->data, error != NULL ? error->message : NULL);
}

void
lt_browser_play_start (LtBrowserPlay *self, const char *path)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  Reading         *reading;

  end (self);
  lt_audition_stop (self->state);
  if (session == NULL)
    return;
  self->path = g_strdup (path);
  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  *reading = (Reading) { g_strdup (path), session->rate_hz };
  g_autoptr (GTask) task = g_task_new (NULL, self->reading, on_read, self);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
  self->changed (self->data, NULL);
}

const char *
lt_browser_play_get_path (LtBrowserPlay *self)
{
  return self->path;
}

gboolean
lt_browser_play_is_heard (LtBrowserPlay *self)
{
  return self->preview != NULL;
}

double
lt_browser_play_get_gain_db (LtBrowserPlay *self)
{
  return self->preview != NULL ? lt_sound_preview_get_gain_db (self->preview) : 0.0;
}

LtBrowserPlay *
lt_browser_play_new (LtEditState *state, LtBrowserPlayFunc changed, gpointer data)
{
  LtBrowserPlay *self = g_new0 (LtBrowserPlay, 1);

  self->state = g_object_ref (state);
  self->context = g_object_ref (lt_edit_state_get_context (state));
  self->changed = changed;
  self->data = data;
  return self;
}

void
lt_browser_play_free (LtBrowserPlay *self)
{
  end (self);
  g_object_unref (self->context);
  g_object_unref (self->state);
  g_free (self);
}
