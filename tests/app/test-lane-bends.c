// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bent lines under a hand: what is drawn is what the engine plays, up is up, and drawing over a part leaves the rest.
// Layer: tests.

#include "app/widgets/lane-bends.h"

#include "base/bend.h"
#include "engine/moving.h"

#include <math.h>

#define END 60000

static LtValueSpec
frequency (void)
{
  return (LtValueSpec) { .format = { .kind = LT_NUMBER_HZ, .min = 20.0, .max = 20000.0 }, .travel = LT_TRAVEL_LOG, .min = 20.0, .max = 20000.0, .def = 1000.0 };
}

static GArray *
random_points (GRand *rng, const LtValueSpec *spec)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LtLanePoint));
  int64_t at = g_rand_int_range (rng, 0, 1000);

  for (int n = g_rand_int_range (rng, 2, 20); n > 0; n--)
    {
      LtLanePoint p = { at, lt_value_spec_from_travel (spec, g_rand_double (rng), FALSE), FALSE, g_rand_boolean (rng), (float) g_rand_double_range (rng, -1.0, 1.0) };

      g_array_append_val (points, p);
      at += g_rand_int_range (rng, 1, 5000);
    }
  return points;
}

static LtLanePoint *
point (const GArray *points, guint i)
{
  return &g_array_index (points, LtLanePoint, i);
}

/* The lane of the engine with these points, in its scale. */
static void
fill_lane (LtLaneSpec *lane, LtPointSpec *specs, const GArray *points, const LtValueSpec *spec)
{
  for (guint i = 0; i < points->len; i++)
    specs[i] = (LtPointSpec) { point (points, i)->pos, (float) lt_lane_points_to_line (spec, point (points, i)->value), point (points, i)->hold, point (points, i)->bend };
  *lane = (LtLaneSpec) { specs, points->len };
}

static void
test_drawn_is_played (void)
{
  const LtValueSpec specs[] = { lt_value_spec_fader (), lt_value_spec_pan (), frequency () };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbd1);

  for (int round = 0; round < 1500; round++)
    {
      const LtValueSpec *spec = &specs[round % G_N_ELEMENTS (specs)];
      g_autoptr (GArray) points = random_points (rng, spec);
      LtPointSpec        played[20];
      LtLaneSpec         lane;

      fill_lane (&lane, played, points, spec);
      for (int k = 0; k < 60; k++)
        {
          int64_t pos = k == 0 ? point (points, 1)->pos : g_rand_int_range (rng, 0, END);

          g_assert_cmpfloat_with_epsilon (lt_lane_points_to_line (spec, lt_lane_points_at (points, spec, 0.0, (double) pos)), (double) lt_lane_at (&lane, pos, 1), 3e-5);
        }
    }
}

/* The line goes through what it is led to, or as near as it can, and nowhere else does it change. */
static void
test_lead (void)
{
  const LtValueSpec specs[] = { lt_value_spec_fader (), lt_value_spec_pan (), frequency () };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbd2);
  int               n_met = 0;

  for (int round = 0; round < 3000; round++)
    {
      const LtValueSpec *spec = &specs[round % G_N_ELEMENTS (specs)];
      g_autoptr (GArray) points = random_points (rng, spec);
      double             pos = g_rand_int_range (rng, 0, END), value = lt_value_spec_from_travel (spec, g_rand_double (rng), FALSE);
      int                at = lt_lane_bends_find (points, spec, pos);

      g_assert_true (at < 0 || (point (points, (guint) at)->pos <= pos && pos < point (points, (guint) at + 1)->pos));
      if (at < 0)
        continue;
      g_autoptr (GArray) led = lt_lane_bends_lead (points, spec, (guint) at, pos, value);
      const LtLanePoint *a = point (led, (guint) at);
      double             share = (pos - (double) a->pos) / (double) (a[1].pos - a->pos), line = lt_lane_points_to_line (spec, value);
      double             from = lt_lane_points_to_line (spec, a->value), to = lt_lane_points_to_line (spec, a[1].value), way = (line - from) / (to - from);

      for (guint i = 0; i < led->len; i++)
        g_assert_true (i == (guint) at || point (led, i)->bend == point (points, i)->bend);
      if (share < 0.1 || share > 0.9 || way < 0.01 || way > 0.99 || fabsf (a->bend) >= LT_BEND_MAX)
        continue;
      g_assert_cmpfloat_with_epsilon (lt_lane_points_to_line (spec, lt_lane_points_at (led, spec, 0.0, pos)), line, 1e-5 * fabs (to - from) + 1e-9);
      n_met++;
    }
  g_assert_cmpint (n_met, >, 100);
}

/* A key may have taken a point away while the hand leads the line. */
static void
test_lead_nothing (void)
{
  const LtValueSpec  spec = lt_value_spec_pan ();
  const LtLanePoint  rows[] = { { 0, 0.5, FALSE, TRUE }, { 100, 0.5, FALSE, TRUE }, { 200, -1.0, TRUE, TRUE }, { 300, 1.0, FALSE, TRUE } };
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtLanePoint));

  g_array_append_vals (points, rows, G_N_ELEMENTS (rows));
  for (guint at = 0; at < points->len; at += at == 0 ? 2 : 1) /* level, held, the last one */
    {
      g_autoptr (GArray) led = lt_lane_bends_lead (points, &spec, at, 50.0, 0.1);

      g_assert_cmpuint (led->len, ==, points->len);
      for (guint i = 0; i < led->len; i++)
        g_assert_true (point (led, i)->bend == 0.0f);
    }
}

/* Up on the screen is up, whichever way a segment goes; level and held ones have nothing to bend. */
static void
test_step (void)
{
  const LtValueSpec  spec = lt_value_spec_pan ();
  const LtLanePoint  rows[] = { { 0, -1.0, FALSE, TRUE }, { 100, 1.0, FALSE, TRUE }, { 200, -1.0, FALSE, TRUE }, { 300, -1.0, TRUE, TRUE }, { 400, 1.0, FALSE, TRUE } };
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtLanePoint));

  g_array_append_vals (points, rows, G_N_ELEMENTS (rows));
  g_autoptr (GArray) up = lt_lane_bends_step (points, &spec, 0.05);
  g_assert_true (point (up, 0)->bend == 0.05f && point (up, 1)->bend == -0.05f);
  g_assert_true (point (up, 2)->bend == 0.0f && point (up, 3)->bend == 0.0f && point (up, 4)->bend == 0.0f);
  for (double pos = 1.0; pos < 200.0; pos += 1.0)
    g_assert_true (pos == 100.0 || lt_lane_points_at (up, &spec, 0.0, pos) > lt_lane_points_at (points, &spec, 0.0, pos));
  g_autoptr (GArray) far_down = lt_lane_bends_step (points, &spec, -7.0), straight = lt_lane_bends_straighten (far_down);
  g_assert_true (point (far_down, 0)->bend == -1.0f && point (far_down, 1)->bend == 1.0f);
  for (guint i = 0; i < straight->len; i++)
    g_assert_true (point (straight, i)->bend == 0.0f);
  g_autoptr (GArray) back = lt_lane_bends_step (up, &spec, -0.05); /* to nothing, not to next to nothing */
  g_assert_true (point (back, 0)->bend == 0.0f && point (back, 1)->bend == 0.0f);
}

static void
test_draw (void)
{
  const LtValueSpec specs[] = { lt_value_spec_fader (), lt_value_spec_pan (), frequency () };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbd3);

  for (int round = 0; round < 600; round++)
    {
      const LtValueSpec *spec = &specs[round % G_N_ELEMENTS (specs)];
      g_autoptr (GArray) points = random_points (rng, spec);
      LtStroke          *stroke = lt_stroke_new ();
      double             from = g_rand_int_range (rng, 2, END / 2), to = from + g_rand_int_range (rng, 1, END / 2);

      for (double x = from; x < to; x += MAX (floor ((to - from) / 30.0), 1.0))
        lt_stroke_add (stroke, x, g_rand_double (rng));
      lt_stroke_add (stroke, to, 0.5);
      g_autoptr (GArray) drawn = lt_lane_points_draw (points, spec, 0.0, stroke, 0.01);
      for (int probe = 0; probe < 40; probe++)
        {
          double pos = probe == 0 ? from - 1.0 : probe == 1 ? to + 1.0 : g_rand_int_range (rng, 0, END);

          if (pos < from || pos > to)
            g_assert_cmpfloat_with_epsilon (lt_lane_points_to_line (spec, lt_lane_points_at (drawn, spec, 0.0, pos)),
                                            lt_lane_points_to_line (spec, lt_lane_points_at (points, spec, 0.0, pos)), 1e-4);
        }
      lt_stroke_free (stroke);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane-bends/drawn-is-played", test_drawn_is_played);
  g_test_add_func ("/lane-bends/lead", test_lead);
  g_test_add_func ("/lane-bends/lead-nothing", test_lead_nothing);
  g_test_add_func ("/lane-bends/step", test_step);
  g_test_add_func ("/lane-bends/draw", test_draw);
  return g_test_run ();
}
