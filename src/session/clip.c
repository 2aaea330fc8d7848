// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A clip: a stretch of a source on the time line.
// Layer: session.

#include "session/session-private.h"

LtClip *
lt_clip_ref (const LtClip *self)
{
  LtClip *own = (LtClip *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtClip *
lt_clip_new (LtId id)
{
  LtClip *self = g_new0 (LtClip, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->length_frames = 1;
  self->sound.stretch = 1.0;
  return self;
}

LtClip *
lt_clip_copy (const LtClip *self)
{
  LtClip *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->name = g_strdup (self->name);
  copy->envelope = self->envelope != NULL ? g_array_ref (self->envelope) : NULL;
  copy->sound.slots = self->sound.slots != NULL ? g_ptr_array_ref (self->sound.slots) : NULL;
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_clip_unref (LtClip *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_clear_pointer (&self->envelope, g_array_unref);
  g_clear_pointer (&self->sound.slots, g_ptr_array_unref);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

void
lt_clip_renew_slots (LtClip *self, LtId *next_id)
{
  if (self->sound.slots == NULL)
    return;

  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);

  for (guint i = 0; i < self->sound.slots->len; i++)
    {
      LtSlot *slot = lt_slot_copy (self->sound.slots->pdata[i]);

      slot->id = (*next_id)++;
      g_ptr_array_add (slots, slot);
    }
  lt_nodes_take (&self->sound.slots, slots);
}

double
lt_clip_envelope_at (const LtClip *self, int64_t pos)
{
  const GArray  *points = self->envelope;
  const LtPoint *before = NULL;

  if (points == NULL || points->len == 0)
    return 0.0;
  for (guint i = 0; i < points->len; i++)
    {
      const LtPoint *point = &g_array_index (points, LtPoint, i);

      if (point->pos_frames > pos)
        {
          if (before == NULL)
            return point->value;
          if (before->hold)
            return before->value;

          double t = (double) (pos - before->pos_frames)
                     / (double) (point->pos_frames - before->pos_frames);
          return before->value + t * (point->value - before->value);
        }
      before = point;
    }
  return before->value;
}

GArray *
lt_clip_cut_envelope (const LtClip *self, int64_t from, int64_t length)
{
  if (self->envelope == NULL)
    return NULL;
  if (from == 0 && length >= self->length_frames)
    return g_array_ref (self->envelope);

  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  LtPoint first = { 0, lt_clip_envelope_at (self, from), false };
  LtPoint last = { length, lt_clip_envelope_at (self, from + length), false };

  for (guint i = 0; i < self->envelope->len; i++)
    {
      LtPoint point = g_array_index (self->envelope, LtPoint, i);

      if (point.pos_frames <= from)
        first.hold = point.hold;
      point.pos_frames -= from;
      if (point.pos_frames <= 0 || point.pos_frames >= length)
        continue;
      if (out->len == 0)
        g_array_append_val (out, first);
      g_array_append_val (out, point);
    }
  if (out->len == 0)
    g_array_append_val (out, first);
  g_array_append_val (out, last);
  return out;
}

void
lt_clip_fit_fades (LtClip *self)
{
  self->fade_in_frames = CLAMP (self->fade_in_frames, 0, self->length_frames);
  self->fade_out_frames
      = CLAMP (self->fade_out_frames, 0, self->length_frames - self->fade_in_frames);
}
