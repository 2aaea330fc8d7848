// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Level: conventions, clipped runs, offset, noise floor, the bar's ballistics.
// Layer: tests.

#include "meter/level.h"

#include "helpers/test-meter.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

extern const LtMeterType lt_meter_level;

enum
{
  SECOND = 48000,
  N = 6 * SECOND
};

#define RATE_HZ 48000.0

static float left[N], right[N];

static const float *const both[2] = { left, right };

static void
clear_both (void)
{
  memset (left, 0, sizeof left);
  memset (right, 0, sizeof right);
}

static void
test_sine (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_level, RATE_HZ, 2);
  LtLevelChannel channel;

  clear_both ();
  lt_test_add_sine (left, N, RATE_HZ, 1000.0, 0.1, 0.0);
  lt_test_add_sine (right, N, RATE_HZ, 1000.0, 0.2, 0.0);
  for (int i = 0; i < N; i++)
    left[i] += 0.01f;
  lt_test_meter_measure (meter, both, N, 1000);

  lt_level_channel (meter->state, 1, &channel);
  g_assert_cmpfloat_with_epsilon (channel.sample_peak_dbfs, -13.979, 0.01);
  g_assert_cmpfloat_with_epsilon (channel.rms_dbfs, -13.979 - 3.0103, 0.01);
  g_assert_cmpfloat_with_epsilon (channel.dc_offset, 0.0, 1e-6);
  lt_level_channel (meter->state, 0, &channel);
  g_assert_cmpfloat_with_epsilon (channel.dc_offset, 0.01, 1e-6);

  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "sample_peak_dbfs"), -13.979, 0.01);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "dc_offset"), 0.01, 1e-6);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "rms_dbfs"), 10.0 * log10 ((0.005 + 0.0001 + 0.02) / 2.0), 0.01);
  g_assert_cmpfloat (lt_test_meter_read (meter, "clipped_runs"), ==, 0.0);

  /* A sine as steady as this is its own noise floor; the offset is no noise. */
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "noise_floor_dbfs"), 10.0 * log10 ((0.005 + 0.02) / 2.0), 0.01);
}

static void
test_aes17_and_scales (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_level, RATE_HZ, 2);

  clear_both ();
  lt_test_add_sine (left, N, RATE_HZ, 997.0, 1.0, 0.0);
  memcpy (right, left, sizeof left);
  lt_test_meter_measure (meter, both, N, N);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "rms_dbfs"), -3.0103, 0.001);
  lt_level_set_aes17 (meter->state, true);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "rms_dbfs"), 0.0, 0.001);

  for (int i = 0; i < N; i++) /* a square wave is 3.01 dB over by AES17 */
    left[i] = right[i] = i / 24 % 2 ? -0.5f : 0.5f;
  lt_meter_level.reset (meter->state);
  lt_test_meter_measure (meter, both, N, N);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "rms_dbfs"), -6.0206 + 3.0103, 0.001);

  g_assert_cmpfloat_with_epsilon (lt_level_on_scale (LT_LEVEL_SCALE_DBFS, -20.0), -20.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lt_level_on_scale (LT_LEVEL_SCALE_AES17, -23.0103), -20.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (lt_level_on_scale (LT_LEVEL_SCALE_K20, -23.0103), 0.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (lt_level_on_scale (LT_LEVEL_SCALE_K14, -17.0103), 0.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (lt_level_on_scale (LT_LEVEL_SCALE_K12, -15.0103), 0.0, 1e-4);
}

/* A tone of −14 dBFS through the meter, onto every scale, at every rate; the bar reads the last 600 ms. */
static void
test_scales_at_rates (void)
{
  static const double rates_hz[] = { 44100.0, 48000.0, 96000.0, 192000.0 };
  static const struct
  {
    LtLevelScale scale;
    double       reads;
  } rows[] = {
    { LT_LEVEL_SCALE_DBFS, -17.0103 }, { LT_LEVEL_SCALE_AES17, -14.0 }, { LT_LEVEL_SCALE_K12, -2.0 }, { LT_LEVEL_SCALE_K14, 0.0 }, { LT_LEVEL_SCALE_K20, 6.0 },
  };

  for (size_t r = 0; r < G_N_ELEMENTS (rates_hz); r++)
    {
      g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_level, rates_hz[r], 2);
      LtLevelBar     bar;
      LtLevelChannel channel;

      clear_both ();
      lt_test_add_sine (left, N, rates_hz[r], 997.0, pow (10.0, -0.7), 0.0);
      lt_test_meter_measure (meter, both, N, 1000);
      lt_level_channel (meter->state, 0, &channel);
      lt_level_bar (meter->state, 0, &bar);
      g_assert_cmpfloat_with_epsilon (channel.sample_peak_dbfs, -14.0, 0.01);
      for (size_t k = 0; k < G_N_ELEMENTS (rows); k++)
        {
          g_assert_cmpfloat_with_epsilon (lt_level_on_scale (rows[k].scale, channel.rms_dbfs), rows[k].reads, 0.01);
          g_assert_cmpfloat_with_epsilon (lt_level_on_scale (rows[k].scale, bar.rms_dbfs), rows[k].reads, 0.02);
        }
    }
}

static void
set_run (float *io, int at, int length, float value)
{
  for (int i = at; i < at + length; i++)
    io[i] = value;
}

static void
test_clipped_runs (void)
{
  static const uint32_t pieces[] = { 1, 479, 480, 481, N };

  clear_both ();
  set_run (left, 100, 2, 1.0f); /* too short */
  set_run (left, 478, 3, 1.0f); /* over the end of 10 ms */
  set_run (left, 1000, 500, -1.0f);
  set_run (left, 2000, 3, 32767.0f / 32768.0f);
  set_run (left, 3000, 3, 32766.0f / 32768.0f); /* not quite */
  set_run (right, 960, 4, 1.5f);
  set_run (right, 1920, 2, 1.0f); /* two, a gap, two */
  set_run (right, 1923, 2, 1.0f);

  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_level, RATE_HZ, 2);
      LtLevelChannel channel;

      lt_test_meter_measure (meter, both, SECOND, pieces[i]);
      g_assert_cmpfloat (lt_test_meter_read (meter, "clipped_runs"), ==, 4.0);
      lt_level_channel (meter->state, 1, &channel);
      g_assert_cmpuint (channel.clipped_runs, ==, 1);
    }
}

/* Loud, then noise at −60 dBFS, then digital silence, which is no noise floor. */
static void
test_noise_floor (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (60);
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_level, RATE_HZ, 2);
  double amp = 0.001 * sqrt (3.0); /* uniform noise of rms 0.001 */

  clear_both ();
  lt_test_noise (left, 3 * SECOND, amp, rng);
  lt_test_noise (right, 3 * SECOND, amp, rng);
  lt_test_add_sine (left, SECOND, RATE_HZ, 440.0, 0.5, 0.0);
  lt_test_meter_run (meter, both, SECOND / 4, 100);
  g_assert_true (isnan (lt_test_meter_read (meter, "noise_floor_dbfs")));
  lt_meter_level.reset (meter->state);
  lt_test_meter_measure (meter, both, N, 4096);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "noise_floor_dbfs"), -60.0, 0.2);

  clear_both ();
  lt_meter_level.reset (meter->state);
  lt_test_meter_measure (meter, both, N, 4096);
  g_assert_cmpfloat (lt_test_meter_read (meter, "noise_floor_dbfs"), ==, -INFINITY);
}

static void
test_bar (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_level, RATE_HZ, 2);
  const float *const later[2] = { left + SECOND, right + SECOND };
  LtLevelBar         bar;

  lt_level_bar (meter->state, 0, &bar);
  g_assert_cmpfloat (bar.peak_dbfs, ==, -INFINITY);
  g_assert_cmpfloat (bar.rms_dbfs, ==, -INFINITY);

  clear_both ();
  lt_test_add_sine (left, SECOND, RATE_HZ, 1000.0, 0.5, 0.0);
  lt_test_meter_run (meter, both, SECOND, 64);
  lt_level_bar (meter->state, 0, &bar);
  g_assert_cmpfloat_with_epsilon (bar.peak_dbfs, -6.02, 0.01);
  g_assert_cmpfloat_with_epsilon (bar.hold_dbfs, -6.02, 0.01);
  g_assert_cmpfloat_with_epsilon (bar.rms_dbfs, -9.03, 0.01);

  /* 1.7 s on: 20 dB down, the hold still up, the rms window empty. */
  lt_test_meter_run (meter, later, SECOND * 17 / 10, 64);
  lt_level_bar (meter->state, 0, &bar);
  g_assert_cmpfloat_with_epsilon (bar.peak_dbfs, -26.02, 0.2);
  g_assert_cmpfloat_with_epsilon (bar.hold_dbfs, -6.02, 0.01);
  g_assert_cmpfloat (bar.rms_dbfs, ==, -INFINITY);

  lt_test_meter_run (meter, later, SECOND / 2, 64);
  lt_level_bar (meter->state, 0, &bar);
  g_assert_cmpfloat_with_epsilon (bar.hold_dbfs, bar.peak_dbfs, 1e-6);
}

static void
test_unknown_silence_broken (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_level, RATE_HZ, 2);

  g_assert_true (isnan (lt_test_meter_read (meter, "sample_peak_dbfs")));
  g_assert_true (isnan (lt_test_meter_read (meter, "rms_dbfs")));
  g_assert_true (isnan (lt_test_meter_read (meter, "dc_offset")));

  clear_both ();
  lt_test_meter_run (meter, both, 1000, 100);
  g_assert_cmpfloat (lt_test_meter_read (meter, "sample_peak_dbfs"), ==, -INFINITY);
  g_assert_cmpfloat (lt_test_meter_read (meter, "rms_dbfs"), ==, -INFINITY);
  g_assert_cmpfloat (lt_test_meter_read (meter, "dc_offset"), ==, 0.0);

  left[10] = NAN;
  left[11] = INFINITY;
  left[12] = -3e38f;
  left[13] = 0.25f;
  lt_test_meter_run (meter, both, 1000, 100);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "sample_peak_dbfs"), -12.041, 0.001);
  g_assert_true (isfinite (lt_test_meter_read (meter, "rms_dbfs")));
}

static void
test_split (void)
{
  static const uint32_t pieces[] = { 1, 17, 64, 480, 1009 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (9);
  g_autoptr (LtTestMeter) whole = lt_test_meter_new (&lt_meter_level, 11025.0, 2);

  lt_test_music (left, N / 4, RATE_HZ, 1.2, rng);
  lt_test_noise (right, N / 4, 0.3, rng);
  lt_test_meter_measure (whole, both, N / 4, N);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (LtTestMeter) split = lt_test_meter_new (&lt_meter_level, 11025.0, 2);

      lt_test_meter_measure (split, both, N / 4, pieces[i]);
      lt_test_meter_assert_equal (whole, split);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level/sine", test_sine);
  g_test_add_func ("/level/aes17-and-scales", test_aes17_and_scales);
  g_test_add_func ("/level/scales-at-rates", test_scales_at_rates);
  g_test_add_func ("/level/clipped-runs", test_clipped_runs);
  g_test_add_func ("/level/noise-floor", test_noise_floor);
  g_test_add_func ("/level/bar", test_bar);
  g_test_add_func ("/level/unknown-silence-broken", test_unknown_silence_broken);
  g_test_add_func ("/level/split", test_split);
  return g_test_run ();
}
