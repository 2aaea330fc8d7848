// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All clips in a table by id; tracks of which one has changed are sorted anew at the end.
// Layer: session.

#include "session/clip-batch.h"

typedef struct
{
  LtClip *clip; /* NULL: removed */
  guint   track;
} Place;

struct LtClipBatch
{
  LtSession  *session;
  GHashTable *places;  /* id to Place */
  bool       *changed; /* a flag a track */
  LtId        next_id;
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_clear_pointer (&place->clip, lt_clip_unref);
  g_free (place);
}

static void
set_place (LtClipBatch *self, LtClip *clip, guint track) /* takes @clip */
{
  Place *place = g_new (Place, 1);

  *place = (Place) { clip, track };
  g_hash_table_insert (self->places, GSIZE_TO_POINTER (clip->id), place);
}

LtClipBatch *
lt_clip_batch_new (const LtSession *session)
{
  LtClipBatch *self = g_new0 (LtClipBatch, 1);

  self->session = lt_session_ref (session);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, place_free);
  self->changed = g_new0 (bool, session->tracks->len + 1);
  self->next_id = session->next_id;
  for (guint t = 0; t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;

      for (guint i = 0; i < clips->len; i++)
        set_place (self, lt_clip_ref (clips->pdata[i]), t);
    }
  return self;
}

const LtClip *
lt_clip_batch_find (const LtClipBatch *self, LtId id, guint *track)
{
  const Place *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (id));

  if (place == NULL || place->clip == NULL)
    return NULL;
  if (track != NULL)
    *track = place->track;
  return place->clip;
}

void
lt_clip_batch_put (LtClipBatch *self, LtClip *clip, guint track)
{
  const Place *before = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (clip->id));

  g_assert (track < self->session->tracks->len);
  if (before != NULL)
    self->changed[before->track] = true;
  self->changed[track] = true;
  set_place (self, clip, track);
}

LtId
lt_clip_batch_next_id (LtClipBatch *self)
{
  return self->next_id++;
}

LtId
lt_clip_batch_add (LtClipBatch *self, LtClip *clip, guint track)
{
  clip->id = lt_clip_batch_next_id (self);
  lt_clip_renew_slots (clip, &self->next_id);
  lt_clip_batch_put (self, clip, track);
  return clip->id;
}

void
lt_clip_batch_remove (LtClipBatch *self, LtId id)
{
  Place *place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (id));

  if (place == NULL || place->clip == NULL)
    return;
  self->changed[place->track] = true;
  g_clear_pointer (&place->clip, lt_clip_unref);
}

/* (transfer full): the clips of every changed track, NULL for the others. */
static GPtrArray **
gather (LtClipBatch *self)
{
  guint          n = self->session->tracks->len;
  GPtrArray    **lists = g_new0 (GPtrArray *, n + 1);
  GHashTableIter iter;
  gpointer       value;

  for (guint t = 0; t < n; t++)
    if (self->changed[t])
      lists[t] = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_clip_unref);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Place *place = value;

      if (place->clip != NULL && lists[place->track] != NULL)
        g_ptr_array_add (lists[place->track], lt_clip_ref (place->clip));
    }
  return lists;
}

LtSession *
lt_clip_batch_end (LtClipBatch *self)
{
  g_autofree GPtrArray **lists = gather (self);
  LtSession             *next = lt_session_ref (self->session);
  bool                   any = false;

  for (guint t = 0; t < self->session->tracks->len; t++)
    any = any || lists[t] != NULL;
  if (any || self->next_id != self->session->next_id)
    {
      lt_session_take (&next, lt_session_copy (self->session));
      next->next_id = self->next_id;
    }
  if (any)
    lt_nodes_take (&next->tracks, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_track_unref));
  for (guint t = 0; any && t < self->session->tracks->len; t++)
    {
      const LtTrack *track = self->session->tracks->pdata[t];
      LtTrack       *changed = lists[t] != NULL ? lt_track_copy (track) : lt_track_ref (track);

      if (lists[t] != NULL)
        {
          g_ptr_array_sort (lists[t], lt_track_compare_clips);
          lt_nodes_take (&changed->clips, lists[t]);
        }
      g_ptr_array_add (next->tracks, changed);
    }
  lt_session_unref (self->session);
  g_hash_table_unref (self->places);
  g_free (self->changed);
  g_free (self);
  return next;
}

LtSession *
lt_clip_batch_change (const LtSession *session, const GArray *ids, bool locked_too, LtClipChange change, gconstpointer data)
{
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint i = 0; i < ids->len; i++)
    {
      guint         track;
      const LtClip *clip = lt_clip_batch_find (batch, g_array_index (ids, LtId, i), &track);

      if (clip == NULL || (clip->locked && !locked_too))
        continue;
      LtClip *copy = lt_clip_copy (clip);
      if (change (session, copy, i, data))
        lt_clip_batch_put (batch, copy, track);
      else
        lt_clip_unref (copy);
    }
  return lt_clip_batch_end (batch);
}
