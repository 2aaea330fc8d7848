// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An edge each of two clips, trimmed by the same way; fades that meet in the overlap.
// Layer: app.

#include "app/edit/cross.h"

#include <glib/gi18n.h>

static int64_t
end_of (const LtClip *clip)
{
  return clip->pos_frames + clip->length_frames;
}

/* --- finding --- */

gboolean
lt_cross_find (const LtTrack *track, guint i, LtCross *out)
{
  if (i + 1 >= track->clips->len)
    return FALSE;

  const LtClip *a = track->clips->pdata[i], *b = track->clips->pdata[i + 1];
  *out = (LtCross) { a, b, b->pos_frames, end_of (a) };
  return out->to > out->from && out->to <= end_of (b) && (a->fade_out_frames > 0 || b->fade_in_frames > 0);
}

gboolean
lt_cross_find_into (const LtSession *session, LtId clip_id, LtCross *out)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);
  guint          at;

  if (clip == NULL || !g_ptr_array_find (track->clips, clip, &at))
    return FALSE;
  return at > 0 && lt_cross_find (track, at - 1, out);
}

/* --- edits --- */

static const LtClip *
find (const LtSession *session, LtId id)
{
  return lt_session_find_clip (session, id, NULL);
}

LtSession *
lt_cross_bend (const LtSession *session, const LtCross *cross, LtFadeCurve curve)
{
  LtSession *next = lt_session_ref (session);

  if (cross->before->locked || cross->after->locked)
    return next;
  lt_session_take (&next, lt_edit_clip_fade_out (next, cross->before->id, cross->to - cross->from, curve));
  lt_session_take (&next, lt_edit_clip_fade_in (next, cross->after->id, cross->to - cross->from, curve));
  return next;
}

/* How far the end of the first and the start of the second really go when asked for @by. */
static int64_t
reach (const LtSession *session, const LtCross *cross, int64_t by)
{
  g_autoptr (LtSession) ended = lt_edit_clip_trim_end (session, cross->before->id, cross->to + by);
  g_autoptr (LtSession) begun = lt_edit_clip_trim_start (session, cross->after->id, cross->from + by);
  int64_t               a = end_of (find (ended, cross->before->id)) - cross->to, b = find (begun, cross->after->id)->pos_frames - cross->from;

  return by > 0 ? MIN (a, b) : MAX (a, b);
}

LtSession *
lt_cross_move (const LtSession *session, const LtCross *cross, int64_t by)
{
  const LtClip *a = cross->before, *b = cross->after;
  int64_t       over = cross->to - cross->from;

  if (a->locked || b->locked)
    return lt_session_ref (session);
  by = MAX (by, MIN (over + a->fade_in_frames - a->length_frames, 0));
  by = MIN (by, MAX (b->length_frames - over - b->fade_out_frames, 0));
  by = reach (session, cross, by);
  if (by == 0)
    return lt_session_ref (session);

  g_autoptr (LtSession) ended = lt_edit_clip_trim_end (session, a->id, cross->to + by);
  return lt_edit_clip_trim_start (ended, b->id, cross->from + by);
}

static gboolean
is_full (const LtCross *cross)
{
  return cross->before->fade_out_frames == cross->to - cross->from && cross->after->fade_in_frames == cross->to - cross->from;
}

/* The pair of @was in @next, if it overlaps still. */
static gboolean
find_again (const LtSession *next, const LtCross *was, LtCross *out)
{
  const LtTrack *track = NULL;
  guint          at;

  return lt_session_find_clip (next, was->before->id, &track) != NULL && g_ptr_array_find (track->clips, find (next, was->before->id), &at)
         && lt_cross_find (track, at, out) && out->after->id == was->after->id;
}

LtSession *
lt_cross_keep (const LtSession *session, const LtSession *next, LtId clip_id)
{
  const LtTrack *track = NULL;
  LtSession     *kept = lt_session_ref (next);

  if (lt_session_find_clip (session, clip_id, &track) == NULL)
    return kept;
  for (guint i = 0; i + 1 < track->clips->len; i++)
    {
      LtCross was, now;

      if (!lt_cross_find (track, i, &was) || (was.before->id != clip_id && was.after->id != clip_id) || !is_full (&was) || !find_again (kept, &was, &now))
        continue;
      lt_session_take (&kept, lt_edit_clip_fade_out (kept, was.before->id, now.to - now.from, was.before->fade_out_curve));
      lt_session_take (&kept, lt_edit_clip_fade_in (kept, was.after->id, now.to - now.from, was.after->fade_in_curve));
    }
  return kept;
}

/* From the emptiest in the middle to the fullest. */
static const LtFadeCurve fullness[] = { LT_FADE_EXPONENTIAL, LT_FADE_S, LT_FADE_LINEAR, LT_FADE_EQUAL_POWER };

LtFadeCurve
lt_cross_step_curve (LtFadeCurve curve, int steps)
{
  int at = 0;

  while (at + 1 < (int) G_N_ELEMENTS (fullness) && fullness[at] != curve)
    at++;
  return fullness[CLAMP (at + steps, 0, (int) G_N_ELEMENTS (fullness) - 1)];
}

const char *
lt_cross_get_curve_name (LtFadeCurve curve)
{
  switch (curve)
    {
    case LT_FADE_LINEAR:
      return _ ("Linear");
    case LT_FADE_EQUAL_POWER:
      return _ ("Equal power");
    case LT_FADE_S:
      return _ ("S curve");
    case LT_FADE_EXPONENTIAL:
      return _ ("Exponential");
    }
  return "";
}
