// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A track: a strip and the clips that it plays.
// Layer: session.

#include "session/session-private.h"

LtTrack *
lt_track_ref (const LtTrack *self)
{
  LtTrack *own = (LtTrack *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtTrack *
lt_track_new (LtStrip *strip)
{
  LtTrack *self = g_new0 (LtTrack, 1);

  g_atomic_ref_count_init (&self->refs);
  self->strip = strip;
  self->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_clip_unref);
  return self;
}

LtTrack *
lt_track_copy (const LtTrack *self)
{
  LtTrack *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->strip = lt_strip_ref (self->strip);
  copy->clips = g_ptr_array_ref (self->clips);
  copy->takes = self->takes != NULL ? g_ptr_array_ref (self->takes) : NULL;
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_track_unref (LtTrack *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  lt_strip_unref (self->strip);
  g_ptr_array_unref (self->clips);
  g_clear_pointer (&self->takes, g_ptr_array_unref);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

void
lt_track_each_clip (const LtTrack *self, void (*each) (const LtClip *clip, gpointer data), gpointer data)
{
  for (guint i = 0; i < self->clips->len; i++)
    each (self->clips->pdata[i], data);
  for (guint t = 0; self->takes != NULL && t < self->takes->len; t++)
    {
      const LtTake *take = self->takes->pdata[t];

      for (guint i = 0; i < take->clips->len; i++)
        each (take->clips->pdata[i], data);
    }
}

int
lt_track_compare_clips (gconstpointer a, gconstpointer b)
{
  const LtClip *p = *(const LtClip *const *) a;
  const LtClip *q = *(const LtClip *const *) b;

  if (p->pos_frames != q->pos_frames)
    return p->pos_frames < q->pos_frames ? -1 : 1;
  return (p->id > q->id) - (p->id < q->id);
}

LtTrack *
lt_track_without_clip (const LtTrack *self, LtId clip_id)
{
  LtTrack *next = lt_track_copy (self);
  int      at = lt_nodes_find (self->clips, clip_id);

  if (at >= 0)
    lt_nodes_take (&next->clips,
                   lt_nodes_without (self->clips, (guint) at, (GDestroyNotify) lt_clip_unref));
  return next;
}

LtTrack *
lt_track_with_clip (const LtTrack *self, LtClip *clip)
{
  LtTrack *next = lt_track_without_clip (self, clip->id);
  guint    at = 0;

  while (at < next->clips->len && lt_track_compare_clips (&next->clips->pdata[at], &clip) < 0)
    at++;
  lt_nodes_take (&next->clips, lt_nodes_insert (next->clips, at, lt_clip_ref (clip),
                                                (GDestroyNotify) lt_clip_unref));
  return next;
}
