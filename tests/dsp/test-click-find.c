// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clicks that were put into sound are found at their place; sound without any has none.
// Layer: tests.

#include "dsp/click-find.h"
#include "helpers/test-signal.h"

#include <string.h>

#define N 96000u
#define RATE 48000.0

static uint32_t
count (LtClickFind *find, const float *x, uint32_t *places, uint32_t most)
{
  uint32_t at, length, n = 0;

  for (uint32_t from = 0; n < most && lt_click_find_next (find, x, N, from, N, 0.5f, &at, &length); from = at + length)
    {
      g_assert_cmpuint (at, >=, from);
      places[n++] = at;
    }
  return n;
}

static void
test_find (void)
{
  g_autoptr (GRand)      rng = g_rand_new_with_seed (17);
  g_autofree LtClickFind *find = g_new0 (LtClickFind, 1);
  g_autofree float      *x = g_new0 (float, N), *noise = g_new0 (float, N);
  uint32_t               places[32];

  lt_click_find_init (find);
  lt_test_noise (noise, N, 0.002, rng);
  memcpy (x, noise, N * sizeof *x);
  for (int k = 1; k < 8; k++)
    lt_test_add_sine (x, N, RATE, 220.0 * k, 0.2 / k, k);
  g_assert_cmpuint (count (find, x, places, 32), ==, 0);

  for (uint32_t i = 0; i < 8; i++)
    for (uint32_t k = 0; k < 6; k++)
      x[10007 * (i + 1) + k] += k % 2 == 0 ? 0.15f : -0.12f;
  g_assert_cmpuint (count (find, x, places, 32), ==, 8);
  for (uint32_t i = 0; i < 8; i++)
    g_assert_cmpuint (ABS ((int) places[i] - 10007 * (int) (i + 1)), <=, 2);
}

/* Notes that begin are no clicks. */
static void
test_music (void)
{
  g_autoptr (GRand)      rng = g_rand_new_with_seed (18);
  g_autofree LtClickFind *find = g_new0 (LtClickFind, 1);
  g_autofree float      *x = g_new0 (float, N);
  uint32_t               places[32];

  lt_click_find_init (find);
  lt_test_music (x, N, RATE, 0.5, rng);
  g_assert_cmpuint (count (find, x, places, 32), <=, 1);
  memset (x, 0, N * sizeof *x);
  g_assert_cmpuint (count (find, x, places, 32), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/click-find/find", test_find);
  g_test_add_func ("/dsp/click-find/music", test_music);
  return g_test_run ();
}
