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

      p.bend = p.hold || g_rand_int_range (rng, 0, 3) == 0 ? 0.0f : (float) g_rand_double_range (rng, -1.0, 1.0);
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
      gboolean is_held = more->len > 1 && lt_lane_points_first_picked (more) > 0
                         && g_array_index (more, LtLanePoint, (guint) lt_lane_points_first_picked (more) - 1).hold;
      for (int probe = 0; probe < 40 && !is_held; probe++) /* nor between the points */
        {
          double at = g_rand_int_range (rng, 0, 60000);

          g_assert_cmpfloat_with_epsilon (lt_lane_points_at (more, &spec, 0.0, at), lt_lane_points_at (points, &spec, 0.0, at), 1e-5);
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

static double
line_of (const LtValueSpec *spec, double value)
{
  return spec->travel == LT_TRAVEL_LOG ? log2 (value) : value;
}

static LtValueSpec
frequency (void)
{
  return (LtValueSpec) { .format = { .kind = LT_NUMBER_HZ, .min = 20.0, .max = 20000.0 }, .travel = LT_TRAVEL_LOG, .min = 20.0, .max = 20000.0, .def = 1000.0 };
}

static void
check_scaled (const LtValueSpec *spec, const GArray *points, const GArray *scaled, double about, double factor)
{
  g_assert_cmpuint (scaled->len, ==, points->len);
  for (guint i = 0; i < scaled->len; i++)
    {
      const LtLanePoint *was = &g_array_index (points, LtLanePoint, i), *is = &g_array_index (scaled, LtLanePoint, i);
      double             want = line_of (spec, about) + (line_of (spec, was->value) - line_of (spec, about)) * factor;

      g_assert_true (is->pos == was->pos && is->hold == was->hold && is->picked == was->picked && is->bend == was->bend);
      g_assert_true (is->value == lt_value_spec_clamp (spec, is->value));
      if (!was->picked || isinf (was->value))
        g_assert_true (is->value == was->value);
      else if (want > line_of (spec, spec->min) && want < line_of (spec, spec->max))
        g_assert_cmpfloat_with_epsilon (line_of (spec, is->value), want, 1e-9);
      for (guint k = 0; k < i; k++) /* the higher one is not the lower one now */
        {
          const LtLanePoint *old = &g_array_index (points, LtLanePoint, k), *new = &g_array_index (scaled, LtLanePoint, k);

          if (old->picked && was->picked && old->value <= was->value)
            g_assert_true (new->value <= is->value);
          if (old->picked && was->picked && old->value >= was->value)
            g_assert_true (new->value >= is->value);
        }
    }
}

static void
test_scale (void)
{
  const LtValueSpec specs[] = { lt_value_spec_fader (), lt_value_spec_pan (), frequency () };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x11c);

  for (int round = 0; round < 2000; round++)
    {
      const LtValueSpec *spec = &specs[round % G_N_ELEMENTS (specs)];
      g_autoptr (GArray) points = random_points (rng, spec);
      double             factor = round % 7 == 0 ? 0.0 : g_rand_double_range (rng, 0.0, 4.0);
      double             mean = lt_lane_points_mean (points, spec);
      g_autoptr (GArray) about_rest = lt_lane_points_scale (points, spec, spec->def, factor);
      g_autoptr (GArray) about_mean = lt_lane_points_scale (points, spec, mean, factor);
      g_autoptr (GArray) same = lt_lane_points_scale (points, spec, mean, 1.0);

      check_scaled (spec, points, about_rest, spec->def, factor);
      check_scaled (spec, points, about_mean, mean, factor);
      for (guint i = 0; i < same->len; i++)
        g_assert_true (g_array_index (same, LtLanePoint, i).value == g_array_index (points, LtLanePoint, i).value);
    }
}

/* −6 and −12 dB twice as far from 0 dB, and from −9 dB. */
static void
test_scale_levels (void)
{
  const LtValueSpec  spec = lt_value_spec_fader ();
  const LtLanePoint  three[] = { { 0, -6.0, FALSE, TRUE }, { 100, -12.0, FALSE, TRUE }, { 200, -INFINITY, FALSE, TRUE } };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));

  g_array_append_vals (points, three, G_N_ELEMENTS (three));
  g_assert_cmpfloat (lt_lane_points_mean (points, &spec), ==, -9.0);
  g_autoptr (GArray) rest = lt_lane_points_scale (points, &spec, 0.0, 2.0);
  g_autoptr (GArray) mean = lt_lane_points_scale (points, &spec, -9.0, 2.0);
  g_autoptr (GArray) none = lt_lane_points_scale (points, &spec, 0.0, 0.0);
  g_assert_cmpfloat (g_array_index (rest, LtLanePoint, 0).value, ==, -12.0);
  g_assert_cmpfloat (g_array_index (rest, LtLanePoint, 1).value, ==, -24.0);
  g_assert_cmpfloat (g_array_index (mean, LtLanePoint, 0).value, ==, -3.0);
  g_assert_cmpfloat (g_array_index (mean, LtLanePoint, 1).value, ==, -15.0);
  g_assert_cmpfloat (g_array_index (none, LtLanePoint, 1).value, ==, 0.0);
  g_assert_true (isinf (g_array_index (rest, LtLanePoint, 2).value) && isinf (g_array_index (none, LtLanePoint, 2).value));
}

/* --- copies --- */

static void
check_order (const GArray *points)
{
  for (guint i = 1; i < points->len; i++)
    g_assert_cmpint (g_array_index (points, LtLanePoint, i - 1).pos, <, g_array_index (points, LtLanePoint, i).pos);
}

static void
test_round_trip (void)
{
  const LtValueSpec specs[] = { lt_value_spec_fader (), lt_value_spec_pan (), frequency () };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x11d);

  for (int round = 0; round < 1000; round++)
    {
      const LtValueSpec *spec = &specs[round % G_N_ELEMENTS (specs)];
      g_autoptr (GArray) points = random_points (rng, spec);
      int64_t            first = g_array_index (points, LtLanePoint, 0).pos;

      for (guint i = 0; i < points->len; i++)
        g_array_index (points, LtLanePoint, i).picked = round % 2 == 0; /* none is as good as all */
      g_autoptr (GArray) piece = lt_lane_points_take (points);
      g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));
      lt_lane_points_map (piece, spec, spec);
      g_assert_cmpint (g_array_index (piece, LtLanePoint, 0).pos, ==, 0);
      g_autoptr (GArray) over = lt_lane_points_paste (points, spec, piece, first);
      g_autoptr (GArray) fresh = lt_lane_points_paste (nothing, spec, piece, first);
      g_assert_true (over->len == points->len && fresh->len == points->len);
      for (guint i = 0; i < points->len; i++)
        {
          const LtLanePoint *was = &g_array_index (points, LtLanePoint, i), *a = &g_array_index (over, LtLanePoint, i);
          const LtLanePoint *b = &g_array_index (fresh, LtLanePoint, i);

          g_assert_true (a->bend == was->bend && b->bend == was->bend);
          g_assert_true (a->pos == was->pos && a->value == was->value && a->hold == was->hold && a->picked);
          g_assert_true (b->pos == was->pos && b->value == was->value && b->hold == was->hold && b->picked);
        }
    }
}

/* Some of them elsewhere: the line beside the stretch is what it was. */
static void
test_paste (void)
{
  const LtValueSpec specs[] = { lt_value_spec_fader (), lt_value_spec_pan (), frequency () };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x11e);

  for (int round = 0; round < 2000; round++)
    {
      const LtValueSpec *spec = &specs[round % G_N_ELEMENTS (specs)];
      g_autoptr (GArray) points = random_points (rng, spec);
      g_autoptr (GArray) others = random_points (rng, spec);
      g_autoptr (GArray) piece = lt_lane_points_take (others);
      int64_t            at = g_rand_int_range (rng, 0, 50000), end = at + g_array_index (piece, LtLanePoint, piece->len - 1).pos;
      g_autoptr (GArray) pasted = lt_lane_points_paste (points, spec, piece, at);
      int                first = lt_lane_points_first_picked (pasted);

      check_order (pasted);
      g_assert_cmpuint (lt_lane_points_n_picked (pasted), ==, piece->len);
      g_assert_cmpint (g_array_index (pasted, LtLanePoint, first).pos, ==, at);
      for (guint i = 0; i < piece->len; i++)
        {
          const LtLanePoint *is = &g_array_index (pasted, LtLanePoint, (guint) first + i), *was = &g_array_index (piece, LtLanePoint, i);

          g_assert_true (is->pos == at + was->pos && is->value == was->value && is->hold == was->hold && is->bend == was->bend);
        }
      for (int probe = 0; probe < 40; probe++)
        {
          double pos = probe == 0 ? (double) at - 1.0 : probe == 1 ? (double) end + 1.0 : (double) g_rand_int_range (rng, 0, 150000);

          if (pos >= 0.0 && (pos < (double) at || pos > (double) end))
            g_assert_cmpfloat_with_epsilon (line_of (spec, lt_lane_points_at (pasted, spec, 0.0, pos)), line_of (spec, lt_lane_points_at (points, spec, 0.0, pos)),
                                            1e-5);
        }
    }
}

static GArray *
values (double a, double b, double c)
{
  const LtLanePoint three[] = { { 0, a, FALSE, TRUE }, { 100, b, FALSE, TRUE }, { 200, c, TRUE, TRUE } };
  GArray           *points = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));

  return g_array_append_vals (points, three, G_N_ELEMENTS (three));
}

static void
check_mapped (GArray *points, const LtValueSpec *from, const LtValueSpec *to, double a, double b, double c)
{
  const double want[] = { a, b, c };

  lt_lane_points_map (points, from, to);
  for (guint i = 0; i < points->len; i++)
    if (isinf (want[i]))
      g_assert_true (g_array_index (points, LtLanePoint, i).value == want[i]);
    else
      g_assert_cmpfloat_with_epsilon (g_array_index (points, LtLanePoint, i).value, want[i], 1e-9);
  g_array_unref (points);
}

static void
test_map (void)
{
  const LtValueSpec fader = lt_value_spec_fader (), pan = lt_value_spec_pan (), hz = frequency ();
  const LtValueSpec gain = { .format = { .kind = LT_NUMBER_DB, .min = -12.0, .max = 12.0 }, .min = -12.0, .max = 12.0 };
  const LtValueSpec low = { .format = { .kind = LT_NUMBER_HZ, .min = 20.0, .max = 400.0 }, .travel = LT_TRAVEL_LOG, .min = 20.0, .max = 400.0 };
  const LtValueSpec percent = { .format = { .kind = LT_NUMBER_PERCENT, .min = 0.0, .max = 100.0 }, .min = 0.0, .max = 100.0 };
  const LtValueSpec choice = { .format = { .kind = LT_NUMBER_COUNT, .min = 0.0, .max = 4.0 }, .travel = LT_TRAVEL_STEP, .min = 0.0, .max = 4.0 };

  check_mapped (values (-6.25, -30.0, -INFINITY), &fader, &gain, -6.25, -12.0, -12.0);
  check_mapped (values (-12.0, 3.3, 12.0), &gain, &fader, -12.0, 3.3, 6.0);
  check_mapped (values (-INFINITY, -144.0, 0.0), &fader, &fader, -INFINITY, -INFINITY, 0.0);
  check_mapped (values (100.0, 333.0, 5000.0), &hz, &low, 100.0, 333.0, 400.0);
  check_mapped (values (-1.0, 0.0, 1.0), &pan, &percent, 0.0, 50.0, 100.0);
  check_mapped (values (0.0, 25.0, 100.0), &percent, &pan, -1.0, -0.5, 1.0);
  check_mapped (values (0.0, 55.0, 100.0), &percent, &choice, 0.0, 2.0, 4.0);
  check_mapped (values (-INFINITY, 6.0, 6.0), &fader, &percent, 0.0, 100.0, 100.0);

  g_autoptr (GArray) steps = values (0.0, 55.0, 100.0);
  lt_lane_points_map (steps, &percent, &choice);
  for (guint i = 0; i < steps->len; i++)
    g_assert_true (g_array_index (steps, LtLanePoint, i).hold);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane-points/move", test_move);
  g_test_add_func ("/lane-points/add-and-remove", test_add_and_remove);
  g_test_add_func ("/lane-points/pick", test_pick);
  g_test_add_func ("/lane-points/scale", test_scale);
  g_test_add_func ("/lane-points/scale-levels", test_scale_levels);
  g_test_add_func ("/lane-points/round-trip", test_round_trip);
  g_test_add_func ("/lane-points/paste", test_paste);
  g_test_add_func ("/lane-points/map", test_map);
  return g_test_run ();
}
