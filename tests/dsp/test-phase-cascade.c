// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The solved loop against the closed formula of its response.
// Layer: tests.

#include "dsp/phase-cascade.h"

#include <complex.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#define RATE 48000.0

enum
{
  N = 24000
};

static double complex
response (const LtSvfPair *out, int lane, double hz)
{
  double complex sum = 0.0;

  for (int i = 0; i < N; i++)
    sum += out[i][lane] * cexp (-I * 2.0 * G_PI * hz / RATE * i);
  return sum;
}

static void
test_response (void)
{
  static const double feedbacks[] = { 0.0, 0.7, -0.9 }, hz[] = { 100.0, 733.0, 5000.0, 15000.0 };
  LtSvfPair *io = g_aligned_alloc (N, sizeof (LtSvfPair), 16);

  for (int n = 1; n <= (int) LT_PHASE_CASCADE_STAGES; n++)
    for (guint f = 0; f < G_N_ELEMENTS (feedbacks); f++)
      {
        LtPhaseCascade    cascade = { 0 };
        double            left = lt_phase_cascade_turn (RATE, 900.0), right = lt_phase_cascade_turn (RATE, 3000.0);
        LtPhaseCascadeWay way = { { n, n }, { feedbacks[f], feedbacks[f] }, { { left, right }, { left, right } } };

        memset (io, 0, N * sizeof *io);
        io[0] = (LtSvfPair) { 1.0, 1.0 };
        for (int at = 0; at < N; at += 60)
          lt_phase_cascade_run (&cascade, &way, 0, 60, io + at, 60);
        for (guint k = 0; k < G_N_ELEMENTS (hz); k++)
          for (int lane = 0; lane < 2; lane++)
            {
              double         a = lane == 0 ? left : right;
              double complex z = cexp (-I * 2.0 * G_PI * hz[k] / RATE);
              double complex row = cpow ((a + z) / (1.0 + a * z), n);

              g_assert_cmpfloat (cabs (response (io, lane, hz[k]) - row / (1.0 - feedbacks[f] * row)), <, 1e-5);
            }
      }
  g_aligned_free (io);
}

/* A part of a stage is between the whole numbers, and reaches both. */
static void
test_parts (void)
{
  LtPhaseCascade    parts = { 0 }, whole = { 0 };
  LtSvfPair         turn = { -0.8, -0.6 };
  LtPhaseCascadeWay way = { { 3.999999999, 4.0 }, { 0.3, 0.3 }, { turn, turn } }, four = { { 4.0, 4.0 }, { 0.3, 0.3 }, { turn, turn } };
  LtSvfPair         a[64] = { { 1.0, 0.5 } }, b[64] = { { 1.0, 0.5 } };

  lt_phase_cascade_run (&parts, &way, 0, 64, a, 64);
  lt_phase_cascade_run (&whole, &four, 0, 64, b, 64);
  for (int i = 0; i < 64; i++)
    {
      g_assert_cmpfloat_with_epsilon (a[i][0], b[i][0], 1e-7);
      g_assert_cmpfloat_with_epsilon (a[i][1], b[i][1], 1e-7);
    }
  g_assert_false (lt_phase_cascade_is_at_rest (&parts));
  lt_phase_cascade_settle (&parts, 0);
  g_assert_true (lt_phase_cascade_is_at_rest (&parts));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phase-cascade/response", test_response);
  g_test_add_func ("/phase-cascade/parts", test_parts);
  return g_test_run ();
}
