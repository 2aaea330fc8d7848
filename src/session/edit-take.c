// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A take's clips are cut and moved as a track's are, on a track of their own for the moment.
// Layer: session.

#include "session/edit-take.h"

#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-range.h"
#include "session/session-private.h"

#include <glib/gi18n.h>

static int64_t
end_of (const LtClip *clip)
{
  return clip->pos_frames + clip->length_frames;
}

/* @session with @takes (taken over; empty or NULL: none) in place of the track's. */
static LtSession *
with_takes (const LtSession *session, const LtTrack *track, GPtrArray *takes)
{
  g_autoptr (LtTrack) changed = lt_track_copy (track);

  g_clear_pointer (&changed->takes, g_ptr_array_unref);
  if (takes != NULL && takes->len > 0)
    changed->takes = takes;
  else
    g_clear_pointer (&takes, g_ptr_array_unref);
  return lt_session_with_track (session, changed);
}

static char *
number_name (guint number)
{
  return g_strdup_printf (_ ("Take %u"), number);
}

/* --- gathering --- */

static bool
lies_on (const LtClip *a, const LtClip *b)
{
  int64_t common = MIN (end_of (a), end_of (b)) - MAX (a->pos_frames, b->pos_frames);

  return common * 2 > MIN (a->length_frames, b->length_frames);
}

static bool
overlaps_any (const GPtrArray *clips, const LtClip *clip)
{
  for (guint i = 0; i < clips->len; i++)
    if (lies_on (clips->pdata[i], clip))
      return true;
  return false;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  LtId x = (*(const LtClip *const *) a)->id, y = (*(const LtClip *const *) b)->id;

  return (x > y) - (x < y);
}

/* Of LtClip, borrowed, by id: those that lie on another one. */
static GPtrArray *
find_stacked (const LtTrack *track)
{
  GPtrArray *stacked = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < track->clips->len; i++)
    for (guint k = i + 1; k < track->clips->len; k++)
      {
        LtClip *a = track->clips->pdata[i], *b = track->clips->pdata[k];

        if (b->pos_frames >= end_of (a))
          break;
        if (a->locked || b->locked || !lies_on (a, b))
          continue;
        if (g_hash_table_add (seen, a))
          g_ptr_array_add (stacked, a);
        if (g_hash_table_add (seen, b))
          g_ptr_array_add (stacked, b);
      }
  g_ptr_array_sort (stacked, compare_ids);
  return stacked;
}

/* Into the first of @takes from @first on that has room. */
static guint
put_in_take (LtSession *next, GPtrArray *takes, guint first, const LtClip *clip)
{
  guint t = first;

  while (t < takes->len && overlaps_any (((const LtTake *) takes->pdata[t])->clips, clip))
    t++;
  if (t == takes->len)
    {
      g_autofree char *name = number_name (t + 1);

      g_ptr_array_add (takes, lt_take_new (next->next_id++, name));
    }
  g_ptr_array_add (((LtTake *) takes->pdata[t])->clips, lt_clip_ref (clip));
  return t;
}

LtSession *
lt_edit_take_gather (const LtSession *session, LtId track_id)
{
  const LtTrack *track = lt_session_find_track (session, track_id);

  g_return_val_if_fail (track != NULL, lt_session_ref (session));

  g_autoptr (GPtrArray) stacked = find_stacked (track);
  guint first = lt_take_n (track);

  if (stacked->len == 0)
    return lt_session_ref (session);

  g_autoptr (LtSession) counted = lt_session_copy (session);
  GPtrArray            *takes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_take_unref);
  g_autoptr (GHashTable) last = g_hash_table_new (NULL, NULL);

  for (guint t = 0; t < first; t++)
    g_ptr_array_add (takes, lt_take_ref (track->takes->pdata[t]));
  for (guint i = 0; i < stacked->len; i++)
    {
      put_in_take (counted, takes, first, stacked->pdata[i]);
      /* What lies on top of it later takes its place in what is heard. */
      for (guint k = 0; k < i; k++)
        if (lies_on (stacked->pdata[k], stacked->pdata[i]))
          g_hash_table_remove (last, stacked->pdata[k]);
      g_hash_table_add (last, stacked->pdata[i]);
    }

  /* The clips themselves are in the takes now; what is heard are copies. */
  g_autoptr (LtTrack) changed = lt_track_copy (track);
  lt_nodes_take (&changed->clips, lt_nodes_copy (track->clips, (GDestroyNotify) lt_clip_unref));
  for (guint i = 0; i < stacked->len; i++)
    {
      const LtClip *clip = stacked->pdata[i];

      lt_nodes_take (&changed->clips, lt_nodes_without (changed->clips, (guint) lt_nodes_find (changed->clips, clip->id), (GDestroyNotify) lt_clip_unref));
      if (!g_hash_table_contains (last, clip))
        continue;
      LtClip *copy = lt_clip_copy (clip);
      copy->id = counted->next_id++;
      lt_clip_renew_slots (copy, &counted->next_id);
      g_ptr_array_add (changed->clips, copy);
    }
  g_ptr_array_sort (changed->clips, lt_track_compare_clips);
  for (guint t = first; t < takes->len; t++)
    g_ptr_array_sort (((LtTake *) takes->pdata[t])->clips, lt_track_compare_clips);
  return with_takes (counted, changed, takes);
}

LtSession *
lt_edit_take_add (const LtSession *session, LtId track_id, LtId source_id, int64_t pos_frames, LtId *id)
{
  const LtTrack  *track = lt_session_find_track (session, track_id);
  const LtSource *source = lt_session_find_source (session, source_id);

  g_return_val_if_fail (track != NULL && source != NULL, lt_session_ref (session));

  g_autoptr (LtSession) counted = lt_session_copy (session);
  GPtrArray       *takes = track->takes != NULL ? lt_nodes_copy (track->takes, (GDestroyNotify) lt_take_unref)
                                                : g_ptr_array_new_with_free_func ((GDestroyNotify) lt_take_unref);
  g_autofree char *name = number_name (takes->len + 1);
  LtTake          *take = lt_take_new (counted->next_id++, name);
  LtClip          *clip = lt_clip_new (counted->next_id++);

  clip->source_id = source_id;
  clip->name = g_strdup (source->name);
  clip->pos_frames = CLAMP (pos_frames, 0, LT_FRAMES_MAX);
  clip->length_frames = MAX (lt_clip_source_length (session, source_id), 1);
  g_ptr_array_add (take->clips, clip);
  g_ptr_array_add (takes, take);
  if (id != NULL)
    *id = take->id;
  return with_takes (counted, track, takes);
}

/* --- choosing --- */

bool
lt_edit_take_is_free (const LtTrack *track, int64_t from, int64_t to)
{
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];

      if (clip->locked && clip->pos_frames < to && end_of (clip) > from)
        return false;
    }
  return true;
}

/* The part of @clip from @from to @to, as a clip of track @track_id. */
static void
add_part (LtSession **next, LtId track_id, const LtClip *clip, int64_t from, int64_t to, GArray *made)
{
  int64_t first = MAX (from, clip->pos_frames), last = MIN (to, end_of (clip));
  LtId    id;

  if (first >= last)
    return;
  g_autoptr (LtClip) part = lt_clip_cut (clip, first - clip->pos_frames, last - first);
  if (first > clip->pos_frames)
    part->fade_in_frames = 0;
  if (last < end_of (clip))
    part->fade_out_frames = 0;
  part->mute = part->locked = false;
  lt_clip_fit_fades (part);
  lt_session_take (next, lt_edit_clip_put (*next, part, track_id, first, &id));
  g_array_append_val (made, id);
}

/* What is heard from @from on, or until @to, and reaches beyond only by its fade, doesn't any more: it would stay as a splinter. */
static LtSession *
drop_tails (const LtSession *session, const LtTrack *track, int64_t from, int64_t to)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];
      int64_t       first, last;

      if (clip->pos_frames >= to || end_of (clip) <= from)
        continue;
      lt_take_get_stretch (track, clip, &first, &last);
      if (clip->pos_frames < from && first >= from)
        lt_session_take (&next, lt_edit_clip_trim_start (next, clip->id, from));
      if (end_of (clip) > to && last <= to)
        lt_session_take (&next, lt_edit_clip_trim_end (next, clip->id, to));
    }
  return next;
}

LtSession *
lt_edit_take_choose (const LtSession *session, LtId take_id, int64_t from, int64_t to, GArray *made)
{
  const LtTrack     *track;
  const LtTake      *take = lt_take_find (session, take_id, &track, NULL);
  g_autoptr (GArray) own = made != NULL ? g_array_ref (made) : g_array_new (FALSE, FALSE, sizeof (LtId));
  guint              row = 0;

  g_return_val_if_fail (take != NULL, lt_session_ref (session));

  from = MAX (from, 0);
  if (from >= to || !lt_edit_take_is_free (track, from, to))
    return lt_session_ref (session);
  g_ptr_array_find (session->tracks, track, &row);

  LtSession *next = drop_tails (session, track, from, to);
  lt_session_take (&next, lt_edit_range_clear (next, from, to, row, row));
  for (guint i = 0; i < take->clips->len; i++)
    add_part (&next, track->strip->id, take->clips->pdata[i], from, to, own);
  if (own->len > 0)
    lt_session_take (&next, lt_edit_clips_crossfade (next, own, llround (LT_TAKE_FADE_S * session->rate_hz)));
  return next;
}

LtSession *
lt_edit_take_step (const LtSession *session, LtId clip_id, int way, GArray *made)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (session, clip_id, &track);
  int64_t        from, to;

  g_return_val_if_fail (clip != NULL, lt_session_ref (session));

  int n = (int) lt_take_n (track), own = lt_take_find_of (track, clip), at = own >= 0 ? own : way > 0 ? -1 : n;

  lt_take_get_stretch (track, clip, &from, &to); /* so that steps don't make it longer by its fades */
  for (int i = 0; i < n; i++)
    {
      at = (at + way + n) % n;
      if (at != own && lt_take_has_sound (track->takes->pdata[at], from, to))
        return lt_edit_take_choose (session, ((const LtTake *) track->takes->pdata[at])->id, from, to, made);
    }
  return lt_session_ref (session);
}

/* --- the takes themselves --- */

LtSession *
lt_edit_take_rename (const LtSession *session, LtId take_id, const char *name)
{
  const LtTrack *track;
  guint          at;
  const LtTake  *take = lt_take_find (session, take_id, &track, &at);

  g_return_val_if_fail (take != NULL, lt_session_ref (session));

  g_autofree char *clean = lt_session_clean_name (name, take->name);
  LtTake          *changed;

  if (g_str_equal (clean, take->name))
    return lt_session_ref (session);
  changed = lt_take_copy (take);
  g_free (changed->name);
  changed->name = g_steal_pointer (&clean);
  return with_takes (session, track, lt_nodes_with (track->takes, at, changed, (GDestroyNotify) lt_take_unref));
}

LtSession *
lt_edit_take_remove (const LtSession *session, LtId take_id)
{
  const LtTrack *track;
  guint          at;
  const LtTake  *take = lt_take_find (session, take_id, &track, &at);

  g_return_val_if_fail (take != NULL, lt_session_ref (session));

  return with_takes (session, track, lt_nodes_without (track->takes, at, (GDestroyNotify) lt_take_unref));
}

LtSession *
lt_edit_take_remove_all (const LtSession *session, LtId track_id)
{
  const LtTrack *track = lt_session_find_track (session, track_id);

  g_return_val_if_fail (track != NULL, lt_session_ref (session));

  return track->takes != NULL ? with_takes (session, track, NULL) : lt_session_ref (session);
}

/* --- time --- */

/* A session of one track, which plays the take. */
static LtSession *
stage (const LtSession *session, const LtTrack *track, const LtTake *take)
{
  LtSession *alone = lt_session_copy (session);
  LtTrack   *only = lt_track_copy (track);
  GPtrArray *tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_track_unref);

  g_clear_pointer (&only->takes, g_ptr_array_unref);
  lt_nodes_take (&only->clips, g_ptr_array_ref (take->clips));
  g_ptr_array_add (tracks, only);
  lt_nodes_take (&alone->tracks, tracks);
  return alone;
}

typedef LtSession *(*TimeEdit) (const LtSession *session, LtRippleScope scope, int64_t a, int64_t b);

static LtSession *
edit_time (const LtSession *session, LtRippleScope scope, int64_t a, int64_t b, TimeEdit edit)
{
  LtSession    *next = lt_session_ref (session);
  LtRippleScope one = { LT_RIPPLE_TRACK, 0, 0 };

  for (guint t = 0; t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      bool           is_in = scope.ripple == LT_RIPPLE_ALL || (t >= scope.first && t <= scope.last);
      GPtrArray     *takes;
      bool           any = false;

      if (track->takes == NULL || !is_in)
        continue;
      takes = lt_nodes_copy (track->takes, (GDestroyNotify) lt_take_unref);
      for (guint k = 0; k < takes->len; k++)
        {
          g_autoptr (LtSession) alone = stage (next, track, takes->pdata[k]);
          g_autoptr (LtSession) edited = edit (alone, one, a, b);
          const GPtrArray      *clips = ((const LtTrack *) edited->tracks->pdata[0])->clips;

          if (edited == alone || clips == ((const LtTake *) takes->pdata[k])->clips)
            continue;
          LtTake *changed = lt_take_copy (takes->pdata[k]);
          lt_nodes_take (&changed->clips, g_ptr_array_ref ((GPtrArray *) clips));
          lt_take_unref (takes->pdata[k]);
          takes->pdata[k] = changed;
          any = true;
          if (edited->next_id != next->next_id)
            {
              lt_session_take (&next, lt_session_copy (next));
              next->next_id = edited->next_id;
            }
        }
      if (any)
        lt_session_take (&next, with_takes (next, lt_session_find_track (next, track->strip->id), takes));
      else
        g_ptr_array_unref (takes);
    }
  return next;
}

LtSession *
lt_edit_take_insert_time (const LtSession *session, LtRippleScope scope, int64_t at, int64_t length)
{
  return edit_time (session, scope, at, length, lt_edit_ripple_insert);
}

LtSession *
lt_edit_take_delete_time (const LtSession *session, LtRippleScope scope, int64_t from, int64_t to)
{
  return edit_time (session, scope, from, to, lt_edit_ripple_delete);
}
