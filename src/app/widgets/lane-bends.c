// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bend is quick or slow at first; whether that is up or down depends on where the segment goes.
// Layer: app/widgets.

#include "app/widgets/lane-bends.h"

#include "base/bend.h"

#include <math.h>

#define EDGE 0.1    /* of the time: nearer to an end, a hand does as much as it does here */
#define SHARE 0.005 /* of the way: a line can't be led to its ends */

static LtLanePoint *
point (const GArray *points, guint i)
{
  return &g_array_index (points, LtLanePoint, i);
}

static double
share_of (const LtLanePoint *a, double pos)
{
  return CLAMP ((pos - (double) a->pos) / (double) (a[1].pos - a->pos), 0.0, 1.0);
}

float
lt_lane_bends_part (const GArray *points, double from, double to)
{
  int                at = (int) lt_lane_points_count_upto (points, from) - 1;
  const LtLanePoint *a = at >= 0 && (guint) at + 1 < points->len ? point (points, (guint) at) : NULL;

  if (a == NULL || a->hold || a->bend == 0.0f || to <= from)
    return 0.0f;
  return lt_bend_part (a->bend, share_of (a, from), share_of (a, to));
}

void
lt_lane_bends_end (GArray *out, const GArray *points, guint n, int64_t pos)
{
  if (n > 0 && !point (out, n - 1)->hold)
    point (out, n - 1)->bend = lt_lane_bends_part (points, (double) point (out, n - 1)->pos, (double) pos);
}

gboolean
lt_lane_bends_can (const GArray *points, const LtValueSpec *spec, guint at)
{
  return at + 1 < points->len && !point (points, at)->hold && spec->travel != LT_TRAVEL_STEP
         && lt_lane_points_to_line (spec, point (points, at)->value) != lt_lane_points_to_line (spec, point (points, at + 1)->value);
}

int
lt_lane_bends_find (const GArray *points, const LtValueSpec *spec, double pos)
{
  int at = (int) lt_lane_points_count_upto (points, pos) - 1;

  return at >= 0 && lt_lane_bends_can (points, spec, (guint) at) ? at : -1;
}

GArray *
lt_lane_bends_lead (const GArray *points, const LtValueSpec *spec, guint at, double pos, double value)
{
  GArray *out = g_array_copy ((GArray *) points);

  if (!lt_lane_bends_can (points, spec, at))
    return out;
  LtLanePoint *a = point (out, at);
  double       from = lt_lane_points_to_line (spec, a->value), to = lt_lane_points_to_line (spec, a[1].value);
  double       share = (lt_lane_points_to_line (spec, value) - from) / (to - from);

  a->bend = lt_bend_through (CLAMP (share_of (a, pos), EDGE, 1.0 - EDGE), CLAMP (share, SHARE, 1.0 - SHARE));
  return out;
}

GArray *
lt_lane_bends_step (const GArray *points, const LtValueSpec *spec, double by)
{
  GArray *out = g_array_copy ((GArray *) points);

  for (guint i = 0; i < out->len; i++)
    {
      LtLanePoint *p = point (out, i);

      if (p->picked && lt_lane_bends_can (points, spec, i))
        p->bend = lt_bend_clamp (round (((double) p->bend + (p[1].value > p->value ? by : -by)) * 1000.0) / 1000.0);
    }
  return out;
}

GArray *
lt_lane_bends_straighten (const GArray *points)
{
  GArray *out = g_array_copy ((GArray *) points);

  for (guint i = 0; i < out->len; i++)
    if (point (out, i)->picked)
      point (out, i)->bend = 0.0f;
  return out;
}
