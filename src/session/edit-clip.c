// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of clips: where they are, what they play, how they sound.
// Layer: session.

#include "session/edit-clip.h"

#include "session/clip-sound.h"
#include "session/session-private.h"

static LtSession *
put_clip (const LtSession *session, const LtTrack *track, LtClip *clip) /* takes @clip */
{
  g_autoptr (LtClip) own = clip;
  g_autoptr (LtTrack) changed = lt_track_with_clip (track, own);

  return lt_session_with_track (session, changed);
}

LtSession *
lt_edit_clip_add (const LtSession *session,
                  LtId             track_id,
                  LtId             source_id,
                  int64_t          pos_frames,
                  int64_t          offset_frames,
                  int64_t          length_frames,
                  LtId            *id)
{
  const LtTrack  *track = lt_session_find_track (session, track_id);
  const LtSource *source = lt_session_find_source (session, source_id);

  g_return_val_if_fail (track != NULL && source != NULL, lt_session_ref (session));

  g_autoptr (LtSession) counted = lt_session_copy (session);
  int64_t whole = lt_clip_source_length (session, source_id);
  LtClip *clip = lt_clip_new (counted->next_id++);

  clip->source_id = source_id;
  clip->name = g_strdup (source->name);
  clip->pos_frames = CLAMP (pos_frames, 0, LT_FRAMES_MAX);
  clip->offset_frames = CLAMP (offset_frames, 0, whole - 1);
  clip->length_frames = whole - clip->offset_frames;
  if (length_frames > 0)
    clip->length_frames = MIN (clip->length_frames, length_frames);
  if (id != NULL)
    *id = clip->id;
  return put_clip (counted, track, clip);
}

LtSession *
lt_edit_clip_remove (const LtSession *session, LtId clip_id)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  g_autoptr (LtTrack) changed = lt_track_without_clip (track, clip_id);
  return lt_session_with_track (session, changed);
}

LtSession *
lt_edit_clip_put (
    const LtSession *session, const LtClip *clip, LtId track_id, int64_t pos_frames, LtId *id)
{
  const LtTrack *track = lt_session_find_track (session, track_id);

  g_return_val_if_fail (track != NULL, lt_session_ref (session));
  g_return_val_if_fail (lt_session_find_source (session, clip->source_id) != NULL,
                        lt_session_ref (session));

  g_autoptr (LtSession) counted = lt_session_copy (session);
  LtClip *copy = lt_clip_copy (clip);

  copy->id = counted->next_id++;
  lt_clip_renew_slots (copy, &counted->next_id);
  copy->pos_frames = CLAMP (pos_frames, 0, LT_FRAMES_MAX);
  if (id != NULL)
    *id = copy->id;
  return put_clip (counted, track, copy);
}

LtSession *
lt_edit_clip_duplicate (
    const LtSession *session, LtId clip_id, LtId track_id, int64_t pos_frames, LtId *id)
{
  const LtClip *clip = lt_session_find_clip (session, clip_id, NULL);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  return lt_edit_clip_put (session, clip, track_id, pos_frames, id);
}

LtSession *
lt_edit_clip_split (const LtSession *session, LtId clip_id, int64_t pos_frames, LtId *id)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  int64_t at = pos_frames - clip->pos_frames;

  if (at <= 0 || at >= clip->length_frames || pos_frames > LT_FRAMES_MAX)
    {
      if (id != NULL)
        *id = 0;
      return lt_session_ref (session);
    }

  g_autoptr (LtSession) counted = lt_session_copy (session);
  g_autoptr (LtClip) left = NULL;
  g_autoptr (LtClip) right = NULL;

  lt_clip_split (clip, at, &left, &right);
  right->id = counted->next_id++;
  lt_clip_renew_slots (right, &counted->next_id);
  if (id != NULL)
    *id = right->id;

  g_autoptr (LtTrack) with_left = lt_track_with_clip (track, left);
  g_autoptr (LtTrack) with_both = lt_track_with_clip (with_left, right);
  return lt_session_with_track (counted, with_both);
}

LtSession *
lt_edit_clip_move (const LtSession *session, LtId clip_id, LtId track_id, int64_t pos_frames)
{
  const LtTrack *from = NULL;
  const LtTrack *to = lt_session_find_track (session, track_id);
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &from);

  g_return_val_if_fail (clip != NULL && to != NULL, lt_session_ref (session));

  pos_frames = CLAMP (pos_frames, 0, LT_FRAMES_MAX);
  if (from == to && clip->pos_frames == pos_frames)
    return lt_session_ref (session);

  LtClip *moved = lt_clip_copy (clip);
  moved->pos_frames = pos_frames;
  if (from == to)
    return put_clip (session, to, moved);

  g_autoptr (LtTrack) emptied = lt_track_without_clip (from, clip_id);
  g_autoptr (LtSession) taken = lt_session_with_track (session, emptied);
  return put_clip (taken, to, moved);
}

LtSession *
lt_edit_clip_trim_start (const LtSession *session, LtId clip_id, int64_t pos_frames)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  LtClip *changed = lt_clip_trim_start (session, clip, pos_frames);
  return changed != NULL ? put_clip (session, track, changed) : lt_session_ref (session);
}

LtSession *
lt_edit_clip_trim_end (const LtSession *session, LtId clip_id, int64_t pos_frames)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  LtClip *changed = lt_clip_trim_end (session, clip, pos_frames);
  return changed != NULL ? put_clip (session, track, changed) : lt_session_ref (session);
}

LtSession *
lt_edit_clip_slip (const LtSession *session, LtId clip_id, int64_t offset_frames)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  offset_frames = CLAMP (offset_frames, 0,
                         MAX (lt_clip_material_length (session, clip) - clip->length_frames, 0));
  if (clip->offset_frames == offset_frames)
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  changed->offset_frames = offset_frames;
  lt_clip_sound_cover (changed, clip, session);
  return put_clip (session, track, changed);
}

LtSession *
lt_edit_clip_fade_in (const LtSession *session, LtId clip_id, int64_t n_frames, LtFadeCurve curve)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL && curve <= LT_FADE_EXPONENTIAL, lt_session_ref (session));

  n_frames = CLAMP (n_frames, 0, clip->length_frames - clip->fade_out_frames);
  if (clip->fade_in_frames == n_frames && clip->fade_in_curve == curve)
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  changed->fade_in_frames = n_frames;
  changed->fade_in_curve = curve;
  return put_clip (session, track, changed);
}

LtSession *
lt_edit_clip_fade_out (const LtSession *session, LtId clip_id, int64_t n_frames, LtFadeCurve curve)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL && curve <= LT_FADE_EXPONENTIAL, lt_session_ref (session));

  n_frames = CLAMP (n_frames, 0, clip->length_frames - clip->fade_in_frames);
  if (clip->fade_out_frames == n_frames && clip->fade_out_curve == curve)
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  changed->fade_out_frames = n_frames;
  changed->fade_out_curve = curve;
  return put_clip (session, track, changed);
}

LtSession *
lt_edit_clip_gain (const LtSession *session, LtId clip_id, double gain_db)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  gain_db = lt_clip_clamp_gain (gain_db);
  if (clip->gain_db == gain_db)
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  changed->gain_db = gain_db;
  return put_clip (session, track, changed);
}

LtSession *
lt_edit_clip_envelope (const LtSession *session,
                       LtId             clip_id,
                       const LtPoint   *points,
                       guint            n_points)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  g_autoptr (GArray) clean = lt_lane_clean_points (points, n_points);

  for (guint i = 0; i < clean->len; i++)
    {
      LtPoint *point = &g_array_index (clean, LtPoint, i);

      point->value = lt_clip_clamp_gain (point->value);
      point->bend = 0.0f;
    }
  if (lt_lane_points_equal (clip->envelope, clean))
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  g_clear_pointer (&changed->envelope, g_array_unref);
  if (clean->len > 0)
    changed->envelope = g_steal_pointer (&clean);
  return put_clip (session, track, changed);
}

LtSession *
lt_edit_clip_mute (const LtSession *session, LtId clip_id, bool mute)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  if (clip->mute == mute)
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  changed->mute = mute;
  return put_clip (session, track, changed);
}

LtSession *
lt_edit_clip_name (const LtSession *session, LtId clip_id, const char *name)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  g_autofree char *clean = lt_session_clean_name (name, clip->name);
  if (strcmp (clip->name, clean) == 0)
    return lt_session_ref (session);

  LtClip *changed = lt_clip_copy (clip);
  g_free (changed->name);
  changed->name = g_steal_pointer (&clean);
  return put_clip (session, track, changed);
}
