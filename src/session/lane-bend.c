// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stretch of an arc is an arc: all that changes is its number.
// Layer: session.

#include "session/lane-bend.h"

#include "base/bend.h"
#include "session/automation.h"
#include "session/session-private.h"

static double
share_of (const LtPoint *a, int64_t pos)
{
  return CLAMP ((double) (pos - a->pos_frames) / (double) (a[1].pos_frames - a->pos_frames), 0.0, 1.0);
}

float
lt_lane_bend_part (const GArray *points, int64_t from, int64_t to)
{
  guint          n = lt_lane_count_upto (points, from);
  const LtPoint *a = n > 0 && n < points->len ? &g_array_index (points, LtPoint, n - 1) : NULL;

  if (a == NULL || a->hold || a->bend == 0.0f || to <= from)
    return 0.0f;
  return lt_bend_part (a->bend, share_of (a, from), share_of (a, to));
}

void
lt_lane_bend_end (GArray *out, const GArray *points, int64_t pos)
{
  LtPoint *last = out != NULL && out->len > 0 ? &g_array_index (out, LtPoint, out->len - 1) : NULL;

  if (last != NULL && !last->hold && last->bend != 0.0f && lt_lane_count_upto (points, last->pos_frames) < points->len)
    last->bend = lt_lane_bend_part (points, last->pos_frames, pos);
}

void
lt_lane_bend_put (GArray *points, const LtPoint *point, bool keeps)
{
  LtPoint own = *point;
  guint   n = lt_lane_count_upto (points, own.pos_frames);
  bool    stands = n > 0 && g_array_index (points, LtPoint, n - 1).pos_frames == own.pos_frames;

  if (keeps && n > 0 && !own.hold)
    own.bend = stands ? g_array_index (points, LtPoint, n - 1).bend
                      : n < points->len ? lt_lane_bend_part (points, own.pos_frames, g_array_index (points, LtPoint, n).pos_frames) : 0.0f;
  if (stands)
    {
      g_array_index (points, LtPoint, n - 1) = own;
      return;
    }
  if (n > 0 && n < points->len)
    g_array_index (points, LtPoint, n - 1).bend = lt_lane_bend_part (points, g_array_index (points, LtPoint, n - 1).pos_frames, own.pos_frames);
  g_array_insert_val (points, n, own);
}

/* --- places --- */

typedef struct
{
  int64_t from, to;
} Stretch;

static double
line_of (const LtParamSpec *row, double value)
{
  value = MAX (value, (double) row->min);
  return row->curve == LT_CURVE_LOG ? log2 (value) : value;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  int64_t p = *(const int64_t *) a, q = *(const int64_t *) b;

  return (p > q) - (p < q);
}

GArray *
lt_lane_bend_dup_places (const LtParamSpec *row, const GArray *points, double tolerance)
{
  GArray            *places = g_array_new (FALSE, FALSE, sizeof (int64_t));
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = 0; i + 1 < points->len; i++)
    {
      const LtPoint *p = &g_array_index (points, LtPoint, i);
      Stretch        whole = { p->pos_frames, p[1].pos_frames };

      if (p->bend != 0.0f && !p->hold)
        g_array_append_val (todo, whole);
    }
  while (todo->len > 0)
    {
      Stretch s = g_array_index (todo, Stretch, todo->len - 1);
      int64_t middle = s.from + (s.to - s.from) / 2;
      Stretch halves[] = { { s.from, middle }, { middle, s.to } };
      double  way = fabs (line_of (row, lt_automation_at (row, points, s.to)) - line_of (row, lt_automation_at (row, points, s.from)));

      g_array_set_size (todo, todo->len - 1);
      if (middle == s.from || way * lt_bend_bow (lt_lane_bend_part (points, s.from, s.to)) <= tolerance)
        continue;
      g_array_append_val (places, middle);
      g_array_append_vals (todo, halves, 2);
    }
  g_array_sort (places, compare_places);
  return places;
}
