// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The kernels of compressor and gate: logarithms, sliding maximum, mean power, delay, ballistics, curve, opening.
// Layer: tests.

#include "dsp/ballistics.h"
#include "dsp/dynamics.h"
#include "dsp/fast-log.h"
#include "dsp/gain-curve.h"
#include "dsp/key-filter.h"
#include "dsp/level-hold.h"
#include "dsp/lookahead-delay.h"
#include "dsp/mean-square.h"
#include "dsp/opening-ramp.h"
#include "helpers/test-signal.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define N 8192u
#define SEED 0xd1a

static void
test_fast_log (void)
{
  for (int i = -3000; i <= 3000; i++)
    {
      float x = (float) i / 3000.0f * 120.0f + 0.1234f;
      float power = lt_fast_log_exp2 (x);

      g_assert_cmpfloat (fabs (power / exp2 ((double) x) - 1.0), <, 4e-7);
      g_assert_cmpfloat (fabs (lt_fast_log_log2 (power) - log2 ((double) power)), <, 7e-7 + fabs (x) * 6e-8);
    }
  g_assert_cmpfloat (lt_fast_log_exp2 (0.0f), ==, 1.0f);
  g_assert_cmpfloat (lt_fast_log_log2 (1.0f), ==, 0.0f);
}

/* Never less than the maximum of the shortest stretch promised, never more than that of the longest. */
static void
test_level_hold (void)
{
  static float      in[N], io[N];
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  LtLevelHold       hold = { .len = 1 };

  lt_level_hold_reset (&hold);
  lt_level_hold_set (&hold, 315.0);
  g_assert_cmpfloat (lt_level_hold_frames (&hold), ==, 315.0);
  for (uint32_t i = 0; i < N; i++)
    in[i] = (float) pow (g_rand_double (rng), 40.0);
  memcpy (io, in, sizeof io);
  for (uint32_t i = 0; i < N; i += 64)
    lt_level_hold_run (&hold, io + i, 64);

  for (uint32_t i = 400; i < N; i++)
    {
      float least = 0.0f, most = 0.0f;

      for (uint32_t k = 0; k < 320; k++)
        {
          most = MAX (most, in[i - k]);
          if (k < 310)
            least = MAX (least, in[i - k]);
        }
      g_assert_cmpfloat (io[i], >=, least);
      g_assert_cmpfloat (io[i], <=, most);
    }
}

static void
test_mean_square (void)
{
  static float      in[N], io[N];
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);
  LtMeanSquare      mean;

  lt_mean_square_reset (&mean, 320.0);
  for (uint32_t i = 0; i < N; i++)
    in[i] = i < N / 2 ? (float) g_rand_double (rng) : 0.0f;
  memcpy (io, in, sizeof io);
  for (uint32_t i = 0; i < N; i += 61)
    lt_mean_square_run (&mean, io + i, MIN (61, N - i));

  for (uint32_t i = 640; i < N / 2; i++)
    {
      double sum = 0.0;

      for (uint32_t k = 0; k < 320; k++)
        sum += in[i - k];
      g_assert_cmpfloat (fabs (io[i] - sum / 320.0), <, 0.01); /* a slot's fading instead of its samples' leaving */
      if (mean.len == 10 && (i + 1) % 10 == 0)
        g_assert_cmpfloat (fabs (io[i] - sum / 320.0), <, 1e-6);
    }
  for (uint32_t i = N / 2 + 340; i < N; i++)
    g_assert_cmpfloat (io[i], ==, 0.0f);
}

static void
test_delay (void)
{
  static float      in[N], io[N];
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 2);
  LtLookaheadDelay  delay;
  size_t            size = lt_lookahead_delay_size (500, 1);
  void             *memory = aligned_alloc (64, size);

  memset (memory, 0, size);
  lt_lookahead_delay_init (&delay, 500, 1, 256, memory);
  lt_test_noise (in, N, 1.0, rng);
  memcpy (io, in, sizeof io);
  for (uint32_t i = 0; i < N; i += 64)
    {
      float *at = io + i;

      lt_lookahead_delay_set (&delay, i < N / 2 ? 500 : 3);
      lt_lookahead_delay_run (&delay, &at, 64);
    }
  for (uint32_t i = 0; i < N / 2; i++)
    g_assert_cmpfloat (io[i], ==, i < 500 ? 0.0f : in[i - 500]);
  for (uint32_t i = N / 2; i < N / 2 + 256; i++)
    g_assert_cmpfloat (fabsf (io[i]), <=, MAX (fabsf (in[i - 3]), fabsf (in[i - 500])) + 1e-6f);
  for (uint32_t i = N / 2 + 256; i < N; i++)
    g_assert_cmpfloat (io[i], ==, in[i - 3]);
  free (memory);
}

/* Either way 63 % in the time given, whichever is the quicker. */
static void
test_ballistics (void)
{
  static const double frames[][2] = { { 10.0, 1000.0 }, { 1000.0, 10.0 }, { 50.0, 50.0 } };
  static float        io[N];

  for (guint c = 0; c < G_N_ELEMENTS (frames); c++)
    {
      LtBallistics k = { lt_ballistics_keep (frames[c][0], 1.0), lt_ballistics_keep (frames[c][1], 1.0) };
      double       state = 0.0;
      uint32_t     up = (uint32_t) frames[c][0], down = (uint32_t) frames[c][1];

      for (uint32_t i = 0; i < N; i++)
        io[i] = 12.0f;
      lt_ballistics_run (k, &state, io, N);
      g_assert_cmpfloat_with_epsilon (io[up - 1], 12.0 * (1.0 - exp (-1.0)), 1e-4);
      state = 12.0;
      memset (io, 0, sizeof io);
      lt_ballistics_run (k, &state, io, N);
      g_assert_cmpfloat_with_epsilon (io[down - 1], 12.0 * exp (-1.0), 1e-4);
    }
}

static void
test_curve (void)
{
  static const LtGainCurve curves[] = {
    { -18.0f, 2.0f / 3.0f, 6.0f, 60.0f },
    { -30.0f, 1.0f, 0.0f, 12.0f },
    { 0.0f, 0.5f, 24.0f, 60.0f },
  };

  for (guint c = 0; c < G_N_ELEMENTS (curves); c++)
    for (int level = -80; level <= 20; level++)
      {
        LtGainCurve ends[2] = { curves[c], curves[c] };
        float       io[1] = { (float) level };

        lt_gain_curve_run (ends, 0, 64, io, 1);
        g_assert_cmpfloat_with_epsilon (io[0], lt_gain_curve_db (&curves[c], level), 1e-3);
      }
  g_assert_cmpfloat_with_epsilon (lt_gain_curve_db (&curves[0], -6.0), 8.0, 1e-5);
}

/* -3 dB at the cuts, damage never gets in, and off is off. */
static void
test_key_filter (void)
{
  static float     io[N];
  LtKeyFilter      filter = { 0 };
  LtKeyFilterHeard heard;
  const float     *in[2] = { io, io };
  float            bad[5] = { NAN, INFINITY, -INFINITY, 2e6f, 0.5f };

  for (int high = 0; high < 2; high++)
    {
      lt_key_filter_reset (&filter);
      lt_key_filter_set (&filter, 48000.0, high ? 10.0f : 1000.0f, high ? 1000.0f : 20000.0f);
      memset (io, 0, sizeof io);
      lt_test_add_sine (io, N, 48000.0, 1000.0, 1.0, 0.0);
      for (uint32_t i = 0; i < N; i += 64, in[0] += 64)
        {
          lt_key_filter_run (&filter, in, 1, true, &heard, 64);
          memcpy (io + i, heard.channel[0], 64 * sizeof (float));
        }
      in[0] = io;
      g_assert_cmpfloat_with_epsilon (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 1000.0), sqrt (0.5), 1e-3);
    }
  lt_key_filter_set (&filter, 48000.0, LT_KEY_FILTER_LOW_OFF_HZ, LT_KEY_FILTER_HIGH_OFF_HZ);
  in[0] = in[1] = bad;
  lt_key_filter_run (&filter, in, 2, false, &heard, 5);
  for (int i = 0; i < 5; i++)
    g_assert_cmpfloat (heard.channel[1][i], ==, i < 4 ? 0.0f : 0.5f);
  g_assert_true (isnan (bad[0]));
}

/* From closed to exactly open in the time set, not sooner, ever upwards; falling takes no longer than the mean. */
static void
test_opening_ramp (void)
{
  static const uint32_t times[] = { 1, 2, 3, 10, 96, 480, 12000 };
  static float          io[N * 2];
  size_t                size = lt_opening_ramp_size (256);

  for (guint t = 0; t < G_N_ELEMENTS (times); t++)
    {
      LtOpeningRamp ramp;
      void         *memory = aligned_alloc (64, size);
      uint32_t      n = times[t];

      lt_opening_ramp_init (&ramp, 256, memory);
      lt_opening_ramp_set (&ramp, n);
      lt_opening_ramp_reset (&ramp, 0.0f);
      for (uint32_t i = 0; i < 2 * N; i++)
        io[i] = i < 13000 ? 1.0f : 0.25f;
      for (uint32_t i = 0; i < 2 * N; i += 64)
        {
          lt_opening_ramp_adopt (&ramp);
          lt_opening_ramp_run (&ramp, io + i, 64);
        }

      g_assert_cmpfloat (io[n - 1], ==, 1.0f);
      g_assert_cmpfloat (n > 1 ? io[n - 2] : 0.0f, <, 1.0f);
      for (uint32_t i = 1; i < 13000; i++)
        g_assert_cmpfloat (io[i], >=, io[i - 1]);
      g_assert_cmpfloat (io[13000 + 256], ==, 0.25f);
      g_assert_cmpfloat (lt_opening_ramp_gain (&ramp), ==, 0.25f);

      lt_opening_ramp_set (&ramp, 7); /* at rest: no trace of the change but the time */
      lt_opening_ramp_adopt (&ramp);
      for (int i = 0; i < 8; i++)
        io[i] = i == 0 ? 0.25f : 1.0f;
      lt_opening_ramp_run (&ramp, io, 8);
      g_assert_cmpfloat (io[0], ==, 0.25f);
      g_assert_cmpfloat (io[7], ==, 1.0f);
      free (memory);
    }
}

/* In every mode a steady power settles where the curve says, and silence where it is said to; there it rests. */
static void
test_dynamics (void)
{
  static const LtDynamicsCurve curve = { -30.0f, 4.0f, 6.0f, 20.0f };
  static const LtDynamicsTimes times = { .attack = 100.0, .release = 400.0, .hold = 200.0 };
  LtDynamicsCurve              ends[2] = { curve, curve };

  for (int m = 0; m < 4; m++)
    for (double level = -80.0; level <= 0.0; level += 4.0)
      {
        LtDynamicsMode mode = (LtDynamicsMode) m;
        LtDynamics     d = { 0 };
        float          io[64];

        lt_dynamics_set (&d, mode, &times);
        for (int q = 0; q < 200; q++)
          {
            for (int i = 0; i < 64; i++)
              io[i] = (float) pow (10.0, level / 10.0);
            lt_dynamics_levels (&d, io, 64);
            lt_dynamics_reduce (&d, mode, ends, 0, 64, io, 64);
          }
        g_assert_cmpfloat_with_epsilon (io[63], lt_dynamics_reduction_db (mode, &curve, level), 1e-3);

        float silence_db = lt_dynamics_silence_db (mode, &curve);
        g_assert_false (lt_dynamics_is_at_rest (&d, silence_db));
        for (int q = 0; q < 400; q++)
          {
            memset (io, 0, sizeof io);
            lt_dynamics_levels (&d, io, 64);
            lt_dynamics_reduce (&d, mode, ends, 0, 64, io, 64);
            lt_dynamics_settle (&d, silence_db);
          }
        g_assert_true (lt_dynamics_is_at_rest (&d, silence_db));
        g_assert_cmpfloat (io[63], ==, silence_db);
      }
  g_assert_cmpfloat (lt_dynamics_reduction_db (LT_DYNAMICS_DOWN_COMPRESS, &curve, -14.0), ==, 12.0);
  g_assert_cmpfloat (lt_dynamics_reduction_db (LT_DYNAMICS_UP_COMPRESS, &curve, -46.0), ==, -12.0);
  g_assert_cmpfloat (lt_dynamics_reduction_db (LT_DYNAMICS_DOWN_EXPAND, &curve, -34.0), ==, 12.0);
  g_assert_cmpfloat (lt_dynamics_reduction_db (LT_DYNAMICS_UP_EXPAND, &curve, -26.0), ==, -12.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dynamics/fast-log", test_fast_log);
  g_test_add_func ("/dynamics/level-hold", test_level_hold);
  g_test_add_func ("/dynamics/mean-square", test_mean_square);
  g_test_add_func ("/dynamics/delay", test_delay);
  g_test_add_func ("/dynamics/ballistics", test_ballistics);
  g_test_add_func ("/dynamics/curve", test_curve);
  g_test_add_func ("/dynamics/opening-ramp", test_opening_ramp);
  g_test_add_func ("/dynamics/key-filter", test_key_filter);
  g_test_add_func ("/dynamics/dynamics", test_dynamics);
  return g_test_run ();
}
