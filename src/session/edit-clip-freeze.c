// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The clip that a plan would play, in the session.
// Layer: session.

#include "session/edit-clip-freeze.h"

#include "session/edit-clip.h"
#include "session/session-private.h"

static void
freeze (LtClip *clip, LtId source_id, int64_t offset_frames)
{
  g_clear_pointer (&clip->sound.slots, g_ptr_array_unref);
  clip->sound = (LtClipSound) { .stretch = 1.0 };
  clip->reverse = false;
  clip->source_id = source_id;
  clip->offset_frames = CLAMP (offset_frames, 0, LT_FRAMES_MAX);
}

LtSession *
lt_edit_clip_freeze (const LtSession *session, LtId clip_id, LtId source_id, int64_t offset_frames)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL && lt_session_find_source (session, source_id) != NULL, lt_session_ref (session));

  g_autoptr (LtClip) next = lt_clip_copy (clip);
  freeze (next, source_id, offset_frames);
  g_autoptr (LtTrack) changed = lt_track_with_clip (track, next);
  return lt_session_with_track (session, changed);
}

LtSession *
lt_edit_clip_freeze_tail (const LtSession *session, const LtClipTail *tail, LtId source_id, const char *name)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = tail->clip;
  int64_t        from = MIN (tail->from - clip->pos_frames, clip->length_frames - 1);

  g_return_val_if_fail (lt_session_find_clip (session, clip->id, &track) != NULL, lt_session_ref (session));

  /* What its envelope is from there on; behind its last point it stays as it is. */
  g_autoptr (LtClip) part = lt_clip_cut (clip, from, clip->length_frames - from);
  freeze (part, source_id, 0);
  part->length_frames = tail->to - tail->from;
  part->fade_in_frames = 0;
  part->fade_out_frames = tail->fade_out;
  part->fade_out_curve = LT_FADE_LINEAR;
  g_free (part->name);
  part->name = g_strdup (name);
  return lt_edit_clip_put (session, part, track->strip->id, tail->from, NULL);
}
