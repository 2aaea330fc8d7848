// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of several clips at once: where they are.
// Layer: session.

#include "session/edit-clips.h"

#include "session/clip-batch.h"

int
lt_edit_clips_find_track (const LtSession *session, LtId track_id)
{
  for (guint i = 0; i < session->tracks->len; i++)
    if (((const LtTrack *) session->tracks->pdata[i])->strip->id == track_id)
      return (int) i;
  return -1;
}

/* --- what is there --- */

typedef struct
{
  const LtClip *clip;
  guint         track;
} Found;

/* (transfer full): of Found, in the order of @ids. */
static GArray *
find_all (const LtSession *session, const GArray *ids, bool locked_too)
{
  GArray      *out = g_array_new (FALSE, FALSE, sizeof (Found));
  LtClipBatch *look = lt_clip_batch_new (session);

  for (guint i = 0; i < ids->len; i++)
    {
      Found found = { NULL, 0 };

      found.clip = lt_clip_batch_find (look, g_array_index (ids, LtId, i), &found.track);
      if (found.clip != NULL && (locked_too || !found.clip->locked))
        g_array_append_val (out, found);
    }
  lt_session_unref (lt_clip_batch_end (look)); /* the clips are the session's */
  return out;
}

bool
lt_edit_clips_get_extent (const LtSession *session, const GArray *ids, int64_t *from, int64_t *to)
{
  g_autoptr (GArray) all = find_all (session, ids, true);

  for (guint i = 0; i < all->len; i++)
    {
      const LtClip *clip = g_array_index (all, Found, i).clip;
      int64_t       end = clip->pos_frames + clip->length_frames;

      *from = i > 0 ? MIN (*from, clip->pos_frames) : clip->pos_frames;
      *to = i > 0 ? MAX (*to, end) : end;
    }
  return all->len > 0;
}

guint
lt_edit_clips_n_locked (const LtSession *session, const GArray *ids)
{
  g_autoptr (GArray) all = find_all (session, ids, true);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += g_array_index (all, Found, i).clip->locked;
  return n;
}

GArray *
lt_edit_clips_with_groups (const LtSession *session, const GArray *ids)
{
  g_autoptr (GArray) all = find_all (session, ids, true);
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL), has = g_hash_table_new (NULL, NULL);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_vals (out, ids->data, ids->len);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (has, GSIZE_TO_POINTER (g_array_index (ids, LtId, i)));
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Found, i).clip->group_id != 0)
      g_hash_table_add (groups, GSIZE_TO_POINTER (g_array_index (all, Found, i).clip->group_id));
  for (guint t = 0; g_hash_table_size (groups) > 0 && t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;

      for (guint i = 0; i < clips->len; i++)
        {
          const LtClip *clip = clips->pdata[i];

          if (clip->group_id != 0 && g_hash_table_contains (groups, GSIZE_TO_POINTER (clip->group_id))
              && g_hash_table_add (has, GSIZE_TO_POINTER (clip->id)))
            g_array_append_val (out, clip->id);
        }
    }
  return out;
}

/* --- moving and copying --- */

/* How far all can go together. */
static void
limit (const LtSession *session, const GArray *all, int64_t *by_frames, int *by_tracks)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);
      int          row = (int) found->track;

      *by_frames = MAX (*by_frames, -found->clip->pos_frames);
      *by_tracks = CLAMP (*by_tracks, -row, (int) session->tracks->len - 1 - row);
    }
}

/* Groups of what was copied, and the numbers that their copies have: one a table. */
static LtId
copied_group (LtClipBatch *batch, GHashTable *groups, LtId group_id)
{
  LtId to = (LtId) GPOINTER_TO_SIZE (g_hash_table_lookup (groups, GSIZE_TO_POINTER (group_id)));

  if (group_id == 0)
    return 0;
  if (to == 0)
    {
      to = lt_clip_batch_next_id (batch);
      g_hash_table_insert (groups, GSIZE_TO_POINTER (group_id), GSIZE_TO_POINTER (to));
    }
  return to;
}

static void
add_copy (LtClipBatch *batch, GHashTable *groups, const LtClip *clip, guint track, int64_t pos, GArray *made)
{
  LtClip *copy = lt_clip_copy (clip);
  LtId    id;

  copy->pos_frames = CLAMP (pos, 0, LT_FRAMES_MAX);
  copy->group_id = copied_group (batch, groups, clip->group_id);
  id = lt_clip_batch_add (batch, copy, track);
  if (made != NULL)
    g_array_append_val (made, id);
}

LtSession *
lt_edit_clips_move (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks)
{
  g_autoptr (GArray) all = find_all (session, ids, false);
  LtClipBatch *batch = lt_clip_batch_new (session);

  limit (session, all, &by_frames, &by_tracks);
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);
      int64_t      pos = MIN (found->clip->pos_frames + by_frames, LT_FRAMES_MAX);

      if (pos == found->clip->pos_frames && by_tracks == 0)
        continue;
      LtClip *moved = lt_clip_copy (found->clip);
      moved->pos_frames = pos;
      lt_clip_batch_put (batch, moved, (guint) ((int) found->track + by_tracks));
    }
  return lt_clip_batch_end (batch);
}

LtSession *
lt_edit_clips_copy (const LtSession *session, const GArray *ids, int64_t by_frames, int by_tracks, GArray *made)
{
  g_autoptr (GArray) all = find_all (session, ids, false);
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  LtClipBatch *batch = lt_clip_batch_new (session);

  limit (session, all, &by_frames, &by_tracks);
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);

      add_copy (batch, groups, found->clip, (guint) ((int) found->track + by_tracks), found->clip->pos_frames + by_frames, made);
    }
  return lt_clip_batch_end (batch);
}

LtSession *
lt_edit_clips_remove (const LtSession *session, const GArray *ids)
{
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = lt_clip_batch_find (batch, g_array_index (ids, LtId, i), NULL);

      if (clip != NULL && !clip->locked)
        lt_clip_batch_remove (batch, clip->id);
    }
  return lt_clip_batch_end (batch);
}

LtSession *
lt_edit_clips_split (const LtSession *session, const GArray *ids, int64_t pos_frames, GArray *made)
{
  g_autoptr (GArray) all = find_all (session, ids, false);
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);
      int64_t      at = pos_frames - found->clip->pos_frames;
      LtClip      *left, *right;

      if (at <= 0 || at >= found->clip->length_frames || pos_frames > LT_FRAMES_MAX)
        continue;
      lt_clip_split (found->clip, at, &left, &right);
      lt_clip_batch_put (batch, left, found->track);
      LtId id = lt_clip_batch_add (batch, right, found->track);
      if (made != NULL)
        g_array_append_val (made, id);
    }
  return lt_clip_batch_end (batch);
}

LtSession *
lt_edit_clips_trim_end (const LtSession *session, const GArray *ids, int64_t by_frames)
{
  g_autoptr (GArray) all = find_all (session, ids, false);
  LtClipBatch *batch = lt_clip_batch_new (session);

  by_frames = CLAMP (by_frames, -LT_FRAMES_MAX, LT_FRAMES_MAX);
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);
      LtClip      *trimmed = lt_clip_trim_end (session, found->clip, found->clip->pos_frames + found->clip->length_frames + by_frames);

      if (trimmed != NULL)
        lt_clip_batch_put (batch, trimmed, found->track);
    }
  return lt_clip_batch_end (batch);
}

/* --- loops --- */

/* @clip, copied @by later; cut off at @until. */
static void
add_turn (LtClipBatch *batch, GHashTable *groups, const Found *found, int64_t by, int64_t until, GArray *made)
{
  int64_t           pos = found->clip->pos_frames + by, left = until - pos;
  g_autoptr (LtClip) cut = NULL;

  if (left <= 0 || pos > LT_FRAMES_MAX)
    return;
  if (left < found->clip->length_frames)
    {
      cut = lt_clip_cut (found->clip, 0, left);
      cut->fade_out_frames = 0;
      lt_clip_fit_fades (cut);
    }
  add_copy (batch, groups, cut != NULL ? cut : found->clip, found->track, pos, made);
}

static LtSession *
repeat (const LtSession *session, const GArray *ids, guint n, int64_t until, GArray *made)
{
  g_autoptr (GArray) all = find_all (session, ids, false);
  LtClipBatch *batch = lt_clip_batch_new (session);
  int64_t      from = G_MAXINT64, to = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const LtClip *clip = g_array_index (all, Found, i).clip;

      from = MIN (from, clip->pos_frames);
      to = MAX (to, clip->pos_frames + clip->length_frames);
    }
  if (n == 0 && all->len > 0 && until > to)
    n = (guint) MIN ((until - to + (to - from) - 1) / (to - from), LT_EDIT_CLIPS_MAX_REPEATS);
  for (guint turn = 1; turn <= MIN (n, LT_EDIT_CLIPS_MAX_REPEATS); turn++)
    {
      g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);

      for (guint i = 0; i < all->len; i++)
        add_turn (batch, groups, &g_array_index (all, Found, i), (int64_t) turn * (to - from), until, made);
    }
  return lt_clip_batch_end (batch);
}

LtSession *
lt_edit_clips_repeat (const LtSession *session, const GArray *ids, guint n, GArray *made)
{
  return n > 0 ? repeat (session, ids, n, 2 * LT_FRAMES_MAX, made) : lt_session_ref (session);
}

LtSession *
lt_edit_clips_repeat_until (const LtSession *session, const GArray *ids, int64_t until_frames, GArray *made)
{
  return repeat (session, ids, 0, MIN (until_frames, LT_FRAMES_MAX), made);
}
