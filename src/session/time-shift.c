// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points at the seam keep the curve on both sides of it as it was.
// Layer: session.

#include "session/time-shift.h"

#include "session/automation.h"
#include "session/edit-session.h"
#include "session/lane-bend.h"
#include "session/session-private.h"
#include "session/strip.h"
#include "session/tempo-shift.h"
#include "session/tempo.h"

#define SAME 1e-9

static const LtParamSpec straight = { .key = "value", .min = -1e9f, .max = 1e9f };

/* --- points --- */

static guint
count_below (const GArray *points, int64_t pos)
{
  return lt_lane_count_upto (points, pos - 1);
}

static void
add_point (GArray *points, int64_t pos, double value, bool hold)
{
  LtPoint point = { pos, value, hold };

  g_array_append_val (points, point);
}

static void
add_shifted_upto (GArray *to, const GArray *from, guint first, guint end, int64_t by)
{
  for (guint i = first; i < end; i++)
    {
      LtPoint point = g_array_index (from, LtPoint, i);

      point.pos_frames = MIN (point.pos_frames + by, LT_FRAMES_MAX);
      if (to->len == 0 || g_array_index (to, LtPoint, to->len - 1).pos_frames < point.pos_frames)
        g_array_append_val (to, point);
    }
}

static void
add_shifted (GArray *to, const GArray *from, guint first, int64_t by)
{
  add_shifted_upto (to, from, first, from->len, by);
}

static bool
is_level (const LtParamSpec *row, const LtPoint *point)
{
  return point->hold || row->curve == LT_CURVE_STEP;
}

/* A point of the line through @points, at @pos, which shows as @at and goes on to the next one as before. */
static void
add_cut (GArray *out, const LtParamSpec *row, const GArray *points, int64_t pos, int64_t at)
{
  guint   n = count_below (points, pos + 1);
  LtPoint point = { at, lt_automation_at (row, points, pos), n > 0 && g_array_index (points, LtPoint, n - 1).hold };

  if (n < points->len)
    point.bend = lt_lane_bend_part (points, pos, g_array_index (points, LtPoint, n).pos_frames);
  g_array_append_val (out, point);
}

/* A point at which the way of the last one of @out is left, before it is at its end. */
static void
add_end (GArray *out, const LtParamSpec *row, const GArray *points, int64_t pos)
{
  lt_lane_bend_end (out, points, pos);
  add_point (out, pos, lt_automation_at (row, points, pos), false);
}

GArray *
lt_time_shift_insert_points (const LtParamSpec *row, const GArray *points, int64_t at, int64_t length)
{
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  guint   n = count_below (points, at);

  row = row != NULL ? row : &straight;
  g_array_append_vals (out, points->data, n);
  if (n > 0 && n < points->len && !is_level (row, &g_array_index (points, LtPoint, n - 1)))
    {
      add_end (out, row, points, at);
      if (g_array_index (points, LtPoint, n).pos_frames > at)
        add_cut (out, row, points, at, MIN (at + length, LT_FRAMES_MAX));
    }
  add_shifted (out, points, n, length);
  return out;
}

GArray *
lt_time_shift_delete_points (const LtParamSpec *row, const GArray *points, int64_t from, int64_t to)
{
  GArray        *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  guint          n = count_below (points, from), m = count_below (points, to);
  guint          upto = m < points->len && g_array_index (points, LtPoint, m).pos_frames == to ? m + 1 : m;
  const LtPoint *p = n > 0 ? &g_array_index (points, LtPoint, n - 1) : NULL;
  const LtPoint *rules = upto > 0 ? &g_array_index (points, LtPoint, upto - 1) : NULL; /* what holds at @to */

  row = row != NULL ? row : &straight;
  g_array_append_vals (out, points->data, n);
  if (rules != NULL && !(rules == p && (is_level (row, p) || m == points->len)))
    {
      double right = lt_automation_at (row, points, to), left = lt_automation_at (row, points, from);
      bool   is_jump = p != NULL ? !is_level (row, p) : true;

      if (from > 0 && is_jump && fabs (left - right) > SAME && (p == NULL || p->pos_frames < from - 1))
        add_end (out, row, points, from - 1);
      else
        lt_lane_bend_end (out, points, from);
      if (upto == m)
        add_cut (out, row, points, to, from);
    }
  add_shifted (out, points, m, from - to);
  return out;
}

GArray *
lt_time_shift_take_points (const LtParamSpec *row, const GArray *points, int64_t from, int64_t to)
{
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  guint   n = count_below (points, from), m = count_below (points, to);

  row = row != NULL ? row : &straight;
  if (n == points->len || g_array_index (points, LtPoint, n).pos_frames > from)
    add_cut (out, row, points, from, 0);
  add_shifted_upto (out, points, n, m, -from);
  if (m < points->len && m > 0 && !is_level (row, &g_array_index (points, LtPoint, m - 1)))
    {
      LtPoint *last = &g_array_index (out, LtPoint, out->len - 1);

      last->bend = lt_lane_bend_part (points, last->pos_frames + from, to - 1);
      if (last->pos_frames < to - from - 1)
        add_point (out, to - from - 1, lt_automation_at (row, points, to - 1), false); /* on the way to what lies behind */
    }
  return out;
}

/* The last one of @out keeps its value up to @end, where the line through @points goes on. */
static void
end_level (GArray *out, const LtParamSpec *row, const GArray *points, int64_t end)
{
  LtPoint last = out->len > 0 ? g_array_index (out, LtPoint, out->len - 1) : (LtPoint) { .hold = true };

  if (!is_level (row, &last) && last.pos_frames < end - 1 && fabs (lt_automation_at (row, points, end) - MAX (last.value, (double) row->min)) > SAME)
    add_point (out, end - 1, last.value, false);
}

GArray *
lt_time_shift_put_points (const LtParamSpec *row, const GArray *points, const GArray *piece, int64_t at, int64_t length)
{
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  guint   n = count_below (points, at), m = count_below (points, at + length);

  row = row != NULL ? row : &straight;
  g_array_append_vals (out, points->data, n);
  if (at > 0 && (n == 0 || (!is_level (row, &g_array_index (points, LtPoint, n - 1)) && g_array_index (points, LtPoint, n - 1).pos_frames < at - 1)))
    add_end (out, row, points, at - 1);
  add_shifted (out, piece, 0, at);
  end_level (out, row, points, at + length);
  if (m == points->len || g_array_index (points, LtPoint, m).pos_frames > at + length)
    add_cut (out, row, points, at + length, at + length);
  add_shifted (out, points, m, 0);
  return out;
}

/* --- lanes --- */

typedef struct
{
  bool    is_insert;
  int64_t from, to;
} Shift;

static LtStrip *
shift_lanes (const LtStrip *strip, gpointer data)
{
  const Shift *shift = data;
  GPtrArray   *lanes = NULL;

  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane      *lane = strip->lanes->pdata[i];
      const LtParamSpec *row = lt_strip_find_row (strip, lane->slot_id, lane->key);
      bool               is_param = lt_strip_find_slot (strip, lane->slot_id) != NULL;
      g_autoptr (GArray) points = shift->is_insert ? lt_time_shift_insert_points (row, lane->points, shift->from, shift->to - shift->from)
                                                   : lt_time_shift_delete_points (row, lane->points, shift->from, shift->to);

      if (points->len == 0 || lt_lane_points_equal (lane->points, points))
        continue;
      for (guint k = 0; k < points->len; k++)
        lt_lane_fit_point (row, is_param, &g_array_index (points, LtPoint, k));
      LtLane *changed = lt_lane_copy (lane);
      g_array_unref (changed->points);
      changed->points = g_steal_pointer (&points);
      if (lanes == NULL)
        lanes = lt_nodes_copy (strip->lanes, (GDestroyNotify) lt_lane_unref);
      lt_lane_unref (lanes->pdata[i]);
      lanes->pdata[i] = changed;
    }
  if (lanes == NULL)
    return NULL;

  LtStrip *changed = lt_strip_copy (strip);
  lt_nodes_take (&changed->lanes, lanes);
  return changed;
}

/* --- markers, ranges, tempo --- */

static int64_t
place (const Shift *shift, int64_t at)
{
  int64_t length = shift->to - shift->from;

  if (shift->is_insert)
    return at >= shift->from ? MIN (at + length, LT_FRAMES_MAX) : at;
  return at < shift->from ? at : at < shift->to ? shift->from : at - length;
}

static LtSession *
shift_markers (const LtSession *session, const Shift *shift)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = session->markers->pdata[i];
      int64_t         end = marker->pos_frames + marker->length_frames, from = place (shift, marker->pos_frames), to = place (shift, end);
      bool            is_range = marker->length_frames > 0;

      if (shift->is_insert && is_range && end == shift->from)
        to = end; /* it ended before */
      if (!shift->is_insert && (is_range ? from >= to : marker->pos_frames >= shift->from && marker->pos_frames < shift->to))
        lt_session_take (&next, lt_edit_session_remove_marker (next, marker->id));
      else
        lt_session_take (&next, lt_edit_session_move_marker (next, marker->id, from, to - from));
    }
  return next;
}

/* A range that would be nothing stays where it is. */
static void
shift_range (const Shift *shift, int64_t *from, int64_t *to)
{
  int64_t a = place (shift, *from), b = shift->is_insert && *to == shift->from ? *to : place (shift, *to);

  if (*from >= *to || a >= b)
    return;
  *from = a;
  *to = b;
}

/* (transfer full) */
static LtTempoMap *
shift_tempo (const LtSession *self, const Shift *shift)
{
  return shift->is_insert ? lt_tempo_shift_insert (self->tempo, self->rate_hz, shift->from, shift->to - shift->from)
                          : lt_tempo_shift_delete (self->tempo, self->rate_hz, shift->from, shift->to);
}

static LtSession *
shift_all (const LtSession *self, const Shift *shift)
{
  g_autoptr (LtSession) lanes = lt_session_map_strips (self, shift_lanes, (gpointer) shift);
  g_autoptr (LtSession) markers = shift_markers (lanes, shift);
  g_autoptr (LtTempoMap) tempo = shift_tempo (self, shift);
  int64_t    loop[] = { self->loop_from_frames, self->loop_to_frames }, punch[] = { self->punch_from_frames, self->punch_to_frames };
  LtSession *next;

  shift_range (shift, &loop[0], &loop[1]);
  shift_range (shift, &punch[0], &punch[1]);
  if (loop[0] == self->loop_from_frames && loop[1] == self->loop_to_frames && punch[0] == self->punch_from_frames
      && punch[1] == self->punch_to_frames && lt_tempo_map_equal (tempo, self->tempo))
    return lt_session_ref (markers);

  next = lt_session_copy (markers);
  next->loop_from_frames = loop[0];
  next->loop_to_frames = loop[1];
  next->punch_from_frames = punch[0];
  next->punch_to_frames = punch[1];
  if (!lt_tempo_map_equal (tempo, self->tempo))
    lt_tempo_give (next, lt_tempo_ref (tempo));
  return next;
}

LtSession *
lt_time_shift_insert (const LtSession *self, int64_t at, int64_t length)
{
  Shift shift = { true, CLAMP (at, 0, LT_FRAMES_MAX), CLAMP (at, 0, LT_FRAMES_MAX) + CLAMP (length, 0, LT_FRAMES_MAX) };

  return shift.from < shift.to ? shift_all (self, &shift) : lt_session_ref (self);
}

LtSession *
lt_time_shift_delete (const LtSession *self, int64_t from, int64_t to)
{
  Shift shift = { false, CLAMP (from, 0, LT_FRAMES_MAX), CLAMP (to, 0, LT_FRAMES_MAX) };

  return shift.from < shift.to ? shift_all (self, &shift) : lt_session_ref (self);
}
