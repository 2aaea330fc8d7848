// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The way from one automation point to the next: straight, or bent.
// Layer: base.
//
// A bend b from −1 to +1 makes the way an arc of a hyperbola: in the middle of the time (1 + 0.98 b) / 2 of the way is done.
// Above 0 it is quick at first and slow at last, below 0 the other way round; −b mirrors it. An arc cut out of one is such an
// arc again, so that a point can be put into a segment and nothing else is heard. Only +, −, × and ÷: the same bits everywhere.

#pragma once

#include "base/rt.h"

#include <math.h>

#define LT_BEND_MAX 1.0f
#define LT_BEND_REACH 0.98 /* of the middle, at the hardest bend: 99 times as steep at one end, never a step */

/* What a bend can be: NaN is straight. */
LT_RT static inline float
lt_bend_clamp (double bend)
{
  return bend >= -LT_BEND_MAX && bend <= LT_BEND_MAX ? (float) bend + 0.0f : bend > LT_BEND_MAX ? LT_BEND_MAX : bend < -LT_BEND_MAX ? -LT_BEND_MAX : 0.0f;
}

/* Share of the way at share @t (0–1) of the time: 0 at 0, 1 at 1, and never less at a later time, to the bit. */
LT_RT static inline double
lt_bend_at (float bend, double t)
{
  double s = LT_BEND_REACH * (double) bend;

  if (t <= 0.0)
    return 0.0;
  if (t >= 1.0 || bend == 0.0f)
    return t < 1.0 ? t : 1.0;
  return 1.0 / (1.0 + ((1.0 - s) * (1.0 - t)) / ((1.0 + s) * t)); /* each step keeps the order of its operands */
}

/* The bend of the stretch from @from to @to (shares of the time, 0 ≤ from < to ≤ 1): never a harder one. */
LT_RT static inline float
lt_bend_part (float bend, double from, double to)
{
  double s = LT_BEND_REACH * (double) bend;

  if (bend == 0.0f || (from <= 0.0 && to >= 1.0))
    return bend;
  return lt_bend_clamp (s * (to - from) / (1.0 - s + s * (from + to)) / LT_BEND_REACH);
}

/* The bend with which share @y of the way is done at share @t of the time, both inside of 0 and 1; the hardest where none is
   hard enough. */
LT_RT static inline float
lt_bend_through (double t, double y)
{
  return lt_bend_clamp ((y - t) / (y + t - 2.0 * y * t) / LT_BEND_REACH);
}

/* How far the way is from the straight one where it is furthest. */
static inline double
lt_bend_bow (float bend)
{
  double s = LT_BEND_REACH * fabs ((double) bend), root = sqrt ((1.0 - s) / (1.0 + s));

  return (1.0 - root) / (1.0 + root);
}
