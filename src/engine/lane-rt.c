// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Automation lanes at a position.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/moving.h"

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

float
lt_lane_at (const LtLaneSpec *lane, int64_t pos, uint32_t ramp)
{
  int64_t i = point_before (lane, pos);

  if (i < 0)
    return lane->points[0].value;

  const LtPointSpec *a = &lane->points[i];

  /* Just behind a held stretch: still on the way from the value that was held. */
  if (i > 0 && lane->points[i - 1].hold && pos < a->pos + (int64_t) ramp)
    {
      float was = lane->points[i - 1].value;

      return was + (a->value - was) * ((float) (pos - a->pos) / (float) ramp);
    }
  if (a->hold || i + 1 == lane->n_points)
    return a->value;

  const LtPointSpec *b = &lane->points[i + 1];
  return a->value + (b->value - a->value) * ((float) (pos - a->pos) / (float) (b->pos - a->pos));
}
