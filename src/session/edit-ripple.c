// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits that move what follows.
// Layer: session.

#include "session/edit-ripple.h"

#include "session/clip-batch.h"
#include "session/edit-clip.h"
#include "session/edit-take.h"
#include "session/time-shift.h"

static bool
is_in (LtRippleScope scope, guint track)
{
  return scope.ripple == LT_RIPPLE_ALL || (track >= scope.first && track <= scope.last);
}

static int64_t
end_of (const LtClip *clip)
{
  return clip->pos_frames + clip->length_frames;
}

static void
put_at (LtClipBatch *batch, const LtClip *clip, guint track, int64_t pos)
{
  LtClip *moved;

  pos = CLAMP (pos, 0, LT_FRAMES_MAX);
  if (pos == clip->pos_frames)
    return;
  moved = lt_clip_copy (clip);
  moved->pos_frames = pos;
  lt_clip_batch_put (batch, moved, track);
}

guint
lt_edit_ripple_n_locked (const LtSession *session, LtRippleScope scope, int64_t at)
{
  guint n = 0;

  for (guint t = 0; t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;

      for (guint i = 0; is_in (scope, t) && i < clips->len; i++)
        n += ((const LtClip *) clips->pdata[i])->locked && end_of (clips->pdata[i]) > at;
    }
  return n;
}

/* --- time --- */

static void
insert_in_clip (LtClipBatch *batch, const LtClip *clip, guint t, int64_t at, int64_t length)
{
  LtClip *left, *right;

  if (clip->locked || end_of (clip) <= at)
    return;
  if (clip->pos_frames >= at)
    {
      put_at (batch, clip, t, clip->pos_frames + length);
      return;
    }
  lt_clip_split (clip, at - clip->pos_frames, &left, &right);
  right->pos_frames = MIN (right->pos_frames + length, LT_FRAMES_MAX);
  lt_clip_batch_put (batch, left, t);
  lt_clip_batch_add (batch, right, t);
}

LtSession *
lt_edit_ripple_insert (const LtSession *session, LtRippleScope scope, int64_t at, int64_t length)
{
  g_return_val_if_fail (at >= 0 && length >= 0, lt_session_ref (session));

  at = MIN (at, LT_FRAMES_MAX);
  length = MIN (length, LT_FRAMES_MAX);
  if (length == 0)
    return lt_session_ref (session);

  g_autoptr (LtSession) shifted
      = scope.ripple == LT_RIPPLE_ALL ? lt_time_shift_insert (session, at, length) : lt_session_ref (session);
  LtClipBatch *batch = lt_clip_batch_new (shifted);

  for (guint t = 0; t < shifted->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) shifted->tracks->pdata[t])->clips;

      for (guint i = 0; is_in (scope, t) && i < clips->len; i++)
        insert_in_clip (batch, clips->pdata[i], t, at, length);
    }

  g_autoptr (LtSession) next = lt_clip_batch_end (batch);
  return lt_edit_take_insert_time (next, scope, at, length);
}

static void
delete_from_clip (LtClipBatch *batch, const LtClip *clip, guint t, int64_t from, int64_t to)
{
  LtClip *left = NULL, *right = NULL;

  if (clip->locked || end_of (clip) <= from)
    return;
  if (clip->pos_frames >= to)
    {
      put_at (batch, clip, t, clip->pos_frames - (to - from));
      return;
    }
  if (clip->pos_frames < from)
    {
      left = lt_clip_cut (clip, 0, from - clip->pos_frames);
      left->fade_out_frames = 0;
      lt_clip_fit_fades (left);
    }
  if (end_of (clip) > to)
    {
      right = lt_clip_cut (clip, to - clip->pos_frames, end_of (clip) - to);
      right->fade_in_frames = 0;
      lt_clip_fit_fades (right);
      right->pos_frames = from;
    }
  if (left == NULL && right == NULL)
    lt_clip_batch_remove (batch, clip->id);
  if (left != NULL && right != NULL)
    lt_clip_batch_add (batch, g_steal_pointer (&right), t);
  if (left != NULL)
    lt_clip_batch_put (batch, left, t);
  else if (right != NULL)
    lt_clip_batch_put (batch, right, t);
}

LtSession *
lt_edit_ripple_delete (const LtSession *session, LtRippleScope scope, int64_t from, int64_t to)
{
  g_return_val_if_fail (from >= 0 && to <= LT_FRAMES_MAX, lt_session_ref (session));

  if (from >= to)
    return lt_session_ref (session);

  g_autoptr (LtSession) shifted
      = scope.ripple == LT_RIPPLE_ALL ? lt_time_shift_delete (session, from, to) : lt_session_ref (session);
  LtClipBatch *batch = lt_clip_batch_new (shifted);

  for (guint t = 0; t < shifted->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) shifted->tracks->pdata[t])->clips;

      for (guint i = 0; is_in (scope, t) && i < clips->len; i++)
        delete_from_clip (batch, clips->pdata[i], t, from, to);
    }

  g_autoptr (LtSession) next = lt_clip_batch_end (batch);
  return lt_edit_take_delete_time (next, scope, from, to);
}

/* --- clips that go --- */

typedef struct
{
  int64_t from, to;
} Span;

static void
add_span (GArray *spans, int64_t from, int64_t to)
{
  Span *last = spans->len > 0 ? &g_array_index (spans, Span, spans->len - 1) : NULL;

  if (last != NULL && from <= last->to)
    last->to = MAX (last->to, to);
  else
    g_array_append_vals (spans, &(Span){ from, to }, 1);
}

/* (transfer full): of Span, what the removed clips leave silent on the track. */
static GArray *
find_gaps (const LtTrack *track, GHashTable *removed)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (Span)), stays = g_array_new (FALSE, FALSE, sizeof (Span));
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (Span));
  guint   k = 0;

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];

      add_span (g_hash_table_contains (removed, GSIZE_TO_POINTER (clip->id)) ? gone : stays, clip->pos_frames, end_of (clip));
    }
  for (guint i = 0; i < gone->len; i++)
    {
      Span    span = g_array_index (gone, Span, i);
      int64_t at = span.from;

      while (k < stays->len && g_array_index (stays, Span, k).to <= at)
        k++;
      for (guint j = k; j < stays->len && g_array_index (stays, Span, j).from < span.to; j++)
        {
          Span cover = g_array_index (stays, Span, j);

          if (cover.from > at)
            add_span (gaps, at, cover.from);
          at = MAX (at, cover.to);
        }
      if (at < span.to)
        add_span (gaps, at, span.to);
    }
  return gaps;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *p = a, *q = b;

  return p->from != q->from ? (p->from > q->from) - (p->from < q->from) : (p->to > q->to) - (p->to < q->to);
}

/* (transfer full): all of them on one time line, merged. */
static GArray *
merge_gaps (GPtrArray *of_tracks)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Span));
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint t = 0; t < of_tracks->len; t++)
    g_array_append_vals (all, ((GArray *) of_tracks->pdata[t])->data, ((GArray *) of_tracks->pdata[t])->len);
  g_array_sort (all, compare_spans);
  for (guint i = 0; i < all->len; i++)
    add_span (out, g_array_index (all, Span, i).from, g_array_index (all, Span, i).to);
  return out;
}

/* What begins behind each of the gaps comes earlier by all before it. */
static void
close_gaps (LtClipBatch *batch, const LtTrack *track, guint t, const GArray *gaps)
{
  int64_t by = 0;
  guint   k = 0;

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = lt_clip_batch_find (batch, ((const LtClip *) track->clips->pdata[i])->id, NULL);

      if (clip == NULL)
        continue;
      for (; k < gaps->len && g_array_index (gaps, Span, k).to <= clip->pos_frames; k++)
        by += g_array_index (gaps, Span, k).to - g_array_index (gaps, Span, k).from;
      if (by > 0 && !clip->locked)
        put_at (batch, clip, t, clip->pos_frames - by);
    }
}

LtSession *
lt_edit_ripple_remove (const LtSession *session, const GArray *ids, LtRipple ripple)
{
  g_autoptr (GHashTable) removed = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = lt_clip_batch_find (batch, g_array_index (ids, LtId, i), NULL);

      if (clip == NULL || clip->locked)
        continue;
      g_hash_table_add (removed, GSIZE_TO_POINTER (clip->id));
      lt_clip_batch_remove (batch, clip->id);
    }
  for (guint t = 0; t < session->tracks->len; t++)
    g_ptr_array_add (gaps, find_gaps (session->tracks->pdata[t], removed));

  g_autoptr (GArray) all = merge_gaps (gaps);
  for (guint t = 0; ripple != LT_RIPPLE_OFF && t < session->tracks->len; t++)
    close_gaps (batch, session->tracks->pdata[t], t, ripple == LT_RIPPLE_ALL ? all : gaps->pdata[t]);

  LtSession *next = lt_clip_batch_end (batch);
  for (guint i = all->len; ripple == LT_RIPPLE_ALL && i-- > 0;)
    lt_session_take (&next, lt_time_shift_delete (next, g_array_index (all, Span, i).from, g_array_index (all, Span, i).to));
  return next;
}

/* --- trimming --- */

/* One edge of a clip has moved. */
typedef struct
{
  LtId     clip_id;
  guint    track;
  int64_t  pos, end; /* of the clip as it was */
  int64_t  by;       /* how much later what follows comes */
  int64_t  seam;     /* where the time was put in, or taken out from on */
  LtRipple ripple;
} Moved;

/* A neighbour that the clip is cross-faded with follows too. */
static bool
follows (const Moved *moved, const LtClip *other, guint t)
{
  bool crosses = t == moved->track && other->pos_frames > moved->pos && end_of (other) > moved->end;

  return other->id != moved->clip_id && !other->locked && (other->pos_frames >= moved->end || crosses);
}

static LtSession *
follow (const LtSession *session, const Moved *moved)
{
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint t = 0; t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;

      for (guint i = 0; (moved->ripple == LT_RIPPLE_ALL || t == moved->track) && i < clips->len; i++)
        if (follows (moved, clips->pdata[i], t))
          put_at (batch, clips->pdata[i], t, ((const LtClip *) clips->pdata[i])->pos_frames + moved->by);
    }
  LtSession *next = lt_clip_batch_end (batch);
  if (moved->ripple == LT_RIPPLE_ALL && moved->by > 0)
    lt_session_take (&next, lt_time_shift_insert (next, moved->seam, moved->by));
  else if (moved->ripple == LT_RIPPLE_ALL)
    lt_session_take (&next, lt_time_shift_delete (next, moved->seam, moved->seam - moved->by));
  return next;
}

static LtSession *
trim (const LtSession *session, LtId clip_id, int64_t pos_frames, LtRipple ripple, bool is_start)
{
  Moved         moved = { .clip_id = clip_id, .ripple = ripple };
  LtClipBatch  *batch = lt_clip_batch_new (session);
  const LtClip *clip = lt_clip_batch_find (batch, clip_id, &moved.track);
  LtClip       *trimmed = NULL;

  if (clip != NULL && !clip->locked)
    trimmed = is_start ? lt_clip_trim_start (session, clip, pos_frames) : lt_clip_trim_end (session, clip, pos_frames);
  if (trimmed == NULL)
    return lt_clip_batch_end (batch);

  moved.pos = clip->pos_frames;
  moved.end = end_of (clip);
  moved.by = trimmed->length_frames - clip->length_frames;
  moved.seam = is_start ? clip->pos_frames : MIN (moved.end, moved.end + moved.by);
  if (ripple != LT_RIPPLE_OFF)
    trimmed->pos_frames = clip->pos_frames;
  lt_clip_batch_put (batch, trimmed, moved.track);

  g_autoptr (LtSession) next = lt_clip_batch_end (batch);
  return ripple != LT_RIPPLE_OFF ? follow (next, &moved) : lt_session_ref (next);
}

LtSession *
lt_edit_ripple_trim_start (const LtSession *session, LtId clip_id, int64_t pos_frames, LtRipple ripple)
{
  return trim (session, clip_id, pos_frames, ripple, true);
}

LtSession *
lt_edit_ripple_trim_end (const LtSession *session, LtId clip_id, int64_t pos_frames, LtRipple ripple)
{
  return trim (session, clip_id, pos_frames, ripple, false);
}
