// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One track over one source; ids that no session gives.
// Layer: session.

#include "session/mix-file.h"

#include "session/session-private.h"

enum
{
  TRACK = 1, /* below LT_ID_MAX */
  SOURCE,
  CLIP,
};

struct _LtMixFile
{
  LtSource *source;
  LtTrack  *track;
};

LtMixFile *
lt_mix_file_new (const char *path, int64_t n_frames, double rate_hz, int64_t latency_frames)
{
  LtMixFile *self = g_new0 (LtMixFile, 1);
  LtStrip   *strip = lt_strip_new (LT_ID_MAX - TRACK, LT_STRIP_TRACK, "");
  LtClip    *clip = lt_clip_new (LT_ID_MAX - CLIP);

  self->source = lt_source_new (LT_ID_MAX - SOURCE);
  self->source->path = g_strdup (path);
  self->source->name = g_path_get_basename (path);
  self->source->n_frames = n_frames;
  self->source->n_channels = 2;
  self->source->rate_hz = rate_hz;

  /* Played later and counted earlier: in time, with the latency. */
  if (latency_frames > (int64_t) (LT_STRIP_DELAY_MAX_S * rate_hz))
    latency_frames = 0;
  strip->delay_frames = -latency_frames;
  clip->pos_frames = latency_frames;
  strip->solo_safe = true; /* the session's VCAs are still there */
  self->track = lt_track_new (strip);
  clip->source_id = self->source->id;
  clip->name = g_strdup (self->source->name);
  clip->length_frames = n_frames;
  g_ptr_array_add (self->track->clips, clip);
  return self;
}

void
lt_mix_file_free (LtMixFile *self)
{
  if (self == NULL)
    return;
  lt_source_unref (self->source);
  lt_track_unref (self->track);
  g_free (self);
}

static GPtrArray *
list_of (gpointer node, GDestroyNotify free_node)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_node);

  if (node != NULL)
    g_ptr_array_add (list, node);
  return list;
}

LtSession *
lt_mix_file_session (const LtMixFile *self, const LtSession *session)
{
  LtSession *next = lt_session_copy (session);
  LtStrip   *mix = lt_strip_new (session->mix->id, LT_STRIP_MIX, session->mix->name);

  lt_nodes_take (&next->tracks, list_of (lt_track_ref (self->track), (GDestroyNotify) lt_track_unref));
  lt_nodes_take (&next->buses, list_of (NULL, (GDestroyNotify) lt_strip_unref));
  lt_nodes_take (&next->sources,
                 lt_nodes_insert (session->sources, session->sources->len, lt_source_ref (self->source), (GDestroyNotify) lt_source_unref));
  lt_strip_unref (next->mix);
  next->mix = mix;
  return next;
}

const LtSlot *
lt_mix_file_find_obstacle (const LtSession *session)
{
  const GPtrArray *slots = session->master->slots;

  for (guint i = 0; i < slots->len; i++)
    {
      const LtSlot  *slot = g_ptr_array_index (slots, i);
      const LtStrip *strip = lt_session_find_key (session, slot->key_id, NULL);

      if (strip == NULL || strip->id == session->master->id)
        continue;
      if (strip->id != session->mix->id || slot->key_pre) /* the file has the mix behind its fader */
        return slot;
    }
  return NULL;
}

LtSession *
lt_mix_file_mix_alone (const LtSession *session)
{
  g_autoptr (LtStrip) bare = lt_strip_new (session->master->id, LT_STRIP_MASTER, session->master->name);

  return lt_session_with_strip (session, bare);
}
