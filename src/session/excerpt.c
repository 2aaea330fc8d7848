// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clips are shared with the session; their strips are new.
// Layer: session.

#include "session/excerpt.h"

#include "session/session-private.h"

static LtTrack *
make_track (const LtTrack *track, GHashTable *wanted)
{
  LtTrack *made = lt_track_new (lt_strip_new (track->strip->id, LT_STRIP_TRACK, track->strip->name));

  for (guint i = 0; i < track->clips->len; i++)
    {
      LtClip *clip = track->clips->pdata[i];

      if (!g_hash_table_contains (wanted, &clip->id))
        continue;
      if (clip->mute)
        {
          clip = lt_clip_copy (clip);
          clip->mute = false;
        }
      else
        lt_clip_ref (clip);
      g_ptr_array_add (made->clips, clip);
    }
  return made;
}

LtSession *
lt_excerpt_new (const LtSession *session, const GArray *ids)
{
  LtSession              *next = lt_session_copy (session);
  g_autoptr (GHashTable)  wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray              *tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_track_unref);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (wanted, &g_array_index (ids, LtId, i));
  for (guint t = 0; t < session->tracks->len; t++)
    {
      LtTrack *track = make_track (session->tracks->pdata[t], wanted);

      if (track->clips->len > 0)
        g_ptr_array_add (tracks, track);
      else
        lt_track_unref (track);
    }
  lt_nodes_take (&next->tracks, tracks);
  lt_nodes_take (&next->buses, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref));
  lt_nodes_take (&next->vcas, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref));
  lt_nodes_take (&next->groups, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_group_unref));
  lt_strip_unref (next->mix);
  lt_strip_unref (next->master);
  next->mix = lt_strip_new (session->mix->id, LT_STRIP_MIX, session->mix->name);
  next->master = lt_strip_new (session->master->id, LT_STRIP_MASTER, session->master->name);
  next->pan_law = LT_PAN_LAW_0DB;
  next->solo_mode = LT_SOLO_IN_PLACE;
  return next;
}

uint32_t
lt_excerpt_n_channels (const LtSession *excerpt)
{
  for (guint t = 0; t < excerpt->tracks->len; t++)
    {
      const LtTrack *track = excerpt->tracks->pdata[t];

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtSource *source = lt_session_find_source (excerpt, ((const LtClip *) track->clips->pdata[i])->source_id);

          if (source != NULL && source->n_channels > 1)
            return 2;
        }
    }
  return 1;
}

bool
lt_excerpt_get_extent (const LtSession *excerpt, int64_t *from, int64_t *to)
{
  bool any = false;

  for (guint t = 0; t < excerpt->tracks->len; t++)
    {
      const LtTrack *track = excerpt->tracks->pdata[t];

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = track->clips->pdata[i];
          int64_t       end = clip->pos_frames + clip->length_frames;

          *from = any ? MIN (*from, clip->pos_frames) : clip->pos_frames;
          *to = any ? MAX (*to, end) : end;
          any = true;
        }
    }
  return any;
}
