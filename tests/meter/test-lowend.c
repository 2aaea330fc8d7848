// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The low-end meter: sines that are mono up to a known frequency, one side alone, silence.
// Layer: tests.

#include "meter/lowend.h"

#include "helpers/test-meter.h"

#include <math.h>

extern const LtMeterType lt_meter_lowend;

enum
{
  SECONDS = 8,
  MAX_RATE = 192000
};

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static float left[SECONDS * MAX_RATE], right[SECONDS * MAX_RATE];

static const float *const both[2] = { left, right };

/* A sine in the middle of every band; from @wide_hz up the right is @turned ahead, radians. */
static guint
make (double rate_hz, double wide_hz, double turned, double right_gain)
{
  guint n = (guint) (SECONDS * rate_hz);

  for (guint i = 0; i < n; i++)
    left[i] = right[i] = 0.0f;
  for (guint b = 0; b < LT_LOWEND_BANDS; b++)
    {
      double hz = sqrt (lt_lowend_edge_hz (b) * lt_lowend_edge_hz (b + 1)), phase = hz >= wide_hz ? turned : 0.0;

      for (guint i = 0; i < n; i++)
        {
          left[i] += (float) (0.03 * sin (2.0 * G_PI * hz * i / rate_hz));
          right[i] += (float) (right_gain * 0.03 * sin (2.0 * G_PI * hz * i / rate_hz + phase));
        }
    }
  return n;
}

static double
mono_below (double rate_hz, guint n)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_lowend, rate_hz, 2);
  double whole, recent;

  lt_test_meter_measure (meter, both, n, 4096);
  whole = lt_test_meter_read (meter, "mono_below_hz");
  recent = lt_lowend_mono_below_hz (meter->state);
  if (isnan (whole))
    g_assert_true (isnan (recent));
  else
    g_assert_cmpfloat_with_epsilon (whole, recent, 0.001);
  return whole;
}

static void
test_known_edges (void)
{
  for (gsize r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint edge = 6; edge <= 18; edge += 6)
      {
        guint n = make (rates[r], lt_lowend_edge_hz (edge), G_PI / 2.0, 1.0);

        g_assert_cmpfloat_with_epsilon (mono_below (rates[r], n), lt_lowend_edge_hz (edge), 0.01);
      }
}

static void
test_all_and_nothing (void)
{
  guint n = make (48000.0, 1e9, 0.0, 1.0);

  g_assert_cmpfloat_with_epsilon (mono_below (48000.0, n), lt_lowend_edge_hz (LT_LOWEND_BANDS), 0.01);
  n = make (48000.0, 0.0, G_PI, 1.0); /* turned over: it cancels in mono */
  g_assert_cmpfloat (mono_below (48000.0, n), ==, 0.0);
  n = make (48000.0, 1e9, 0.0, 0.0); /* one side alone is not mono */
  g_assert_cmpfloat (mono_below (48000.0, n), ==, 0.0);
  n = make (48000.0, 1e9, 0.0, 0.9); /* 0.9 dB off the centre is */
  g_assert_cmpfloat (mono_below (48000.0, n), >, 500.0);
  for (guint i = 0; i < n; i++)
    left[i] = right[i] = 0.0f;
  g_assert_true (isnan (mono_below (48000.0, n)));
}

/* Slightly wide: 20 degrees is 0.94 alike, 35 degrees 0.82. */
static void
test_threshold (void)
{
  guint n = make (48000.0, 0.0, 20.0 * G_PI / 180.0, 1.0);

  g_assert_cmpfloat (mono_below (48000.0, n), >, 500.0);
  n = make (48000.0, 0.0, 35.0 * G_PI / 180.0, 1.0);
  g_assert_cmpfloat (mono_below (48000.0, n), ==, 0.0);
}

static void
test_split (void)
{
  g_autoptr (LtTestMeter) whole = lt_test_meter_new (&lt_meter_lowend, 48000.0, 2), split = lt_test_meter_new (&lt_meter_lowend, 48000.0, 2);
  guint n = make (48000.0, 0.0, G_PI / 3.0, 1.0);

  lt_test_meter_measure (whole, both, n, n);
  lt_test_meter_measure (split, both, n, 997);
  lt_test_meter_assert_equal (whole, split);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lowend/known-edges", test_known_edges);
  g_test_add_func ("/lowend/all-and-nothing", test_all_and_nothing);
  g_test_add_func ("/lowend/threshold", test_threshold);
  g_test_add_func ("/lowend/split", test_split);
  return g_test_run ();
}
