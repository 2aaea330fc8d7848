// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FFT: there and back, and one bin.
// Layer: tests.

#include "dsp/fft.h"

#include "base/arena.h"
#include "helpers/test-signal.h"

#include <math.h>

static void
test_round_trip (void)
{
  for (uint32_t size = 16; size <= 65536; size *= 4)
    {
      LtFft             fft;
      LtArena           arena;
      g_autoptr (GRand) rng = g_rand_new_with_seed (size);

      g_assert_cmpint (lt_fft_init (&fft, size), ==, LT_OK);
      g_assert_cmpint (lt_arena_init (&arena, 4 * lt_arena_rounded ((size + 2) * sizeof (float))), ==, LT_OK);
      float *in = lt_arena_take (&arena, size * sizeof (float));
      float *time = lt_arena_take (&arena, size * sizeof (float));
      float *spectrum = lt_arena_take (&arena, (size + 2) * sizeof (float));

      lt_test_noise (in, size, 1.0, rng);
      lt_fft_forward (&fft, in, spectrum);
      lt_fft_backward (&fft, spectrum, time);
      for (uint32_t i = 0; i < size; i++)
        g_assert_cmpfloat_with_epsilon (time[i] / (float) size, in[i], 2e-6);

      for (uint32_t i = 0; i < size; i++)
        in[i] = (float) cos (2.0 * G_PI * 3.0 * i / size);
      lt_fft_forward (&fft, in, spectrum);
      g_assert_cmpfloat_with_epsilon (spectrum[6], size / 2.0, size * 1e-5);
      lt_fft_clear (&fft);
      lt_arena_clear (&arena);
    }
  LtFft bad;
  g_assert_cmpint (lt_fft_init (&bad, 1000), ==, LT_ERR_INVALID);
}

/* One that goes takes nothing from another of its size. */
static void
test_shared (void)
{
  enum { SIZE = 256 };
  LtFft   a, b, c;
  LtArena arena;

  g_assert_cmpint (lt_arena_init (&arena, 2 * lt_arena_rounded ((SIZE + 2) * sizeof (float))), ==, LT_OK);
  float *time = lt_arena_take (&arena, (SIZE + 2) * sizeof (float));
  float *spectrum = lt_arena_take (&arena, (SIZE + 2) * sizeof (float));

  g_assert_cmpint (lt_fft_init (&a, SIZE), ==, LT_OK);
  g_assert_cmpint (lt_fft_init (&b, SIZE), ==, LT_OK);
  g_assert_cmpint (lt_fft_init (&c, 2 * SIZE), ==, LT_OK);
  g_assert_true (a.forward == b.forward && a.backward == b.backward);
  g_assert_true (a.forward != c.forward);
  lt_fft_clear (&a);
  lt_fft_clear (&a); /* it is nothing now */
  lt_fft_clear (&c);
  time[1] = 1.0f;
  lt_fft_forward (&b, time, spectrum);
  g_assert_cmpfloat_with_epsilon (spectrum[2], cos (2.0 * G_PI / SIZE), 1e-6);
  lt_fft_clear (&b);
  g_assert_cmpint (lt_fft_init (&a, SIZE), ==, LT_OK);
  lt_fft_clear (&a);
  lt_arena_clear (&arena);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fft/round-trip", test_round_trip);
  g_test_add_func ("/fft/shared", test_shared);
  return g_test_run ();
}
