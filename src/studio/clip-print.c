// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which files belong to a clip; another file makes them.
// Layer: studio.

#include "studio/clip-print.h"

#include "media/stretcher.h"
#include "session/clip-sound.h"
#include "session/clip-tail.h"
#include "studio/clip-print-files.h"
#include "studio/clip-print-maker.h"
#include "studio/file-feeds.h"

#include <glib/gi18n.h>

const char *
lt_clip_print_get_obstacle (void)
{
  return lt_stretcher_version () != NULL ? NULL : _ ("This Lathe was built without Rubber Band, which stretches and tunes clips. Install one that has it.");
}

/* --- its name --- */

/* False: it has none. */
static bool
find_tail (const LtSession *session, const LtClip *clip, const LtSource *source, LtClipPrintTail *out)
{
  int64_t length = lt_clip_tail_length (session, clip), fade = clip->fade_out_frames;

  *out = (LtClipPrintTail) { MAX (lt_clip_sound_print_offset (clip, source) + clip->length_frames - fade, 0), fade, clip->fade_out_curve, fade + length };
  return length > 0;
}

void
lt_clip_print_dup_paths (const LtSession *session, const LtClip *clip, const char *folder, char **path, char **tail_path)
{
  const LtSource  *source = lt_clip_sound_is_plain (clip) ? NULL : lt_session_find_source (session, clip->source_id);
  g_autofree char *recording = source != NULL ? lt_file_feeds_dup_path (source, folder) : NULL;
  g_autofree char *identity = recording != NULL ? lt_clip_print_files_dup_identity (recording) : NULL;
  g_autofree char *tail_name = NULL, *name = NULL;
  LtClipPrintTail  tail;

  *path = NULL;
  if (tail_path != NULL)
    *tail_path = NULL;
  if (identity == NULL)
    return;
  name = lt_clip_print_name_dup (session, clip, source, identity, tail_path != NULL && find_tail (session, clip, source, &tail) ? &tail : NULL, &tail_name);
  *path = lt_clip_print_files_dup_path (name);
  if (tail_name != NULL)
    *tail_path = lt_clip_print_files_dup_path (tail_name);
}

char *
lt_clip_print_dup_path (const LtSession *session, const LtClip *clip, const char *folder)
{
  char *path;

  lt_clip_print_dup_paths (session, clip, folder, &path, NULL);
  return path;
}

char *
lt_clip_print_dup_tail_path (const LtSession *session, const LtClip *clip, const char *folder)
{
  g_autofree char *path = NULL;
  char            *tail;

  lt_clip_print_dup_paths (session, clip, folder, &path, &tail);
  return tail;
}

static char *
dup_if_ready (char *path) /* takes @path */
{
  if (path == NULL || lt_clip_print_files_is_ready (path))
    return path;
  g_free (path);
  return NULL;
}

char *
lt_clip_print_dup_ready (const LtSession *session, const LtClip *clip, const char *folder)
{
  return dup_if_ready (lt_clip_print_dup_path (session, clip, folder));
}

char *
lt_clip_print_dup_tail_ready (const LtSession *session, const LtClip *clip, const char *folder)
{
  return dup_if_ready (lt_clip_print_dup_tail_path (session, clip, folder));
}

/* --- its making --- */

bool
lt_clip_print_make (const LtSession *session, const LtClip *clip, const char *folder, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                    GError **error)
{
  const LtSource  *source = lt_session_find_source (session, clip->source_id);
  g_autofree char *path = lt_clip_print_dup_path (session, clip, folder);
  LtClipPrintWish  wish = { session, clip, folder, path, NULL, progress, data, cancellable };

  if (source == NULL || lt_clip_sound_is_plain (clip) || (path != NULL && lt_clip_print_files_is_ready (path)))
    return true;
  return lt_clip_print_maker_run (&wish, error);
}

typedef struct
{
  LtProgressFunc progress; /* may be NULL */
  gpointer       data;
  double         from, share;
} Half;

static void
advance_half (double share, gpointer data)
{
  const Half *half = data;

  if (half->progress != NULL)
    half->progress (half->from + half->share * share, half->data);
}

bool
lt_clip_print_make_heard (const LtSession *session, const LtClip *clip, const char *folder, LtProgressFunc progress, gpointer data,
                          GCancellable *cancellable, GError **error)
{
  LtClipTail      place;
  LtClipPrintTail tail;
  const LtSource *source = lt_session_find_source (session, clip->source_id);

  if (source == NULL || !lt_clip_tail_find_of (session, clip->id, &place) || !find_tail (session, clip, source, &tail))
    return lt_clip_print_make (session, clip, folder, progress, data, cancellable, error);

  g_autofree char *body = lt_clip_print_dup_ready (session, clip, folder), *path = lt_clip_print_dup_tail_path (session, clip, folder);
  double           share = body != NULL ? 0.0 : 0.5;
  Half             first = { progress, data, 0.0, share }, second = { progress, data, share, 1.0 - share };
  LtClipPrintWish  wish = { session, clip, folder, path, &tail, advance_half, &second, cancellable };

  if (!lt_clip_print_make (session, clip, folder, advance_half, &first, cancellable, error))
    return false;
  return (path != NULL && lt_clip_print_files_is_ready (path)) || lt_clip_print_maker_run (&wish, error);
}
