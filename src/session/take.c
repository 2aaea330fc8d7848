// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A take: clips of a track that are kept and not heard.
// Layer: session.

#include "session/take.h"

#include "session/edit-clips-join.h"
#include "session/session-private.h"

LtTake *
lt_take_ref (const LtTake *self)
{
  LtTake *own = (LtTake *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtTake *
lt_take_new (LtId id, const char *name)
{
  LtTake *self = g_new0 (LtTake, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->name = g_strdup (name);
  self->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_clip_unref);
  return self;
}

LtTake *
lt_take_copy (const LtTake *self)
{
  LtTake *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->clips = g_ptr_array_ref (self->clips);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_take_unref (LtTake *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_ptr_array_unref (self->clips);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

guint
lt_take_n (const LtTrack *track)
{
  return track->takes != NULL ? track->takes->len : 0;
}

const LtTake *
lt_take_find (const LtSession *session, LtId take_id, const LtTrack **track, guint *index)
{
  for (guint t = 0; t < session->tracks->len; t++)
    {
      const LtTrack *candidate = session->tracks->pdata[t];
      int            at = candidate->takes != NULL ? lt_nodes_find (candidate->takes, take_id) : -1;

      if (at < 0)
        continue;
      if (track != NULL)
        *track = candidate;
      if (index != NULL)
        *index = (guint) at;
      return candidate->takes->pdata[at];
    }
  return NULL;
}

int
lt_take_find_of (const LtTrack *track, const LtClip *clip)
{
  for (guint t = 0; t < lt_take_n (track); t++)
    {
      const LtTake *take = track->takes->pdata[t];

      for (guint i = 0; i < take->clips->len; i++)
        {
          const LtClip *of = take->clips->pdata[i];

          if (lt_edit_clips_is_same_sound (of, clip) && of->pos_frames < clip->pos_frames + clip->length_frames
              && clip->pos_frames < of->pos_frames + of->length_frames)
            return (int) t;
        }
    }
  return -1;
}

static int64_t
end_of (const LtClip *clip)
{
  return clip->pos_frames + clip->length_frames;
}

void
lt_take_get_stretch (const LtTrack *track, const LtClip *clip, int64_t *from, int64_t *to)
{
  *from = clip->pos_frames;
  *to = end_of (clip);
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *other = track->clips->pdata[i];

      if (other->pos_frames >= end_of (clip))
        break;
      if (other == clip || end_of (other) <= clip->pos_frames)
        continue;
      if (other->pos_frames < clip->pos_frames && end_of (other) < end_of (clip))
        *from = MAX (*from, clip->pos_frames + (end_of (other) - clip->pos_frames) / 2);
      else if (other->pos_frames > clip->pos_frames && end_of (other) > end_of (clip))
        *to = MIN (*to, other->pos_frames + (end_of (clip) - other->pos_frames) / 2);
    }
  if (*from >= *to) /* three at once: there is no middle */
    {
      *from = clip->pos_frames;
      *to = end_of (clip);
    }
}

GArray *
lt_take_dup_stretches (const LtTrack *track)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (LtTakeStretch));

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];
      LtTakeStretch stretch = { .clip_id = clip->id, .take = lt_take_find_of (track, clip) };

      lt_take_get_stretch (track, clip, &stretch.from, &stretch.to);
      g_array_append_val (out, stretch);
    }
  return out;
}

static int
compare_stacks (gconstpointer a, gconstpointer b)
{
  const LtTakeStack *p = a, *q = b;

  return (p->from > q->from) - (p->from < q->from);
}

static void
add_stack (GArray *stacks, const LtClip *clip)
{
  LtTakeStack stack = { clip->pos_frames, end_of (clip), clip->pos_frames, clip->locked };

  g_array_append_val (stacks, stack);
}

GArray *
lt_take_dup_stacks (const LtTrack *track)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (LtTakeStack));
  GArray *stacks = g_array_new (FALSE, FALSE, sizeof (LtTakeStack));

  for (guint t = 0; t < lt_take_n (track); t++)
    for (guint i = 0; i < ((const LtTake *) track->takes->pdata[t])->clips->len; i++)
      add_stack (all, ((const LtTake *) track->takes->pdata[t])->clips->pdata[i]);
  for (guint i = 0; all->len > 0 && i < track->clips->len; i++)
    if (lt_take_find_of (track, track->clips->pdata[i]) >= 0)
      add_stack (all, track->clips->pdata[i]);
  g_array_sort (all, compare_stacks);
  for (guint i = 0; i < all->len; i++)
    {
      const LtTakeStack *one = &g_array_index (all, LtTakeStack, i);
      LtTakeStack       *open = stacks->len > 0 ? &g_array_index (stacks, LtTakeStack, stacks->len - 1) : NULL;

      if (open == NULL || one->from >= open->to)
        {
          g_array_append_vals (stacks, one, 1);
          continue;
        }
      open->to = MAX (open->to, one->to);
      open->last = one->from;
      open->locked = open->locked || one->locked;
    }
  return stacks;
}

const LtTakeStack *
lt_take_find_stack (const GArray *stacks, const LtClip *clip)
{
  for (guint i = 0; i < stacks->len; i++)
    {
      const LtTakeStack *stack = &g_array_index (stacks, LtTakeStack, i);

      if (clip->pos_frames >= stack->from && clip->pos_frames < stack->to)
        return stack;
    }
  return NULL;
}

bool
lt_take_has_sound (const LtTake *take, int64_t from, int64_t to)
{
  for (guint i = 0; i < take->clips->len; i++)
    {
      const LtClip *clip = take->clips->pdata[i];

      if (clip->pos_frames < to && end_of (clip) > from)
        return true;
    }
  return false;
}
