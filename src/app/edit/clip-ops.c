// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of single clips, one after another.
// Layer: app.

#include "app/edit/clip-ops.h"

#include "session/ids.h"

int
lt_clip_ops_find_track (const LtSession *session, LtId track_id)
{
  for (guint i = 0; i < session->tracks->len; i++)
    if (((const LtTrack *) session->tracks->pdata[i])->strip->id == track_id)
      return (int) i;
  return -1;
}

static const LtClip *
nth (const LtSession *session, const GArray *ids, guint i, const LtTrack **track)
{
  return lt_session_find_clip (session, g_array_index (ids, LtId, i), track);
}

static LtId
track_id_at (const LtSession *session, int index)
{
  return ((const LtTrack *) session->tracks->pdata[index])->strip->id;
}

gboolean
lt_clip_ops_get_extent (const LtSession *session, const GArray *ids, int64_t *from, int64_t *to)
{
  gboolean any = FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = nth (session, ids, i, NULL);

      if (clip == NULL)
        continue;
      *from = any ? MIN (*from, clip->pos_frames) : clip->pos_frames;
      *to = any ? MAX (*to, clip->pos_frames + clip->length_frames) : clip->pos_frames + clip->length_frames;
      any = TRUE;
    }
  return any;
}

/* How far all can go together. */
static void
limit (const LtSession *session, const GArray *ids, int64_t *by_frames, int *by_tracks)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const LtTrack *track = NULL;
      const LtClip  *clip = nth (session, ids, i, &track);

      if (clip == NULL || clip->locked)
        continue;
      int row = lt_clip_ops_find_track (session, track->strip->id);
      *by_frames = MAX (*by_frames, -clip->pos_frames);
      *by_tracks = CLAMP (*by_tracks, -row, (int) session->tracks->len - 1 - row);
    }
}

static LtSession *
shift (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks, GArray *made)
{
  LtSession *next = lt_session_ref (session);

  limit (session, ids, &by_frames, &by_tracks);
  for (guint i = 0; i < ids->len; i++)
    {
      const LtTrack *track = NULL;
      const LtClip  *clip = nth (session, ids, i, &track);
      LtId           id;

      if (clip == NULL || clip->locked)
        continue;
      LtId to = track_id_at (session, lt_clip_ops_find_track (session, track->strip->id) + by_tracks);
      if (made == NULL)
        {
          lt_session_take (&next, lt_edit_clip_move (next, clip->id, to, clip->pos_frames + by_frames));
          continue;
        }
      lt_session_take (&next, lt_edit_clip_duplicate (next, clip->id, to, clip->pos_frames + by_frames, &id));
      g_array_append_val (made, id);
    }
  return next;
}

LtSession *
lt_clip_ops_move (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks)
{
  return shift (session, ids, by_frames, by_tracks, NULL);
}

LtSession *
lt_clip_ops_copy (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks, GArray *made)
{
  return shift (session, ids, by_frames, by_tracks, made);
}

LtSession *
lt_clip_ops_delete (const LtSession *session, const GArray *ids)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = nth (next, ids, i, NULL);

      if (clip != NULL && !clip->locked)
        lt_session_take (&next, lt_edit_clip_remove (next, clip->id));
    }
  return next;
}

LtSession *
lt_clip_ops_split (const LtSession *session, const GArray *ids, int64_t pos_frames, GArray *made)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = nth (next, ids, i, NULL);
      LtId          right = 0;

      if (clip == NULL || clip->locked)
        continue;
      lt_session_take (&next, lt_edit_clip_split (next, clip->id, pos_frames, &right));
      if (right != 0 && made != NULL)
        g_array_append_val (made, right);
    }
  return next;
}

/* --- ranges --- */

/* Clips of tracks @first to @last that reach into the range, of LtId. */
static GArray *
find_in_range (const LtSession *session, int64_t from, int64_t to, guint first, guint last)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint t = first; t <= last && t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = track->clips->pdata[i];

          if (!clip->locked && clip->pos_frames < to && clip->pos_frames + clip->length_frames > from)
            g_array_append_val (ids, clip->id);
        }
    }
  return ids;
}

static LtSession *
cut_at_both (const LtSession *session, int64_t from, int64_t to, guint first, guint last)
{
  g_autoptr (GArray)    left = find_in_range (session, from, to, first, last);
  g_autoptr (LtSession) begun = lt_clip_ops_split (session, left, from, NULL);
  g_autoptr (GArray)    right = find_in_range (begun, from, to, first, last);

  return lt_clip_ops_split (begun, right, to, NULL);
}

LtSession *
lt_clip_ops_clear_range (const LtSession *session, int64_t from, int64_t to, guint first, guint last)
{
  g_autoptr (LtSession) cut = cut_at_both (session, from, to, first, last);
  g_autoptr (GArray)    inside = find_in_range (cut, from, to, first, last);

  return inside->len > 0 ? lt_clip_ops_delete (cut, inside) : lt_session_ref (session);
}

LtSession *
lt_clip_ops_keep_range (const LtSession *session, int64_t from, int64_t to, guint first, guint last, GArray *ids)
{
  LtSession         *cut = cut_at_both (session, from, to, first, last);
  g_autoptr (GArray) inside = find_in_range (cut, from, to, first, last);

  g_array_append_vals (ids, inside->data, inside->len);
  return cut;
}

/* --- neighbours --- */

static gboolean
continues (const LtClip *a, const LtClip *b)
{
  gboolean meets = a->reverse ? a->offset_frames == b->offset_frames + b->length_frames : b->offset_frames == a->offset_frames + a->length_frames;

  return meets && a->source_id == b->source_id && a->reverse == b->reverse && a->polarity == b->polarity && a->gain_db == b->gain_db
         && b->pos_frames == a->pos_frames + a->length_frames && !a->locked && !b->locked;
}

/* @a takes over @b. Envelopes are put one behind the other. */
static LtSession *
join_two (const LtSession *session, const LtClip *a, const LtClip *b)
{
  g_autoptr (LtSession) alone = lt_edit_clip_remove (session, b->id);
  g_autoptr (LtSession) open = lt_edit_clip_fade_out (alone, a->id, 0, a->fade_out_curve);
  g_autoptr (LtSession) whole = lt_edit_clip_trim_end (open, a->id, b->pos_frames + b->length_frames);
  g_autoptr (GArray)    points = g_array_new (FALSE, FALSE, sizeof (LtPoint));

  if (a->envelope != NULL)
    g_array_append_vals (points, a->envelope->data, a->envelope->len);
  for (guint i = 0; b->envelope != NULL && i < b->envelope->len; i++)
    {
      LtPoint point = g_array_index (b->envelope, LtPoint, i);

      point.pos_frames += a->length_frames;
      g_array_append_val (points, point);
    }
  g_autoptr (LtSession) shaped = lt_edit_clip_envelope (whole, a->id, (const LtPoint *) (gpointer) points->data, points->len);
  return lt_edit_clip_fade_out (shaped, a->id, b->fade_out_frames, b->fade_out_curve);
}

LtSession *
lt_clip_ops_join (const LtSession *session, const GArray *ids, GArray *kept)
{
  LtSession *next = lt_session_ref (session);

  for (guint t = 0; t < session->tracks->len; t++)
    {
      LtId last = 0;

      for (guint i = 0; i < ((const LtTrack *) next->tracks->pdata[t])->clips->len;)
        {
          const LtClip *b = ((const LtTrack *) next->tracks->pdata[t])->clips->pdata[i];
          const LtClip *a = last != 0 ? lt_session_find_clip (next, last, NULL) : NULL;

          if (!lt_ids_has (ids, b->id))
            i++;
          else if (a != NULL && continues (a, b))
            {
              if (!lt_ids_has (kept, a->id))
                g_array_append_val (kept, last);
              lt_session_take (&next, join_two (next, a, b));
            }
          else
            {
              last = b->id;
              i++;
            }
        }
    }
  return next;
}

/* @a before @b on one track. */
static LtSession *
crossfade_two (const LtSession *session, LtId a_id, LtId b_id, int64_t reach)
{
  LtSession    *next = lt_session_ref (session);
  const LtClip *a = lt_session_find_clip (next, a_id, NULL), *b = lt_session_find_clip (next, b_id, NULL);
  int64_t       a_end = a->pos_frames + a->length_frames;

  if (a->locked || b->locked || a_end < b->pos_frames || a_end >= b->pos_frames + b->length_frames)
    return next;
  if (a_end == b->pos_frames && reach > 0)
    {
      lt_session_take (&next, lt_edit_clip_trim_end (next, a_id, a_end + MIN (reach / 2, b->length_frames / 2)));
      lt_session_take (&next, lt_edit_clip_trim_start (next, b_id, b->pos_frames - MIN (reach / 2, a->length_frames / 2)));
      a = lt_session_find_clip (next, a_id, NULL);
      b = lt_session_find_clip (next, b_id, NULL);
      a_end = a->pos_frames + a->length_frames;
    }
  int64_t over = a_end - b->pos_frames;
  if (over <= 0)
    return next;
  lt_session_take (&next, lt_edit_clip_fade_out (next, a_id, over, LT_FADE_EQUAL_POWER));
  lt_session_take (&next, lt_edit_clip_fade_in (next, b_id, over, LT_FADE_EQUAL_POWER));
  return next;
}

LtSession *
lt_clip_ops_crossfade (const LtSession *session, const GArray *ids, int64_t reach)
{
  LtSession *next = lt_session_ref (session);

  for (guint t = 0; t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];

      for (guint i = 0; i + 1 < track->clips->len; i++)
        {
          const LtClip *a = track->clips->pdata[i], *b = track->clips->pdata[i + 1];
          gboolean      both = lt_ids_has (ids, a->id) && lt_ids_has (ids, b->id);

          if (lt_ids_has (ids, a->id) || lt_ids_has (ids, b->id))
            lt_session_take (&next, crossfade_two (next, a->id, b->id, both || ids->len == 1 ? reach : 0));
        }
    }
  return next;
}

/* --- values --- */

LtSession *
lt_clip_ops_gain (const LtSession *session, const GArray *ids, double by_db)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = nth (session, ids, i, NULL);

      if (clip != NULL && !clip->locked)
        lt_session_take (&next, lt_edit_clip_gain (next, clip->id, clip->gain_db + by_db));
    }
  return next;
}

LtSession *
lt_clip_ops_fade_to (const LtSession *session, const GArray *ids, int64_t pos_frames)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = nth (session, ids, i, NULL);
      int64_t       at = clip != NULL ? pos_frames - clip->pos_frames : 0;

      if (clip == NULL || clip->locked || at <= 0 || at >= clip->length_frames)
        continue;
      if (at < clip->length_frames / 2)
        lt_session_take (&next, lt_edit_clip_fade_in (next, clip->id, at, clip->fade_in_curve));
      else
        lt_session_take (&next, lt_edit_clip_fade_out (next, clip->id, clip->length_frames - at, clip->fade_out_curve));
    }
  return next;
}

LtSession *
lt_clip_ops_paste (const LtSession *session, const LtSession *from, const GArray *ids, LtId track_id, int64_t pos_frames, GArray *made)
{
  LtSession *next = lt_session_ref (session);
  int64_t    first = 0, end = 0;
  int        top = G_MAXINT, row = lt_clip_ops_find_track (session, track_id);

  if (!lt_clip_ops_get_extent (from, ids, &first, &end) || row < 0)
    return next;
  for (guint i = 0; i < ids->len; i++)
    {
      const LtTrack *track = NULL;

      if (nth (from, ids, i, &track) != NULL)
        top = MIN (top, lt_clip_ops_find_track (from, track->strip->id));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      const LtTrack *track = NULL;
      const LtClip  *clip = nth (from, ids, i, &track);
      LtId           id;

      if (clip == NULL || lt_session_find_source (session, clip->source_id) == NULL)
        continue;
      int to = MIN (row + lt_clip_ops_find_track (from, track->strip->id) - top, (int) session->tracks->len - 1);
      lt_session_take (&next, lt_edit_clip_put (next, clip, track_id_at (session, to), pos_frames + clip->pos_frames - first, &id));
      g_array_append_val (made, id);
    }
  return next;
}
