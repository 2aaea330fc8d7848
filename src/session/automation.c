// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A pass: moves become lines, lines lose the points that say nothing, and take their place in the lane.
// Layer: session.
//
// Everything is done in the scale in which the engine moves in straight lines: octaves for a logarithmic row, else the
// row's unit. Thinning is Douglas and Peucker's, 1973, by the distance in value alone: a lane has no distance in time.

#include "session/automation.h"

#include "base/bend.h"
#include "session/lane-bend.h"
#include "session/session-private.h"

#include <math.h>

#define TOLERANCE_DB 0.08
#define TOLERANCE 0.001

/* --- the scale of straight lines --- */

static double
to_line (const LtParamSpec *row, double value)
{
  value = MAX (value, row->min); /* silence too */
  return row->curve == LT_CURVE_LOG ? log2 (value) : value;
}

static double
from_line (const LtParamSpec *row, double value)
{
  return CLAMP (row->curve == LT_CURVE_LOG ? exp2 (value) : value, row->min, row->max);
}

static bool
is_step (const LtParamSpec *row)
{
  return row->curve == LT_CURVE_STEP;
}

double
lt_automation_tolerance (const LtParamSpec *row)
{
  if (is_step (row))
    return 0.0;
  return row->unit == LT_UNIT_DB ? TOLERANCE_DB : TOLERANCE * (to_line (row, row->max) - to_line (row, row->min));
}

double
lt_automation_add (const LtParamSpec *row, double value, double base, double moved)
{
  if ((row->flags & LT_PARAM_MIN_IS_INF) != 0 && value <= row->min)
    return value;
  return from_line (row, to_line (row, value) + to_line (row, moved) - to_line (row, base));
}

double
lt_automation_at (const LtParamSpec *row, const GArray *points, int64_t pos)
{
  int            i = (int) lt_lane_count_upto (points, pos) - 1;
  const LtPoint *a = &g_array_index (points, LtPoint, MAX (i, 0));

  if (i < 0 || a->hold || (guint) i + 1 == points->len || is_step (row))
    return MAX (a->value, row->min);

  double from = to_line (row, a->value), to = to_line (row, a[1].value), done = (double) (pos - a->pos_frames), length = (double) (a[1].pos_frames - a->pos_frames);

  return from_line (row, a->bend != 0.0f ? from + (to - from) * lt_bend_at (a->bend, done / length) : from + (to - from) * done / length);
}

/* --- from moves to lines --- */

static void
add_point (GArray *points, int64_t pos, double value, bool hold)
{
  LtPoint  point = { pos, value, hold };
  LtPoint *last = points->len > 0 ? &g_array_index (points, LtPoint, points->len - 1) : NULL;

  if (last != NULL && last->pos_frames >= pos)
    last->value = value; /* the later one counts */
  else
    g_array_append_val (points, point);
}

/* Of steps: one point for each that is new. */
static GArray *
steps_of (const LtAutomationPass *pass, const LtPoint *moves, guint n_moves)
{
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));

  for (guint i = 0; i < n_moves; i++)
    {
      int64_t pos = i == 0 ? pass->from_frames : CLAMP (moves[i].pos_frames, pass->from_frames, pass->to_frames - 1);

      if (out->len == 0 || g_array_index (out, LtPoint, out->len - 1).value != moves[i].value)
        add_point (out, pos, moves[i].value, true);
    }
  return out;
}

/* A line through the moves; where the hand rested it is level. */
static GArray *
line_of (const LtParamSpec *row, const LtAutomationPass *pass, const LtPoint *moves, guint n_moves)
{
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  int64_t end = pass->glide_frames > 0 ? pass->to_frames : pass->to_frames - 1;

  add_point (out, pass->from_frames, to_line (row, moves[0].value), false);
  for (guint i = 1; i < n_moves; i++)
    {
      const LtPoint *last = &g_array_index (out, LtPoint, out->len - 1);
      int64_t        pos = CLAMP (moves[i].pos_frames, last->pos_frames, end);

      if (pos - last->pos_frames > pass->pause_frames)
        add_point (out, pos - pass->pause_frames, last->value, false);
      add_point (out, pos, to_line (row, moves[i].value), false);
    }
  add_point (out, end, to_line (row, moves[n_moves - 1].value), false);
  return out;
}

/* Value of a line in its own scale. */
static double
line_at (const GArray *line, int64_t pos)
{
  int            i = (int) lt_lane_count_upto (line, pos) - 1;
  const LtPoint *a = &g_array_index (line, LtPoint, MAX (i, 0));

  if (i < 0 || (guint) i + 1 == line->len)
    return a->value;
  return a->value + (a[1].value - a->value) * (double) (pos - a->pos_frames) / (double) (a[1].pos_frames - a->pos_frames);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const int64_t *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

/* Places of bent ways behind @from, up to @end. */
static void
add_bends (GArray *places, const LtParamSpec *row, const GArray *points, int64_t from, int64_t end)
{
  g_autoptr (GArray) bends = lt_lane_bend_dup_places (row, points, lt_automation_tolerance (row) / 2.0);

  for (guint i = 0; i < bends->len; i++)
    if (g_array_index (bends, int64_t, i) > from && g_array_index (bends, int64_t, i) <= end)
      g_array_append_val (places, g_array_index (bends, int64_t, i));
}

/* What was there, plus the line's distance from the base: it turns where either does. */
static GArray *
sum_of (const LtParamSpec *row, const GArray *points, const LtAutomationPass *pass, const GArray *line)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int64_t));
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  int64_t end = g_array_index (line, LtPoint, line->len - 1).pos_frames;
  double  base = to_line (row, pass->base);

  for (guint i = 0; i < line->len; i++)
    g_array_append_val (places, g_array_index (line, LtPoint, i).pos_frames);
  for (guint i = 0; i < points->len; i++)
    {
      int64_t pos = g_array_index (points, LtPoint, i).pos_frames, before = pos - 1;

      if (pos <= pass->from_frames || pos > end)
        continue;
      if (i > 0 && g_array_index (points, LtPoint, i - 1).hold && before > pass->from_frames)
        g_array_append_val (places, before);
      g_array_append_val (places, pos);
    }
  add_bends (places, row, points, pass->from_frames, end);
  g_array_sort (places, compare_positions);
  for (guint i = 0; i < places->len; i++)
    {
      int64_t pos = g_array_index (places, int64_t, i);
      double  was = to_line (row, lt_automation_at (row, points, pos));
      bool    is_silent = (row->flags & LT_PARAM_MIN_IS_INF) != 0 && was <= to_line (row, row->min);
      double  sum = is_silent ? was : was + line_at (line, pos) - base;

      add_point (out, pos, CLAMP (sum, to_line (row, row->min), to_line (row, row->max)), false);
    }
  return out;
}

/* --- thinning --- */

/* The point between @a and @b that is furthest from their straight line; 0: none is further than @tolerance. */
static guint
find_furthest (const GArray *line, guint a, guint b, double tolerance)
{
  const LtPoint *p = &g_array_index (line, LtPoint, 0);
  double         slope = (p[b].value - p[a].value) / (double) (p[b].pos_frames - p[a].pos_frames);
  guint          furthest = 0;

  for (guint i = a + 1; i < b; i++)
    {
      double distance = fabs (p[i].value - p[a].value - slope * (double) (p[i].pos_frames - p[a].pos_frames));

      if (distance > tolerance)
        {
          tolerance = distance;
          furthest = i;
        }
    }
  return furthest;
}

typedef struct
{
  guint a, b;
} Stretch;

/* Returns: (transfer full): the points of @line that are needed. */
static GArray *
thin (const GArray *line, double tolerance)
{
  g_autofree bool *needed = g_new0 (bool, line->len);
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Stretch whole = { 0, line->len - 1 };
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));

  needed[whole.a] = needed[whole.b] = true;
  if (whole.a != whole.b)
    g_array_append_val (todo, whole);
  while (todo->len > 0)
    {
      Stretch s = g_array_index (todo, Stretch, todo->len - 1);
      guint   at = find_furthest (line, s.a, s.b, tolerance);
      Stretch left = { s.a, at }, right = { at, s.b };

      g_array_set_size (todo, todo->len - 1);
      if (at == 0)
        continue;
      needed[at] = true;
      g_array_append_val (todo, left);
      g_array_append_val (todo, right);
    }
  for (guint i = 0; i < line->len; i++)
    if (needed[i])
      g_array_append_val (out, g_array_index (line, LtPoint, i));
  return out;
}

/* --- into the lane --- */

static GArray *
written (const LtParamSpec *row, const GArray *points, const LtAutomationPass *pass, const LtPoint *moves, guint n_moves)
{
  if (is_step (row))
    return steps_of (pass, moves, n_moves);

  g_autoptr (GArray) line = line_of (row, pass, moves, n_moves);
  if (pass->adds && points->len > 0)
    {
      GArray *sum = sum_of (row, points, pass, line);

      g_array_unref (line);
      line = sum;
    }
  GArray *out = thin (line, lt_automation_tolerance (row));
  for (guint i = 0; i < out->len; i++)
    {
      LtPoint *p = &g_array_index (out, LtPoint, i);

      p->value = from_line (row, p->value);
    }
  return out;
}

/* So that the lane says the same as before up to @from: the place where the old line is left. */
static void
leave_old (const LtParamSpec *row, GArray *out, const GArray *points, double rest, int64_t from, double next)
{
  const LtPoint *last = out->len > 0 ? &g_array_index (out, LtPoint, out->len - 1) : NULL;
  double         value = points->len > 0 ? lt_automation_at (row, points, from - 1) : rest;

  if (from <= 0 || (last != NULL && (last->hold || last->pos_frames == from - 1)))
    return;
  if (last == NULL && value == next)
    return; /* level so far, and the first point says so */
  lt_lane_bend_end (out, points, from - 1);
  add_point (out, from - 1, value, is_step (row));
}

/* So that it says the same from @pos on. */
static void
join_old (const LtParamSpec *row, GArray *out, const GArray *points, double rest, int64_t pos)
{
  int   at = (int) lt_lane_count_upto (points, pos) - 1;
  guint next = (guint) (at + 1);

  if (at >= 0 && g_array_index (points, LtPoint, at).pos_frames == pos)
    return; /* its own point stands there */
  add_point (out, pos, points->len > 0 ? lt_automation_at (row, points, pos) : rest,
             is_step (row) || (at >= 0 && g_array_index (points, LtPoint, at).hold));
  if (next < points->len)
    g_array_index (out, LtPoint, out->len - 1).bend = lt_lane_bend_part (points, pos, g_array_index (points, LtPoint, next).pos_frames);
}

GArray *
lt_automation_write (const LtParamSpec *row, const GArray *points, const LtAutomationPass *pass, const LtPoint *moves, guint n_moves)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (LtPoint));
  GArray *out = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  int64_t end = pass->to_frames + (is_step (row) ? 0 : pass->glide_frames);

  if (points == NULL)
    points = none;
  if (n_moves == 0 || pass->to_frames <= pass->from_frames)
    {
      if (points->len > 0)
        g_array_append_vals (out, points->data, points->len);
      return out;
    }

  g_autoptr (GArray) line = written (row, points, pass, moves, n_moves);
  for (guint i = 0; i < points->len && g_array_index (points, LtPoint, i).pos_frames < pass->from_frames; i++)
    g_array_append_val (out, g_array_index (points, LtPoint, i));
  leave_old (row, out, points, pass->rest, pass->from_frames, g_array_index (line, LtPoint, 0).value);
  g_array_append_vals (out, line->data, line->len);
  join_old (row, out, points, pass->rest, end);
  for (guint i = 0; i < points->len; i++)
    if (g_array_index (points, LtPoint, i).pos_frames >= end)
      g_array_append_val (out, g_array_index (points, LtPoint, i));
  return out;
}
