// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the old file to a new one, and from the old session to a new one.
// Layer: studio.

#include "studio/sample-edit.h"

#include "media/hash.h"
#include "media/media-error.h"
#include "media/writer.h"
#include "session/clip-sound.h"
#include "session/edit-session.h"
#include "studio/clip-print.h"
#include "studio/file-feeds.h"
#include "studio/sample-heard.h"
#include "studio/sample-tails.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define WHOLE_S 30.0  /* a recording no longer than this is copied whole, */
#define MARGIN_S 10.0 /* of others so much on either side of the clip */

struct LtSampleEditResult
{
  LtId     clip_id, source_id; /* of the source that the clip had */
  int64_t  from;               /* frame of it that is the new one's first */
  int64_t  n_frames;
  uint32_t n_channels;
  double   rate_hz;
  char    *path, *name, *hash;
  uint64_t n_changed, n_places;
  gboolean is_kept;

  /* Of a clip that was worked over: */
  char   *folder, *print; /* the path of what was heard; NULL: it was not */
  LtSampleTails *tails; /* the same */
};

const char *
lt_sample_edit_get_label (LtSampleEditKind kind)
{
  static const char *const labels[] = {
    [LT_SAMPLE_EDIT_GAIN] = N_ ("Change part of the spectrum"), [LT_SAMPLE_EDIT_REPAIR] = N_ ("Repair part of the spectrum"),
    [LT_SAMPLE_EDIT_FILL] = N_ ("Repair click"),                [LT_SAMPLE_EDIT_DECLIP] = N_ ("Fix clipping"),
    [LT_SAMPLE_EDIT_SILENCE] = N_ ("Silence part of the clip"), [LT_SAMPLE_EDIT_SMOOTH] = N_ ("Smooth samples"),
    [LT_SAMPLE_EDIT_DRAW] = N_ ("Draw samples"),
  };

  return _ (labels[kind]);
}

/* --- what it is called --- */

/* "Voice" of "Voice edited 2". */
static char *
dup_stem (const char *name)
{
  const char *at = g_strrstr (name, " edited ");

  if (at != NULL && at != name && at[8] != '\0' && strspn (at + 8, "0123456789") == strlen (at + 8))
    return g_strndup (name, (gsize) (at - name));
  return g_strdup (name);
}

static gboolean
has_source_named (const LtSession *session, const char *name)
{
  for (guint i = 0; i < session->sources->len; i++)
    if (strcmp (((const LtSource *) session->sources->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The first of "Voice edited 1" and so on that neither a source nor a file has. */
static void
choose_name (LtSampleEditResult *self, const LtSession *session, const LtSource *source, const char *audio)
{
  g_autofree char *base = g_path_get_basename (source->path), *stem = dup_stem (source->name), *file = NULL;
  char            *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  file = dup_stem (base);
  for (guint n = 1;; n++)
    {
      g_autofree char *leaf = g_strdup_printf ("%s edited %u.wav", file, n);

      g_free (self->name);
      g_free (self->path);
      self->name = g_strdup_printf ("%s edited %u", stem, n);
      self->path = g_build_filename (audio, leaf, NULL);
      if (!has_source_named (session, self->name) && !g_file_test (self->path, G_FILE_TEST_EXISTS))
        return;
    }
}

/* --- the file --- */

typedef struct
{
  const LtSampleEditJob *job;
  LtSampleEditResult    *result;
  LtSampleWork           work;
  LtReader              *reader;
  LtWriter              *writer;
  double                 share;  /* of the work that is done before the file is written */
  double                *old[2];
  float                 *now[2]; /* a piece, changed */
} Making;

static void
making_clear (Making *self)
{
  lt_sample_work_clear (&self->work);
  lt_writer_free (self->writer);
  lt_reader_free (self->reader);
  for (int c = 0; c < 2; c++)
    {
      g_free (self->old[c]);
      g_free (self->now[c]);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
fail_range (GError **error, const char *sentence)
{
  g_set_error_literal (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_RANGE, sentence);
  return FALSE;
}

/* Which part of the recording goes into the new file. */
static gboolean
choose_part (LtSampleEditResult *self, const LtReaderInfo *info, const LtSession *session, const LtClip *clip)
{
  int64_t n = info->n_frames, margin = (int64_t) (MARGIN_S * info->rate_hz), from, to;

  lt_sample_heard_cover (session, clip, &from, &to);
  from = MAX (from - margin, 0);
  to = MIN (to + margin, n);
  if (n <= (int64_t) (WHOLE_S * info->rate_hz) || (to - from) >= n / 3 * 2)
    {
      from = 0;
      to = n;
    }
  self->from = from;
  self->n_frames = to - from;
  return to > from;
}

static gboolean
open_files (Making *self, const LtClip *clip, const LtSource *source, GError **error)
{
  g_autofree char *path = self->result->print != NULL ? g_strdup (self->result->print) : lt_file_feeds_dup_path (source, self->job->folder);
  g_autofree char *audio = g_build_filename (self->job->folder, "audio", NULL);

  self->reader = lt_reader_open (path, error);
  if (self->reader == NULL)
    return FALSE;

  const LtReaderInfo *info = lt_reader_get_info (self->reader);
  if (info->n_channels > 2 || info->rate_hz != (uint32_t) (self->job->session->rate_hz + 0.5))
    {
      g_set_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_SOURCE,
                   _ ("“%s” is not as the session expects it (%u Hz, %u channels); import it again."), path, info->rate_hz, info->n_channels);
      return FALSE;
    }
  if (!choose_part (self->result, info, self->job->session, clip))
    return fail_range (error, _ ("The clip lies behind the end of its recording."));
  if (g_mkdir (audio, 0777) != 0 && errno != EEXIST)
    {
      lt_media_error_set_write (error, audio, errno);
      return FALSE;
    }
  choose_name (self->result, self->job->session, source, audio);
  self->result->n_channels = info->n_channels;
  self->result->rate_hz = info->rate_hz;

  LtWriterSpec spec = { .format = lt_file_format_find ("wav"),
                        .bits = info->bits > 32 || (info->bits > 24 && !info->is_float) ? LT_BITS_DOUBLE : LT_BITS_FLOAT,
                        .rate_hz = info->rate_hz,
                        .n_channels = info->n_channels,
                        .n_frames_expected = self->result->n_frames };
  self->writer = lt_writer_open (self->result->path, &spec, error);
  return self->writer != NULL;
}

/* Changes n frames from @at on in self->old, all of which may change. */
static gboolean
change_piece (Making *self, int64_t at, uint32_t n, uint32_t offset, GError **error)
{
  if (!lt_sample_work_run (&self->work, at, n, self->now, error))
    return FALSE;
  for (uint32_t c = 0; c < self->work.n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      {
        double *sample = self->old[c] + offset + i;

        if (self->now[c][i] == (float) *sample || !isfinite (self->now[c][i]))
          continue;
        *sample = (double) self->now[c][i];
        self->result->n_changed++;
      }
  return TRUE;
}

/* Reads n frames from @at on, changes those that the edit is about, and writes them. */
static gboolean
pass_block (Making *self, int64_t at, uint32_t n, GError **error)
{
  int64_t from = MAX (at, self->work.from), to = MIN (at + n, self->work.to);

  lt_reader_read_double (self->reader, at, n, self->old);
  if (lt_reader_io_errno (self->reader) != 0)
    {
      lt_media_error_set_read (error, lt_reader_get_path (self->reader), lt_reader_io_errno (self->reader));
      return FALSE;
    }
  while (from < to)
    {
      uint32_t piece = (uint32_t) MIN (to - from, (int64_t) lt_sample_work_room (&self->work, from));

      if (!change_piece (self, from, piece, (uint32_t) (from - at), error))
        return FALSE;
      from += piece;
    }
  return lt_writer_write_double (self->writer, (const double *const *) self->old, n, error);
}

/* Blocks end at multiples of the work's pieces, and one that can't be cut is in one block. */
static uint32_t
block_length (const Making *self, int64_t at, int64_t end)
{
  int64_t next = MIN ((at / LT_SAMPLE_WORK_PIECE + 1) * LT_SAMPLE_WORK_PIECE, end);

  if (self->work.is_whole && at < self->work.from)
    next = MIN (next, self->work.from);
  else if (self->work.is_whole && at < self->work.to)
    next = MIN (self->work.to, end);
  return (uint32_t) (next - at);
}

static gboolean
write_all (Making *self, GError **error)
{
  int64_t from = self->result->from, end = from + self->result->n_frames;
  gsize   most = LT_SAMPLE_WORK_PIECE;

  /* What may change lies in the part that is written. */
  if (self->work.from < from || self->work.to > end)
    return fail_range (error, _ ("The selection reaches beyond the clip; select less of it."));
  if (self->work.is_whole)
    most = MAX (most, (gsize) (self->work.to - self->work.from));
  for (uint32_t c = 0; c < self->work.n_channels; c++)
    {
      self->old[c] = g_new (double, most);
      self->now[c] = g_new (float, most);
    }
  for (int64_t at = from; at < end;)
    {
      uint32_t n = block_length (self, at, end);

      if (g_cancellable_set_error_if_cancelled (self->job->cancellable, error) || !pass_block (self, at, n, error))
        return FALSE;
      at += n;
      if (self->job->progress != NULL)
        self->job->progress (self->share + (1.0 - self->share) * (double) (at - from) / (double) (end - from), self->job->progress_data);
    }
  return TRUE;
}

static gboolean
set_nothing (LtSampleEditKind kind, GError **error)
{
  g_set_error_literal (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_NOTHING,
                       kind == LT_SAMPLE_EDIT_DECLIP ? _ ("No clipping was found there; nothing was changed.")
                                                     : _ ("The sound would be the same; nothing was changed."));
  return FALSE;
}

static gboolean
make_file (Making *self, const LtClip *clip, const LtSource *source, GError **error)
{
  const char *path;

  if (!open_files (self, clip, source, error) || !lt_sample_work_init (&self->work, self->job->edit, self->reader, self->job->cancellable, error)
      || !write_all (self, error))
    return FALSE;
  if (self->result->n_changed == 0)
    return set_nothing (self->job->edit->kind, error);
  self->result->n_places = self->job->edit->kind == LT_SAMPLE_EDIT_DECLIP ? self->work.n_places : 1;
  path = lt_writer_commit_unique (self->writer, error);
  if (path == NULL)
    return FALSE;
  g_free (self->result->path);
  self->result->path = g_strdup (path);
  self->result->hash = lt_hash_file (path, NULL, NULL, self->job->cancellable, error);
  if (self->result->hash == NULL)
    g_unlink (path);
  return self->result->hash != NULL;
}

/* --- what is heard --- */

static void
advance_print (double share, gpointer data)
{
  const Making *self = data;

  if (self->job->progress != NULL)
    self->job->progress (self->share * share, self->job->progress_data);
}

/* A clip that is worked over: its print, and that of its tail, are there from now on. */
static gboolean
make_print (Making *self, const LtClip *clip, GError **error)
{
  const LtSampleEditJob *job = self->job;
  const LtClip          *locked = lt_sample_heard_find_locked (job->session, clip);

  if (lt_clip_sound_is_plain (clip))
    return TRUE;
  if (locked != NULL)
    {
      g_set_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_SOURCE, _ ("“%s” is locked; unlock it first."), locked->name);
      return FALSE;
    }
  self->share = 0.5;
  if (!lt_clip_print_make_heard (job->session, clip, job->folder, advance_print, self, job->cancellable, error))
    return FALSE;
  self->result->folder = g_strdup (job->folder);
  self->result->print = lt_clip_print_dup_ready (job->session, clip, job->folder);
  if (self->result->print == NULL)
    g_set_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_SOURCE, _ ("“%s” changed while it was read. Try again."), clip->name);
  return self->result->print != NULL;
}

/* "Voice edited 1 tail.wav" beside "Voice edited 1.wav". */
static gboolean
make_tails (LtSampleEditResult *self, const LtSampleEditJob *job, GError **error)
{
  g_autofree char *stem = g_strndup (self->path, strlen (self->path) - strlen (".wav")), *path = g_strconcat (stem, " tail.wav", NULL);

  if (self->print != NULL)
    self->tails = lt_sample_tails_new (job->session, self->clip_id, job->folder, path, job->cancellable, error);
  return self->print == NULL || self->tails != NULL;
}

LtSampleEditResult *
lt_sample_edit_make (const LtSampleEditJob *job, GError **error)
{
  const LtClip   *clip = lt_session_find_clip (job->session, job->clip_id, NULL);
  const LtSource *source = clip != NULL ? lt_session_find_source (job->session, clip->source_id) : NULL;

  g_return_val_if_fail (source != NULL, NULL);

  g_autoptr (LtSampleEditResult) self = g_new0 (LtSampleEditResult, 1);
  g_auto (Making) making = { .job = job, .result = self };

  self->clip_id = job->clip_id;
  self->source_id = source->id;
  self->is_kept = TRUE; /* there is no file yet */
  if (!make_print (&making, clip, error) || !make_file (&making, clip, source, error))
    return NULL;
  self->is_kept = FALSE;
  return make_tails (self, job, error) ? g_steal_pointer (&self) : NULL;
}

/* --- the session --- */

/* It is heard as it was. */
static gboolean
is_as_it_was (const LtSampleEditResult *self, const LtSession *session, const LtClip *clip)
{
  int64_t from, to;

  if (clip == NULL || clip->source_id != self->source_id || lt_clip_sound_is_plain (clip) != (self->print == NULL))
    return FALSE;
  g_autofree char *print = self->print != NULL ? lt_clip_print_dup_path (session, clip, self->folder) : NULL;

  lt_sample_heard_map (session, clip, clip->pos_frames, clip->pos_frames + clip->length_frames, &from, &to);
  return g_strcmp0 (print, self->print) == 0 && from >= self->from && to <= self->from + self->n_frames
         && (self->tails == NULL || lt_sample_tails_fit (self->tails, session));
}

LtSession *
lt_sample_edit_take (const LtSampleEditResult *self, const LtSession *session, GError **error)
{
  g_autofree char *leaf = g_path_get_basename (self->path), *inside = g_build_filename ("audio", leaf, NULL);
  LtSourceInfo     info = { inside, self->hash, self->name, self->n_frames, self->n_channels, self->rate_hz };
  LtSession       *next;
  LtId             id = 0;

  if (!is_as_it_was (self, session, lt_session_find_clip (session, self->clip_id, NULL)))
    {
      g_set_error_literal (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_CHANGED,
                           _ ("The clip was changed meanwhile; nothing was done to its sound. Do it again."));
      return NULL;
    }
  next = lt_edit_session_add_source (session, &info, &id);
  lt_session_take (&next, lt_sample_heard_freeze (next, self->clip_id, id, self->from, self->n_frames));
  if (self->tails != NULL)
    lt_session_take (&next, lt_sample_tails_put (self->tails, session, next, self->name));
  return next;
}

gboolean
lt_sample_edit_was_worked_over (const LtSampleEditResult *self)
{
  return self->print != NULL;
}

uint64_t
lt_sample_edit_get_n_changed (const LtSampleEditResult *self)
{
  return self->n_changed;
}

uint64_t
lt_sample_edit_get_n_places (const LtSampleEditResult *self)
{
  return self->n_places;
}

const char *
lt_sample_edit_get_path (const LtSampleEditResult *self)
{
  return self->path;
}

void
lt_sample_edit_keep (LtSampleEditResult *self)
{
  self->is_kept = TRUE;
}

void
lt_sample_edit_free (LtSampleEditResult *self)
{
  if (!self->is_kept && self->path != NULL)
    g_unlink (self->path);
  if (!self->is_kept && self->tails != NULL)
    lt_sample_tails_forget (self->tails);
  lt_sample_tails_free (self->tails);
  g_free (self->folder);
  g_free (self->print);
  g_free (self->path);
  g_free (self->name);
  g_free (self->hash);
  g_free (self);
}
