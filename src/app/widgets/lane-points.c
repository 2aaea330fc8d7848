// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arrays of points; each change makes a new one.
// Layer: app/widgets.

#include "app/widgets/lane-points.h"

#include "app/widgets/lane-bends.h"
#include "base/bend.h"

#include <math.h>

static LtLanePoint *
point (const GArray *points, guint i)
{
  return &g_array_index (points, LtLanePoint, i);
}

double
lt_lane_points_to_line (const LtValueSpec *spec, double value)
{
  value = MAX (value, spec->min);
  return spec->travel == LT_TRAVEL_LOG ? log2 (value) : value;
}

static double
from_line (const LtValueSpec *spec, double at)
{
  return spec->travel == LT_TRAVEL_LOG ? exp2 (at) : at;
}

static gboolean
is_silence (const LtValueSpec *spec, double value)
{
  return spec->format.min_is_inf && value <= spec->min;
}

guint
lt_lane_points_count_upto (const GArray *points, double pos)
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
  guint n = lt_lane_points_count_upto (points, pos);

  if (points->len == 0)
    return MAX (rest, spec->min);

  const LtLanePoint *a = point (points, n > 0 ? n - 1 : 0);
  if (n == 0 || n == points->len || a->hold || spec->travel == LT_TRAVEL_STEP)
    return MAX (a->value, spec->min);

  double from = lt_lane_points_to_line (spec, a->value), to = lt_lane_points_to_line (spec, a[1].value);
  return from_line (spec, from + (to - from) * lt_bend_at (a->bend, (pos - (double) a->pos) / (double) (a[1].pos - a->pos)));
}

GArray *
lt_lane_points_add (const GArray *points, int64_t pos, double value, gboolean hold)
{
  LtLanePoint added = { MAX (pos, 0), value, hold, TRUE };
  GArray     *out = g_array_copy ((GArray *) points);
  guint       n = lt_lane_points_count_upto (points, (double) added.pos);

  for (guint i = 0; i < out->len; i++)
    point (out, i)->picked = FALSE;
  if (n > 0 && point (out, n - 1)->pos == added.pos)
    {
      added.bend = point (out, n - 1)->bend;
      *point (out, n - 1) = added;
      return out;
    }
  if (n > 0 && n < out->len)
    {
      added.bend = hold ? 0.0f : lt_lane_bends_part (points, (double) added.pos, (double) point (points, n)->pos);
      point (out, n - 1)->bend = lt_lane_bends_part (points, (double) point (points, n - 1)->pos, (double) added.pos);
    }
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
lt_lane_points_scale (const GArray *points, const LtValueSpec *spec, double about, double factor)
{
  GArray *out = g_array_copy ((GArray *) points);
  double  centre = lt_lane_points_to_line (spec, about);

  for (guint i = 0; i < out->len && factor != 1.0; i++)
    {
      LtLanePoint *p = point (out, i);

      if (p->picked && !is_silence (spec, p->value))
        p->value = lt_value_spec_clamp (spec, from_line (spec, centre + (lt_lane_points_to_line (spec, p->value) - centre) * factor));
    }
  return out;
}

double
lt_lane_points_mean (const GArray *points, const LtValueSpec *spec)
{
  double sum = 0.0;
  guint  n = 0;

  for (guint i = 0; i < points->len; i++)
    if (point (points, i)->picked && !is_silence (spec, point (points, i)->value))
      {
        sum += lt_lane_points_to_line (spec, point (points, i)->value);
        n++;
      }
  return n > 0 ? from_line (spec, sum / n) : spec->def;
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

/* --- copies --- */

GArray *
lt_lane_points_take (const GArray *points)
{
  GArray  *out = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));
  gboolean is_all = lt_lane_points_n_picked (points) == 0;

  for (guint i = 0; i < points->len; i++)
    if (is_all || point (points, i)->picked)
      {
        LtLanePoint p = *point (points, i);

        p.pos -= out->len > 0 ? point (points, (guint) (is_all ? 0 : lt_lane_points_first_picked (points)))->pos : p.pos;
        g_array_append_val (out, p);
      }
  return out;
}

static gboolean
is_level (const LtValueSpec *spec)
{
  return spec->travel == LT_TRAVEL_FADER || spec->format.kind == LT_NUMBER_DB || spec->format.kind == LT_NUMBER_DBTP;
}

static gboolean
have_one_measure (const LtValueSpec *a, const LtValueSpec *b)
{
  if (is_level (a) || is_level (b))
    return is_level (a) && is_level (b);
  if (a->format.kind == b->format.kind && (a->format.kind == LT_NUMBER_HZ || a->format.kind == LT_NUMBER_MS || a->format.kind == LT_NUMBER_S))
    return TRUE;
  return a->travel == b->travel && a->min == b->min && a->max == b->max;
}

void
lt_lane_points_map (GArray *points, const LtValueSpec *from, const LtValueSpec *to)
{
  gboolean is_same = have_one_measure (from, to);

  for (guint i = 0; i < points->len; i++)
    {
      LtLanePoint *p = point (points, i);

      p->value = is_same ? lt_value_spec_clamp (to, p->value) : lt_value_spec_from_travel (to, lt_value_spec_to_travel (from, p->value), TRUE);
      p->hold = p->hold || to->travel == LT_TRAVEL_STEP;
      p->bend = p->hold ? 0.0f : p->bend;
    }
}

/* Two lines, the same just beside these places or level, go apart between them, which lie on one segment of each. An arc is
   told by three of its places. */
static gboolean
differ (const GArray *a, const GArray *b, const LtValueSpec *spec, int64_t from, int64_t to)
{
  for (guint i = 0; i < 3; i++)
    {
      double at = (double) from + (double) (to - from) * i / 2.0;

      if (fabs (lt_lane_points_to_line (spec, lt_lane_points_at (a, spec, 0.0, at)) - lt_lane_points_to_line (spec, lt_lane_points_at (b, spec, 0.0, at))) > 1e-9)
        return TRUE;
    }
  return FALSE;
}

/* The point of the line through @points at @pos. */
static LtLanePoint
point_of_line (const GArray *points, const LtValueSpec *spec, int64_t pos)
{
  guint n = lt_lane_points_count_upto (points, (double) pos);

  return (LtLanePoint) { pos, lt_value_spec_clamp (spec, lt_lane_points_at (points, spec, 0.0, (double) pos)),
                         spec->travel == LT_TRAVEL_STEP || (n > 0 && point (points, n - 1)->hold), FALSE,
                         n < points->len ? lt_lane_bends_part (points, (double) pos, (double) point (points, n)->pos) : 0.0f };
}

GArray *
lt_lane_points_paste (const GArray *points, const LtValueSpec *spec, const GArray *piece, int64_t at)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));
  int64_t first = at + point (piece, 0)->pos, last = at + point (piece, piece->len - 1)->pos;
  guint   n_before = lt_lane_points_count_upto (points, (double) first - 1.0), n_after = points->len - lt_lane_points_count_upto (points, (double) last);

  for (guint i = 0; i < points->len + piece->len; i++)
    {
      gboolean    is_new = i >= n_before && i < n_before + piece->len;
      guint       old = i < n_before ? i : i - piece->len;
      LtLanePoint p = is_new ? *point (piece, i - n_before) : *point (points, old);

      p.picked = is_new;
      if (is_new)
        p.pos += at;
      if (is_new || p.pos < first || p.pos > last)
        g_array_append_val (out, p);
    }
  if (points->len == 0)
    return out;

  int64_t     left = n_before > 0 ? point (points, n_before - 1)->pos + 1 : 0;
  int64_t     right = n_after > 0 ? point (points, points->len - n_after)->pos - 1 : last + 1;
  LtLanePoint ends[] = { point_of_line (points, spec, MAX (first - 1, 0)), point_of_line (points, spec, last + 1) };
  gboolean    needs_left = left < first && differ (points, out, spec, left, first - 1), needs_right = right > last && differ (points, out, spec, last + 1, right);

  if (needs_right)
    g_array_insert_val (out, n_before + piece->len, ends[1]);
  if (needs_left)
    {
      ends[0].bend = 0.0f; /* one frame before what is new */
      lt_lane_bends_end (out, points, n_before, first - 1);
      g_array_insert_val (out, n_before, ends[0]);
    }
  return out;
}

/* --- drawing --- */

static void
append (GArray *points, double pos, double value, gboolean hold, float bend)
{
  LtLanePoint p = { llround (pos), value, hold, FALSE, hold ? 0.0f : bend };

  g_array_append_val (points, p);
}

static void
append_kept (GArray *out, const GArray *points, double from, double to)
{
  for (guint i = 0; i < points->len; i++)
    if ((double) point (points, i)->pos >= from && (double) point (points, i)->pos <= to)
      append (out, (double) point (points, i)->pos, point (points, i)->value, point (points, i)->hold, point (points, i)->bend);
}

GArray *
lt_lane_points_draw (const GArray *points, const LtValueSpec *spec, double rest, const LtStroke *stroke, double tolerance)
{
  g_autoptr (GArray) drawn = lt_stroke_dup_thinned (stroke, tolerance);
  GArray            *out = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));
  gboolean           is_step = spec->travel == LT_TRAVEL_STEP;

  if (drawn->len == 0)
    {
      append_kept (out, points, -INFINITY, INFINITY);
      return out;
    }
  double from = g_array_index (drawn, LtStrokePoint, 0).x, to = g_array_index (drawn, LtStrokePoint, drawn->len - 1).x;
  guint  n_after = lt_lane_points_count_upto (points, to + 1.0);
  float  bend = n_after < points->len ? lt_lane_bends_part (points, to + 1.0, (double) point (points, n_after)->pos) : 0.0f;

  append_kept (out, points, -INFINITY, from - 2.0);
  if (from >= 1.0) /* a step of one frame where it meets what stays */
    {
      lt_lane_bends_end (out, points, out->len, llround (from) - 1);
      append (out, from - 1.0, lt_lane_points_at (points, spec, rest, from - 1.0), is_step, 0.0f);
    }
  for (guint i = 0; i < drawn->len; i++)
    append (out, g_array_index (drawn, LtStrokePoint, i).x, lt_value_spec_from_travel (spec, CLAMP (g_array_index (drawn, LtStrokePoint, i).y, 0.0, 1.0), FALSE),
            is_step, 0.0f);
  append (out, to + 1.0, lt_lane_points_at (points, spec, rest, to + 1.0), is_step, bend);
  append_kept (out, points, to + 2.0, INFINITY);
  return out;
}
