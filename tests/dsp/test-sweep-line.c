// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moving heads against a slow reference, also across the ring's end and at the nearest delay.
// Layer: tests.

#include "dsp/sweep-line.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum
{
  N = 4096,
  LONGEST = 100
};

static double
read_slowly (const double *past, int now, double delay)
{
  int    whole = (int) floor (delay);
  double y = 0.0;

  for (int a = -1; a <= 2; a++)
    {
      double weight = 1.0;
      int    at = now - whole - a;

      for (int b = -1; b <= 2; b++)
        if (b != a)
          weight *= (delay - whole - b) / (a - b);
      if (at >= 0)
        y += weight * past[at];
    }
  return y;
}

static void
test_reference (void)
{
  g_autoptr (GRand)  rng = g_rand_new_with_seed (0x51ee);
  g_autofree double *past = g_new0 (double, N);

  for (uint32_t n_heads = 1; n_heads <= LT_SWEEP_LINE_HEADS; n_heads++)
    {
      LtSweepLine       line;
      LtSweepHeads      heads = { .n = n_heads };
      g_autofree float *memory = g_new0 (float, lt_sweep_line_size (LONGEST));
      float             in[LT_QUANTUM], echo[LT_QUANTUM];

      lt_sweep_line_init (&line, memory, LONGEST);
      for (int at = 0; at < N; at += LT_QUANTUM)
        {
          for (int i = 0; i < (int) LT_QUANTUM; i++)
            {
              in[i] = (float) g_rand_double_range (rng, -0.3, 0.3);
              for (uint32_t h = 0; h < n_heads; h++)
                heads.delay[h][i] = (float) g_rand_double_range (rng, LT_SWEEP_LINE_NEAREST, h == 0 ? 4.0 : LONGEST);
            }
          for (uint32_t h = 0; h < n_heads; h++)
            heads.gain[h] = lt_ramp_make (0.5f / (float) n_heads, 0.8f / (float) n_heads, 0, LT_QUANTUM);
          lt_sweep_line_run (&line, &heads, lt_ramp_make (0.2f, 0.5f, 0, LT_QUANTUM), in, echo, LT_QUANTUM);
          for (int i = 0; i < (int) LT_QUANTUM; i++)
            {
              double want = 0.0;

              for (uint32_t h = 0; h < n_heads; h++)
                want += read_slowly (past, at + i, heads.delay[h][i]) * (0.5 + 0.3 * i / LT_QUANTUM) / n_heads;
              g_assert_cmpfloat_with_epsilon (echo[i], want, 1e-5);
              past[at + i] = in[i] + (0.2 + 0.3 * i / LT_QUANTUM) * want;
            }
        }
    }
}

static void
test_rest (void)
{
  LtSweepLine       line;
  LtSweepHeads      heads = { .n = 1, .gain = { { 1.0f, 0.0f, 0 } } };
  g_autofree float *memory = g_new0 (float, lt_sweep_line_size (LONGEST));
  float             in[LT_QUANTUM] = { 0 }, echo[LT_QUANTUM];

  lt_sweep_line_init (&line, memory, LONGEST);
  g_assert_true (lt_sweep_line_is_at_rest (&line));
  for (int i = 0; i < (int) LT_QUANTUM; i++)
    heads.delay[0][i] = LONGEST;
  in[3] = NAN;
  in[5] = 0.5f;
  lt_sweep_line_run (&line, &heads, (LtRamp) { 0 }, in, echo, LT_QUANTUM);
  g_assert_false (lt_sweep_line_is_at_rest (&line));
  memset (in, 0, sizeof in);
  lt_sweep_line_run (&line, &heads, (LtRamp) { 0 }, in, echo, LT_QUANTUM);
  for (int i = 0; i < (int) LT_QUANTUM; i++)
    g_assert_cmpfloat (echo[i], ==, i == LONGEST + 5 - (int) LT_QUANTUM ? 0.5f : 0.0f);
  lt_sweep_line_run (&line, &heads, (LtRamp) { 0 }, in, echo, LT_QUANTUM);
  lt_sweep_line_run (&line, &heads, (LtRamp) { 0 }, in, echo, LT_QUANTUM);
  g_assert_true (lt_sweep_line_is_at_rest (&line));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep-line/reference", test_reference);
  g_test_add_func ("/sweep-line/rest", test_rest);
  return g_test_run ();
}
