// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Another source for a clip.
// Layer: session.

#include "session/edit-clip-source.h"

#include "session/session-private.h"

#include <math.h>

/* The same sound in the other source, as far as that has it. */
static void
move_window (LtClip *clip, const LtClip *old, const LtSource *source)
{
  LtClipSound *sound = &clip->sound;
  int64_t      by = llround ((double) (clip->offset_frames - old->offset_frames) / sound->stretch), end = MAX (source->n_frames, 1);

  if (sound->print_from >= sound->print_to)
    return;
  sound->print_from = CLAMP (sound->print_from + by, 0, end);
  sound->print_to = CLAMP (sound->print_to + by, 0, end);
  if (sound->print_from >= sound->print_to || (sound->print_from == 0 && sound->print_to == end))
    sound->print_from = sound->print_to = 0;
}

LtSession *
lt_edit_clip_source (const LtSession *session, LtId clip_id, LtId source_id, int64_t offset_frames)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);

  g_return_val_if_fail (clip != NULL && lt_session_find_source (session, source_id) != NULL, lt_session_ref (session));

  if (clip->source_id == source_id && clip->offset_frames == offset_frames)
    return lt_session_ref (session);

  g_autoptr (LtClip) next = lt_clip_copy (clip);
  next->source_id = source_id;
  next->offset_frames = CLAMP (offset_frames, 0, LT_FRAMES_MAX);
  move_window (next, clip, lt_session_find_source (session, source_id));
  g_autoptr (LtTrack) changed = lt_track_with_clip (track, next);
  return lt_session_with_track (session, changed);
}
