// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Break-points as a hand moves them: picked ones keep their order among the others.
// Layer: app/widgets. Pure.

#pragma once

#include "app/widgets/stroke.h"
#include "app/widgets/value-spec.h"

#include <stdint.h>

typedef struct
{
  int64_t  pos; /* frames */
  double   value;
  gboolean hold; /* keeps its value until the next point */
  gboolean picked;
  float    bend; /* of the way to the next point (base/bend.h) */
} LtLanePoint;

/* The scale in which the engine moves in straight lines, or along an arc: octaves of frequencies, else the value. */
double lt_lane_points_to_line (const LtValueSpec *spec, double value);

/* How many of @points (of LtLanePoint, ascending) lie at or before @pos: the index of the first one behind it. */
guint lt_lane_points_count_upto (const GArray *points, double pos);

/* The line through @points (of LtLanePoint, ascending) at @pos; @rest: where there are none. Silence is the minimum. */
double lt_lane_points_at (const GArray *points, const LtValueSpec *spec, double rest, double pos);

/* (transfer full): @points with one more, which alone is picked; one at the same place is replaced. Both parts of a bent
   segment that it divides keep their shape. */
GArray *lt_lane_points_add (const GArray *points, int64_t pos, double value, gboolean hold);

/* (transfer full): the picked ones moved by @frames and by @travel (0–1) of @spec. They stop at those that are not picked. */
GArray *lt_lane_points_move (const GArray *points, const LtValueSpec *spec, double frames, double travel);

/* (transfer full): the picked ones @steps of an arrow key higher. */
GArray *lt_lane_points_step (const GArray *points, const LtValueSpec *spec, double steps);

/* (transfer full): the picked ones @factor (0 and more) times as far from @about, in the scale the line is straight in: decibels of
   levels, octaves of frequencies. Their order by value stays, what leaves the range of @spec stops at its end, silence stays. */
GArray *lt_lane_points_scale (const GArray *points, const LtValueSpec *spec, double about, double factor);

/* The mean of the picked ones in that scale, without silence; the default where there are none. */
double lt_lane_points_mean (const GArray *points, const LtValueSpec *spec);

/* (transfer full): without the picked ones. */
GArray *lt_lane_points_remove (const GArray *points);

/* (transfer full): the picked ones, all where none is, their places counted from the first one. */
GArray *lt_lane_points_take (const GArray *points);

/* Values of a row @from become those of a row @to: levels stay in decibels and frequencies and times what they are, as far as
   they go; all else keeps its place in the travel. */
void lt_lane_points_map (GArray *points, const LtValueSpec *from, const LtValueSpec *to);

/* (transfer full): @piece (not empty) from @at on in place of what is in its stretch, and alone picked. Where the line there was
   another one, a point beside each end keeps it as it was elsewhere. */
GArray *lt_lane_points_paste (const GArray *points, const LtValueSpec *spec, const GArray *piece, int64_t at);

/* (transfer full): the line is what was drawn where it was drawn: frames and travel of @spec; the same as before elsewhere.
   None is picked. @tolerance: travel that fewer points may be off. @rest: as in lt_lane_points_at. */
GArray *lt_lane_points_draw (const GArray *points, const LtValueSpec *spec, double rest, const LtStroke *stroke, double tolerance);

/* Picks the points from @from to @to with values from @low to @high, and no other. */
void lt_lane_points_pick (GArray *points, double from, double to, double low, double high);

guint lt_lane_points_n_picked (const GArray *points);
int   lt_lane_points_first_picked (const GArray *points); /* −1: none */
