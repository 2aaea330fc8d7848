// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lengths that effects tell of themselves, and who goes on with whose print.
// Layer: session.

#include "session/clip-tail.h"

#include "session/clip-sound.h"
#include "session/session-private.h"
#include "session/slot-tail.h"

#define HEARD_S 1.0 /* of a clip's end, or all of it, when another print has its ringing */

int64_t
lt_clip_tail_length (const LtSession *session, const LtClip *clip)
{
  int64_t tail = 0;

  for (guint i = 0; clip->sound.slots != NULL && i < clip->sound.slots->len; i++)
    {
      const LtSlot *slot = clip->sound.slots->pdata[i];

      if (slot->type != NULL && !slot->bypass)
        tail += lt_slot_tail (slot, session->rate_hz);
    }
  return MIN (tail, (int64_t) (LT_CLIP_TAIL_MAX_S * session->rate_hz));
}

static int64_t
end_of (const LtClip *clip)
{
  return clip->pos_frames + clip->length_frames;
}

/* Where the recording lies on the time line: equal of clips that go on with one another. */
static int64_t
place_of (const LtClip *clip)
{
  return clip->reverse ? end_of (clip) + clip->offset_frames : clip->pos_frames - clip->offset_frames;
}

static bool
is_aligned (const LtClip *a, const LtClip *b)
{
  return a->source_id == b->source_id && a->reverse == b->reverse && place_of (a) == place_of (b);
}

bool
lt_clip_tail_goes_on (const LtSession *session, const LtClip *clip, const LtClip *next)
{
  const LtSource *source;

  if (!is_aligned (clip, next) || !lt_clip_sound_is_alike (clip, next))
    return false;
  if (lt_clip_sound_is_same (clip, next))
    return true;
  source = lt_session_find_source (session, next->source_id);
  return source != NULL
         && next->pos_frames - lt_clip_sound_print_offset (next, source) <= MAX (clip->pos_frames, end_of (clip) - (int64_t) (HEARD_S * session->rate_hz));
}

bool
lt_clip_tail_find (const LtSession *session, const LtTrack *track, guint index, LtClipTail *out)
{
  const LtClip *clip = track->clips->pdata[index];
  int64_t       end = end_of (clip), length = clip->mute ? 0 : lt_clip_tail_length (session, clip);

  if (length == 0)
    return false;
  *out = (LtClipTail) { .clip = clip, .from = end - clip->fade_out_frames, .to = end + length };
  for (guint i = index + 1; i < track->clips->len; i++)
    {
      const LtClip *next = track->clips->pdata[i];

      if (next->pos_frames >= end + length)
        break;
      if (next->mute || end_of (next) <= end || !lt_clip_tail_goes_on (session, clip, next))
        continue;
      if (next->pos_frames <= end)
        return false;
      out->to = MIN (out->to, next->pos_frames + next->fade_in_frames);
      out->fade_out = out->to - next->pos_frames;
      break;
    }
  return true;
}

bool
lt_clip_tail_find_of (const LtSession *session, LtId clip_id, LtClipTail *out)
{
  const LtTrack *track = NULL;

  return lt_session_find_clip (session, clip_id, &track) != NULL
         && lt_clip_tail_find (session, track, (guint) lt_nodes_find (track->clips, clip_id), out);
}

bool
lt_clip_tail_is_same (const LtClipTail *a, const LtClipTail *b)
{
  const LtClip *x = a->clip, *y = b->clip;

  if (a->from != b->from || a->to != b->to || a->fade_out != b->fade_out)
    return false;
  if (x == y)
    return true;
  return is_aligned (x, y) && lt_clip_sound_is_same (x, y) && end_of (x) == end_of (y) && x->fade_out_curve == y->fade_out_curve && x->gain_db == y->gain_db && x->polarity == y->polarity
         && ((x->envelope == NULL && y->envelope == NULL) || (x->pos_frames == y->pos_frames && lt_lane_points_equal (x->envelope, y->envelope)));
}

int64_t
lt_clip_tail_get_end (const LtSession *session)
{
  int64_t    end = 0, most = (int64_t) (LT_CLIP_TAIL_MAX_S * session->rate_hz);
  LtClipTail tail;

  for (guint t = 0; t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];

      for (guint i = track->clips->len; i-- > 0;) /* the late ones first: then few others can be the last */
        if (end_of (track->clips->pdata[i]) + most > end && lt_clip_tail_find (session, track, i, &tail))
          end = MAX (end, tail.to);
    }
  return end;
}
