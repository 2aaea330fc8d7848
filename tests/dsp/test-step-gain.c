// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reductions in steps: what is applied keeps every peak under its ceiling, and leaves alone what was under it.
// Layer: tests.

#include "dsp/step-gain.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define BLOCK LT_STEP_GAIN_BLOCK
#define STEP LT_STEP_GAIN_FRAMES
#define STEPS LT_STEP_GAIN_STEPS
#define ROUNDS 500

/* The reduction of a step holds for all its frames when the steps on both sides have it too. */
static void
test_demand_is_enough (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x57e9);
  float             over = 0.0f;

  for (int round = 0; round < ROUNDS; round++)
    {
      float peaks[BLOCK], ceilings[STEPS], demand[STEPS], before = over;

      for (guint i = 0; i < BLOCK; i++)
        peaks[i] = (float) g_rand_double_range (rng, 0.0, round % 3 == 0 ? 0.5 : 3.0);
      for (guint s = 0; s < STEPS; s++)
        ceilings[s] = (float) g_rand_double_range (rng, 0.5, 1.0);
      lt_step_gain_demand (peaks, &over, ceilings, demand);
      g_assert_cmpfloat (over, ==, peaks[BLOCK - 1]);
      for (guint s = 0; s < STEPS; s++)
        {
          float top = s == 0 ? before : peaks[s * STEP - 1];

          for (guint i = 0; i < STEP; i++)
            top = MAX (top, peaks[s * STEP + i]);
          g_assert_cmpfloat (demand[s], >=, 0.0f);
          g_assert_cmpfloat (demand[s], <, 1.0f);
          g_assert_cmpint (demand[s] > 0.0f, ==, top > ceilings[s]);
          g_assert_cmpfloat (top * (1.0f - demand[s]), <=, ceilings[s] * 1.000001f);
          if (top > ceilings[s])
            g_assert_cmpfloat (top * (1.0f - demand[s]), >=, ceilings[s] * 0.9969f);
        }
    }
}

static void
test_link (void)
{
  for (int percent = 0; percent <= 100; percent += 25)
    {
      float left[STEPS], right[STEPS], link = 0.01f * (float) percent;

      for (guint s = 0; s < STEPS; s++)
        {
          left[s] = 0.05f * (float) s;
          right[s] = 0.05f * (float) (STEPS - 1 - s);
        }
      lt_step_gain_link (left, right, link);
      for (guint s = 0; s < STEPS; s++)
        {
          float a = 0.05f * (float) s, b = 0.05f * (float) (STEPS - 1 - s), top = MAX (a, b);

          g_assert_cmpfloat_with_epsilon (left[s], a + link * (top - a), 1e-6);
          g_assert_cmpfloat_with_epsilon (right[s], b + link * (top - b), 1e-6);
        }
    }
}

/* Straight from step to step; nothing taken off changes no bit. */
static void
test_apply (void)
{
  float x[BLOCK], y[BLOCK], none[STEPS + 1] = { 0 }, ramp[STEPS + 1];

  for (guint i = 0; i < BLOCK; i++)
    x[i] = sinf ((float) i);
  lt_step_gain_apply (x, none, y);
  g_assert_cmpmem (x, sizeof x, y, sizeof y);
  for (guint s = 0; s <= STEPS; s++)
    ramp[s] = (float) s / (float) STEPS;
  lt_step_gain_apply (x, ramp, y);
  for (guint i = 0; i < BLOCK; i++)
    g_assert_cmpfloat_with_epsilon (y[i], x[i] * (1.0f - (float) i / (float) BLOCK), 1e-6);
  g_assert_cmpfloat (lt_step_gain_lowest (none, none), ==, 1.0f);
  ramp[STEPS] = 0.75f;
  g_assert_cmpfloat_with_epsilon (lt_step_gain_lowest (ramp, none), 1.0f - (float) (STEPS - 1) / (float) STEPS, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/step-gain/demand", test_demand_is_enough);
  g_test_add_func ("/dsp/step-gain/link", test_link);
  g_test_add_func ("/dsp/step-gain/apply", test_apply);
  return g_test_run ();
}
