// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Parameter rows: clamping and travel.
// Layer: tests.

#include "base/param.h"

#include <glib.h>
#include <math.h>

static const LtParamSpec freq = { .key = "freq", .curve = LT_CURVE_LOG, .min = 20.0f, .max = 20000.0f, .def = 1000.0f };
static const LtParamSpec step = { .key = "step", .curve = LT_CURVE_STEP, .min = 0.0f, .max = 3.0f, .def = 1.0f };

static void
test_clamp (void)
{
  g_assert_cmpfloat (lt_param_clamp (&freq, 5.0f), ==, 20.0f);
  g_assert_cmpfloat (lt_param_clamp (&freq, INFINITY), ==, 20000.0f);
  g_assert_cmpfloat (lt_param_clamp (&freq, NAN), ==, 1000.0f);
  g_assert_cmpfloat (lt_param_clamp (&step, 1.6f), ==, 2.0f);
}

static void
test_travel (void)
{
  g_assert_cmpfloat_with_epsilon (lt_param_from_travel (&freq, 0.5f), 632.456f, 0.01f);
  for (int i = 0; i <= 100; i++)
    g_assert_cmpfloat_with_epsilon (lt_param_to_travel (&freq, lt_param_from_travel (&freq, i / 100.0f)), i / 100.0f, 1e-5f);
  g_assert_cmpfloat (lt_param_from_travel (&step, 1.0f), ==, 3.0f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/param/clamp", test_clamp);
  g_test_add_func ("/param/travel", test_travel);
  return g_test_run ();
}
