// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Verbs of `lathe clip`: where clips are, and how long.
// Layer: cli.

#include "cli/cli-clip.h"

#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-clips-value.h"
#include "session/edit-clips.h"
#include "session/edit-range.h"

#include <glib/gi18n.h>

LtSession *
lt_cli_clip_place_split (const LtClipCall *call, GError **error)
{
  const char   *number = call->words[0];
  const LtClip *clip = lt_cli_clip_pick_free (call, number, number == NULL ? call->args->at : NULL, error); /* with a number, --at is where alone */
  int64_t       at;

  if (clip == NULL || !lt_cli_clip_parse_time (call, call->args->at, &at, error))
    return NULL;
  if (at > clip->pos_frames && at < clip->pos_frames + clip->length_frames)
    return lt_edit_clip_split (call->session, clip->id, at, NULL);
  lt_cli_clip_fail (error, _ ("There is nothing to split: the clip doesn't reach across that time."));
  return NULL;
}

/* Which clip, to which track and place. */
static const LtClip *
parse_target (const LtClipCall *call, const LtTrack **track, int64_t *pos, GError **error)
{
  bool          at_is_to = call->words[0] != NULL && call->args->to == NULL;
  const char   *to = at_is_to ? call->args->at : call->args->to;
  const LtClip *clip = lt_cli_clip_pick_free (call, call->words[0], at_is_to ? NULL : call->args->at, error);

  *track = call->track;
  *pos = clip != NULL ? clip->pos_frames : 0;
  if (clip == NULL || (to != NULL && !lt_cli_clip_parse_time (call, to, pos, error)))
    return NULL;
  if (call->args->track != NULL && (*track = lt_cli_session_track (call->session, call->args->track, error)) == NULL)
    return NULL;
  return clip;
}

LtSession *
lt_cli_clip_place_move (const LtClipCall *call, GError **error)
{
  const LtTrack *track;
  int64_t        pos;
  const LtClip  *clip = parse_target (call, &track, &pos, error);

  return clip != NULL ? lt_edit_clip_move (call->session, clip->id, track->strip->id, pos) : NULL;
}

LtSession *
lt_cli_clip_place_copy (const LtClipCall *call, GError **error)
{
  const LtTrack *track;
  int64_t        pos;
  const LtClip  *clip = parse_target (call, &track, &pos, error);

  return clip != NULL ? lt_edit_clip_duplicate (call->session, clip->id, track->strip->id, pos, NULL) : NULL;
}

/* @next (taken over) as it is; NULL and a sentence when nothing but a frame is left of what was to be longer: the recording has
   no sound there. */
static LtSession *
with_something_left (LtSession *next, LtId clip_id, int64_t wanted_frames, GError **error)
{
  const LtClip *clip = lt_session_find_clip (next, clip_id, NULL);

  if (clip == NULL || clip->length_frames > 1 || wanted_frames <= 1)
    return next;
  lt_session_unref (next);
  lt_cli_clip_fail (error, _ ("The recording has no sound there; nothing was changed. lathe clip … move brings the clip to another place."));
  return NULL;
}

LtSession *
lt_cli_clip_place_trim (const LtClipCall *call, GError **error)
{
  const LtClip *clip = lt_cli_clip_pick_free (call, call->words[0], call->args->at, error);
  int64_t       start, end;
  LtRipple      ripple;

  if (clip == NULL || !lt_cli_clip_parse_ripple (call, &ripple, error))
    return NULL;
  start = clip->pos_frames;
  end = clip->pos_frames + clip->length_frames;
  if ((call->args->start != NULL && !lt_cli_clip_parse_time (call, call->args->start, &start, error))
      || (call->args->end != NULL && !lt_cli_clip_parse_time (call, call->args->end, &end, error)))
    return NULL;
  if (start >= end)
    {
      lt_cli_clip_fail (error, _ ("The clip would end before it begins; nothing was changed."));
      return NULL;
    }
  if (ripple != LT_RIPPLE_OFF) /* the end first: a start that is trimmed moves it */
    {
      g_autoptr (LtSession) half = lt_edit_ripple_trim_end (call->session, clip->id, end, ripple);

      return with_something_left (lt_edit_ripple_trim_start (half, clip->id, start, ripple), clip->id, end - start, error);
    }

  /* The edge that makes room goes first: the other one could not pass the old place of this one. */
  bool                  end_first = end > clip->pos_frames + clip->length_frames;
  g_autoptr (LtSession) half
      = end_first ? lt_edit_clip_trim_end (call->session, clip->id, end) : lt_edit_clip_trim_start (call->session, clip->id, start);
  return with_something_left (end_first ? lt_edit_clip_trim_start (half, clip->id, start) : lt_edit_clip_trim_end (half, clip->id, end), clip->id,
                              end - start, error);
}

LtSession *
lt_cli_clip_place_slip (const LtClipCall *call, GError **error)
{
  const LtClip *clip = lt_cli_clip_pick_free (call, call->words[0], call->args->at, error);
  const char   *by = call->args->by;
  bool          earlier = *by == '-';
  int64_t       frames;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (clip == NULL || !lt_cli_clip_parse_time (call, by + (earlier || *by == '+'), &frames, error))
    return NULL;
  g_array_append_vals (ids, &clip->id, 1);

  LtSession *next = lt_edit_clips_slip (call->session, ids, earlier ? -frames : frames);
  if (next != call->session || frames == 0)
    return next;
  lt_session_unref (next);
  lt_cli_clip_fail (error, _ ("The recording has no more sound on that side; nothing was changed."));
  return NULL;
}

LtSession *
lt_cli_clip_place_delete (const LtClipCall *call, GError **error)
{
  const LtClip *clip = lt_cli_clip_pick_free (call, call->words[0], call->args->at, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtRipple      ripple;

  if (clip == NULL || !lt_cli_clip_parse_ripple (call, &ripple, error))
    return NULL;
  g_array_append_vals (ids, &clip->id, 1);
  return lt_edit_ripple_remove (call->session, ids, ripple);
}

LtSession *
lt_cli_clip_place_join (const LtClipCall *call, GError **error)
{
  g_autoptr (GArray) ids = lt_cli_clip_pick_several (call, 0, error), kept = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtSession         *next = ids != NULL ? lt_edit_clips_join (call->session, ids, kept, NULL) : NULL;

  if (next == NULL || kept->len > 0)
    return next;
  lt_session_unref (next);
  lt_cli_clip_fail (error, _ ("No two of these clips are neighbours that go on in the same recording; lathe clip … bounce makes one of others."));
  return NULL;
}

static LtSession *
repeat_until (const LtClipCall *call, const GArray *ids, GError **error)
{
  int64_t until, from, to;

  if (!lt_cli_clip_parse_time (call, call->args->until, &until, error))
    return NULL;
  if (!lt_edit_clips_get_extent (call->session, ids, &from, &to) || (until - to) / MAX (to - from, 1) < (int64_t) LT_EDIT_CLIPS_MAX_REPEATS)
    return lt_edit_clips_repeat_until (call->session, ids, until, NULL);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is more than %u copies away; name an earlier time."), call->args->until, LT_EDIT_CLIPS_MAX_REPEATS);
  return NULL;
}

LtSession *
lt_cli_clip_place_repeat (const LtClipCall *call, GError **error)
{
  g_autoptr (GArray) ids = lt_cli_clip_pick_several (call, 0, error);
  guint64            times;

  if (ids == NULL)
    return NULL;
  if (call->args->until != NULL)
    return repeat_until (call, ids, error);
  if (g_ascii_string_to_unsigned (call->args->times, 10, 1, LT_EDIT_CLIPS_MAX_REPEATS, &times, NULL))
    return lt_edit_clips_repeat (call->session, ids, (guint) times, NULL);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("--times takes a number from 1 to %u."), LT_EDIT_CLIPS_MAX_REPEATS);
  return NULL;
}

/* --- time --- */

static LtRippleScope
scope_of (const LtClipCall *call, LtRipple ripple)
{
  guint at = lt_cli_clip_track_index (call);

  return (LtRippleScope) { ripple, at, at };
}

LtSession *
lt_cli_clip_place_delete_time (const LtClipCall *call, GError **error)
{
  int64_t  from, to;
  LtRipple ripple;

  if (!lt_cli_clip_parse_time (call, call->args->from, &from, error) || !lt_cli_clip_parse_time (call, call->args->to, &to, error)
      || !lt_cli_clip_parse_ripple (call, &ripple, error))
    return NULL;
  if (from < to)
    return call->args->ripple != NULL ? lt_edit_range_delete (call->session, from, to, scope_of (call, ripple))
                                      : lt_edit_ripple_delete (call->session, scope_of (call, LT_RIPPLE_TRACK), from, to);
  lt_cli_clip_fail (error, _ ("The time would end before it begins; nothing was changed."));
  return NULL;
}

LtSession *
lt_cli_clip_place_insert_time (const LtClipCall *call, GError **error)
{
  int64_t  at, length;
  LtRipple ripple;

  if (!lt_cli_clip_parse_time (call, call->args->at, &at, error) || !lt_cli_clip_parse_time (call, call->args->length, &length, error)
      || !lt_cli_clip_parse_ripple (call, &ripple, error))
    return NULL;
  return lt_edit_ripple_insert (call->session, scope_of (call, ripple), at, length);
}
