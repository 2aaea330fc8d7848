// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arrays of points; each change makes a new one.
// Layer: app/widgets.

#include "app/widgets/lane-points.h"

#include <math.h>

static LtLanePoint *
point (const GArray *points, guint i)
{
  return &g_array_index (points, LtLanePoint, i);
}

/* The scale in which the engine moves in straight lines. */
static double
to_line (const LtValueSpec *spec, double value)
{
  value = MAX (value, spec->min);
  return spec->travel == LT_TRAVEL_LOG ? log2 (value) : value;
}

static guint
count_before (const GArray *points, double pos) /* at or before */
{
  guint lo = 0, hi = points->len;

  while (lo < hi)
    {
      guint mid = (lo + hi) / 2;

      if ((double) point (points, mid)->pos <= pos)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}

double
lt_lane_points_at (const GArray *points, const LtValueSpec *spec, double rest, double pos)
{
  guint n = count_before (points, pos);

  if (points->len == 0)
    return MAX (rest, spec->min);

  const LtLanePoint *a = point (points, n > 0 ? n - 1 : 0);
  if (n == 0 || n == points->len || a->hold || spec->travel == LT_TRAVEL_STEP)
    return MAX (a->value, spec->min);

  double from = to_line (spec, a->value), to = to_line (spec, a[1].value);
  double at = from + (to - from) * (pos - (double) a->pos) / (double) (a[1].pos - a->pos);
  return spec->travel == LT_TRAVEL_LOG ? exp2 (at) : at;
}

GArray *
lt_lane_points_add (const GArray *points, int64_t pos, double value, gboolean hold)
{
  LtLanePoint added = { MAX (pos, 0), value, hold, TRUE };
  GArray     *out = g_array_copy ((GArray *) points);
  guint       n = count_before (points, (double) added.pos);

  for (guint i = 0; i < out->len; i++)
    point (out, i)->picked = FALSE;
  if (n > 0 && point (out, n - 1)->pos == added.pos)
    *point (out, n - 1) = added;
  else
    g_array_insert_val (out, n, added);
  return out;
}

/* How far the picked ones may go to either side. */
static void
find_room (const GArray *points, double *left, double *right)
{
  *left = *right = INFINITY;
  for (guint i = 0; i < points->len; i++)
    {
      double pos = (double) point (points, i)->pos;

      if (!point (points, i)->picked)
        continue;
      if (i == 0)
        *left = MIN (*left, pos);
      else if (!point (points, i - 1)->picked)
        *left = MIN (*left, pos - (double) point (points, i - 1)->pos - 1.0);
      if (i + 1 < points->len && !point (points, i + 1)->picked)
        *right = MIN (*right, (double) point (points, i + 1)->pos - pos - 1.0);
    }
}

GArray *
lt_lane_points_move (const GArray *points, const LtValueSpec *spec, double frames, double travel)
{
  GArray *out = g_array_copy ((GArray *) points);
  double  left, right;

  find_room (points, &left, &right);
  frames = CLAMP (frames, -left, right);
  for (guint i = 0; i < out->len; i++)
    {
      LtLanePoint *p = point (out, i);

      if (!p->picked)
        continue;
      p->pos += (int64_t) llround (frames);
      if (travel != 0.0)
        p->value = lt_value_spec_from_travel (spec, CLAMP (lt_value_spec_to_travel (spec, p->value) + travel, 0.0, 1.0), FALSE);
    }
  return out;
}

GArray *
lt_lane_points_step (const GArray *points, const LtValueSpec *spec, double steps)
{
  GArray *out = g_array_copy ((GArray *) points);

  for (guint i = 0; i < out->len; i++)
    if (point (out, i)->picked)
      point (out, i)->value = lt_value_spec_step (spec, point (out, i)->value, steps);
  return out;
}

GArray *
lt_lane_points_remove (const GArray *points)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));

  for (guint i = 0; i < points->len; i++)
    if (!point (points, i)->picked)
      g_array_append_val (out, *point (points, i));
  return out;
}

void
lt_lane_points_pick (GArray *points, double from, double to, double low, double high)
{
  for (guint i = 0; i < points->len; i++)
    {
      LtLanePoint *p = point (points, i);

      p->picked = (double) p->pos >= from && (double) p->pos <= to && p->value >= low && p->value <= high;
    }
}

guint
lt_lane_points_n_picked (const GArray *points)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    n += point (points, i)->picked ? 1 : 0;
  return n;
}

int
lt_lane_points_first_picked (const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    if (point (points, i)->picked)
      return (int) i;
  return -1;
}
