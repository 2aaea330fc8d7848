// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Look-ahead: the sliding maximum against a plain search, and the gain's promise to be in place in time.
// Layer: tests.

#include "dsp/lookahead-gain.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

static void
test_sliding_max (void)
{
  enum { N = 3000, MAX_WINDOW = 100 };
  g_autoptr (GRand)  rng = g_rand_new_with_seed (1);
  g_autofree void   *memory = g_malloc0 (lt_sliding_max_size (MAX_WINDOW));
  static const guint windows[] = { 1, 2, 17, 99, MAX_WINDOW };
  float              x[N];
  LtSlidingMax       max;

  lt_sliding_max_init (&max, MAX_WINDOW, memory);
  for (guint w = 0; w < G_N_ELEMENTS (windows); w++)
    {
      lt_sliding_max_reset (&max);
      for (int i = 0; i < N; i++)
        {
          float want = 0.0f;

          /* rises, falls, plateaus and noise */
          x[i] = i % 700 < 200 ? (float) (i % 700) : (i % 700 < 400 ? (float) (700 - i % 700) : (float) g_rand_int_range (rng, 0, 50));
          for (int k = MAX (0, i + 1 - (int) windows[w]); k <= i; k++)
            want = MAX (want, x[k]);
          g_assert_cmpfloat (lt_sliding_max_push (&max, x[i], windows[w]), ==, want);
        }
    }
}

/* Whatever is asked for, the line between two steps meets the demand of n_steps ago; and all is
   exactly 0 again when it is over. */
static void
test_in_time (void)
{
  enum { CHUNK = 16, CHUNKS = 400, MAX_STEPS = 120, MAX_HOLD = 30 };
  g_autoptr (GRand)        rng = g_rand_new_with_seed (2);
  g_autofree void         *memory = aligned_alloc (64, (lt_lookahead_gain_size (MAX_STEPS, MAX_HOLD) + 63) & ~(size_t) 63);
  static const uint32_t    steps[] = { 1, 2, 3, 4, 5, 16, 31, 119, 120 };
  const LtLookaheadRelease releases[] = { { .fast_keep = 0.0f }, { .fast_keep = 0.9f, .hold = MAX_HOLD }, { 0.5f, 0.1f, 0.95f, 7 } };
  LtLookaheadGain          gain;

  lt_lookahead_gain_init (&gain, MAX_STEPS, MAX_HOLD, memory);
  for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
    for (guint r = 0; r < G_N_ELEMENTS (releases); r++)
      {
        float demand[CHUNKS * CHUNK], out[CHUNK + 1], before = 0.0f;

        lt_lookahead_gain_start (&gain, steps[s]);
        for (int i = 0; i < CHUNKS * CHUNK; i++)
          demand[i] = i < CHUNKS * CHUNK / 4 && g_rand_int_range (rng, 0, 20) == 0 ? (float) g_rand_double_range (rng, 0.0, 0.99) : 0.0f;
        demand[0] = 0.5f;
        for (int c = 0; c < CHUNKS; c++)
          {
            bool any = lt_lookahead_gain_run (&gain, &releases[r], demand + c * CHUNK, out, CHUNK);

            g_assert_cmpfloat (out[0], ==, before);
            for (int i = 0; i < CHUNK; i++)
              {
                int   at = c * CHUNK + i - (int) steps[s];
                float need = at >= 0 ? demand[at] : 0.0f;

                g_assert_cmpfloat (out[i], >=, need * (1.0f - 1e-6f));
                g_assert_cmpfloat (out[i + 1], >=, need * (1.0f - 1e-6f));
                g_assert_cmpfloat (out[i + 1], <, 1.0f);
              }
            before = out[CHUNK];
            if (c == 0 || c == CHUNKS - 1)
              g_assert_cmpint (any, ==, c == 0);
          }
        g_assert_cmpfloat (before, ==, 0.0f);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/lookahead-gain/sliding-max", test_sliding_max);
  g_test_add_func ("/dsp/lookahead-gain/in-time", test_in_time);
  return g_test_run ();
}
