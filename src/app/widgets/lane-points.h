// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Break-points as a hand moves them: picked ones keep their order among the others.
// Layer: app/widgets. Pure.

#pragma once

#include "app/widgets/value-spec.h"

#include <stdint.h>

typedef struct
{
  int64_t  pos; /* frames */
  double   value;
  gboolean hold; /* keeps its value until the next point */
  gboolean picked;
} LtLanePoint;

/* The line through @points (of LtLanePoint, ascending) at @pos; @rest: where there are none. Silence is the minimum. */
double lt_lane_points_at (const GArray *points, const LtValueSpec *spec, double rest, double pos);

/* (transfer full): @points with one more, which alone is picked; one at the same place is replaced. */
GArray *lt_lane_points_add (const GArray *points, int64_t pos, double value, gboolean hold);

/* (transfer full): the picked ones moved by @frames and by @travel (0–1) of @spec. They stop at those that are not picked. */
GArray *lt_lane_points_move (const GArray *points, const LtValueSpec *spec, double frames, double travel);

/* (transfer full): the picked ones @steps of an arrow key higher. */
GArray *lt_lane_points_step (const GArray *points, const LtValueSpec *spec, double steps);

/* (transfer full): without the picked ones. */
GArray *lt_lane_points_remove (const GArray *points);

/* Picks the points from @from to @to with values from @low to @high, and no other. */
void lt_lane_points_pick (GArray *points, double from, double to, double low, double high);

guint lt_lane_points_n_picked (const GArray *points);
int   lt_lane_points_first_picked (const GArray *points); /* −1: none */
