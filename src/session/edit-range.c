// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of a stretch of time on several tracks.
// Layer: session.

#include "session/edit-range.h"

#include "session/clip-batch.h"
#include "session/edit-clips.h"

/* (transfer full): LtIds of unlocked clips that reach into the range. */
static GArray *
find_inside (const LtSession *session, int64_t from, int64_t to, guint first, guint last)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint t = first; t <= last && t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;

      for (guint i = 0; i < clips->len; i++)
        {
          const LtClip *clip = clips->pdata[i];

          if (!clip->locked && clip->pos_frames < to && clip->pos_frames + clip->length_frames > from)
            g_array_append_val (ids, clip->id);
        }
    }
  return ids;
}

LtSession *
lt_edit_range_split (const LtSession *session, int64_t from, int64_t to, guint first, guint last, GArray *inside)
{
  g_autoptr (GArray) left = find_inside (session, from, to, first, last);
  g_autoptr (LtSession) begun = lt_edit_clips_split (session, left, from, NULL);
  g_autoptr (GArray) right = find_inside (begun, from, to, first, last);
  LtSession *next = lt_edit_clips_split (begun, right, to, NULL);

  if (inside != NULL)
    {
      g_autoptr (GArray) found = find_inside (next, from, to, first, last);

      g_array_append_vals (inside, found->data, found->len);
    }
  return next;
}

LtSession *
lt_edit_range_clear (const LtSession *session, int64_t from, int64_t to, guint first, guint last)
{
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (LtSession) cut = lt_edit_range_split (session, from, to, first, last, inside);

  return inside->len > 0 ? lt_edit_clips_remove (cut, inside) : lt_session_ref (session);
}

LtSession *
lt_edit_range_delete (const LtSession *session, int64_t from, int64_t to, LtRippleScope scope)
{
  if (scope.ripple == LT_RIPPLE_OFF)
    return lt_edit_range_clear (session, from, to, scope.first, scope.last);
  return lt_edit_ripple_delete (session, scope, from, to);
}

/* (transfer full): that stretch of @clip. */
static LtClip *
keep (const LtClip *clip, LtEditStretch stretch, int64_t fade_frames)
{
  int64_t from = CLAMP (stretch.from, 0, clip->length_frames - 1), to = CLAMP (stretch.to, from + 1, clip->length_frames);
  LtClip *piece = lt_clip_cut (clip, from, to - from);

  fade_frames = MIN (fade_frames, piece->length_frames / 2);
  if (from > 0)
    {
      piece->fade_in_frames = fade_frames;
      piece->fade_in_curve = LT_FADE_LINEAR;
    }
  if (to < clip->length_frames)
    {
      piece->fade_out_frames = fade_frames;
      piece->fade_out_curve = LT_FADE_LINEAR;
    }
  lt_clip_fit_fades (piece);
  return piece;
}

static LtEditStretch
stretch_at (const GArray *stretches, guint i)
{
  return g_array_index (stretches, LtEditStretch, i);
}

static void
keep_in (LtClipBatch *batch, LtId clip_id, const GArray *stretches, int64_t fade_frames)
{
  guint              track = 0;
  const LtClip      *found = lt_clip_batch_find (batch, clip_id, &track);
  g_autoptr (LtClip) clip = found != NULL && !found->locked ? lt_clip_ref (found) : NULL;

  if (clip == NULL || (stretches->len == 1 && stretch_at (stretches, 0).from <= 0 && stretch_at (stretches, 0).to >= clip->length_frames))
    return;
  if (stretches->len == 0)
    lt_clip_batch_remove (batch, clip_id);
  for (guint i = 0; i < stretches->len; i++)
    {
      LtClip *piece = keep (clip, stretch_at (stretches, i), fade_frames);

      if (i == 0)
        lt_clip_batch_put (batch, piece, track);
      else
        lt_clip_batch_add (batch, piece, track);
    }
}

LtSession *
lt_edit_range_keep_all (const LtSession *session, const GArray *ids, const GPtrArray *stretches, int64_t fade_frames)
{
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint i = 0; i < ids->len; i++)
    keep_in (batch, g_array_index (ids, LtId, i), stretches->pdata[i], fade_frames);
  return lt_clip_batch_end (batch);
}
