// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lanes at a position: straight ways to the bit as they always were, bent ones exact, one way only, and heard as the formula says.
// Layer: tests.

#include "base/bend.h"
#include "engine/moving.h"
#include "fx/fx.h"
#include "helpers/test-world.h"

#include <glib.h>
#include <math.h>

#define N 24000
#define RAMP 240 /* of what ends a held value */
#define MAX_POINTS 12

static float left[N], right[N];

typedef struct
{
  LtPointSpec points[MAX_POINTS];
  LtLaneSpec  lane;
} Lane;

static void
make_lane (Lane *self, GRand *rng, gboolean some_hold)
{
  uint32_t n = (uint32_t) g_rand_int_range (rng, 2, MAX_POINTS);
  int64_t  at = g_rand_int_range (rng, 0, 1000);

  for (uint32_t i = 0; i < n; i++)
    {
      gboolean hold = some_hold && g_rand_int_range (rng, 0, 4) == 0;

      self->points[i] = (LtPointSpec) { at, (float) g_rand_double_range (rng, -40.0, 6.0), hold,
                                        g_rand_int_range (rng, 0, 5) == 0 ? 0.0f : (float) g_rand_double_range (rng, -1.0, 1.0) };
      at += g_rand_int_range (rng, 1, 5000);
    }
  self->lane = (LtLaneSpec) { self->points, n };
}

/* Another way to the same number. */
static double
reference_at (const LtLaneSpec *lane, int64_t pos)
{
  uint32_t i = 0;

  while (i + 1 < lane->n_points && lane->points[i + 1].pos <= pos)
    i++;

  const LtPointSpec *a = &lane->points[i];
  if (pos <= a->pos || a->hold || i + 1 == lane->n_points)
    return a->value;
  double s = 0.98 * a->bend, t = (double) (pos - a->pos) / (double) (a[1].pos - a->pos);
  return a->value + (a[1].value - a->value) * (t * (1.0 + s) / (1.0 - s + 2.0 * s * t));
}

static void
test_values (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a1);

  for (int round = 0; round < 2000; round++)
    {
      Lane self;

      make_lane (&self, rng, FALSE);
      for (uint32_t i = 0; i < self.lane.n_points; i++)
        g_assert_true (lt_lane_at (&self.lane, self.points[i].pos, RAMP) == self.points[i].value);
      for (int k = 0; k < 40; k++)
        {
          int64_t pos = g_rand_int_range (rng, 0, (int) self.points[self.lane.n_points - 1].pos + 2000);

          g_assert_cmpfloat_with_epsilon (lt_lane_at (&self.lane, pos, RAMP), reference_at (&self.lane, pos), 1e-5);
        }
    }
}

/* To the last bit, and never beyond what it leads to. */
static void
test_one_way (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a2);

  for (int round = 0; round < 2000; round++)
    {
      int         length = g_rand_int_range (rng, 1, 300);
      LtPointSpec points[] = { { 17, (float) g_rand_double_range (rng, -40.0, 6.0), false, (float) g_rand_double_range (rng, -1.0, 1.0) },
                               { 17 + length, (float) g_rand_double_range (rng, -40.0, 6.0), false } };
      LtLaneSpec  lane = { points, 2 };
      float       last = points[0].value, way = points[1].value - points[0].value;

      for (int i = 0; i <= length; i++)
        {
          float is = lt_lane_at (&lane, 17 + i, RAMP);

          g_assert_true (way >= 0.0f ? is >= last && is <= points[1].value : is <= last && is >= points[1].value);
          last = is;
        }
      g_assert_true (last == points[1].value);
    }
}

/* What was there before there were bends keeps its bits. */
static void
test_straight (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a3);

  for (int round = 0; round < 5000; round++)
    {
      LtPointSpec points[] = { { g_rand_int_range (rng, 0, 999), (float) g_rand_double (rng), false }, { g_rand_int_range (rng, 1000, 90000), (float) g_rand_double (rng), false } };
      LtLaneSpec  lane = { points, 2 };
      int64_t     pos = g_rand_int_range (rng, (int) points[0].pos, (int) points[1].pos);

      g_assert_true (lt_lane_at (&lane, pos, RAMP)
                     == points[0].value + (points[1].value - points[0].value) * ((float) (pos - points[0].pos) / (float) (points[1].pos - points[0].pos)));
    }
}

/* A steep way behind a held value: no frame further from the last one than the ramp and the way together go. */
static void
test_no_click (void)
{
  LtPointSpec points[] = { { 0, -30.0f, true }, { 4800, -20.0f, false, 1.0f }, { 52800, 0.0f, false } };
  LtLaneSpec  lane = { points, 3 };
  float       last = lt_lane_at (&lane, 4799, RAMP), widest = 0.0f;

  for (int64_t pos = 4800; pos < 52800; pos++)
    {
      float is = lt_lane_at (&lane, pos, RAMP);

      widest = MAX (widest, fabsf (is - last));
      last = is;
    }
  g_assert_cmpfloat (widest, <, 0.12f); /* 10 dB over the ramp, and the way's first 48 frames a dB */
  g_assert_cmpfloat (widest, >, 0.04f);
}

/* A fader's lane over a steady signal: at each quantum's first frame it is where the formula says. */
static void
test_heard (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a4);

  for (int round = 0; round < 12; round++)
    {
      LtTestWorld w = { 0 };
      Lane        self;

      make_lane (&self, rng, FALSE);
      lt_test_world_feed (&w.feeds[0], lt_test_world_steady, 3, 2);
      lt_test_world_lone (&w);
      w.strips[0].fader_lane = self.lane;
      lt_test_world_play (&w, left, right, N);
      for (uint32_t i = 64; i < N; i += 64)
        g_assert_cmpfloat_with_epsilon (20.0 * log10 ((double) left[i]), reference_at (&self.lane, i), 0.001);
    }
}

/* A frequency moves in octaves, bent or not. */
static void
test_octaves (void)
{
  const LtFxType   *eq = lt_fx_find ("eq");
  int               freq = lt_param_find (eq->params, eq->n_params, "b1-freq"), gain = lt_param_find (eq->params, eq->n_params, "b1-gain");
  float             ends[] = { 100.0f, 3200.0f };
  LtPointSpec       points[] = { { 0, ends[0], false, 0.6f }, { N, ends[1], false } }, steps[N / 64 + 1];
  LtPointSpec       plain[] = { { 0, ends[0], false }, { N, ends[1], false } };
  LtParamLaneSpec   lanes[] = { { (uint32_t) freq, { points, 2 } }, { (uint32_t) freq, { steps, N / 64 + 1 } }, { (uint32_t) freq, { plain, 2 } } };
  static float      sounds[G_N_ELEMENTS (lanes)][N];
  double            furthest = 0.0;

  for (int64_t i = 0; i <= N / 64; i++) /* straight ways between the quanta's ends */
    steps[i] = (LtPointSpec) { 64 * i, (float) (ends[0] * pow (ends[1] / ends[0], lt_bend_at (0.6f, 64.0 * (double) i / N))), false };
  for (gsize which = 0; which < G_N_ELEMENTS (lanes); which++)
    {
      LtTestWorld w = { 0 };

      lt_test_feed_init (&w.feeds[0], 5, 2);
      lt_test_world_lone (&w);
      lt_test_world_slot (&w, 0, 10, eq);
      w.values[0][gain] = 12.0f;
      w.slots[0].lanes = &lanes[which];
      w.slots[0].n_lanes = 1;
      w.strips[0].slots = &w.slots[0];
      w.strips[0].n_slots = 1;
      lt_test_world_play (&w, sounds[which], right, N);
    }
  for (uint32_t i = 0; i < N; i++)
    {
      g_assert_cmpfloat_with_epsilon (sounds[0][i], sounds[1][i], 1e-4);
      furthest = MAX (furthest, fabs ((double) (sounds[0][i] - sounds[2][i])));
    }
  g_assert_cmpfloat (furthest, >, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane/values", test_values);
  g_test_add_func ("/lane/one-way", test_one_way);
  g_test_add_func ("/lane/straight", test_straight);
  g_test_add_func ("/lane/no-click", test_no_click);
  g_test_add_func ("/lane/heard", test_heard);
  g_test_add_func ("/lane/octaves", test_octaves);
  return g_test_run ();
}
