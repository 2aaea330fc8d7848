// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// True peak: what is passed over never mattered.
// Layer: tests.

#include "dsp/true-peak.h"

#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

enum
{
  N = 24000,
  AROUND = LT_TRUE_PEAK_TAPS
};

/* Every sixteenth of every interval, silence around, none passed over. */
static double
brute_peak (const LtTruePeakFilter *filter, const float *in)
{
  static float x[N + 2 * AROUND];
  double       peak = 0.0;

  memcpy (x + AROUND, in, N * sizeof *in);
  for (uint32_t i = 0; i < N + AROUND; i++)
    for (uint32_t p = 0; p < LT_TRUE_PEAK_FINE; p++)
      {
        double y = 0.0;

        for (uint32_t k = 0; k < LT_TRUE_PEAK_TAPS; k++)
          y += (double) filter->fine[k][p] * x[i + k];
        peak = MAX (peak, fabs (y));
      }
  return peak;
}

static double
searched_peak (const LtTruePeakFilter *filter, const float *in, uint32_t piece)
{
  LtTruePeak tp;

  lt_true_peak_reset (&tp);
  for (uint32_t at = 0; at < N; at += piece)
    lt_true_peak_run (&tp, filter, in + at, MIN (piece, N - at));
  lt_true_peak_flush (&tp, filter);
  return tp.peak;
}

static void
fill_signal (float *x, int kind, GRand *rng)
{
  double freq_hz = exp (g_rand_double_range (rng, log (50.0), log (20000.0)));

  memset (x, 0, N * sizeof *x);
  switch (kind % 5)
    {
    case 0:
      lt_test_music (x, N, 48000.0, 0.8, rng);
      break;
    case 1:
      lt_test_noise (x, N, 1.0, rng);
      break;
    case 2:
      lt_test_add_sine (x, N, 48000.0, freq_hz, 0.7, g_rand_double_range (rng, 0.0, 6.0));
      break;
    case 3: /* square */
      lt_test_add_sine (x, N, 48000.0, 0.1 * freq_hz, 1.0, 0.1);
      for (uint32_t i = 0; i < N; i++)
        x[i] = x[i] < 0.0f ? -0.6f : 0.6f;
      break;
    default: /* clipped music */
      lt_test_music (x, N, 48000.0, 4.0, rng);
      for (uint32_t i = 0; i < N; i++)
        x[i] = CLAMP (x[i], -0.9f, 0.9f);
      break;
    }
}

static void
test_against_brute_force (void)
{
  static float      x[N];
  LtTruePeakFilter  filter;
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x7b);

  lt_true_peak_design (&filter);
  for (int round = 0; round < 25; round++)
    {
      fill_signal (x, round, rng);

      double want = brute_peak (&filter, x);
      double got = searched_peak (&filter, x, 480);

      g_assert_cmpfloat_with_epsilon (20.0 * log10 (got / want), 0.0, 1e-4);
      g_assert_cmpfloat (searched_peak (&filter, x, 17), ==, got);
      g_assert_cmpfloat (searched_peak (&filter, x, N), ==, got);
    }
}

static void
test_dc (void)
{
  static float     x[N];
  LtTruePeakFilter filter;
  LtTruePeak       tp;

  lt_true_peak_design (&filter);
  for (uint32_t i = 0; i < N; i++)
    x[i] = 0.25f;
  lt_true_peak_reset (&tp);
  lt_true_peak_run (&tp, &filter, x, N);
  tp.peak = 0.0f; /* the step at the start overshoots; now it is plain DC */
  lt_true_peak_run (&tp, &filter, x, N);
  g_assert_cmpfloat_with_epsilon (tp.peak, 0.25f, 1e-6);
}

static void
test_broken_input (void)
{
  static float     x[N];
  LtTruePeakFilter filter;

  lt_true_peak_design (&filter);
  x[100] = NAN;
  x[1000] = INFINITY;
  x[2000] = -3e38f;
  x[3000] = 0.5f;
  g_assert_cmpfloat (searched_peak (&filter, x, 64), ==, 0.5f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/true-peak/against-brute-force", test_against_brute_force);
  g_test_add_func ("/true-peak/dc", test_dc);
  g_test_add_func ("/true-peak/broken-input", test_broken_input);
  return g_test_run ();
}
