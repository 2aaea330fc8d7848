// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stereo: known mixes, the moving window, the trace.
// Layer: tests.

#include "meter/stereo.h"

#include "helpers/test-meter.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

extern const LtMeterType lt_meter_stereo;

enum
{
  N = 4 * 48000
};

#define RATE_HZ 48000.0
#define CORRELATION_WITHIN 0.01 /* effects.md */
#define DB_WITHIN 0.1

static float left[N], right[N], one[N], two[N];

static const float *const both[2] = { left, right };

/* left = a·one + b·two, right = c·one + d·two, of two noises that have nothing in common. */
static void
mix (float a, float b, float c, float d)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x57e);
  double common = 0.0, power = 0.0;

  lt_test_noise (one, N, 0.5, rng);
  lt_test_noise (two, N, 0.5, rng);
  for (int i = 0; i < N; i++)
    {
      common += one[i] * two[i];
      power += one[i] * one[i];
    }
  for (int i = 0; i < N; i++)
    {
      float free_two = two[i] - (float) (common / power) * one[i];

      left[i] = a * one[i] + b * free_two;
      right[i] = c * one[i] + d * free_two;
    }
}

static void
known_mixes_at (double rate_hz)
{
  const struct
  {
    float  a, b, c, d;
    double correlation, balance_db, mono_loss_db;
  } rows[] = {
    { 1, 0, 1, 0, 1.0, 0.0, 0.0 },
    { 1, 0, -1, 0, -1.0, 0.0, INFINITY },
    { 1, 0, 0, 1, 0.0, 0.0, 3.0103 },
    { 1, 0, 0.5f, 0, 1.0, -6.0206, 0.4576 },            /* (1 + 1/4) over (1 + 1/2)² / 2 */
    { 0.5f, 0, 0.5f, 0.8660254f, 0.5, 6.0206, 1.5490 }, /* (1/4 + 1) over (5/4 + 2/4) / 2 */
    { 1, 0, -0.6f, 0.8f, -0.6, 0.0, 6.9897 },           /* 2 over (2 − 1.2) / 2 */
  };

  for (size_t r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_stereo, rate_hz, 2);
      LtStereoMoment moment;

      mix (rows[r].a, rows[r].b, rows[r].c, rows[r].d);
      lt_test_meter_measure (meter, both, N, 1000);
      g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "correlation"), rows[r].correlation, CORRELATION_WITHIN);
      g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "balance_db"), rows[r].balance_db, DB_WITHIN);
      if (isinf (rows[r].mono_loss_db))
        g_assert_cmpfloat (lt_test_meter_read (meter, "mono_loss_db"), ==, INFINITY);
      else
        g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "mono_loss_db"), rows[r].mono_loss_db, DB_WITHIN);
      lt_stereo_moment (meter->state, &moment);
      g_assert_cmpfloat_with_epsilon (moment.correlation, rows[r].correlation, 0.05); /* 300 ms of noise */
    }
}

static void
test_known_mixes (void)
{
  static const double rates_hz[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

  for (size_t r = 0; r < G_N_ELEMENTS (rates_hz); r++)
    known_mixes_at (rates_hz[r]);
}

static void
test_one_side_and_silence (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_stereo, RATE_HZ, 2);
  g_autoptr (LtTestMeter) mono = lt_test_meter_new (&lt_meter_stereo, RATE_HZ, 1);

  memset (left, 0, sizeof left);
  memset (right, 0, sizeof right);
  lt_test_meter_measure (meter, both, N, 1000);
  g_assert_true (isnan (lt_test_meter_read (meter, "correlation")));
  g_assert_true (isnan (lt_test_meter_read (meter, "balance_db")));
  g_assert_true (isnan (lt_test_meter_read (meter, "mono_loss_db")));
  g_assert_true (isnan (lt_stereo_min_correlation (meter->state)));

  lt_test_add_sine (right, N, RATE_HZ, 100.0, 0.5, 0.0);
  lt_test_meter_measure (meter, both, N, 1000);
  g_assert_true (isnan (lt_test_meter_read (meter, "correlation")));
  g_assert_cmpfloat (lt_test_meter_read (meter, "balance_db"), ==, INFINITY);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "mono_loss_db"), 3.0103, DB_WITHIN);

  lt_test_meter_measure (mono, both + 1, N, 1000);
  g_assert_cmpfloat (lt_test_meter_read (mono, "correlation"), ==, 1.0);
  g_assert_cmpfloat (lt_test_meter_read (mono, "balance_db"), ==, 0.0);
  g_assert_cmpfloat (lt_test_meter_read (mono, "mono_loss_db"), ==, 0.0);
}

/* A second of antiphase in a mono mix: the window sees it and forgets it, the minimum keeps it. */
static void
test_moment (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_stereo, RATE_HZ, 2);
  LtStereoMoment moment;

  mix (1, 0, 1, 0);
  for (int i = 48000; i < 96000; i++)
    right[i] = -left[i];
  lt_test_meter_run (meter, both, 48000, 100);
  lt_stereo_moment (meter->state, &moment);
  g_assert_cmpfloat_with_epsilon (moment.correlation, 1.0, 1e-9);
  lt_test_meter_run (meter, (const float *[]) { left + 48000, right + 48000 }, 14400, 100);
  lt_stereo_moment (meter->state, &moment);
  g_assert_cmpfloat_with_epsilon (moment.correlation, -1.0, 1e-9);
  lt_test_meter_run (meter, (const float *[]) { left + 62400, right + 62400 }, N - 62400, 100);
  lt_stereo_moment (meter->state, &moment);
  g_assert_cmpfloat_with_epsilon (moment.correlation, 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lt_stereo_min_correlation (meter->state), -1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "correlation"), 0.5, CORRELATION_WITHIN);
}

static void
test_trace (void)
{
  static LtStereoPoint  memory[2][4096];
  LtStereoPoint         whole[4096], split[4096];
  LtRing                rings[2];
  static const uint32_t pieces[] = { 4800, 37 };
  static const float    l[] = { 1.0f, 0.0f, 0.5f }, r[] = { 0.0f, 1.0f, 0.5f };
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_stereo, RATE_HZ, 2);

  mix (1, 0, 0, 1);
  for (int k = 0; k < 2; k++)
    {
      lt_ring_init (&rings[k], memory[k], 4096, sizeof (LtStereoPoint));
      lt_meter_stereo.reset (meter->state);
      lt_stereo_set_trace (meter->state, &rings[k], 7);
      lt_test_meter_run (meter, both, 10000, pieces[k]);
    }
  g_assert_cmpuint (lt_ring_read (&rings[0], whole, 4096), ==, 1429);
  g_assert_cmpuint (lt_ring_read (&rings[1], split, 4096), ==, 1429);
  g_assert_cmpmem (whole, 1429 * sizeof *whole, split, 1429 * sizeof *split);
  g_assert_cmpfloat_with_epsilon (whole[100].mid, (right[700] + left[700]) * (float) G_SQRT2 / 2.0f, 1e-6);

  lt_meter_stereo.reset (meter->state);
  lt_stereo_set_trace (meter->state, &rings[0], 1);
  lt_test_meter_run (meter, (const float *[]) { l, r }, 3, 3);
  g_assert_cmpuint (lt_ring_read (&rings[0], whole, 4096), ==, 3);
  g_assert_true (whole[0].side < 0.0f && whole[0].mid > 0.0f); /* left alone: upper left */
  g_assert_true (whole[1].side > 0.0f && whole[1].mid > 0.0f);
  g_assert_cmpfloat (whole[2].side, ==, 0.0f);

  /* A full ring loses points and nothing else. */
  lt_test_meter_run (meter, both, N, 4096);
  g_assert_cmpuint (lt_ring_read (&rings[0], whole, 4096), ==, 4096);
}

static void
test_split_and_broken (void)
{
  static const uint32_t pieces[] = { 1, 17, 480, 1009 };
  g_autoptr (LtTestMeter) whole = lt_test_meter_new (&lt_meter_stereo, 22050.0, 2);

  mix (1, 0.2f, 0.7f, 0.4f);
  left[1000] = NAN;
  right[2000] = -INFINITY;
  left[3000] = 3e38f;
  lt_test_meter_measure (whole, both, N, N);
  g_assert_true (isfinite (lt_test_meter_read (whole, "correlation")));
  g_assert_cmpfloat (lt_test_meter_read (whole, "correlation"), >, 0.7);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (LtTestMeter) split = lt_test_meter_new (&lt_meter_stereo, 22050.0, 2);

      lt_test_meter_measure (split, both, N, pieces[i]);
      lt_test_meter_assert_equal (whole, split);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stereo/known-mixes", test_known_mixes);
  g_test_add_func ("/stereo/one-side-and-silence", test_one_side_and_silence);
  g_test_add_func ("/stereo/moment", test_moment);
  g_test_add_func ("/stereo/trace", test_trace);
  g_test_add_func ("/stereo/split-and-broken", test_split_and_broken);
  return g_test_run ();
}
