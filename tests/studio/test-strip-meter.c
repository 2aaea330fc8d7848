// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A level meter's movements against the numbers of the design, at any rate of looking.
// Layer: tests.

#include "studio/strip-meter.h"

#include <glib.h>
#include <math.h>

static const LtStripSight loud = { { 1.0f, 0.5f }, { 0.5f, 0.125f }, 0 };
static const LtStripSight quiet = { { 0.0f, 0.0f }, { 0.0f, 0.0f }, 0 };

static void
look_for (LtStripMeter *meter, const LtStripSight *sight, bool rolling, double seconds, double step_s)
{
  int n = (int) lround (seconds / step_s);

  for (int i = 0; i < n; i++)
    lt_strip_meter_look (meter, sight, rolling, step_s);
}

static void
test_fall_and_hold (void)
{
  static const double steps[] = { 1.0 / 144, 1.0 / 60, 0.1 };

  for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
    {
      LtStripMeter meter;

      lt_strip_meter_init (&meter);
      g_assert_true (lt_strip_meter_is_still (&meter));
      lt_strip_meter_look (&meter, &loud, true, steps[s]);
      g_assert_cmpfloat_with_epsilon (meter.peak_db[0], 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (meter.peak_db[1], -6.0206, 1e-3);
      g_assert_cmpfloat_with_epsilon (meter.rms_db[0], -3.0103, 1e-3);

      /* 20 dB in 1.7 s; the hold stands for 1.5 s of it, then falls as fast. */
      look_for (&meter, &quiet, true, 1.4, steps[s]);
      g_assert_cmpfloat_with_epsilon (meter.hold_db[0], 0.0, 1e-9);
      look_for (&meter, &quiet, true, 0.3, steps[s]);
      g_assert_cmpfloat_with_epsilon (meter.peak_db[0], -20.0, 0.3);
      g_assert_cmpfloat_with_epsilon (meter.hold_db[0], -0.2 / 1.7 * 20.0, 0.3);
      g_assert_cmpfloat_with_epsilon (meter.max_db, 0.0, 1e-9);
      g_assert_false (lt_strip_meter_is_still (&meter));
      lt_strip_meter_clear (&meter);
      g_assert_true (isinf (meter.max_db));

      look_for (&meter, &quiet, false, 10.0, steps[s]);
      g_assert_true (lt_strip_meter_is_still (&meter));
    }
}

/* Stopped, what was last measured must not stand for ever. */
static void
test_rest (void)
{
  LtStripMeter meter;

  lt_strip_meter_init (&meter);
  lt_strip_meter_look (&meter, &loud, true, 0.01);
  look_for (&meter, &(LtStripSight) { .square = { 0.5f, 0.125f } }, false, 0.3, 0.01);
  g_assert_cmpfloat_with_epsilon (meter.rms_db[0], -3.0103 - 4.3429, 1e-2); /* a time constant later */
}

static void
test_clips (void)
{
  LtStripMeter meter;
  LtStripSight sight = { .clips = 7 };

  lt_strip_meter_init (&meter);
  lt_strip_meter_look (&meter, &sight, true, 0.01);
  lt_strip_meter_look (&meter, &sight, true, 0.01);
  g_assert_cmpuint (meter.clips, ==, 7);
  lt_strip_meter_clear (&meter);
  lt_strip_meter_look (&meter, &sight, true, 0.01);
  g_assert_cmpuint (meter.clips, ==, 0);
  sight.clips = 9;
  lt_strip_meter_look (&meter, &sight, true, 0.01);
  g_assert_cmpuint (meter.clips, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/strip-meter/fall-and-hold", test_fall_and_hold);
  g_test_add_func ("/studio/strip-meter/rest", test_rest);
  g_test_add_func ("/studio/strip-meter/clips", test_clips);
  return g_test_run ();
}
