// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A float file in a folder of its own, and the session of which it is the mix.
// Layer: studio.

#include "studio/mix-print.h"

#include "media/writer.h"
#include "session/mix-file.h"
#include "studio/background.h"
#include "studio/print-wish.h"
#include "studio/renderer.h"
#include "studio/session-sound.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>

struct _LtMixPrint
{
  gatomicrefcount refs;
  char           *dir, *path;
  int64_t         n_frames;
  LtMixFile      *file;
  LtSession      *mix; /* of which it is the print, nothing behind it */
};

LtMixPrint *
lt_mix_print_ref (LtMixPrint *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lt_mix_print_unref (LtMixPrint *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->dir != NULL)
    {
      g_unlink (self->path);
      g_rmdir (self->dir);
    }
  g_free (self->dir);
  g_free (self->path);
  lt_mix_file_free (self->file);
  lt_session_unref (self->mix);
  g_free (self);
}

/* --- the render --- */

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  return lt_writer_write (data, in, n_frames, error);
}

static bool
can_print (const LtSession *session, GError **error)
{
  const LtSlot *slot = lt_mix_file_find_obstacle (session);

  if (lt_session_get_length (session) == 0)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("There is no mix to print: the session has no clips. Import some audio first."));
  else if (slot != NULL)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN,
                 _ ("The mix can't be printed: “%s” on the master listens to “%s”, which a print does not have. Choose the mix behind "
                    "its fader as its side-chain, or none."),
                 slot->type != NULL ? _ (slot->type->label) : slot->effect, lt_session_find_key (session, slot->key_id, NULL)->name);
  else
    return true;
  return false;
}

static bool
render (LtMixPrint *self, const LtSession *session, const char *folder, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  LtWriterSpec spec = {
    .format = lt_file_format_find ("wav"),
    .bits = LT_BITS_FLOAT,
    .rate_hz = (uint32_t) lround (session->rate_hz),
    .n_channels = 2,
    .n_frames_expected = self->n_frames,
  };
  g_autoptr (LtWriter) writer = lt_writer_open (self->path, &spec, error);
  int64_t        latency = 0;
  LtRenderTarget target = { session->mix->id, take, writer, &latency };
  LtRenderJob    job = {
       .session = session,
       .folder = folder,
       .to = self->n_frames,
       .n_threads = 1,
       .compensate = true,
       .targets = &target,
       .n_targets = 1,
       .progress = progress,
       .progress_data = data,
       .cancellable = cancellable,
  };

  if (writer == NULL || !lt_renderer_run (&job, error) || !lt_writer_commit (writer, true, error))
    return false;
  self->file = lt_mix_file_new (self->path, self->n_frames, session->rate_hz, latency);
  return true;
}

LtMixPrint *
lt_mix_print_new (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!can_print (session, error))
    return NULL;

  g_autoptr (LtMixPrint) self = g_new0 (LtMixPrint, 1);
  g_atomic_ref_count_init (&self->refs);
  self->mix = lt_mix_file_mix_alone (session);
  self->n_frames = lt_session_get_length (session) + lt_renderer_auto_tail (self->mix);
  self->dir = g_dir_make_tmp ("lathe-print-XXXXXX", error);
  if (self->dir == NULL)
    return NULL;
  self->path = g_build_filename (self->dir, "mix.wav", NULL);
  return render (self, session, folder, progress, data, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/* --- what it is for --- */

LtSession *
lt_mix_print_session (const LtMixPrint *self, const LtSession *session)
{
  return lt_mix_file_session (self->file, session);
}

bool
lt_mix_print_is_fresh (const LtMixPrint *self, const LtSession *session)
{
  g_autoptr (LtSession) mix = lt_mix_file_mix_alone (session);

  return lt_mix_file_find_obstacle (session) == NULL && lt_session_sound_is_same (self->mix, mix);
}

const char *
lt_mix_print_get_path (const LtMixPrint *self)
{
  return self->path;
}

int64_t
lt_mix_print_get_length (const LtMixPrint *self)
{
  return self->n_frames;
}

/* --- in the background --- */

static gpointer
work (gpointer data, GCancellable *cancellable, GError **error)
{
  const LtPrintWish *wish = data;

  return lt_mix_print_new (wish->session, wish->folder, wish->progress, wish->progress_data, cancellable, error);
}

static const LtBackgroundKind kind = { "mix-print", work, lt_print_wish_free, (GDestroyNotify) lt_mix_print_unref };

void
lt_mix_print_new_async (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  LtPrintWish *wish = lt_print_wish_new (session, folder);

  wish->progress = progress;
  wish->progress_data = progress_data;
  lt_background_run (&kind, wish, cancellable, callback, data);
}

LtMixPrint *
lt_mix_print_new_finish (GAsyncResult *result, GError **error)
{
  return lt_background_finish (result, error);
}
