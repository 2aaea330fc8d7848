// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A new map, and, when bars are kept, everything at its new time.
// Layer: session.

#include "session/edit-tempo.h"

#include "session/session-private.h"
#include "session/take.h"
#include "session/tempo.h"

#include <math.h>

/* --- what stands at bars --- */

typedef struct
{
  const LtTempoMap *from, *to;
  double            rate_hz;
} Move;

/* The same bar, beat and tick. */
static double
moved_pulse (const Move *move, double pulse)
{
  return lt_tempo_map_place_pulse (move->to, lt_tempo_map_place (move->from, pulse));
}

static int64_t
moved (const Move *move, int64_t frames)
{
  double pulse = moved_pulse (move, lt_tempo_map_pulse (move->from, (double) frames / move->rate_hz));

  return CLAMP (llround (lt_tempo_map_seconds (move->to, pulse) * move->rate_hz), 0, LT_FRAMES_MAX);
}

static LtLane *
moved_lane (const Move *move, const LtLane *lane)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  bool    is_same = true;
  LtLane *next;

  g_array_append_vals (points, lane->points->data, lane->points->len);
  for (guint i = 0; i < points->len; i++)
    {
      LtPoint *point = &g_array_index (points, LtPoint, i);
      int64_t  pos = moved (move, point->pos_frames);

      is_same = is_same && pos == point->pos_frames;
      point->pos_frames = pos;
    }
  if (is_same)
    return lt_lane_ref (lane);
  next = lt_lane_copy (lane);
  g_array_unref (next->points);
  next->points = lt_lane_clean_points ((const LtPoint *) (gpointer) points->data, points->len);
  return next;
}

static LtStrip *
moved_strip (const LtStrip *strip, gpointer data)
{
  g_autoptr (GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref);
  bool     is_same = true;
  LtStrip *next;

  for (guint i = 0; i < strip->lanes->len; i++)
    {
      LtLane *lane = moved_lane (data, strip->lanes->pdata[i]);

      is_same = is_same && lane == strip->lanes->pdata[i];
      g_ptr_array_add (lanes, lane);
    }
  if (is_same)
    return NULL;
  next = lt_strip_copy (strip);
  lt_nodes_take (&next->lanes, g_steal_pointer (&lanes));
  return next;
}

/* Where it goes: takes that lie on one another, and what is chosen from them, go together, by the way of the first. */
static int64_t
moved_clip (const Move *move, const LtTakeStack *stack, const LtClip *clip)
{
  if (stack == NULL)
    return clip->locked ? clip->pos_frames : moved (move, clip->pos_frames);
  if (stack->locked)
    return clip->pos_frames;
  return clip->pos_frames + MIN (moved (move, stack->from) - stack->from, LT_FRAMES_MAX - stack->last);
}

/* @track: the list is its own, and what was not chosen from a take is in no stack. NULL: none of them moves. */
static GPtrArray *
moved_clips (const Move *move, const GArray *stacks, const LtTrack *track, const GPtrArray *list)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_clip_unref);
  bool is_same = true;

  for (guint i = 0; i < list->len; i++)
    {
      const LtClip *clip = list->pdata[i];
      bool          is_apart = track != NULL && lt_take_find_of (track, clip) < 0;
      int64_t       pos = moved_clip (move, is_apart ? NULL : lt_take_find_stack (stacks, clip), clip);
      LtClip       *own = pos == clip->pos_frames ? lt_clip_ref (clip) : lt_clip_copy (clip);

      is_same = is_same && own == clip;
      if (own != clip)
        own->pos_frames = pos;
      g_ptr_array_add (clips, own);
    }
  g_ptr_array_sort (clips, lt_track_compare_clips);
  return is_same ? NULL : g_steal_pointer (&clips);
}

/* NULL: nothing of it moves. */
static LtTrack *
moved_track (const Move *move, const LtTrack *track)
{
  g_autoptr (GArray) stacks = lt_take_dup_stacks (track);
  LtTrack   *next = lt_track_copy (track);
  GPtrArray *clips = moved_clips (move, stacks, track, track->clips);
  bool       any = clips != NULL;

  if (clips != NULL)
    lt_nodes_take (&next->clips, clips);
  for (guint t = 0; track->takes != NULL && t < track->takes->len; t++)
    {
      const LtTake *take = track->takes->pdata[t];
      LtTake       *own;

      clips = moved_clips (move, stacks, NULL, take->clips);
      if (clips == NULL)
        continue;
      own = lt_take_copy (take);
      lt_nodes_take (&own->clips, clips);
      lt_nodes_take (&next->takes, lt_nodes_with (next->takes, t, own, (GDestroyNotify) lt_take_unref));
      any = true;
    }
  if (!any)
    g_clear_pointer (&next, lt_track_unref);
  return next;
}

static void
move_range (const Move *move, int64_t *from, int64_t *to)
{
  if (*from >= *to)
    return;

  int64_t a = moved (move, *from), b = moved (move, *to);

  *from = a;
  *to = MAX (b, a + 1);
}

static int
compare_markers (gconstpointer a, gconstpointer b)
{
  const LtMarker *p = *(const LtMarker *const *) a, *q = *(const LtMarker *const *) b;

  if (p->pos_frames != q->pos_frames)
    return p->pos_frames < q->pos_frames ? -1 : 1;
  return (p->id > q->id) - (p->id < q->id);
}

/* @next: nobody else has it yet. */
static void
move_markers (const Move *move, LtSession *next)
{
  GPtrArray *markers = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_marker_unref);

  for (guint i = 0; i < next->markers->len; i++)
    {
      const LtMarker *marker = next->markers->pdata[i];
      int64_t         from = moved (move, marker->pos_frames), to = marker->pos_frames + marker->length_frames;
      LtMarker       *own;

      to = marker->length_frames > 0 ? MAX (moved (move, to), from + 1) : from;
      own = from == marker->pos_frames && to - from == marker->length_frames ? lt_marker_ref (marker) : lt_marker_copy (marker);
      if (own != marker)
        {
          own->pos_frames = from;
          own->length_frames = to - from;
        }
      g_ptr_array_add (markers, own);
    }
  g_ptr_array_sort (markers, compare_markers);
  lt_nodes_take (&next->markers, markers);
}

static LtSession *
moved_session (const Move *move, const LtSession *session)
{
  LtSession *next = lt_session_map_strips (session, moved_strip, (gpointer) move);

  for (guint i = 0; i < session->tracks->len; i++)
    {
      LtTrack *track = moved_track (move, next->tracks->pdata[i]);

      if (track == NULL)
        continue;
      lt_session_take (&next, lt_session_with_track (next, track));
      lt_track_unref (track);
    }
  lt_session_take (&next, lt_session_copy (next));
  move_range (move, &next->loop_from_frames, &next->loop_to_frames);
  move_range (move, &next->punch_from_frames, &next->punch_to_frames);
  move_markers (move, next);
  return next;
}

/* --- another map --- */

typedef struct
{
  GArray *tempos, *metres;
} Parts;

static Parts
parts_of (const LtTempoMap *map)
{
  Parts parts = { g_array_new (FALSE, FALSE, sizeof (LtTempoPoint)), g_array_new (FALSE, FALSE, sizeof (LtMetreChange)) };

  g_array_append_vals (parts.tempos, map->tempos, map->n_tempos);
  g_array_append_vals (parts.metres, map->metres, map->n_metres);
  return parts;
}

static LtTempoMap *
map_of (const Parts *parts)
{
  return lt_tempo_new ((const LtTempoPoint *) (gpointer) parts->tempos->data, parts->tempos->len,
                       (const LtMetreChange *) (gpointer) parts->metres->data, parts->metres->len);
}

/* With changes of tempo at the bars that they had. Takes @parts. */
static LtTempoMap *
finish_map (const LtTempoMap *old, Parts parts, LtTempoKeep keep)
{
  LtTempoMap *map = map_of (&parts);

  if (keep == LT_TEMPO_KEEP_BARS)
    {
      Move move = { old, map, 0.0 };

      for (guint i = 0; i < parts.tempos->len; i++)
        {
          LtTempoPoint *point = &g_array_index (parts.tempos, LtTempoPoint, i);

          point->pulse = llround (moved_pulse (&move, (double) point->pulse));
        }
      lt_tempo_unref (map);
      map = map_of (&parts);
    }
  g_array_unref (parts.tempos);
  g_array_unref (parts.metres);
  return map;
}

/* Takes @parts. @moves_tempos: the changes of tempo go with the bars. */
static LtSession *
finish (const LtSession *session, Parts parts, LtTempoKeep keep, bool moves_tempos)
{
  g_autoptr (LtTempoMap) map = finish_map (session->tempo, parts, moves_tempos ? keep : LT_TEMPO_KEEP_TIMES);
  Move       move = { session->tempo, map, session->rate_hz };
  LtSession *next;

  if (lt_tempo_map_equal (map, session->tempo))
    return lt_session_ref (session);
  next = keep == LT_TEMPO_KEEP_BARS ? moved_session (&move, session) : lt_session_copy (session);
  lt_tempo_give (next, lt_tempo_ref (map));
  return next;
}

static int
find_tempo (const LtTempoMap *map, int64_t pulse)
{
  for (uint32_t i = 0; i < map->n_tempos; i++)
    if (map->tempos[i].pulse == pulse)
      return (int) i;
  return -1;
}

static int
find_metre (const LtTempoMap *map, int64_t bar)
{
  for (uint32_t i = 0; i < map->n_metres; i++)
    if (map->metres[i].bar == bar)
      return (int) i;
  return -1;
}

/* --- the edits --- */

/* Place @at of the changes of tempo, or of metre, goes (−1: none), and @change comes (NULL: nothing); of two at a place it stays. */
static LtSession *
replace (const LtSession *session, bool is_metre, int at, gconstpointer change, LtTempoKeep keep)
{
  Parts   parts = parts_of (session->tempo);
  GArray *list = is_metre ? parts.metres : parts.tempos;

  if (at >= 0)
    g_array_remove_index (list, (guint) at);
  if (change != NULL)
    g_array_append_vals (list, change, 1);
  return finish (session, parts, keep, is_metre);
}

LtSession *
lt_edit_tempo_set (const LtSession *session, int64_t pulse, double bpm, bool ramp, LtTempoKeep keep)
{
  LtTempoPoint point = { .pulse = pulse, .bpm = CLAMP (bpm, LT_TEMPO_MIN_BPM, LT_TEMPO_MAX_BPM), .ramp = ramp };

  g_return_val_if_fail (!isnan (bpm) && pulse >= 0 && pulse <= LT_TEMPO_PULSE_MAX, lt_session_ref (session));

  return replace (session, false, find_tempo (session->tempo, pulse), &point, keep);
}

LtSession *
lt_edit_tempo_move (const LtSession *session, int64_t from, int64_t to, LtTempoKeep keep)
{
  int at = find_tempo (session->tempo, from);

  g_return_val_if_fail (at > 0 && to > 0 && to <= LT_TEMPO_PULSE_MAX, lt_session_ref (session));

  LtTempoPoint point = session->tempo->tempos[at];
  point.pulse = to;
  return replace (session, false, at, &point, keep);
}

LtSession *
lt_edit_tempo_remove (const LtSession *session, int64_t pulse, LtTempoKeep keep)
{
  int at = find_tempo (session->tempo, pulse);

  g_return_val_if_fail (at > 0, lt_session_ref (session));

  return replace (session, false, at, NULL, keep);
}

LtSession *
lt_edit_tempo_set_metre (const LtSession *session, int64_t bar, uint32_t num, uint32_t den, LtTempoKeep keep)
{
  LtMetreChange change = { .bar = bar, .num = num, .den = den };

  g_return_val_if_fail (bar >= 0 && bar < LT_TEMPO_BAR_MAX && num >= 1 && num <= 64 && den >= 1 && den <= 64 && (den & (den - 1)) == 0,
                        lt_session_ref (session));

  return replace (session, true, find_metre (session->tempo, bar), &change, keep);
}

LtSession *
lt_edit_tempo_move_metre (const LtSession *session, int64_t from, int64_t to, LtTempoKeep keep)
{
  int at = find_metre (session->tempo, from);

  g_return_val_if_fail (at > 0 && to > 0 && to < LT_TEMPO_BAR_MAX, lt_session_ref (session));

  LtMetreChange change = session->tempo->metres[at];
  change.bar = to;
  return replace (session, true, at, &change, keep);
}

LtSession *
lt_edit_tempo_remove_metre (const LtSession *session, int64_t bar, LtTempoKeep keep)
{
  int at = find_metre (session->tempo, bar);

  g_return_val_if_fail (at > 0, lt_session_ref (session));

  return replace (session, true, at, NULL, keep);
}

LtSession *
lt_edit_tempo_take (const LtSession *session, const LtSession *from)
{
  return finish (session, parts_of (from->tempo), LT_TEMPO_KEEP_TIMES, false);
}
