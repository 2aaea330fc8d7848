// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points under a hand: their order is kept, those that are not picked stay.
// Layer: tests.

#include "app/widgets/lane-points.h"

#include <math.h>

static GArray *
random_points (GRand *rng, const LtValueSpec *spec)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));
  int64_t at = g_rand_int_range (rng, 0, 1000);
  int     n = g_rand_int_range (rng, 1, 20);

  for (int i = 0; i < n; i++)
    {
      LtLanePoint p = { at, lt_value_spec_from_travel (spec, g_rand_double (rng), FALSE), g_rand_int_range (rng, 0, 4) == 0, g_rand_boolean (rng) };

      g_array_append_val (points, p);
      at += g_rand_int_range (rng, 1, 5000);
    }
  return points;
}

static void
test_move (void)
{
  const LtValueSpec spec = lt_value_spec_fader ();
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x11a);

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) points = random_points (rng, &spec);
      g_autoptr (GArray) moved
          = lt_lane_points_move (points, &spec, g_rand_double_range (rng, -9000.0, 9000.0), g_rand_double_range (rng, -1.0, 1.0));

      g_assert_cmpuint (moved->len, ==, points->len);
      for (guint i = 0; i < moved->len; i++)
        {
          const LtLanePoint *was = &g_array_index (points, LtLanePoint, i), *is = &g_array_index (moved, LtLanePoint, i);

          g_assert_cmpint (is->pos, >=, 0);
          g_assert_true (is->value >= lt_value_spec_clamp (&spec, spec.min) && is->value <= spec.max);
          g_assert_true (is->picked == was->picked);
          if (!was->picked)
            g_assert_true (is->pos == was->pos && is->value == was->value);
          if (i > 0)
            g_assert_cmpint (g_array_index (moved, LtLanePoint, i - 1).pos, <, is->pos);
        }
    }
}

static void
test_add_and_remove (void)
{
  const LtValueSpec spec = lt_value_spec_pan ();
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x11b);

  for (int round = 0; round < 500; round++)
    {
      g_autoptr (GArray) points = random_points (rng, &spec);
      int64_t            pos = g_rand_int_range (rng, 0, 60000);
      double             value = lt_lane_points_at (points, &spec, 0.0, (double) pos);
      g_autoptr (GArray) more = lt_lane_points_add (points, pos, value, FALSE);
      g_autoptr (GArray) less = lt_lane_points_remove (more);

      g_assert_cmpuint (lt_lane_points_n_picked (more), ==, 1);
      g_assert_cmpint (g_array_index (more, LtLanePoint, lt_lane_points_first_picked (more)).pos, ==, pos);
      g_assert_cmpuint (less->len, ==, more->len - 1);
      for (guint i = 1; i < more->len; i++)
        g_assert_cmpint (g_array_index (more, LtLanePoint, i - 1).pos, <, g_array_index (more, LtLanePoint, i).pos);
      /* A point on the line leaves the line where it was. */
      for (guint i = 0; i < points->len; i++)
        {
          const LtLanePoint *p = &g_array_index (points, LtLanePoint, i);

          if (p->pos != pos)
            g_assert_cmpfloat_with_epsilon (lt_lane_points_at (more, &spec, 0.0, (double) p->pos), p->value, 1e-9);
        }
    }
}

static void
test_pick (void)
{
  const LtValueSpec  spec = lt_value_spec_pan ();
  const LtLanePoint  three[] = { { 0, -1.0, FALSE, FALSE }, { 100, 0.0, FALSE, FALSE }, { 200, 1.0, FALSE, FALSE } };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));

  g_array_append_vals (points, three, G_N_ELEMENTS (three));
  lt_lane_points_pick (points, 50.0, 300.0, -0.5, 2.0);
  g_assert_cmpuint (lt_lane_points_n_picked (points), ==, 2);
  g_assert_cmpint (lt_lane_points_first_picked (points), ==, 1);
  g_autoptr (GArray) up = lt_lane_points_step (points, &spec, 1.0);
  g_assert_cmpfloat (g_array_index (up, LtLanePoint, 0).value, ==, -1.0);
  g_assert_cmpfloat (g_array_index (up, LtLanePoint, 1).value, >, 0.0);
  g_assert_cmpfloat (g_array_index (up, LtLanePoint, 2).value, ==, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane-points/move", test_move);
  g_test_add_func ("/lane-points/add-and-remove", test_add_and_remove);
  g_test_add_func ("/lane-points/pick", test_pick);
  return g_test_run ();
}
