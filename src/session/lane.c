// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A lane: the break-points of one value.
// Layer: session.

#include "base/bend.h"
#include "session/session-private.h"
#include "session/strip.h"

LtLane *
lt_lane_ref (const LtLane *self)
{
  LtLane *own = (LtLane *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

LtLane *
lt_lane_new (LtId id, LtId slot_id, const char *key)
{
  LtLane *self = g_new0 (LtLane, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->slot_id = slot_id;
  self->key = g_strdup (key);
  self->points = g_array_new (FALSE, FALSE, sizeof (LtPoint));
  return self;
}

LtLane *
lt_lane_copy (const LtLane *self)
{
  LtLane *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->key = g_strdup (self->key);
  copy->points = g_array_ref (self->points);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_lane_unref (LtLane *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->key);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const LtPoint *p = a;
  const LtPoint *q = b;

  return (p->pos_frames > q->pos_frames) - (p->pos_frames < q->pos_frames);
}

static double
clamp_value (const LtParamSpec *row, bool is_param, double value)
{
  if (row == NULL)
    return isfinite (value) ? value : 0.0;

  value = lt_strip_clamp (row, value);
  return is_param && isinf (value) ? row->min : value; /* only levels of strips and sends know silence */
}

void
lt_lane_fit_point (const LtParamSpec *row, bool is_param, LtPoint *point)
{
  point->value = clamp_value (row, is_param, point->value);
  if (row != NULL && row->curve == LT_CURVE_STEP)
    point->bend = 0.0f;
}

GArray *
lt_lane_clean_points (const LtPoint *points, guint n_points)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, TRUE, sizeof (LtPoint), n_points);
  GArray *out = g_array_sized_new (FALSE, TRUE, sizeof (LtPoint), n_points);

  for (guint i = 0; i < n_points; i++)
    {
      LtPoint point = { CLAMP (points[i].pos_frames, 0, LT_FRAMES_MAX), points[i].value, points[i].hold,
                        points[i].hold ? 0.0f : lt_bend_clamp (points[i].bend) };

      g_array_append_val (sorted, point);
    }
  g_array_sort (sorted, compare_points); /* stable */

  for (guint i = 0; i < n_points; i++)
    {
      LtPoint point = g_array_index (sorted, LtPoint, i);

      if (out->len > 0 && g_array_index (out, LtPoint, out->len - 1).pos_frames == point.pos_frames)
        g_array_index (out, LtPoint, out->len - 1) = point;
      else
        g_array_append_val (out, point);
    }
  return out;
}

bool
lt_lane_points_equal (const GArray *a, const GArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  for (guint i = 0; i < n_a && n_a == n_b; i++)
    {
      const LtPoint *p = &g_array_index (a, LtPoint, i);
      const LtPoint *q = &g_array_index (b, LtPoint, i);

      if (p->pos_frames != q->pos_frames || p->value != q->value || p->hold != q->hold || p->bend != q->bend)
        return false;
    }
  return n_a == n_b;
}

guint
lt_lane_count_upto (const GArray *points, int64_t pos)
{
  guint lo = 0, hi = points->len;

  while (lo < hi)
    {
      guint mid = (lo + hi) / 2;

      if (g_array_index (points, LtPoint, mid).pos_frames <= pos)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}
