// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One render of mix and master side by side, each through its meters.
// Layer: studio.

#include "studio/print.h"

#include "studio/background.h"
#include "studio/print-take.h"
#include "studio/print-wish.h"
#include "studio/renderer.h"

LtPrint *
lt_print_ref (LtPrint *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lt_print_unref (LtPrint *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->short_term_lufs);
  g_array_unref (self->overs);
  g_free (self);
}

/* --- the whole --- */

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  lt_print_take_run (data, in, n_frames);
  return true;
}

LtPrint *
lt_print_new (const LtSession *session, const char *folder, double ceiling_dbtp, LtProgressFunc progress, gpointer data,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (LtPrint) self = lt_print_take_begin (session->rate_hz, lt_print_length (session), ceiling_dbtp);
  LtPrintTake   *mix = lt_print_take_new (self, FALSE), *master = lt_print_take_new (self, TRUE);
  LtRenderTarget targets[] = { { session->mix->id, take, mix }, { 0, take, master } };
  LtRenderJob    job = {
       .session = session,
       .folder = folder,
       .to = self->n_frames,
       .n_threads = 1,
       .compensate = true,
       .targets = targets,
       .n_targets = G_N_ELEMENTS (targets),
       .progress = progress,
       .progress_data = data,
       .cancellable = cancellable,
  };
  bool good = lt_renderer_run (&job, error);

  lt_print_take_end (mix, good);
  lt_print_take_end (master, good);
  return good ? g_steal_pointer (&self) : NULL;
}

int64_t
lt_print_length (const LtSession *session)
{
  return MAX (lt_session_get_length (session) + lt_renderer_auto_tail (session), 1);
}

/* --- in the background --- */

static gpointer
work (gpointer data, GCancellable *cancellable, GError **error)
{
  const LtPrintWish *wish = data;

  return lt_print_new (wish->session, wish->folder, wish->ceiling_dbtp, NULL, NULL, cancellable, error);
}

static const LtBackgroundKind kind = { "print", work, lt_print_wish_free, (GDestroyNotify) lt_print_unref };

void
lt_print_new_async (const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer data)
{
  LtPrintWish *wish = lt_print_wish_new (session, folder);

  wish->ceiling_dbtp = ceiling_dbtp;
  lt_background_run (&kind, wish, cancellable, callback, data);
}

LtPrint *
lt_print_new_finish (GAsyncResult *result, GError **error)
{
  return lt_background_finish (result, error);
}
