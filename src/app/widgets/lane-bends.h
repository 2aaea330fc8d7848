// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bent segments between break-points (base/bend.h), under a hand: up and down is as it is seen.
// Layer: app/widgets. Pure.

#pragma once

#include "app/widgets/lane-points.h"

/* The bend of the line through @points (of LtLanePoint, ascending) from @from to @to, a stretch of one segment; 0: straight. */
float lt_lane_bends_part (const GArray *points, double from, double to);

/* The point before index @n of @out, one of @points, leads no further than to @pos: along that piece of its segment. */
void lt_lane_bends_end (GArray *out, const GArray *points, guint n, int64_t pos);

/* Index of the point at which a segment begins that goes over @pos and from one value to another; −1: there is none to bend. */
int lt_lane_bends_find (const GArray *points, const LtValueSpec *spec, double pos);

/* Point @at begins such a segment. */
gboolean lt_lane_bends_can (const GArray *points, const LtValueSpec *spec, guint at);

/* (transfer full): the segment from point @at goes through @value at @pos, as nearly as it can; as it was where it can't be bent. */
GArray *lt_lane_bends_lead (const GArray *points, const LtValueSpec *spec, guint at, double pos, double value);

/* (transfer full): the segments from the picked points @by more to the top; down where it is below 0. */
GArray *lt_lane_bends_step (const GArray *points, const LtValueSpec *spec, double by);

/* (transfer full): straight from the picked points on. */
GArray *lt_lane_bends_straighten (const GArray *points);
