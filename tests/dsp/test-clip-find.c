// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clipped runs are found where they are, and nothing that only looks like it.
// Layer: tests.

#include "dsp/clip-find.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 48000u
#define RATE 48000.0

static uint32_t
count (const float *x, float level)
{
  LtClippedRun run;
  uint32_t     n = 0;

  for (uint32_t from = 0; lt_clip_find_next (x, N, from, level, &run); from = run.at + run.n)
    {
      g_assert_cmpuint (run.at, >=, from);
      g_assert_cmpuint (run.n, >=, LT_CLIP_FIND_LEAST);
      n++;
    }
  return n;
}

/* Slow and fast tones, noise, silence and a constant are not clipped; a tone cut at any level is, twice a period. */
static void
test_find (void)
{
  static const double freqs[] = { 20.0, 55.0, 330.0, 997.0 };
  static float        x[N];

  for (guint f = 0; f < G_N_ELEMENTS (freqs); f++)
    {
      memset (x, 0, sizeof x);
      lt_test_add_sine (x, N, RATE, freqs[f], 0.9, 0.1);
      g_assert_cmpuint (count (x, 0.0f), ==, 0);
      for (uint32_t i = 0; i < N; i++)
        x[i] = CLAMP (x[i], -0.5f, 0.5f);
      if (freqs[f] > 30.0) /* else a run is longer than clipping is */
        g_assert_cmpfloat (fabs (count (x, 0.0f) - 2.0 * freqs[f]), <=, 2.0);
    }
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);
  lt_test_noise (x, N, 0.5, rng);
  g_assert_cmpuint (count (x, 0.0f), ==, 0);
  for (uint32_t i = 0; i < N; i++)
    x[i] = 0.25f;
  g_assert_cmpuint (count (x, 0.0f), ==, 0);
  g_assert_cmpuint (count (x, 0.5f), ==, 0);
}

/* With a level given, all that reaches it, and both sides. */
static void
test_level (void)
{
  static float x[N];
  LtClippedRun run;

  lt_test_add_sine (x, N, RATE, 100.0, 0.9, 0.0);
  g_assert_cmpuint (count (x, 0.8f), ==, 200);
  g_assert_true (lt_clip_find_next (x, N, 240, 0.8f, &run));
  g_assert_cmpfloat (run.level, ==, -0.8f);
  lt_clip_find_bridge (x, N, &run);
  for (uint32_t i = 0; i < run.n; i++)
    g_assert_cmpfloat (x[run.at + i], <=, -0.8f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/clip-find/find", test_find);
  g_test_add_func ("/dsp/clip-find/level", test_level);
  return g_test_run ();
}
