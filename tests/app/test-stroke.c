// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a pencil draws: in order whatever way it goes, over what was there, and thinned within what was asked.
// Layer: tests.

#include "app/widgets/lane-points.h"
#include "app/widgets/stroke.h"

#include <math.h>

#define N 400

static double
line_at (const GArray *points, double x)
{
  for (guint i = 1; i < points->len; i++)
    {
      const LtStrokePoint *a = &g_array_index (points, LtStrokePoint, i - 1), *b = a + 1;

      if (x <= b->x)
        return a->y + (b->y - a->y) * (x - a->x) / (b->x - a->x);
    }
  return g_array_index (points, LtStrokePoint, points->len - 1).y;
}

static void
assert_ascending (const GArray *points)
{
  for (guint i = 1; i < points->len; i++)
    g_assert_cmpfloat (g_array_index (points, LtStrokePoint, i - 1).x, <, g_array_index (points, LtStrokePoint, i).x);
}

/* Any walk: the points are in order, the last one is where the pencil is, and thinning keeps the line and the ends. */
static void
test_any_walk (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x57a0);

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (LtStroke) stroke = lt_stroke_new ();
      double               x = 500.0, y = 0.5, tolerance = g_rand_double_range (rng, 0.0, 0.1);

      for (int i = 0; i < N; i++)
        {
          x = round == 0 ? x + 1.0 : MAX (x + g_rand_int_range (rng, -30, 40), 0.0);
          y = CLAMP (y + g_rand_double_range (rng, -0.1, 0.1), 0.0, 1.0);
          lt_stroke_add (stroke, x, y);
          g_autoptr (GArray) so_far = lt_stroke_dup_thinned (stroke, 0.0);
          g_assert_cmpfloat_with_epsilon (line_at (so_far, x), y, 1e-9);
        }
      g_autoptr (GArray) drawn = lt_stroke_dup_thinned (stroke, 0.0), thin = lt_stroke_dup_thinned (stroke, tolerance);
      assert_ascending (drawn);
      assert_ascending (thin);
      g_assert_cmpuint (thin->len, <=, drawn->len);
      g_assert_cmpfloat (g_array_index (thin, LtStrokePoint, 0).x, ==, g_array_index (drawn, LtStrokePoint, 0).x);
      for (guint i = 0; i < drawn->len; i++)
        {
          const LtStrokePoint *p = &g_array_index (drawn, LtStrokePoint, i);

          g_assert_cmpfloat (fabs (line_at (thin, p->x) - p->y), <=, tolerance + 1e-9);
        }
    }
}

static void
test_going_back_draws_over (void)
{
  g_autoptr (LtStroke) stroke = lt_stroke_new ();

  for (int i = 0; i <= 10; i++)
    lt_stroke_add (stroke, i * 10.0, 0.2);
  lt_stroke_add (stroke, 35.0, 0.9); /* from 100 to there at once */
  g_autoptr (GArray) drawn = lt_stroke_dup_thinned (stroke, 0.0);
  g_assert_cmpuint (drawn->len, ==, 4); /* 0 30 35 100: a straight line has nothing between its ends */
  g_assert_cmpfloat_with_epsilon (line_at (drawn, 30.0), 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (line_at (drawn, 35.0), 0.9, 1e-9);
  g_assert_cmpfloat_with_epsilon (line_at (drawn, 100.0), 0.2, 1e-9);
}

static void
test_a_straight_line_is_two_points (void)
{
  g_autoptr (LtStroke) stroke = lt_stroke_new ();

  for (int i = 0; i < 100; i++)
    lt_stroke_add (stroke, i, i / 100.0);
  g_autoptr (GArray) thin = lt_stroke_dup_thinned (stroke, 1e-9);
  g_assert_cmpuint (thin->len, ==, 2);
}

/* A lane takes the line where it was drawn, and is what it was elsewhere. */
static void
test_lane (void)
{
  LtValueSpec          spec = { .min = -1.0, .max = 1.0 };
  g_autoptr (GArray)   points = g_array_new (FALSE, FALSE, sizeof (LtLanePoint)), out = NULL;
  LtLanePoint          all[] = { { 0, -1.0, FALSE, FALSE }, { 1000, 1.0, FALSE, TRUE }, { 2000, 0.0, FALSE, FALSE } };
  g_autoptr (LtStroke) stroke = lt_stroke_new ();

  g_array_append_vals (points, all, G_N_ELEMENTS (all));
  lt_stroke_add (stroke, 500.0, 1.0);
  lt_stroke_add (stroke, 1500.0, 1.0);
  out = lt_lane_points_draw (points, &spec, 0.0, stroke, 0.01);
  for (double at = 0.0; at <= 2500.0; at += 50.0)
    g_assert_cmpfloat_with_epsilon (lt_lane_points_at (out, &spec, 0.0, at),
                                    at >= 500.0 && at <= 1500.0 ? 1.0 : lt_lane_points_at (points, &spec, 0.0, at), 2e-3);
  g_assert_cmpuint (lt_lane_points_n_picked (out), ==, 0);
  for (guint i = 1; i < out->len; i++)
    g_assert_cmpint (g_array_index (out, LtLanePoint, i - 1).pos, <, g_array_index (out, LtLanePoint, i).pos);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/stroke/any-walk", test_any_walk);
  g_test_add_func ("/app/stroke/going-back", test_going_back_draws_over);
  g_test_add_func ("/app/stroke/straight", test_a_straight_line_is_two_points);
  g_test_add_func ("/app/stroke/lane", test_lane);
  return g_test_run ();
}
