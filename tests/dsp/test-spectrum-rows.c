// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of bins against the same in double, bin by bin.
// Layer: tests.

#include "dsp/spectrum-rows.h"

#include <glib.h>
#include <math.h>

#define BINS 1025u /* no vector fits it */

static void
fill (GRand *rng, float *row, guint n, double low, double high)
{
  for (guint i = 0; i < n; i++)
    row[i] = (float) g_rand_double_range (rng, low, high);
}

static void
test_spectra (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x0b15);
  float             spectrum[2 * BINS], other[2 * BINS], was[2 * BINS], gain[BINS], power[BINS];
  double            sum = 0.0;

  fill (rng, spectrum, 2 * BINS, -3.0, 3.0);
  fill (rng, other, 2 * BINS, -3.0, 3.0);
  fill (rng, gain, BINS, 0.0, 1.0);
  lt_spectrum_rows_power (spectrum, power, BINS);
  for (guint k = 0; k < BINS; k++)
    {
      g_assert_cmpfloat_with_epsilon (power[k], hypot (spectrum[2 * k], spectrum[2 * k + 1]) * hypot (spectrum[2 * k], spectrum[2 * k + 1]), 1e-5);
      sum += k + 1 < BINS ? power[k] : 0.0;
    }
  g_assert_cmpfloat_with_epsilon (lt_spectrum_rows_sum_power (spectrum, BINS), sum, 1e-4 * sum);

  for (guint i = 0; i < 2 * BINS; i++)
    was[i] = spectrum[i];
  lt_spectrum_rows_scale (gain, spectrum, BINS);
  lt_spectrum_rows_add (gain, other, spectrum, BINS);
  for (guint i = 0; i < 2 * BINS; i++)
    g_assert_cmpfloat_with_epsilon (spectrum[i], gain[i / 2] * was[i] + gain[i / 2] * other[i], 1e-6);
}

static void
test_noise (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x0b16);
  float             print[BINS], level[BINS], mixed[BINS], power[BINS], floor[BINS];
  double            mean = 0.0;

  fill (rng, print, BINS, -40.0, 0.0);
  fill (rng, level, BINS, -40.0, 0.0);
  lt_spectrum_rows_mix (print, level, 0.25f, mixed, BINS);
  lt_spectrum_rows_exp2 (mixed, power, BINS);
  for (guint k = 0; k < BINS; k++)
    {
      double expected = 0.75 * print[k] + 0.25 * level[k];

      g_assert_cmpfloat_with_epsilon (mixed[k], expected, 1e-5);
      g_assert_cmpfloat_with_epsilon (power[k] / exp2 (mixed[k]), 1.0, 1e-3);
      mean += mixed[k] / (double) BINS;
    }
  lt_spectrum_rows_invert (power, BINS);
  for (guint k = 0; k < BINS; k++)
    g_assert_cmpfloat_with_epsilon (power[k] * exp2 (mixed[k]), 1.0, 1e-3);

  lt_spectrum_rows_floor (mixed, 0.1f, 0.0f, floor, BINS);
  for (guint k = 0; k < BINS; k++)
    g_assert_cmpfloat (floor[k], ==, 0.1f);
  lt_spectrum_rows_floor (mixed, 0.1f, 1.0f, floor, BINS); /* what is left of it is as loud everywhere, or was quieter */
  for (guint k = 0; k < BINS; k++)
    g_assert_cmpfloat_with_epsilon (floor[k] / (0.1 * fmin (1.0, sqrt (exp2 (mean - mixed[k])))), 1.0, 2e-3);
}

static void
test_what_is_heard (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x0b17);

  for (int round = 0; round < 20; round++)
    {
      float  reach[BINS], floor[BINS], held[BINS], gain[BINS], was_floor[BINS], was_held[BINS], was[BINS];
      double from = g_rand_double_range (rng, -1.0, 300.0), to = g_rand_double_range (rng, 400.0, 1100.0), release = g_rand_double_range (rng, 0.0, 1.0);
      float  residual = round % 2 == 0 ? 0.0f : 1.0f;

      lt_spectrum_rows_reach ((float) from, (float) to, reach, BINS);
      fill (rng, floor, BINS, 0.01, 0.3);
      fill (rng, held, BINS, 0.0, 1.0);
      fill (rng, gain, BINS, 0.0, 1.0);
      for (guint k = 0; k < BINS; k++)
        {
          was_floor[k] = floor[k];
          was_held[k] = held[k];
          was[k] = gain[k];
        }
      lt_spectrum_rows_shape (reach, (float) release, residual, floor, held, gain, BINS);
      for (guint k = 0; k < BINS; k++)
        {
          double signal = fmax (was[k], release * was_held[k]), inside = k + 0.5 <= from || k - 0.5 >= to ? 0.0 : reach[k];
          double heard = 1.0 + inside * (fmax (signal, was_floor[k]) - 1.0), least = 1.0 + inside * (was_floor[k] - 1.0);

          g_assert_cmpfloat (reach[k], >=, 0.0f);
          g_assert_cmpfloat (reach[k], <=, 1.0f);
          if (k - 0.5 >= from && k + 0.5 <= to)
            g_assert_cmpfloat_with_epsilon (reach[k], 1.0f, 1e-4f);
          g_assert_cmpfloat_with_epsilon (held[k], signal, 1e-5);
          g_assert_cmpfloat_with_epsilon (gain[k], residual > 0.0f ? 1.0 - heard : heard, 1e-5);
          g_assert_cmpfloat_with_epsilon (floor[k], residual > 0.0f ? 1.0 - least : least, 1e-5);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/spectrum-rows/spectra", test_spectra);
  g_test_add_func ("/dsp/spectrum-rows/noise", test_noise);
  g_test_add_func ("/dsp/spectrum-rows/heard", test_what_is_heard);
  return g_test_run ();
}
