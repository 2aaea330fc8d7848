// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints as recordings.
// Layer: studio.

#include "studio/sample-heard.h"

#include "media/reader.h"
#include "media/writer.h"
#include "session/clip-sound.h"
#include "session/edit-clip-freeze.h"
#include "session/edit-clip-source.h"
#include "studio/clip-print.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>

#define BLOCK 8192u

/* *@out: @clip as if it played the file of which the samples are, forwards when that is its print. Shallow: good as long as @clip is. */
static void
get_heard (const LtSession *session, const LtClip *clip, LtClip *out)
{
  const LtSource *source = lt_clip_sound_is_plain (clip) ? NULL : lt_session_find_source (session, clip->source_id);

  *out = *clip;
  if (source == NULL)
    return;
  out->offset_frames = lt_clip_sound_print_offset (clip, source);
  out->reverse = false;
}

static double
to_file (const LtClip *heard, double frame)
{
  double into = frame - (double) heard->pos_frames;

  return heard->reverse ? (double) (heard->offset_frames + heard->length_frames) - into : (double) heard->offset_frames + into;
}

double
lt_sample_heard_to_file (const LtSession *session, const LtClip *clip, double frame)
{
  LtClip heard;

  get_heard (session, clip, &heard);
  return to_file (&heard, frame);
}

double
lt_sample_heard_from_file (const LtSession *session, const LtClip *clip, double frame)
{
  LtClip heard;

  get_heard (session, clip, &heard);
  return (double) heard.pos_frames
         + (heard.reverse ? (double) (heard.offset_frames + heard.length_frames) - frame : frame - (double) heard.offset_frames);
}

void
lt_sample_heard_map (const LtSession *session, const LtClip *clip, int64_t from, int64_t to, int64_t *file_from, int64_t *file_to)
{
  LtClip heard;

  get_heard (session, clip, &heard);

  int64_t first = heard.pos_frames, last = first + heard.length_frames;
  int64_t a = CLAMP (from, first, last), b = CLAMP (to, a, last);
  double  x = to_file (&heard, (double) a), y = to_file (&heard, (double) b);

  *file_from = (int64_t) floor (MIN (x, y));
  *file_to = (int64_t) ceil (MAX (x, y));
}

/* @reach: for how long what their print is made with rings on. */
static gboolean
goes_on_with (const LtSession *session, const LtClip *piece, const LtClip *clip, int64_t reach)
{
  return piece != clip && !piece->mute && piece->pos_frames < clip->pos_frames
         && piece->pos_frames + piece->length_frames + reach >= clip->pos_frames && lt_clip_tail_goes_on (session, piece, clip);
}

/* The last piece, locked or not, that @clip goes on from, right away or after a gap into which it rings, or NULL. */
static const LtClip *
find_before (const LtSession *session, const LtTrack *track, const LtClip *clip, int64_t reach, bool locked)
{
  for (guint i = track->clips->len; i-- > 0;)
    {
      const LtClip *piece = track->clips->pdata[i];

      if (piece->locked == locked && goes_on_with (session, piece, clip, reach))
        return piece;
    }
  return NULL;
}

static const LtClip *
piece_before (const LtSession *session, const LtTrack *track, const LtClip *clip)
{
  return find_before (session, track, clip, lt_clip_tail_length (session, clip), false);
}

const LtClip *
lt_sample_heard_find_locked (const LtSession *session, const LtClip *clip)
{
  const LtTrack *track = NULL;
  const LtClip  *found = NULL;
  int64_t        reach = lt_clip_tail_length (session, clip);

  lt_session_find_clip (session, clip->id, &track);
  for (const LtClip *piece = clip; reach > 0 && piece != NULL && found == NULL; piece = find_before (session, track, piece, reach, false))
    found = find_before (session, track, piece, reach, true);
  return found;
}

GArray *
lt_sample_heard_dup_tails (const LtSession *session, LtId clip_id)
{
  GArray        *tails = g_array_new (FALSE, FALSE, sizeof (LtClipTail));
  const LtTrack *track = NULL;
  LtClipTail     tail;

  for (const LtClip *piece = lt_session_find_clip (session, clip_id, &track); piece != NULL; piece = piece_before (session, track, piece))
    if (lt_clip_tail_find_of (session, piece->id, &tail)
        && (double) (tail.to - piece->pos_frames - piece->length_frames) >= LT_SAMPLE_HEARD_TAIL_S * session->rate_hz)
      g_array_append_val (tails, tail);
  return tails;
}

void
lt_sample_heard_cover (const LtSession *session, const LtClip *clip, int64_t *from, int64_t *to)
{
  const LtTrack *track = NULL;
  LtClip         heard;

  get_heard (session, clip, &heard);
  *from = heard.offset_frames;
  *to = heard.offset_frames + heard.length_frames;
  if (lt_clip_sound_is_plain (clip) || lt_session_find_clip (session, clip->id, &track) == NULL)
    return;
  for (const LtClip *piece = piece_before (session, track, clip); piece != NULL; piece = piece_before (session, track, piece))
    *from = heard.offset_frames - (clip->pos_frames - piece->pos_frames);
}

LtSession *
lt_sample_heard_freeze (const LtSession *session, LtId clip_id, LtId source_id, int64_t from, int64_t n_frames)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);
  LtSession     *next;
  LtClip         heard;

  if (lt_clip_sound_is_plain (clip))
    return lt_edit_clip_source (session, clip_id, source_id, clip->offset_frames - from);
  next = lt_session_ref (session);
  get_heard (session, clip, &heard);
  for (const LtClip *piece = clip; piece != NULL; piece = piece_before (session, track, piece))
    {
      int64_t offset = heard.offset_frames - (clip->pos_frames - piece->pos_frames); /* in the print of the clip, whatever its own is */

      if (offset < from || offset + piece->length_frames > from + n_frames)
        break;
      lt_session_take (&next, lt_edit_clip_freeze (next, piece->id, source_id, offset - from));
    }
  return next;
}

static gboolean
copy (LtReader *reader, LtWriter *writer, GCancellable *cancellable, GError **error)
{
  const LtReaderInfo *info = lt_reader_get_info (reader);
  g_autofree float   *memory = g_new (float, 2 * BLOCK);
  float              *io[2] = { memory, memory + BLOCK };

  for (int64_t at = 0; at < info->n_frames; at += BLOCK)
    {
      uint32_t n = (uint32_t) MIN (info->n_frames - at, (int64_t) BLOCK);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      lt_reader_read (reader, at, n, io);
      if (!lt_writer_write (writer, (const float *const *) io, n, error))
        return FALSE;
    }
  return TRUE;
}

char *
lt_sample_heard_keep_tail (const LtSession *session, const LtClipTail *tail, const char *folder, const char *path, GCancellable *cancellable,
                           GError **error)
{
  g_autofree char     *print = lt_clip_print_dup_tail_ready (session, tail->clip, folder);
  g_autoptr (LtReader) reader = print != NULL ? lt_reader_open (print, error) : NULL;
  const LtReaderInfo  *info = reader != NULL ? lt_reader_get_info (reader) : NULL;

  if (print == NULL)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, _ ("“%s” changed while it was read. Try again."), tail->clip->name);
  if (reader == NULL)
    return NULL;

  LtWriterSpec spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = info->rate_hz, .n_channels = info->n_channels,
                        .n_frames_expected = info->n_frames };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, error);
  return writer != NULL && copy (reader, writer, cancellable, error) ? g_strdup (lt_writer_commit_unique (writer, error)) : NULL;
}
