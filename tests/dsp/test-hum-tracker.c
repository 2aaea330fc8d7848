// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hum tracker: finds what is there, nothing where nothing is, and the same in pieces.
// Layer: tests.

#include "dsp/hum-tracker.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static LtHumTracker *
tracker_new (double rate_hz)
{
  LtHumTracker *self = aligned_alloc (64, (sizeof *self + 63) & ~(size_t) 63);

  memset (self, 0, sizeof *self);
  g_assert_cmpint (lt_hum_tracker_init (self, rate_hz), ==, LT_OK);
  return self;
}

static void
tracker_free (LtHumTracker *self)
{
  lt_hum_tracker_clear (self);
  free (self);
}

/* At the lowest and the highest rate too; within two seconds. */
static void
test_finds (void)
{
  static const double rates[] = { 8000.0, 44100.0, 384000.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int base = 50; base <= 60; base += 10)
      {
        uint32_t          n = (uint32_t) (2.0 * rates[r]);
        g_autofree float *in = g_new0 (float, n);
        LtHumTracker     *tracker = tracker_new (rates[r]);

        for (int k = 1; k <= 5; k++)
          lt_test_add_sine (in, n, rates[r], k * (base + 0.07), 0.001 / k, k);
        lt_hum_tracker_push (tracker, in, n);
        g_assert_cmpfloat (fabs (lt_hum_tracker_hz (tracker) - base - 0.07), <, 0.02);
        lt_hum_tracker_reset (tracker);
        g_assert_cmpfloat (lt_hum_tracker_hz (tracker), ==, 0.0);
        tracker_free (tracker);
      }
}

static void
test_nothing (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (81);
  const uint32_t    n = 480000;
  g_autofree float *in = g_new (float, n);
  LtHumTracker     *whole = tracker_new (48000.0), *split = tracker_new (48000.0);

  lt_test_noise (in, n, 0.5, rng);
  lt_hum_tracker_push (whole, in, n);
  g_assert_cmpfloat (lt_hum_tracker_hz (whole), ==, 0.0);

  lt_hum_tracker_reset (whole);
  lt_test_add_sine (in, n, 48000.0, 60.0, 0.1, 0.0);
  lt_test_add_sine (in, n, 48000.0, 180.0, 0.1, 0.0);
  lt_hum_tracker_push (whole, in, n);
  for (uint32_t at = 0; at < n; at += 37)
    lt_hum_tracker_push (split, in + at, MIN (37, n - at));
  g_assert_cmpfloat (lt_hum_tracker_hz (whole), >, 59.9);
  g_assert_cmpfloat (lt_hum_tracker_hz (whole), ==, lt_hum_tracker_hz (split));
  tracker_free (whole);
  tracker_free (split);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/hum-tracker/finds", test_finds);
  g_test_add_func ("/dsp/hum-tracker/nothing", test_nothing);
  return g_test_run ();
}
