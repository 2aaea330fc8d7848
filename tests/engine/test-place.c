// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a strip's sound goes: the sums of every pan law over the sweep, balance, dual and width, bits that stay.
// Layer: tests.

#include "helpers/test-world.h"

#include <math.h>
#include <string.h>

#define N 9600u
#define RATE LT_TEST_WORLD_RATE
#define HUNDREDTH 0.01 /* dB */

static float left[N], right[N];

static double
db_of (double gain)
{
  return 20.0 * log10 (gain);
}

static const LtPointSpec whole_sweep[] = { { 0, -1.0f, false }, { N, 1.0f, false } };

/* What both sides of a mono signal add up to under each law: as powers, as amplitudes, as what lies between. */
static double
sum_of (int law, double l, double r)
{
  static const double exponents[] = { 2.0, 4.0 / 3.0, 1.0 };

  return law == LT_PAN_0DB ? MAX (l, r) : pow (pow (l, exponents[law]) + pow (r, exponents[law]), 1.0 / exponents[law]);
}

static void
assert_constant_sum (int law, const char *what)
{
  for (uint32_t i = 0; i < N; i++)
    if (!(fabs (db_of (sum_of (law, left[i], right[i]))) < HUNDREDTH))
      g_error ("%s, law %d: %g dB at frame %u", what, law, db_of (sum_of (law, left[i], right[i])), i);
  g_assert_cmpfloat (left[0], >, 0.99f);
  g_assert_cmpfloat (right[N - 1], >, 0.99f);
}

static void
test_sum_mono (void)
{
  for (int law = 0; law < 4; law++)
    {
      LtTestWorld w = { 0 };

      lt_test_world_feed (&w.feeds[0], lt_test_world_steady, 3, 1);
      lt_test_world_lone (&w);
      w.spec.pan_shape = (LtPanShape) law;
      w.strips[0].pan_lane = (LtLaneSpec) { whole_sweep, 2 };
      w.strips[0].place = LT_PLACE_DUAL; /* of a signal with two sides */
      w.strips[0].width = 0.3f;
      lt_test_world_play (&w, left, right, N);
      assert_constant_sum (law, "mono");
    }
}

static void
test_sum_dual (void)
{
  for (int law = 0; law < 4; law++)
    for (uint32_t side = 1; side <= 2; side++)
      {
        LtTestWorld w = { 0 };

        lt_test_world_feed (&w.feeds[0], lt_test_world_steady, side, 2);
        lt_test_world_lone (&w);
        w.spec.pan_shape = (LtPanShape) law;
        w.strips[0].place = LT_PLACE_DUAL;
        w.strips[0].pan = 0.5f; /* is the balance's */
        *(side == 1 ? &w.strips[0].pan_left_lane : &w.strips[0].pan_right_lane) = (LtLaneSpec) { whole_sweep, 2 };
        lt_test_world_play (&w, left, right, N);
        assert_constant_sum (law, "dual");
      }
}

/* The near side stays, the far one falls as the law says: its own for 0 dB would leave the middle too loud. */
static void
test_sum_balance (void)
{
  for (int law = 0; law < 4; law++)
    {
      LtTestWorld w = { 0 };

      lt_test_world_feed (&w.feeds[0], lt_test_world_steady, 3, 2);
      lt_test_world_lone (&w);
      w.spec.pan_shape = (LtPanShape) law;
      w.strips[0].pan_lane = (LtLaneSpec) { whole_sweep, 2 };
      lt_test_world_play (&w, left, right, N);
      for (uint32_t i = 0; i < N; i++)
        {
          double x = fabs (-1.0 + 2.0 * i / N), c = cos (x * G_PI_2);
          double far = law == LT_PAN_3DB ? c : law == LT_PAN_4_5DB ? c * sqrt (c) : 1.0 - x;
          double near = i < N / 2 ? left[i] : right[i];
          double sum = i < N / 2 ? near + right[i] : near + left[i];

          g_assert_cmpfloat_with_epsilon (near, 1.0, 1e-6);
          g_assert_cmpfloat_with_epsilon (db_of (sum), db_of (1.0 + far), HUNDREDTH);
        }
    }
}

/* Either side alone and both together add up to the same at any width. */
static void
test_sum_width (void)
{
  for (uint32_t sides = 1; sides <= 3; sides++)
    {
      LtTestWorld w = { 0 };

      lt_test_world_feed (&w.feeds[0], lt_test_world_steady, sides, 2);
      lt_test_world_lone (&w);
      w.strips[0].width_lane = (LtLaneSpec) { whole_sweep, 2 };
      lt_test_world_play (&w, left, right, N);
      for (uint32_t i = 0; i < N; i++)
        {
          double width = -1.0 + 2.0 * i / N;
          double into_own = 0.5 + 0.5 * width;

          g_assert_cmpfloat_with_epsilon (db_of ((double) left[i] + right[i]), db_of (sides == 3 ? 2.0 : 1.0), HUNDREDTH);
          g_assert_cmpfloat_with_epsilon (left[i], sides == 3 ? 1.0 : sides == 1 ? into_own : 1.0 - into_own, 1e-5);
        }
    }
}

/* As they are set by default neither balance, width nor dual touches one bit. */
static void
test_transparent (void)
{
  for (int law = 0; law < 4; law++)
    for (int place = 0; place < 2; place++)
      {
        LtTestWorld w = { 0 };

        lt_test_feed_init (&w.feeds[0], 1, 2);
        lt_test_world_lone (&w);
        w.spec.pan_shape = (LtPanShape) law;
        w.strips[0].place = (LtPlaceMode) place;
        lt_test_world_play (&w, left, right, N);
        for (uint32_t i = 0; i < N; i++)
          {
            g_assert_cmpfloat (left[i], ==, lt_test_feed_sample (1, 0, i));
            g_assert_cmpfloat (right[i], ==, lt_test_feed_sample (1, 1, i));
          }
      }
}

/* By value, without another plan: it arrives where a plan would start. */
static void
test_place_values (void)
{
  LtTestWorld w = { 0 };

  lt_test_feed_init (&w.feeds[0], 1, 2);
  lt_test_world_lone (&w);
  LtEngine *engine = lt_test_world_engine (&w, 64);
  lt_engine_roll (engine);
  lt_test_world_value (engine, 1, LT_VALUE_WIDTH, -1.0f);
  lt_test_drive (engine, left, right, N);
  for (uint32_t i = N * 3 / 4; i < N; i++)
    g_assert_cmpfloat_with_epsilon (left[i], lt_test_feed_sample (1, 1, i), 1e-5);

  w.strips[0].place = LT_PLACE_DUAL;
  w.strips[0].width = -1.0f;
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
  lt_test_world_value (engine, 1, LT_VALUE_PAN_LEFT, 1.0f);
  lt_test_world_value (engine, 1, LT_VALUE_PAN_RIGHT, 1.0f);
  lt_test_drive (engine, left, right, N);
  for (uint32_t i = N * 3 / 4; i < N; i++)
    {
      g_assert_cmpfloat_with_epsilon (left[i], 0.0f, 1e-5);
      g_assert_cmpfloat_with_epsilon (right[i], lt_test_feed_sample (1, 0, N + i) + lt_test_feed_sample (1, 1, N + i), 1e-5);
    }
  lt_engine_free (engine);
}

/* Before its pan a mono strip is panned by the send as by itself; anything else is balanced. */
static void
test_send_pan (void)
{
  for (int law = 0; law < 4; law++)
    {
      LtTestWorld w = { 0 };

      lt_test_world_send (&w, 1, LT_TAP_PRE);
      w.spec.pan_shape = (LtPanShape) law;
      w.strips[0].pan = 0.9f;
      w.edges[0].pan_lane = (LtLaneSpec) { whole_sweep, 2 };
      lt_test_world_play (&w, left, right, N);
      assert_constant_sum (law, "send");

      memset (&w, 0, sizeof w);
      lt_test_world_send (&w, 2, LT_TAP_POST);
      w.spec.pan_shape = (LtPanShape) law;
      w.edges[0].pan_lane = (LtLaneSpec) { whole_sweep, 2 };
      lt_test_world_play (&w, left, right, N);
      for (uint32_t i = 0; i < N; i++)
        g_assert_cmpfloat_with_epsilon (i < N / 2 ? left[i] : right[i], 1.0f, 1e-6);
      g_assert_cmpfloat_with_epsilon (left[N - 1], 0.0f, 1e-3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/sum-mono", test_sum_mono);
  g_test_add_func ("/place/sum-dual", test_sum_dual);
  g_test_add_func ("/place/sum-balance", test_sum_balance);
  g_test_add_func ("/place/sum-width", test_sum_width);
  g_test_add_func ("/place/transparent", test_transparent);
  g_test_add_func ("/place/place-values", test_place_values);
  g_test_add_func ("/place/send-pan", test_send_pan);
  return g_test_run ();
}
