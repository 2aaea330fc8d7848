// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tapers: the numbers of the specification, and that travel and decibels find each other.
// Layer: tests.

#include "app/widgets/taper.h"

#include <math.h>

static void
test_fader (void)
{
  static const double points[][2] = {
    { 6.0, 1.0 },    { 3.0, 0.88 },   { 0.0, 0.76 },   { -5.0, 0.61 },  { -10.0, 0.48 },
    { -20.0, 0.29 }, { -30.0, 0.17 }, { -40.0, 0.09 }, { -60.0, 0.02 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_assert_cmpfloat_with_epsilon (lt_taper_fader_to_travel (points[i][0]), points[i][1], 1e-12);
      g_assert_cmpfloat_with_epsilon (lt_taper_fader_from_travel (points[i][1]), points[i][0], 1e-9);
    }
  g_assert_true (lt_taper_fader_to_travel (-INFINITY) == 0.0);
  g_assert_true (lt_taper_fader_from_travel (0.0) == -INFINITY);
  g_assert_cmpfloat (lt_taper_fader_from_travel (1.5), ==, 6.0);
  for (int i = 1; i <= 1000; i++)
    {
      double db = lt_taper_fader_from_travel (i / 1000.0);

      g_assert_cmpfloat_with_epsilon (lt_taper_fader_to_travel (db), i / 1000.0, 1e-9);
      g_assert_true (db > lt_taper_fader_from_travel ((i - 1) / 1000.0));
    }
}

static void
test_meter (void)
{
  g_assert_cmpfloat (lt_taper_meter (-INFINITY), ==, 0.0);
  g_assert_cmpfloat (lt_taper_meter (-60.0), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (lt_taper_meter (-40.0), 0.08, 1e-12);
  g_assert_cmpfloat_with_epsilon (lt_taper_meter (-20.0), 0.35, 1e-12);
  g_assert_cmpfloat_with_epsilon (lt_taper_meter (-10.0), 0.675, 1e-12);
  g_assert_cmpfloat (lt_taper_meter (0.0), ==, 1.0);
  g_assert_cmpfloat (lt_taper_meter (12.0), ==, 1.0);
}

static void
test_zones (void)
{
  double   from, to, at = -60.0;
  LtColour colour;
  guint    n = 0;

  for (; lt_taper_get_zone (n, &from, &to, &colour); n++, at = to)
    {
      g_assert_cmpfloat (from, ==, at);
      g_assert_cmpint (lt_taper_get_zone_colour (from), ==, colour);
      g_assert_cmpint (lt_taper_get_zone_colour ((from + to) / 2.0), ==, colour);
    }
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpfloat (at, ==, 0.0);
  g_assert_cmpint (lt_taper_get_zone_colour (3.0), ==, LT_COLOUR_M4);
  g_assert_cmpint (lt_taper_get_zone_colour (-INFINITY), ==, LT_COLOUR_M1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/taper/fader", test_fader);
  g_test_add_func ("/app/taper/meter", test_meter);
  g_test_add_func ("/app/taper/zones", test_zones);
  return g_test_run ();
}
