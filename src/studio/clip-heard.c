// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One question to the clip, one to its print.
// Layer: studio.

#include "studio/clip-heard.h"

#include "session/clip-sound.h"
#include "studio/clip-print.h"
#include "studio/file-feeds.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>

bool
lt_clip_heard_find (const LtSession *session, const LtClip *clip, const char *folder, LtClipHeard *out, GCancellable *cancellable, GError **error)
{
  const LtSource *source = lt_session_find_source (session, clip->source_id);

  *out = (LtClipHeard) { .offset = clip->offset_frames, .reverse = clip->reverse, .by = 1.0 };
  if (source == NULL)
    {
      g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, _ ("“%s” plays a recording that the session doesn't have. Delete the clip."), clip->name);
      return false;
    }
  if (lt_clip_sound_is_plain (clip))
    {
      out->path = lt_file_feeds_dup_path (source, folder);
      if (source->rate_hz > 0.0)
        out->by = source->rate_hz / session->rate_hz;
      return true;
    }
  if (!lt_clip_print_make (session, clip, folder, NULL, NULL, cancellable, error))
    return false;
  out->path = lt_clip_print_dup_ready (session, clip, folder);
  out->offset = lt_clip_sound_print_offset (clip, source);
  out->reverse = FALSE; /* the print is backwards */
  if (out->path == NULL)
    g_set_error (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_SOURCE, _ ("“%s” changed while it was read. Try again."), source->path);
  return out->path != NULL;
}

void
lt_clip_heard_get_range (const LtClipHeard *self, const LtClip *clip, int64_t *from, int64_t *to)
{
  *from = MAX ((int64_t) ((double) self->offset * self->by), 0);
  *to = (int64_t) ceil ((double) (self->offset + clip->length_frames) * self->by);
}

void
lt_clip_heard_clear (LtClipHeard *self)
{
  g_clear_pointer (&self->path, g_free);
}
