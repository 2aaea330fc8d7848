// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Automation lanes at a position.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/moving.h"

#include "base/bend.h"

/* Index of the last point at or before @pos; -1: none. */
LT_RT static int64_t
point_before (const LtLaneSpec *lane, int64_t pos)
{
  int64_t lo = 0, hi = lane->n_points;

  while (lo < hi)
    {
      int64_t mid = (lo + hi) / 2;

      if (lane->points[mid].pos <= pos)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo - 1;
}

/* On the way from @a to the point behind it. */
LT_RT static float
way_at (const LtPointSpec *a, int64_t pos)
{
  const LtPointSpec *b = a + 1;

  if (a->bend == 0.0f)
    return a->value + (b->value - a->value) * ((float) (pos - a->pos) / (float) (b->pos - a->pos));

  float share = (float) lt_bend_at (a->bend, (double) (pos - a->pos) / (double) (b->pos - a->pos));
  float value = a->value + (b->value - a->value) * share;

  /* The last digit may not leave the way. */
  return b->value > a->value ? lt_clampf (value, a->value, b->value) : lt_clampf (value, b->value, a->value);
}

float
lt_lane_at (const LtLaneSpec *lane, int64_t pos, uint32_t ramp)
{
  int64_t i = point_before (lane, pos);

  if (i < 0)
    return lane->points[0].value;

  const LtPointSpec *a = &lane->points[i];

  bool               is_last = i + 1 == lane->n_points;

  /* Just behind a held stretch: still on the way from the value that was held, to where a bent way, which may be steep,
     has come by then. */
  if (i > 0 && lane->points[i - 1].hold && pos < a->pos + (int64_t) ramp)
    {
      float was = lane->points[i - 1].value, to = a->bend != 0.0f && !a->hold && !is_last ? way_at (a, pos) : a->value;

      return was + (to - was) * ((float) (pos - a->pos) / (float) ramp);
    }
  return a->hold || is_last ? a->value : way_at (a, pos);
}
