// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bent segments of a lane (base/bend.h) where points come and go: what stays is heard as it was.
// Layer: session.

#pragma once

#include "session/session.h"

/* The bend of the line through ascending @points from @from to @to, a stretch of one segment; 0 where it is level or straight. */
float lt_lane_bend_part (const GArray *points, int64_t from, int64_t to);

/* @points have, or get, a point at @pos; the last one of @out (NULL or empty: none) leads there along a piece of its segment. */
void lt_lane_bend_end (GArray *out, const GArray *points, int64_t pos);

/* Puts @point among ascending @points, in place of one that stands there. Where it divides a bent segment both parts keep
   its shape, but that behind the point only if @keeps; else the point has its own. */
void lt_lane_bend_put (GArray *points, const LtPoint *point, bool keeps);

/* Returns: (transfer full): of int64_t, ascending: places inside of the bent segments of @points, so close that straight ways
   between them and the points stay within @tolerance of the values of @row. */
GArray *lt_lane_bend_dup_places (const LtParamSpec *row, const GArray *points, double tolerance);
