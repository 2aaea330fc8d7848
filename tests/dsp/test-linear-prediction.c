// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear prediction: a known process is found again, and gaps in it are filled as it would go on.
// Layer: tests.

#include "dsp/linear-prediction.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 4096u

/* x[n] = 1.6 x[n − 1] − 0.81 x[n − 2] + noise. */
static void
process (float *x, uint32_t n, GRand *rng)
{
  double y1 = 0.0, y2 = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      double y = 1.6 * y1 - 0.81 * y2 + g_rand_double_range (rng, -0.1, 0.1);

      x[i] = (float) y;
      y2 = y1;
      y1 = y;
    }
}

static void
test_fit (void)
{
  g_autoptr (GRand)  rng = g_rand_new_with_seed (91);
  float              x[N + 64], e[N];
  LtLinearPrediction model;

  process (x, N + 64, rng);
  lt_linear_prediction_fit (&model, 2, x + 64, N, 0.0);
  g_assert_cmpfloat (fabs (model.a[1] + 1.6), <, 0.03);
  g_assert_cmpfloat (fabs (model.a[2] - 0.81), <, 0.03);

  lt_linear_prediction_errors (&model, x + 64, e, N - 64);
  for (uint32_t i = 0; i < N - 64; i++)
    g_assert_cmpfloat (fabs ((double) e[i] - (x[64 + i] + model.a[1] * (double) x[63 + i] + model.a[2] * (double) x[62 + i])), <, 1e-6);
  g_assert_cmpfloat (lt_test_rms (e, N - 64), <, 0.06);
  lt_linear_prediction_errors_back (&model, x, e, N - 64);
  g_assert_cmpfloat (fabs ((double) e[7] - (x[7] + model.a[1] * (double) x[8] + model.a[2] * (double) x[9])), <, 1e-6);

  memset (x, 0, sizeof x);
  lt_linear_prediction_fit (&model, 32, x, N, 1e-6);
  g_assert_cmpuint (model.order, ==, 0);
}

/* The lags of the vectors are those of a plain sum: an order of 32 is as good as the equations say. */
static void
test_order (void)
{
  g_autoptr (GRand)  rng = g_rand_new_with_seed (92);
  float              x[N];
  double             r[33];
  LtLinearPrediction model;

  process (x, N, rng);
  for (int l = 0; l <= 32; l++)
    {
      r[l] = 0.0;
      for (uint32_t i = (uint32_t) l; i < N; i++)
        r[l] += (double) x[i] * (double) x[i - (uint32_t) l];
    }
  lt_linear_prediction_fit (&model, 32, x, N, 0.0);
  g_assert_cmpuint (model.order, ==, 32);
  for (int m = 1; m <= 32; m++)
    {
      double sum = 0.0;

      for (int k = 0; k <= 32; k++)
        sum += model.a[k] * r[ABS (m - k)];
      g_assert_cmpfloat (fabs (sum), <, 1e-5 * r[0]);
    }
}

/* Tones in a little noise: a gap of any length up to 100 comes back nearly as it was. */
static void
test_fill (void)
{
  static LtLinearPredictionScratch scratch;
  g_autoptr (GRand)                rng = g_rand_new_with_seed (93);
  float                            x[N], with_gap[N], windowed[N];
  LtLinearPrediction               model;

  lt_test_noise (x, N, 1e-4, rng);
  lt_test_add_sine (x, N, 48000.0, 440.0, 0.3, 0.0);
  lt_test_add_sine (x, N, 48000.0, 1234.0, 0.2, 1.0);
  lt_test_add_sine (x, N, 48000.0, 5000.0, 0.1, 2.0);
  for (uint32_t i = 0; i < N; i++)
    windowed[i] = (float) (x[i] * (0.5 - 0.5 * cos (2.0 * G_PI * (i + 0.5) / N)));
  lt_linear_prediction_fit (&model, 32, windowed, N, 1e-9);
  for (uint32_t gap = 1; gap <= 100; gap += 9)
    {
      double off = 0.0;

      memcpy (with_gap, x, sizeof x);
      for (uint32_t i = 0; i < gap; i++)
        with_gap[2000 + i] = 0.9f;
      lt_linear_prediction_fill (&model, with_gap + 2000, gap, &scratch);
      for (uint32_t i = 0; i < N; i++)
        off = MAX (off, fabs ((double) with_gap[i] - (double) x[i]));
      g_test_message ("%u: %.4f", gap, off);
      g_assert_cmpfloat (off, <, 0.02);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/linear-prediction/fit", test_fit);
  g_test_add_func ("/dsp/linear-prediction/order", test_order);
  g_test_add_func ("/dsp/linear-prediction/fill", test_fill);
  return g_test_run ();
}
