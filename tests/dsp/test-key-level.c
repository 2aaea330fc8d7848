// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rules a compressor: a sine reads as its peak both ways, and the link brings the quieter channel up.
// Layer: tests.

#include "dsp/key-level.h"

#include <glib.h>
#include <math.h>

#define RATE 48000
#define N 64u

static void
test_sine (void)
{
  LtMeanSquare *square = g_new0 (LtMeanSquare, 1);
  float         in[N], peak[N], mean[N], most = 0.0f;

  lt_mean_square_reset (square, 0.01 * RATE);
  for (guint at = 0; at < RATE / 2; at += N)
    {
      for (guint i = 0; i < N; i++)
        in[i] = 0.5f * (float) sin (2.0 * G_PI * 1000.0 * (at + i) / RATE);
      lt_key_level_power (NULL, in, peak, N);
      lt_key_level_power (square, in, mean, N);
      for (guint i = 0; i < N; i++)
        {
          g_assert_cmpfloat (peak[i], ==, in[i] * in[i]);
          most = MAX (most, peak[i]);
          if (at > RATE / 10)
            g_assert_cmpfloat_with_epsilon (mean[i], 0.25f, 0.005f);
        }
    }
  g_assert_cmpfloat_with_epsilon (most, 0.25f, 1e-4f);
  g_free (square);
}

static void
test_two_channels (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x11ed);

  for (int percent = 0; percent <= 100; percent += 20)
    {
      float left[N], right[N], l[N], r[N], loud[N];

      for (guint i = 0; i < N; i++)
        {
          left[i] = l[i] = loud[i] = (float) g_rand_double_range (rng, -90.0, 0.0);
          right[i] = r[i] = (float) g_rand_double_range (rng, -90.0, 0.0);
        }
      lt_key_level_louder (loud, right, N);
      lt_key_level_link (left, right, lt_ramp_make (0.01f * (float) percent, 0.01f * (float) percent, 0, N), N);
      for (guint i = 0; i < N; i++)
        {
          g_assert_cmpfloat (loud[i], ==, MAX (l[i], r[i]));
          g_assert_cmpfloat_with_epsilon (MAX (left[i], right[i]), loud[i], 1e-4f); /* the louder rules and is not ruled */
          g_assert_cmpfloat_with_epsilon (fabsf (left[i] - right[i]), fabsf (l[i] - r[i]) * (1.0f - 0.01f * (float) percent), 1e-4f);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/key-level/sine", test_sine);
  g_test_add_func ("/dsp/key-level/two-channels", test_two_channels);
  return g_test_run ();
}
