// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Slow gains: the rider settles on its curve and holds in pauses; the side's two gains have their response.
// Layer: tests.

#include "dsp/level-rider.h"
#include "dsp/side-shelf.h"
#include "helpers/test-signal.h"

#include <math.h>

#define RATE_HZ 48000.0

/* A sine of 997 Hz on both channels, whose loudness is its peak level, for @seconds; returns the gain in dB then. */
static double
ride (LtLevelRider *rider, double slope, double pivot_lufs, double amp, double seconds)
{
  float in[64];

  for (uint32_t i = 0; i < (uint32_t) (seconds * RATE_HZ); i += 64)
    {
      for (uint32_t k = 0; k < 64; k++)
        in[k] = (float) (amp * sin (2.0 * G_PI * 997.0 / RATE_HZ * (i + k)));
      lt_level_rider_begin (rider, slope, pivot_lufs, 64);
      lt_level_rider_hear (rider, (const float *const[]){ in, in }, 64);
    }
  return 20.0 * log10 (rider->to);
}

static void
test_curve (void)
{
  static const double levels_db[] = { -6.0, -14.0, -20.0, -28.0, -40.0 },
                      slopes[] = { -0.5, -0.2, 0.5 };

  for (guint s = 0; s < G_N_ELEMENTS (slopes); s++)
    for (guint k = 0; k < G_N_ELEMENTS (levels_db); k++)
      {
        LtLevelRider rider;

        lt_level_rider_init (&rider, RATE_HZ, 2);
        g_assert_cmpfloat_with_epsilon (
            ride (&rider, slopes[s], -20.0, pow (10.0, 0.05 * levels_db[k]), 6.0),
            CLAMP (slopes[s] * (levels_db[k] + 20.0), -LT_LEVEL_RIDER_MOST_DB,
                   LT_LEVEL_RIDER_MOST_DB),
            0.05);
      }
}

/* It starts at the pivot, moves with its time constant, and a pause leaves it where it is. */
static void
test_time (void)
{
  LtLevelRider rider;
  double       before;

  lt_level_rider_init (&rider, RATE_HZ, 2);
  g_assert_cmpfloat (fabs (ride (&rider, -0.5, -20.0, 1.0, 0.002)), <, 0.8);
  ride (&rider, -0.5, -20.0, 0.1, 6.0);
  g_assert_cmpfloat_with_epsilon (ride (&rider, -0.5, -20.0, 1.0, 0.001 * LT_LEVEL_RIDER_MS),
                                  -5.0 * log10 (1.0 + 99.0 * (1.0 - exp (-1.0))), 0.1);
  before = ride (&rider, -0.5, -20.0, 1.0, 6.0);
  g_assert_cmpfloat_with_epsilon (ride (&rider, -0.5, -20.0, 0.0, 10.0), before, 0.1);
  g_assert_cmpfloat (ride (&rider, 0.0, -20.0, 1.0, 0.01), ==, 0.0);
  g_assert_true (lt_level_rider_is_off (&rider));
}

static void
test_side (void)
{
  enum
  {
    N = 48000
  };
  static LtSvfPair io[N];
  static float     side[N];
  LtSideShelfGains gains = { 2.0, 0.25 };

  for (double hz = 40.0; hz < 12000.0; hz *= 2.7)
    {
      LtSideShelf shelf;

      lt_side_shelf_init (&shelf, RATE_HZ);
      for (uint32_t i = 0; i < N; i++)
        {
          double mid = 0.3 * sin (0.05 * i), s = 0.4 * sin (2.0 * G_PI * hz / RATE_HZ * i);

          io[i] = (LtSvfPair){ mid + s, mid - s };
        }
      lt_side_shelf_run (&shelf, &gains, &gains, 0, N, io, N);
      for (uint32_t i = 0; i < N; i++)
        {
          g_assert_cmpfloat_with_epsilon (io[i][0] + io[i][1], 0.6 * sin (0.05 * i), 1e-12);
          side[i] = (float) (0.5 * (io[i][0] - io[i][1]));
        }
      /* the formula is that of the analogue low pass */
      g_assert_cmpfloat_with_epsilon (
          20.0 * log10 (lt_test_tone_amp (side + N / 2, N / 2, RATE_HZ, hz) / 0.4),
          10.0 * log10 (lt_side_shelf_power (&gains, hz)), 0.5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level-rider/curve", test_curve);
  g_test_add_func ("/level-rider/time", test_time);
  g_test_add_func ("/side-shelf/response", test_side);
  return g_test_run ();
}
