// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One walk over each track, from clip to clip.
// Layer: session.

#include "session/edit-clips-join.h"

#include "session/clip-batch.h"
#include "session/clip-sound.h"

#define STRAIGHT_DB 1e-9 /* a point nearer to the line of its neighbours says nothing */

static GHashTable *
set_of (const GArray *ids)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, GSIZE_TO_POINTER (g_array_index (ids, LtId, i)));
  return set;
}

static bool
has (GHashTable *set, LtId id)
{
  return g_hash_table_contains (set, GSIZE_TO_POINTER (id));
}

static int64_t
end_of (const LtClip *clip)
{
  return clip->pos_frames + clip->length_frames;
}

bool
lt_edit_clips_is_same_sound (const LtClip *a, const LtClip *b)
{
  if (a->source_id != b->source_id || a->reverse != b->reverse || a->polarity != b->polarity || !lt_clip_sound_is_same (a, b))
    return false;
  if (a->reverse)
    return a->offset_frames + end_of (a) == b->offset_frames + end_of (b);
  return a->offset_frames - a->pos_frames == b->offset_frames - b->pos_frames;
}

/* --- joining --- */

/* @a before @b on one track. */
static bool
continues (const LtClip *a, const LtClip *b)
{
  return lt_edit_clips_is_same_sound (a, b) && b->pos_frames <= end_of (a) && end_of (b) > end_of (a) && a->gain_db == b->gain_db
         && a->mute == b->mute && !a->locked && !b->locked;
}

/* Does point @at say no more than its neighbours? */
static bool
is_straight (const GArray *points, guint at)
{
  const LtPoint *p = &g_array_index (points, LtPoint, at);

  if (at == 0 || at + 1 >= points->len)
    return false;
  if (p[-1].hold || p->hold)
    return p[-1].hold && p->hold && p[-1].value == p->value;

  double t = (double) (p->pos_frames - p[-1].pos_frames) / (double) (p[1].pos_frames - p[-1].pos_frames);
  return fabs (p[-1].value + t * (p[1].value - p[-1].value) - p->value) < STRAIGHT_DB;
}

static void
add_points (GArray *to, const GArray *from, int64_t by, int64_t below)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    {
      LtPoint point = g_array_index (from, LtPoint, i);

      point.pos_frames += by;
      if (point.pos_frames < below)
        g_array_append_val (to, point);
    }
}

/* (transfer full): that of @a up to the seam, then that of @b; without points that only the cut has made. */
static GArray *
join_envelopes (const LtClip *a, const LtClip *b)
{
  int64_t seam = b->pos_frames - a->pos_frames;
  LtPoint start = { 0, lt_clip_envelope_at (a, 0), false }, before = { MAX (seam - 1, 0), lt_clip_envelope_at (a, MAX (seam - 1, 0)), false };
  LtPoint at_seam = { seam, lt_clip_envelope_at (b, 0), false };

  if (a->envelope == NULL && b->envelope == NULL)
    return NULL;

  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  if (a->envelope == NULL)
    g_array_append_val (points, start);
  add_points (points, a->envelope, 0, seam);
  if (fabs (lt_clip_envelope_at (a, seam) - at_seam.value) > STRAIGHT_DB)
    g_array_append_val (points, before); /* a jump */
  g_array_append_val (points, at_seam);
  add_points (points, b->envelope, seam, G_MAXINT64);

  GArray *clean = lt_lane_clean_points ((const LtPoint *) (gpointer) points->data, points->len);
  for (guint i = clean->len; i-- > 0;)
    if (g_array_index (clean, LtPoint, i).pos_frames == seam && is_straight (clean, i))
      g_array_remove_index (clean, i);
  return clean;
}

/* (transfer full): @a with all of @b. */
static LtClip *
join_two (const LtClip *a, const LtClip *b)
{
  LtClip *whole = lt_clip_copy (a);

  g_clear_pointer (&whole->envelope, g_array_unref);
  whole->envelope = join_envelopes (a, b);
  whole->length_frames = end_of (b) - a->pos_frames;
  if (a->reverse)
    whole->offset_frames = b->offset_frames;
  whole->fade_out_frames = b->fade_out_frames;
  whole->fade_out_curve = b->fade_out_curve;
  lt_clip_fit_fades (whole);
  return whole;
}

static void
join_track (LtClipBatch *batch, const LtTrack *track, guint t, GHashTable *wanted, GArray *kept, GArray *left)
{
  const LtClip *last = NULL;
  bool          is_kept = false, is_left = false;

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = track->clips->pdata[i];

      if (!has (wanted, clip->id))
        continue;
      if (last != NULL && continues (last, clip))
        {
          LtId whole = last->id;

          if (!is_kept)
            g_array_append_val (kept, whole);
          is_kept = true;
          lt_clip_batch_put (batch, join_two (last, clip), t);
          lt_clip_batch_remove (batch, clip->id);
          last = lt_clip_batch_find (batch, whole, NULL);
          continue;
        }
      if (last != NULL && left != NULL && !is_left && !last->locked && !clip->locked)
        g_array_append_val (left, last->id);
      is_left = last != NULL && !last->locked && !clip->locked;
      last = clip;
      is_kept = false;
    }
}

LtSession *
lt_edit_clips_join (const LtSession *session, const GArray *ids, GArray *kept, GArray *left)
{
  g_autoptr (GHashTable) wanted = set_of (ids);
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint t = 0; t < session->tracks->len; t++)
    join_track (batch, session->tracks->pdata[t], t, wanted, kept, left);
  return lt_clip_batch_end (batch);
}

/* --- cross-fades --- */

static void
put_fade (LtClipBatch *batch, guint t, const LtClip *clip, bool is_in, int64_t n_frames, LtFadeCurve curve)
{
  LtClip *faded;

  if (is_in ? clip->fade_in_frames == n_frames && clip->fade_in_curve == curve : clip->fade_out_frames == n_frames && clip->fade_out_curve == curve)
    return;
  faded = lt_clip_copy (clip);
  if (is_in)
    {
      faded->fade_in_frames = n_frames;
      faded->fade_in_curve = curve;
      faded->fade_out_frames = MIN (faded->fade_out_frames, faded->length_frames - n_frames);
    }
  else
    {
      faded->fade_out_frames = n_frames;
      faded->fade_out_curve = curve;
      faded->fade_in_frames = MIN (faded->fade_in_frames, faded->length_frames - n_frames);
    }
  lt_clip_batch_put (batch, faded, t);
}

/* The clips as they are now, drawn over each other where they touch. */
static void
draw_out (LtClipBatch *batch, const LtSession *session, guint t, LtId a_id, LtId b_id, int64_t reach)
{
  const LtClip *a = lt_clip_batch_find (batch, a_id, NULL), *b = lt_clip_batch_find (batch, b_id, NULL);
  int64_t       seam = end_of (a);
  LtClip       *longer = lt_clip_trim_end (session, a, seam + MIN (reach / 2, b->length_frames / 2));
  LtClip       *earlier = lt_clip_trim_start (session, b, seam - MIN (reach / 2, a->length_frames / 2));

  if (longer != NULL)
    lt_clip_batch_put (batch, longer, t);
  if (earlier != NULL)
    lt_clip_batch_put (batch, earlier, t);
}

/* @a before @b on one track. *taken: where the cross-fade at the start of @a ends; receives that of @b. */
static void
crossfade_two (LtClipBatch *batch, const LtSession *session, guint t, LtId a_id, LtId b_id, int64_t reach, int64_t *taken)
{
  const LtClip *a = lt_clip_batch_find (batch, a_id, NULL), *b = lt_clip_batch_find (batch, b_id, NULL);

  if (a->locked || b->locked || end_of (a) < b->pos_frames || end_of (a) >= end_of (b))
    return;
  if (end_of (a) == b->pos_frames && reach > 0)
    {
      draw_out (batch, session, t, a_id, b_id, reach);
      a = lt_clip_batch_find (batch, a_id, NULL);
      b = lt_clip_batch_find (batch, b_id, NULL);
    }
  int64_t over = end_of (a) - b->pos_frames;
  if (over <= 0 || b->pos_frames < *taken) /* three at once are no cross-fade of two */
    return;

  *taken = b->pos_frames + over; /* from here on, both are others */
  LtFadeCurve curve = lt_edit_clips_is_same_sound (a, b) ? LT_FADE_S : LT_FADE_EQUAL_POWER;
  put_fade (batch, t, a, false, over, curve);
  put_fade (batch, t, lt_clip_batch_find (batch, b_id, NULL), true, over, curve);
}

static void
crossfade_track (LtClipBatch *batch, const LtSession *session, guint t, GHashTable *wanted, int64_t reach)
{
  const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;
  bool             is_one = g_hash_table_size (wanted) == 1;
  int64_t          taken = -1;

  for (guint i = 0; i + 1 < clips->len; i++)
    {
      const LtClip *a = clips->pdata[i], *b = clips->pdata[i + 1];
      bool          first = has (wanted, a->id), second = has (wanted, b->id);

      if (first || second)
        crossfade_two (batch, session, t, a->id, b->id, (first && second) || is_one ? reach : 0, &taken);
    }
}

LtSession *
lt_edit_clips_crossfade (const LtSession *session, const GArray *ids, int64_t reach)
{
  g_autoptr (GHashTable) wanted = set_of (ids);
  LtClipBatch *batch = lt_clip_batch_new (session);

  for (guint t = 0; t < session->tracks->len; t++)
    crossfade_track (batch, session, t, wanted, reach);
  return lt_clip_batch_end (batch);
}
