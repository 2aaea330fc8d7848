// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Taking and putting; the text is in clip-range-text.c.
// Layer: session.

#include "session/clip-range.h"

#include "session/automation-target.h"
#include "session/clip-batch.h"
#include "session/clip-range-private.h"
#include "session/edit-clips.h"
#include "session/edit-session.h"
#include "session/strip.h"
#include "session/time-shift.h"

static void
row_free (gpointer data)
{
  LtClipRangeRow *row = data;

  g_ptr_array_unref (row->clips);
  g_ptr_array_unref (row->lanes);
  g_free (row);
}

LtClipRange *
lt_clip_range_new (double rate_hz, int64_t length_frames, bool is_time)
{
  LtClipRange *self = g_new0 (LtClipRange, 1);

  self->rate_hz = rate_hz;
  self->length_frames = length_frames;
  self->is_time = is_time;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->markers = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_marker_unref);
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_source_unref);
  return self;
}

LtClipRangeRow *
lt_clip_range_add_row (LtClipRange *self)
{
  LtClipRangeRow *row = g_new (LtClipRangeRow, 1);

  row->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_clip_unref);
  row->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);
  g_ptr_array_add (self->rows, row);
  return row;
}

void
lt_clip_range_free (LtClipRange *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->markers);
  g_ptr_array_unref (self->sources);
  g_free (self);
}

/* --- taking --- */

static void
add_source (LtClipRange *self, const LtSession *session, const char *folder, LtId source_id)
{
  const LtSource *source = lt_session_find_source (session, source_id);

  if (source == NULL || lt_nodes_find (self->sources, source_id) >= 0)
    return;
  LtSource *own = lt_source_copy (source);
  if (folder != NULL && !g_path_is_absolute (own->path))
    {
      g_free (own->path);
      own->path = g_build_filename (folder, source->path, NULL);
    }
  g_ptr_array_add (self->sources, own);
}

/* (transfer full): what of @clip lies from @from to @to, counted from @from; NULL: nothing. */
static LtClip *
take_clip (const LtClip *clip, int64_t from, int64_t to)
{
  int64_t end = clip->pos_frames + clip->length_frames, a = MAX (clip->pos_frames, from), b = MIN (end, to);
  LtClip *part;

  if (a >= b)
    return NULL;
  part = lt_clip_cut (clip, a - clip->pos_frames, b - a);
  if (a > clip->pos_frames)
    part->fade_in_frames = 0;
  if (b < end)
    part->fade_out_frames = 0;
  lt_clip_fit_fades (part);
  part->pos_frames -= from;
  part->locked = false;
  return part;
}

static void
take_lanes (LtClipRangeRow *row, const LtStrip *strip, int64_t from, int64_t to)
{
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      LtLane *lane = lt_lane_copy (strip->lanes->pdata[i]);
      GArray *points = lt_time_shift_take_points (lt_strip_find_row (strip, lane->slot_id, lane->key), lane->points, from, to);

      g_array_unref (lane->points);
      lane->points = points;
      g_ptr_array_add (row->lanes, lane);
    }
}

static void
take_markers (LtClipRange *self, const LtSession *session, int64_t from, int64_t to)
{
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = session->markers->pdata[i];

      if (marker->pos_frames < from || marker->pos_frames >= to)
        continue;
      LtMarker *own = lt_marker_copy (marker);
      own->pos_frames -= from;
      own->length_frames = MIN (own->length_frames, to - marker->pos_frames);
      g_ptr_array_add (self->markers, own);
    }
}

LtClipRange *
lt_clip_range_take (const LtSession *session, const char *folder, int64_t from, int64_t to, guint first, guint last)
{
  LtClipRange *self = lt_clip_range_new (session->rate_hz, MAX (to - from, 0), true);

  for (guint t = first; t <= last && t < session->tracks->len; t++)
    {
      const LtTrack  *track = session->tracks->pdata[t];
      LtClipRangeRow *row = lt_clip_range_add_row (self);

      for (guint i = 0; i < track->clips->len; i++)
        {
          LtClip *part = take_clip (track->clips->pdata[i], from, to);

          if (part == NULL)
            continue;
          g_ptr_array_add (row->clips, part);
          add_source (self, session, folder, part->source_id);
        }
      take_lanes (row, track->strip, from, to);
    }
  take_markers (self, session, from, to);
  return self;
}

LtClipRange *
lt_clip_range_take_clips (const LtSession *session, const char *folder, const GArray *ids)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  LtClipRange *self = NULL;
  int64_t      from = 0, to = 0;

  if (!lt_edit_clips_get_extent (session, ids, &from, &to))
    return NULL;
  self = lt_clip_range_new (session->rate_hz, to - from, false);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (wanted, GSIZE_TO_POINTER (g_array_index (ids, LtId, i)));
  for (guint t = 0; t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;
      LtClipRangeRow  *row = self->rows->len > 0 ? lt_clip_range_add_row (self) : NULL;

      for (guint i = 0; i < clips->len; i++)
        {
          const LtClip *clip = clips->pdata[i];

          if (!g_hash_table_contains (wanted, GSIZE_TO_POINTER (clip->id)))
            continue;
          row = row != NULL ? row : lt_clip_range_add_row (self);
          g_ptr_array_add (row->clips, take_clip (clip, from, to));
          add_source (self, session, folder, clip->source_id);
        }
    }
  while (((LtClipRangeRow *) self->rows->pdata[self->rows->len - 1])->clips->len == 0)
    g_ptr_array_remove_index (self->rows, self->rows->len - 1);
  return self;
}

/* --- sources --- */

LtId
lt_clip_range_find_source (const LtSession *session, const char *folder, const LtSource *source)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < session->sources->len; i++)
      {
        const LtSource  *other = session->sources->pdata[i];
        g_autofree char *path = folder != NULL && !g_path_is_absolute (other->path) ? g_build_filename (folder, other->path, NULL) : g_strdup (other->path);
        bool             is_same = pass == 0 ? source->hash != NULL && other->hash != NULL && strcmp (other->hash, source->hash) == 0
                                             : strcmp (path, source->path) == 0;

        if (is_same && other->rate_hz == source->rate_hz && other->n_channels == source->n_channels)
          return other->id;
      }
  return 0;
}

static int64_t
scale (int64_t frames, double by)
{
  return CLAMP ((int64_t) llround ((double) frames * by), 0, LT_FRAMES_MAX);
}

static void
scale_points (GArray **points, double by)
{
  g_autoptr (GArray) copy = g_array_new (FALSE, TRUE, sizeof (LtPoint));

  if (*points == NULL || by == 1.0)
    return;
  g_array_append_vals (copy, (*points)->data, (*points)->len);
  for (guint i = 0; i < copy->len; i++)
    g_array_index (copy, LtPoint, i).pos_frames = scale (g_array_index (copy, LtPoint, i).pos_frames, by);
  g_array_unref (*points);
  *points = lt_lane_clean_points ((const LtPoint *) (gpointer) copy->data, copy->len);
}

/* False: nothing is left of it. */
static bool
settle_clip (LtClip *clip, const LtSession *session, LtId source_id, double by)
{
  int64_t whole;

  clip->source_id = source_id;
  whole = lt_clip_material_length (session, clip);
  if (by != 1.0)
    clip->sound.print_from = clip->sound.print_to = 0; /* frames of another file */
  clip->pos_frames = scale (clip->pos_frames, by);
  clip->offset_frames = scale (clip->offset_frames, by);
  clip->length_frames = MIN (MAX (scale (clip->length_frames, by), 1), whole - clip->offset_frames);
  clip->fade_in_frames = scale (clip->fade_in_frames, by);
  clip->fade_out_frames = scale (clip->fade_out_frames, by);
  scale_points (&clip->envelope, by);
  if (clip->length_frames < 1)
    return false;
  lt_clip_fit_fades (clip);
  return true;
}

void
lt_clip_range_settle (LtClipRange *self, const LtSession *session, const LtId *ids)
{
  double by = session->rate_hz / self->rate_hz;

  for (guint r = 0; r < self->rows->len; r++)
    {
      LtClipRangeRow *row = self->rows->pdata[r];

      for (guint i = row->clips->len; i-- > 0;)
        {
          int at = lt_nodes_find (self->sources, ((LtClip *) row->clips->pdata[i])->source_id);

          if (at < 0 || ids[at] == 0 || !settle_clip (row->clips->pdata[i], session, ids[at], by))
            g_ptr_array_remove_index (row->clips, i);
        }
      for (guint i = 0; i < row->lanes->len; i++)
        scale_points (&((LtLane *) row->lanes->pdata[i])->points, by);
    }
  for (guint i = 0; i < self->markers->len; i++)
    {
      LtMarker *marker = self->markers->pdata[i];

      marker->pos_frames = scale (marker->pos_frames, by);
      marker->length_frames = scale (marker->length_frames, by);
    }
  for (guint i = 0; i < self->sources->len; i++)
    ((LtSource *) self->sources->pdata[i])->id = ids[i];
  self->length_frames = scale (self->length_frames, by);
  self->rate_hz = session->rate_hz;
}

/* --- putting --- */

static void
put_row (LtClipBatch *batch, const LtSession *session, const LtClipRangeRow *row, guint track, int64_t pos, GHashTable *groups, GArray *made)
{
  for (guint i = 0; i < row->clips->len; i++)
    {
      const LtClip *clip = row->clips->pdata[i];
      gpointer      group = GSIZE_TO_POINTER (clip->group_id);

      if (lt_session_find_source (session, clip->source_id) == NULL)
        continue;
      LtClip *copy = lt_clip_copy (clip);
      copy->pos_frames = MIN (pos + clip->pos_frames, LT_FRAMES_MAX);
      if (clip->group_id != 0 && !g_hash_table_contains (groups, group))
        g_hash_table_insert (groups, group, GSIZE_TO_POINTER (lt_clip_batch_next_id (batch)));
      copy->group_id = clip->group_id != 0 ? (LtId) GPOINTER_TO_SIZE (g_hash_table_lookup (groups, group)) : 0;
      LtId id = lt_clip_batch_add (batch, copy, track);
      if (made != NULL)
        g_array_append_val (made, id);
    }
}

static LtSession *
put_lane (const LtSession *session, LtId strip_id, const LtLane *lane, int64_t pos, int64_t length)
{
  LtAutomationTarget target;
  g_autoptr (GArray) now = NULL;

  if (!lt_automation_target_find (session, strip_id, lane->slot_id, lane->key, &target))
    return lt_session_ref (session);
  now = lt_automation_target_dup_points (session, &target);
  if (now == NULL)
    {
      LtPoint set = { 0, lt_automation_target_get_value (session, &target), false };

      now = g_array_new (FALSE, TRUE, sizeof (LtPoint));
      g_array_append_val (now, set);
    }
  g_autoptr (GArray) points = lt_time_shift_put_points (target.row, now, lane->points, pos, length);
  return lt_automation_target_set_points (session, &target, points);
}

static LtSession *
put_curves (const LtClipRange *self, const LtSession *session, guint first, int64_t pos)
{
  LtSession *next = lt_session_ref (session);

  for (guint r = 0; r < self->rows->len && first + r < session->tracks->len; r++)
    {
      const LtClipRangeRow *row = self->rows->pdata[r];
      LtId                  strip_id = ((const LtTrack *) session->tracks->pdata[first + r])->strip->id;

      for (guint i = 0; i < row->lanes->len; i++)
        lt_session_take (&next, put_lane (next, strip_id, row->lanes->pdata[i], pos, self->length_frames));
    }
  for (guint i = 0; i < self->markers->len; i++)
    {
      const LtMarker *marker = self->markers->pdata[i];

      lt_session_take (&next, lt_edit_session_add_marker (next, marker->name, pos + marker->pos_frames, marker->length_frames, NULL));
    }
  return next;
}

LtSession *
lt_clip_range_paste (const LtClipRange *self, const LtSession *session, LtId track_id, int64_t pos_frames, LtRipple ripple, GArray *made)
{
  int           first = lt_edit_clips_find_track (session, track_id);
  guint         last = session->tracks->len - 1;
  LtRippleScope scope = { ripple, (guint) MAX (first, 0), MIN ((guint) MAX (first, 0) + self->rows->len - 1, last) };
  LtSession    *next = lt_session_ref (session);
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (first >= 0, next);

  pos_frames = CLAMP (pos_frames, 0, LT_FRAMES_MAX);
  if (self->rows->len == 0)
    return next;
  if (ripple != LT_RIPPLE_OFF)
    lt_session_take (&next, lt_edit_ripple_insert (next, scope, pos_frames, self->length_frames));
  LtClipBatch *batch = lt_clip_batch_new (next);
  for (guint r = 0; r < self->rows->len; r++)
    put_row (batch, session, self->rows->pdata[r], MIN ((guint) first + r, last), pos_frames, groups, made);
  lt_session_take (&next, lt_clip_batch_end (batch));
  if (ripple == LT_RIPPLE_ALL && self->is_time && self->length_frames > 0)
    lt_session_take (&next, put_curves (self, next, (guint) first, pos_frames));
  return next;
}
