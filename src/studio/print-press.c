// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two tapes, the second of which plays the first.
// Layer: studio.

#include "studio/print-press.h"

#include "session/mix-file.h"
#include "studio/background.h"
#include "studio/clip-prints.h"
#include "studio/file-feeds.h"
#include "studio/print-take.h"
#include "studio/print-wish.h"
#include "studio/session-sound.h"
#include "studio/tape.h"

#include <glib/gstdio.h>
#include <string.h>

#define READ_FRAMES 4096u
#define CLIP_S 600.0 /* the clip that plays the mix is as long as some times this, so that most edits leave it as it is */

/* One of the two, and of what it is. */
typedef struct
{
  LtTape    *tape;
  LtSession *session;  /* what was rendered; NULL: nothing yet */
  GArray    *changed;  /* of LtSpanDiff: since the one behind it was told */
  gboolean   is_new;   /* since it was measured */
} Stage;

struct _LtPrintPress
{
  gatomicrefcount refs;
  GMutex          lock; /* held while it prints */
  char           *folder;
  Stage           mix, master;
  GHashTable     *stamps; /* source id → what its file was like, text */
  LtPrint        *print; /* the last one; of the tapes, but for what is new */
};

/* --- a stage --- */

static void
stage_init (Stage *self)
{
  self->tape = lt_tape_new ();
  self->changed = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  self->is_new = TRUE;
}

static void
stage_clear (Stage *self)
{
  g_clear_pointer (&self->tape, lt_tape_free);
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_pointer (&self->changed, g_array_unref);
}

/* Where @session plays otherwise than what is on the tape: (transfer full); NULL: anywhere. */
static GArray *
spans_of (const Stage *self, const LtSession *session)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  g_autoptr (LtSession) rest = self->session != NULL ? lt_span_diff_find (self->session, session, spans) : NULL;

  return rest != NULL && lt_session_sound_is_same (rest, session) ? g_steal_pointer (&spans) : NULL;
}

/* @input: NULL for the first. */
static bool
stage_run (Stage *self, Stage *input, LtTapeJob *job, GError **error)
{
  g_autoptr (GArray) spans = spans_of (self, job->session), changed = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));

  if (input != NULL && spans != NULL)
    g_array_append_vals (spans, input->changed->data, input->changed->len);
  if (spans != NULL)
    lt_span_diff_tidy (spans, 0);
  job->spans = spans;
  job->input = input != NULL ? input->tape : NULL;
  if (!lt_tape_update (self->tape, job, changed, error))
    return false;
  self->is_new |= changed->len > 0;
  lt_session_take (&self->session, lt_session_ref (job->session));
  if (input == NULL)
    g_array_append_vals (self->changed, changed->data, changed->len);
  else
    g_array_set_size (input->changed, 0);
  return true;
}

/* --- the files --- */

/* Size, place and time; NULL: it is missing. (transfer full) */
static char *
dup_stamp (const LtSource *source, const char *folder)
{
  g_autofree char *path = lt_file_feeds_dup_path (source, folder);
  GStatBuf         st;

  if (g_stat (path, &st) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld", (gint64) st.st_size, (guint64) st.st_ino,
                          (gint64) st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

/* A file of the session is not the one that was rendered, though the session says the same: written again, gone, or back. */
static gboolean
has_other_files (LtPrintPress *self, const LtSession *session)
{
  GHashTable *now = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gboolean    is_other = FALSE;

  for (guint i = 0; i < session->sources->len; i++)
    {
      const LtSource *source = session->sources->pdata[i];
      char           *stamp = dup_stamp (source, self->folder), *was = NULL;

      if (g_hash_table_lookup_extended (self->stamps, &source->id, NULL, (gpointer *) &was))
        is_other |= g_strcmp0 (was, stamp) != 0;
      g_hash_table_insert (now, g_memdup2 (&source->id, sizeof source->id), stamp);
    }
  g_hash_table_unref (self->stamps);
  self->stamps = now;
  return is_other;
}

/* --- the print --- */

static bool
measure (const LtTape *tape, LtPrint *print, gboolean is_master, GCancellable *cancellable, GError **error)
{
  LtPrintTake *take = lt_print_take_new (print, is_master);
  float        frames[2 * READ_FRAMES], left[READ_FRAMES], right[READ_FRAMES];
  bool         good = true;

  for (int64_t at = 0; good && at < print->n_frames; at += READ_FRAMES)
    {
      uint32_t n = (uint32_t) MIN (print->n_frames - at, READ_FRAMES);

      good = !g_cancellable_set_error_if_cancelled (cancellable, error) && lt_tape_read (tape, at, n, frames, error);
      for (uint32_t i = 0; good && i < n; i++)
        {
          left[i] = frames[2 * i];
          right[i] = frames[2 * i + 1];
        }
      if (good)
        lt_print_take_run (take, (const float *const[]){ left, right }, n);
    }
  lt_print_take_end (take, good);
  return good;
}

/* What is as it was is copied. */
static bool
measure_stage (LtPrintPress *self, Stage *stage, LtPrint *print, GCancellable *cancellable, GError **error)
{
  gboolean is_master = stage == &self->master;
  bool     fits = self->print != NULL && self->print->n_frames == print->n_frames && self->print->rate_hz == print->rate_hz
              && (!is_master || self->print->ceiling_dbtp == print->ceiling_dbtp);

  if (fits && !stage->is_new)
    {
      lt_print_take_copy (print, self->print, is_master);
      return true;
    }
  return measure (stage->tape, print, is_master, cancellable, error);
}

static LtPrint *
print_tapes (LtPrintPress *self, int64_t n_frames, double rate_hz, double ceiling_dbtp, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtPrint) print = lt_print_take_begin (rate_hz, n_frames, ceiling_dbtp);

  if (!measure_stage (self, &self->mix, print, cancellable, error) || !measure_stage (self, &self->master, print, cancellable, error))
    return NULL;
  self->mix.is_new = self->master.is_new = FALSE;
  g_clear_pointer (&self->print, lt_print_unref);
  self->print = lt_print_ref (print);
  return g_steal_pointer (&print);
}

/* @session as it is mastered from the tape of the mix. */
static LtSession *
mastered (const LtPrintPress *self, const LtSession *session, int64_t n_frames)
{
  int64_t part = (int64_t) (CLIP_S * session->rate_hz);
  g_autoptr (LtMixFile) file = lt_mix_file_new ("mix", (n_frames / part + 1) * part, session->rate_hz, lt_tape_get_latency (self->mix.tape));

  return lt_mix_file_session (file, session);
}

static bool
run_tapes (LtPrintPress *self, const LtSession *session, int64_t n_frames, GCancellable *cancellable, GError **error)
{
  g_autoptr (LtSession) mix = lt_mix_file_mix_alone (session);
  LtTapeJob job = { .session = mix, .folder = self->folder, .strip_id = session->mix->id, .n_frames = n_frames, .cancellable = cancellable };

  if (has_other_files (self, session))
    g_clear_pointer (&self->mix.session, lt_session_unref); /* everything, until that has been done */
  if (!lt_clip_prints_make (session, self->folder, 1, NULL, NULL, cancellable, NULL, error)) /* what is not there would be silent */
    return false;
  if (!stage_run (&self->mix, NULL, &job, error))
    return false;

  if (lt_tape_get_latency (self->mix.tape) > (int64_t) (LT_STRIP_DELAY_MAX_S * session->rate_hz))
    return false; /* later than a file can be played: lanes of the master would be early */

  g_autoptr (LtSession) master = mastered (self, session, n_frames);
  job.session = master;
  job.strip_id = session->master->id;
  return stage_run (&self->master, &self->mix, &job, error);
}

/* Tapes of another folder are nothing to this one. */
static void
begin (LtPrintPress *self, const char *folder)
{
  if (g_strcmp0 (self->folder, folder) == 0)
    return;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  g_clear_pointer (&self->print, lt_print_unref);
  stage_clear (&self->mix);
  stage_clear (&self->master);
  stage_init (&self->mix);
  stage_init (&self->master);
}

/* Under the lock. */
static LtPrint *
press (LtPrintPress *self, const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  int64_t n_frames = lt_print_length (session);

  begin (self, folder);
  if (lt_mix_file_find_obstacle (session) == NULL && run_tapes (self, session, n_frames, cancellable, &problem))
    {
      LtPrint *print = print_tapes (self, n_frames, session->rate_hz, ceiling_dbtp, cancellable, &problem);

      if (print != NULL)
        return print;
    }
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return lt_print_new (session, folder, ceiling_dbtp, NULL, NULL, cancellable, error);
}

LtPrint *
lt_print_press_run (LtPrintPress *self, const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable, GError **error)
{
  LtPrint *print;

  g_mutex_lock (&self->lock);
  print = press (self, session, folder, ceiling_dbtp, cancellable, error);
  g_mutex_unlock (&self->lock);
  return print;
}

/* --- the whole --- */

LtPrintPress *
lt_print_press_new (void)
{
  LtPrintPress *self = g_new0 (LtPrintPress, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->stamps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  stage_init (&self->mix);
  stage_init (&self->master);
  return self;
}

LtPrintPress *
lt_print_press_ref (LtPrintPress *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lt_print_press_unref (LtPrintPress *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  stage_clear (&self->mix);
  stage_clear (&self->master);
  g_clear_pointer (&self->print, lt_print_unref);
  g_hash_table_unref (self->stamps);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

/* --- in the background --- */

static gpointer
work (gpointer data, GCancellable *cancellable, GError **error)
{
  const LtPrintWish *wish = data;

  return lt_print_press_run (wish->press, wish->session, wish->folder, wish->ceiling_dbtp, cancellable, error);
}

static const LtBackgroundKind kind = { "print-press", work, lt_print_wish_free, (GDestroyNotify) lt_print_unref };

void
lt_print_press_run_async (LtPrintPress *self, const LtSession *session, const char *folder, double ceiling_dbtp, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  LtPrintWish *wish = lt_print_wish_new (session, folder);

  wish->ceiling_dbtp = ceiling_dbtp;
  wish->press = lt_print_press_ref (self);
  wish->free_press = (GDestroyNotify) lt_print_press_unref;
  lt_background_run (&kind, wish, cancellable, callback, data);
}

LtPrint *
lt_print_press_run_finish (GAsyncResult *result, GError **error)
{
  return lt_background_finish (result, error);
}
