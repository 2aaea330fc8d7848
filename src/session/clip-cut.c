// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A clip shorter, longer or in two, what sounds staying where it is.
// Layer: session.

#include "session/clip-sound.h"
#include "session/session-private.h"

#define GAIN_MIN_DB (-144.0)
#define GAIN_MAX_DB 24.0

int64_t
lt_clip_source_length (const LtSession *session, LtId source_id)
{
  const LtSource *source = lt_session_find_source (session, source_id);

  if (source == NULL || source->n_frames <= 0)
    return LT_FRAMES_MAX;
  if (source->rate_hz == session->rate_hz || source->rate_hz <= 0.0)
    return source->n_frames;
  return CLAMP ((int64_t) ((double) source->n_frames * (session->rate_hz / source->rate_hz)), 1, LT_FRAMES_MAX);
}

int64_t
lt_clip_material_length (const LtSession *session, const LtClip *clip)
{
  int64_t whole = lt_clip_source_length (session, clip->source_id);

  return whole < LT_FRAMES_MAX ? lt_clip_sound_stretched (whole, clip->sound.stretch) : whole;
}

LtClip *
lt_clip_cut (const LtClip *clip, int64_t from, int64_t length)
{
  LtClip *part = lt_clip_copy (clip);

  g_clear_pointer (&part->envelope, g_array_unref);
  part->envelope = lt_clip_cut_envelope (clip, from, length);
  part->pos_frames += from;
  part->offset_frames += clip->reverse ? clip->length_frames - from - length : from;
  part->length_frames = length;
  return part;
}

void
lt_clip_split (const LtClip *clip, int64_t at, LtClip **left, LtClip **right)
{
  *left = lt_clip_cut (clip, 0, at);
  *right = lt_clip_cut (clip, at, clip->length_frames - at);
  (*left)->fade_out_frames = 0;
  (*right)->fade_in_frames = 0;
  lt_clip_fit_fades (*left);
  lt_clip_fit_fades (*right);
}

/* How far the edges may go out: to the ends of the material. */
static void
find_room (const LtSession *session, const LtClip *clip, int64_t *before, int64_t *after)
{
  int64_t behind = MAX (lt_clip_material_length (session, clip) - clip->offset_frames - clip->length_frames, 0);

  *before = clip->reverse ? behind : clip->offset_frames;
  *after = clip->reverse ? clip->offset_frames : behind;
}

LtClip *
lt_clip_trim_start (const LtSession *session, const LtClip *clip, int64_t pos_frames)
{
  int64_t before, after;

  find_room (session, clip, &before, &after);

  int64_t lowest = MAX (clip->pos_frames - before, 0);
  int64_t by
      = CLAMP (pos_frames, lowest, MIN (clip->pos_frames + clip->length_frames - 1, LT_FRAMES_MAX)) - clip->pos_frames;

  if (by == 0)
    return NULL;

  LtClip *changed = lt_clip_cut (clip, by, clip->length_frames - by);
  lt_clip_fit_fades (changed);
  lt_clip_sound_cover (changed, clip, session);
  return changed;
}

LtClip *
lt_clip_trim_end (const LtSession *session, const LtClip *clip, int64_t pos_frames)
{
  int64_t before, after;

  find_room (session, clip, &before, &after);

  int64_t length = CLAMP (pos_frames, clip->pos_frames + 1, clip->pos_frames + clip->length_frames + after) - clip->pos_frames;

  if (length == clip->length_frames)
    return NULL;

  LtClip *changed = lt_clip_cut (clip, 0, length);
  lt_clip_fit_fades (changed);
  lt_clip_sound_cover (changed, clip, session);
  return changed;
}

double
lt_clip_clamp_gain (double gain_db)
{
  return isnan (gain_db) ? 0.0 : CLAMP (gain_db, GAIN_MIN_DB, GAIN_MAX_DB) + 0.0;
}
