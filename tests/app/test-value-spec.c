// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Value specs: travel and value find each other for every row, steps and snaps stay in the range.
// Layer: tests.

#include "app/widgets/value-spec.h"
#include "fx/fx.h"

#include <math.h>

static void
check (const LtValueSpec *spec, GRand *rng)
{
  double low = lt_value_spec_clamp (spec, spec->min);

  g_assert_true (lt_value_spec_from_travel (spec, 0.0, FALSE) == low);
  g_assert_cmpfloat (lt_value_spec_from_travel (spec, 1.0, FALSE), ==, spec->max);
  g_assert_cmpfloat_with_epsilon (lt_value_spec_to_travel (spec, low), 0.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (lt_value_spec_to_travel (spec, spec->max), 1.0, 1e-6);
  for (int i = 0; i < 50; i++)
    {
      double travel = g_rand_double (rng);
      double value = lt_value_spec_from_travel (spec, travel, TRUE);
      double snapped = lt_value_spec_snap (spec, value);

      if (spec->travel != LT_TRAVEL_STEP)
        g_assert_cmpfloat_with_epsilon (lt_value_spec_to_travel (spec, value), travel, 0.006);
      g_assert_true (lt_value_spec_clamp (spec, snapped) == snapped);
      g_assert_true (lt_value_spec_step (spec, value, 1.0) >= value);
      g_assert_true (lt_value_spec_step (spec, value, -1.0) <= value);
      g_assert_true (lt_value_spec_step (spec, value, 1e6) == spec->max);
    }
}

static void
test_rows (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a7e);
  LtValueSpec       fader = lt_value_spec_fader (), pan = lt_value_spec_pan ();

  check (&fader, rng);
  check (&pan, rng);
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    for (uint32_t p = 0; p < (*type)->n_params; p++)
      {
        LtValueSpec spec = lt_value_spec_from_param (&(*type)->params[p]);

        g_test_message ("%s %s", (*type)->key, (*type)->params[p].key);
        check (&spec, rng);
      }
}

static void
test_fader_steps (void)
{
  LtValueSpec fader = lt_value_spec_fader ();

  g_assert_cmpfloat (lt_value_spec_step (&fader, -3.6, 1.0), ==, -3.1);
  g_assert_cmpfloat (lt_value_spec_step (&fader, -3.6, 0.1), ==, -3.55);
  g_assert_cmpfloat (lt_value_spec_step (&fader, 5.8, 1.0), ==, 6.0);
  g_assert_cmpfloat (lt_value_spec_step (&fader, -INFINITY, 1.0), ==, -60.0);
  g_assert_cmpfloat (lt_value_spec_step (&fader, -59.8, -1.0), ==, -60.0);
  g_assert_true (lt_value_spec_step (&fader, -60.0, -1.0) == -INFINITY);
  g_assert_cmpfloat (lt_value_spec_snap (&fader, -4.2), ==, -5.0);
  g_assert_cmpfloat (lt_value_spec_snap (&fader, 0.8), ==, 0.0);
  g_assert_true (lt_value_spec_snap (&fader, -90.0) == -INFINITY);
}

static void
test_rounding (void)
{
  LtValueSpec fader = lt_value_spec_fader ();
  double      coarse = lt_value_spec_from_travel (&fader, 0.6535, FALSE), fine = lt_value_spec_from_travel (&fader, 0.6535, TRUE);

  g_assert_true (coarse == -3.5 || coarse == -3.6);
  g_assert_cmpfloat (fine, ==, -3.55);
}

static void
test_snaps_are_round (void)
{
  LtValueSpec hz = { .format = { .kind = LT_NUMBER_HZ }, .travel = LT_TRAVEL_LOG, .min = 10.0, .max = 30000.0 };
  LtValueSpec percent = { .format = { .kind = LT_NUMBER_PERCENT }, .max = 100.0 };

  g_assert_cmpfloat_with_epsilon (lt_value_spec_snap (&hz, 1900.0), 2000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (lt_value_spec_snap (&hz, 80.0), 100.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (lt_value_spec_snap (&hz, 29000.0), 20000.0, 1e-6);
  g_assert_cmpfloat (lt_value_spec_snap (&percent, 43.0), ==, 45.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/value-spec/rows", test_rows);
  g_test_add_func ("/app/value-spec/fader-steps", test_fader_steps);
  g_test_add_func ("/app/value-spec/rounding", test_rounding);
  g_test_add_func ("/app/value-spec/snaps-are-round", test_snaps_are_round);
  return g_test_run ();
}
