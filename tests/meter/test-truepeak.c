// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// True peak: EBU Tech 3341 cases 15–23 against the standard and a 16× reference; starts and ends of files.
// Layer: tests.

#include "meter/truepeak.h"

#include "helpers/test-meter.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

extern const LtMeterType lt_meter_truepeak;

enum
{
  N = 9600,
  REF_HALF = 256, /* samples either side */
  REF_FINE = 16
};

#define RATE_HZ 48000.0
#define REF_WITHIN_DB 0.1 /* effects.md */

/* Highest point on a grid of sixteenths, by a long sinc under a cos² window; silence around the file. */
static double
reference_db (const float *in, int n)
{
  static double sinc[REF_FINE][2 * REF_HALF];
  double        peak = 0.0;

  bool known = sinc[0][REF_HALF] != 0.0;
  for (int p = 0; p < REF_FINE && !known; p++)
    for (int k = 0; k < 2 * REF_HALF; k++)
      {
        double d = (double) p / REF_FINE + REF_HALF - k;

        sinc[p][k] = (d == 0.0 ? 1.0 : sin (G_PI * d) / (G_PI * d)) * pow (cos (0.5 * G_PI * d / (REF_HALF + 1)), 2.0);
      }
  for (int i = -32; i < n + 32; i++)
    for (int p = 0; p < REF_FINE; p++)
      {
        double y = 0.0;

        for (int k = MAX (0, REF_HALF - i); k < 2 * REF_HALF && i + k - REF_HALF < n; k++)
          y += sinc[p][k] * in[i + k - REF_HALF];
        peak = MAX (peak, fabs (y));
      }
  return 20.0 * log10 (peak);
}

static double meter_rate_hz = RATE_HZ; /* what the meter takes the samples for; they are the same */

static double
measured_db (const float *in, uint32_t n)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_truepeak, meter_rate_hz, 1);

  lt_test_meter_measure (meter, &in, n, 1000);
  return lt_test_meter_read (meter, "true_peak_dbtp");
}

static void
taper (float *io, uint32_t n)
{
  uint32_t len = (uint32_t) (0.010 * RATE_HZ);

  for (uint32_t i = 0; i < len; i++)
    {
      io[i] *= (float) i / (float) len;
      io[n - 1 - i] *= (float) i / (float) len;
    }
}

static void
assert_case (const float *in, double expected_db)
{
  double got_db = measured_db (in, N);

  g_assert_cmpfloat (got_db, >=, expected_db - 0.4);
  g_assert_cmpfloat (got_db, <=, expected_db + 0.2);
  g_assert_cmpfloat_with_epsilon (got_db, reference_db (in, N), REF_WITHIN_DB);
}

static void
test_cases_15_to_19 (void)
{
  const struct
  {
    double divisor, degrees, amp, expected_db;
  } rows[] = { { 4, 0, 0.5, -6.0 }, { 4, 45, 0.5, -6.0 }, { 6, 60, 0.5, -6.0 }, { 8, 67.5, 0.5, -6.0 }, { 4, 45, 1.41, 3.0 } };

  for (size_t r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      static float x[N];

      memset (x, 0, sizeof x);
      lt_test_add_sine (x, N, RATE_HZ, RATE_HZ / rows[r].divisor, rows[r].amp, rows[r].degrees * G_PI / 180.0);
      taper (x, N);
      assert_case (x, rows[r].expected_db);
    }
}

/* fs/6 at 0.50 that holds one full-scale period of fs/4 in its middle, at four times the rate. */
static void
fill_burst (double *x, int n)
{
  double phase = 0.0;

  for (int i = 0; i < n; i++)
    {
      int  at = i - n / 2 / 24 * 24; /* from a zero crossing of the long tone */
      bool burst = at >= 0 && at < 16;

      x[i] = (burst ? 1.0 : 0.5) * sin (phase);
      phase += 2.0 * G_PI / (burst ? 16.0 : 24.0);
    }
}

static void
test_cases_20_to_23 (void)
{
  static double wide[4 * N];
  static float  x[N];

  fill_burst (wide, 4 * N);
  for (int offset = 0; offset < 4; offset++)
    {
      for (int i = 0; i < N; i++)
        {
          double y = 0.0;

          for (int k = -200; k <= 200; k++)
            {
              int    at = 4 * i + offset + k;
              double d = k / 4.0;
              double h = 0.25 * (k == 0 ? 1.0 : sin (G_PI * d) / (G_PI * d)) * pow (cos (0.5 * G_PI * k / 201.0), 2.0);

              if (at >= 0 && at < 4 * N)
                y += h * wide[at];
            }
          x[i] = (float) y;
        }
      taper (x, N);
      assert_case (x, 0.0);
    }
}

/* Tones that begin and end in full swing, files of a few samples, a burst at either end: nothing is lost. */
static void
test_starts_and_ends (void)
{
  static const double divisors[] = { 3.2, 4.0, 6.0, 8.0, 48.0 };
  static const int    lengths[] = { 1, 2, 3, 7, 24, 40, 63, 64, 65, 111, 480 };

  for (size_t d = 0; d < G_N_ELEMENTS (divisors); d++)
    for (size_t l = 0; l < G_N_ELEMENTS (lengths); l++)
      for (double phase = 0.2; phase < 3.0; phase += 0.55)
        {
          float x[480] = { 0.0f };

          lt_test_add_sine (x, (uint32_t) lengths[l], RATE_HZ, RATE_HZ / divisors[d], 0.5, phase);
          g_assert_cmpfloat_with_epsilon (measured_db (x, (uint32_t) lengths[l]), reference_db (x, lengths[l]), REF_WITHIN_DB);
        }
}

/* A quiet file whose highest inter-sample point lies within the first or the last samples. */
static void
test_burst_at_ends (void)
{
  for (uint32_t at_end = 0; at_end < 2; at_end++)
    for (uint32_t length = 2; length <= 24; length++)
      {
        float    x[4800] = { 0.0f };
        uint32_t from = at_end ? 4800 - length : 0;

        lt_test_add_sine (x, 4800, RATE_HZ, 440.0, 0.1, 0.0);
        lt_test_add_sine (x + from, length, RATE_HZ, RATE_HZ / 4.0, 0.8, G_PI / 4.0);
        g_assert_cmpfloat_with_epsilon (measured_db (x, 4800), reference_db (x, 4800), REF_WITHIN_DB);
      }
}

/* Smoothed by [1 2 1]: what lies at half the rate is no music, and no two interpolators agree about it. */
static void
test_music (void)
{
  static float      x[2 * N];
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x3341);

  for (int round = 0; round < 4; round++)
    {
      lt_test_music (x, 2 * N, RATE_HZ, 0.5, rng);
      for (uint32_t i = 1; i + 1 < 2 * N; i++)
        x[i - 1] = 0.25f * (x[i - 1] + 2.0f * x[i] + x[i + 1]);
      g_assert_cmpfloat_with_epsilon (measured_db (x, 2 * N), reference_db (x, 2 * N), REF_WITHIN_DB);
    }
}

static void
test_channels_and_recent (void)
{
  static float            x[2][N], silence[N];
  const float            *in[2] = { x[0], x[1] };
  const float            *nothing[2] = { silence, silence };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_truepeak, RATE_HZ, 2);
  g_autoptr (LtTestMeter) split = lt_test_meter_new (&lt_meter_truepeak, RATE_HZ, 2);

  g_assert_cmpfloat (lt_test_meter_read (meter, "true_peak_dbtp"), ==, -INFINITY);
  lt_test_add_sine (x[0], N, RATE_HZ, 1000.0, 0.5, 0.0);
  lt_test_add_sine (x[1], N, RATE_HZ, 1000.0, 0.25, 0.0);
  taper (x[0], N);
  taper (x[1], N);
  x[0][5000] = NAN;
  lt_test_meter_run (meter, in, N, 480);
  g_assert_cmpfloat_with_epsilon (lt_truepeak_channel_dbtp (meter->state, 1), -12.04, 0.1);
  g_assert_cmpfloat_with_epsilon (lt_truepeak_take_recent_dbtp (meter->state, 1), -12.04, 0.1);
  lt_test_meter_run (meter, nothing, N, 480);
  lt_truepeak_take_recent_dbtp (meter->state, 1); /* with the tone's last samples */
  lt_test_meter_run (meter, nothing, N, 480);
  g_assert_cmpfloat (lt_truepeak_take_recent_dbtp (meter->state, 1), ==, -INFINITY);
  g_assert_cmpfloat_with_epsilon (lt_truepeak_channel_dbtp (meter->state, 1), -12.04, 0.1);
  g_assert_true (isfinite (lt_test_meter_read (meter, "true_peak_dbtp")));

  lt_meter_truepeak.reset (meter->state);
  g_assert_cmpfloat (lt_test_meter_read (meter, "true_peak_dbtp"), ==, -INFINITY);
  lt_test_meter_measure (meter, in, N, 4096);
  lt_test_meter_measure (split, in, N, 17);
  lt_test_meter_assert_equal (meter, split);
}

/* A meter that begins within a sound reads the sound, and not the step that a beginning in silence would be. */
static void
test_restart (void)
{
  static float            x[N];
  const float            *in[1] = { x };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_truepeak, RATE_HZ, 1);
  double                  highest_step = -INFINITY;

  lt_test_add_sine (x, N, RATE_HZ, 997.0, 0.5, 0.0);
  for (uint32_t at = 4000; at < 4200; at += 3)
    {
      const float *rest[1] = { x + at };

      lt_meter_truepeak.reset (meter->state);
      lt_test_meter_run (meter, in, at, 480);
      g_assert_cmpfloat (lt_test_meter_read (meter, "true_peak_dbtp"), >, -6.03);
      lt_truepeak_take_recent_dbtp (meter->state, 0);
      lt_truepeak_restart (meter->state);
      g_assert_cmpfloat (lt_test_meter_read (meter, "true_peak_dbtp"), ==, -INFINITY);
      lt_test_meter_run (meter, rest, 4800, 480);
      g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "true_peak_dbtp"), -6.0206, 0.005);
      lt_meter_truepeak.reset (meter->state);
      lt_test_meter_run (meter, rest, 4800, 480);
      highest_step = fmax (highest_step, lt_test_meter_read (meter, "true_peak_dbtp"));
    }
  g_assert_cmpfloat (highest_step, >, -5.6); /* what it is about */
}

/* The cases are fractions of the rate: the same samples read the same at all of them. */
static void
test_rates (void)
{
  static const double rates_hz[] = { 44100.0, 96000.0, 192000.0 };

  for (size_t r = 0; r < G_N_ELEMENTS (rates_hz); r++)
    {
      meter_rate_hz = rates_hz[r];
      test_cases_15_to_19 ();
      test_cases_20_to_23 ();
    }
  meter_rate_hz = RATE_HZ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truepeak/ebu-3341-15-to-19", test_cases_15_to_19);
  g_test_add_func ("/truepeak/ebu-3341-20-to-23", test_cases_20_to_23);
  g_test_add_func ("/truepeak/starts-and-ends", test_starts_and_ends);
  g_test_add_func ("/truepeak/burst-at-ends", test_burst_at_ends);
  g_test_add_func ("/truepeak/music", test_music);
  g_test_add_func ("/truepeak/channels-and-recent", test_channels_and_recent);
  g_test_add_func ("/truepeak/restart", test_restart);
  g_test_add_func ("/truepeak/rates", test_rates);
  return g_test_run ();
}
