// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The arc between two points: exact at its ends, never back, mirrored by its negative, and cut into arcs of the same kind.
// Layer: tests.

#include "base/bend.h"

#include <glib.h>

#define ROUNDS 20000

static float
random_bend (GRand *rng)
{
  static const float some[] = { -1.0f, 1.0f, 0.0f, 1e-7f, -1e-7f, 0.5f };
  int                at = g_rand_int_range (rng, 0, 20);

  return at < (int) G_N_ELEMENTS (some) ? some[at] : (float) g_rand_double_range (rng, -1.0, 1.0);
}

static void
test_ends_and_middle (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbe1);

  for (int round = 0; round < ROUNDS; round++)
    {
      float bend = random_bend (rng);

      g_assert_true (lt_bend_at (bend, 0.0) == 0.0 && lt_bend_at (bend, 1.0) == 1.0);
      g_assert_true (lt_bend_at (bend, -3.0) == 0.0 && lt_bend_at (bend, 3.0) == 1.0);
      g_assert_cmpfloat_with_epsilon (lt_bend_at (bend, 0.5), (1.0 + LT_BEND_REACH * (double) bend) / 2.0, 1e-12);
    }
}

/* Straight is straight to the bit, and a bend next to nothing is next to it. */
static void
test_straight (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbe2);

  for (int round = 0; round < ROUNDS; round++)
    {
      double t = g_rand_double (rng);

      g_assert_true (lt_bend_at (0.0f, t) == t);
      g_assert_cmpfloat_with_epsilon (lt_bend_at (1e-6f, t), t, 1e-6);
    }
}

/* To the last bit: frame by frame over segments of any length, at most 3 frames apart. */
static void
test_never_back (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbe3);

  for (int round = 0; round < 400; round++)
    {
      float  bend = random_bend (rng);
      int    length = g_rand_int_range (rng, 1, round % 2 == 0 ? 2000 : 200000000);
      int    from = g_rand_int_range (rng, 0, MAX (length - 2000, 1));
      double last = 0.0;

      for (int i = from; i <= MIN (from + 2000, length); i += g_rand_int_range (rng, 1, 4))
        {
          double y = lt_bend_at (bend, (double) i / (double) length);

          g_assert_true (y >= last && y <= 1.0);
          last = y;
        }
    }
}

static void
test_mirror (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbe4);

  for (int round = 0; round < ROUNDS; round++)
    {
      float  bend = random_bend (rng);
      double t = g_rand_double (rng), y = lt_bend_at (bend, t);

      g_assert_cmpfloat_with_epsilon (1.0 - lt_bend_at (bend, 1.0 - t), lt_bend_at (-bend, t), 1e-12); /* the middle */
      g_assert_cmpfloat_with_epsilon (lt_bend_at (-bend, y), t, 1e-12);                                 /* the diagonal */
      g_assert_true (bend <= 0.0f || y >= t);
    }
}

/* Any stretch of an arc is an arc; what is said is as far off as the last digit of a bend. */
static void
test_part (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbe5);

  for (int round = 0; round < ROUNDS; round++)
    {
      float  bend = random_bend (rng), part;
      double a = g_rand_double (rng), b = g_rand_double (rng), from = MIN (a, b), to = MAX (a, b) + 1e-9, t = g_rand_double (rng);
      double low = lt_bend_at (bend, from), high = lt_bend_at (bend, to);

      part = lt_bend_part (bend, from, MIN (to, 1.0));
      g_assert_cmpfloat (fabsf (part), <=, fabsf (bend) * 1.000001f);
      g_assert_cmpfloat_with_epsilon (low + (high - low) * lt_bend_at (part, t), lt_bend_at (bend, from + (to - from) * t), 2e-6);
      g_assert_true (lt_bend_part (bend, 0.0, 1.0) == bend);
    }
}

static void
test_through (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbe6);

  for (int round = 0; round < ROUNDS; round++)
    {
      double t = g_rand_double_range (rng, 0.001, 0.999), y = g_rand_double_range (rng, 0.001, 0.999);
      float  bend = random_bend (rng), through = lt_bend_through (t, y);

      g_assert_cmpfloat_with_epsilon (lt_bend_through (t, lt_bend_at (bend, t)), bend, 1e-5);
      if (fabsf (through) < LT_BEND_MAX)
        g_assert_cmpfloat_with_epsilon (lt_bend_at (through, t), y, 2e-6);
      else
        g_assert_true (through > 0.0f ? lt_bend_at (through, t) <= y : lt_bend_at (through, t) >= y);
    }
}

static void
test_bow (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xbe7);

  for (int round = 0; round < 200; round++)
    {
      float  bend = random_bend (rng);
      double furthest = 0.0;

      for (int i = 0; i <= 4000; i++)
        furthest = MAX (furthest, fabs (lt_bend_at (bend, i / 4000.0) - i / 4000.0));
      g_assert_cmpfloat_with_epsilon (furthest, lt_bend_bow (bend), 1e-4);
    }
}

static void
test_clamp (void)
{
  g_assert_true (lt_bend_clamp (NAN) == 0.0f && lt_bend_clamp (INFINITY) == 1.0f && lt_bend_clamp (-2.0) == -1.0f);
  g_assert_true (lt_bend_clamp (0.25) == 0.25f && !signbit (lt_bend_clamp (-0.0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bend/ends-and-middle", test_ends_and_middle);
  g_test_add_func ("/bend/straight", test_straight);
  g_test_add_func ("/bend/never-back", test_never_back);
  g_test_add_func ("/bend/mirror", test_mirror);
  g_test_add_func ("/bend/part", test_part);
  g_test_add_func ("/bend/through", test_through);
  g_test_add_func ("/bend/bow", test_bow);
  g_test_add_func ("/bend/clamp", test_clamp);
  return g_test_run ();
}
