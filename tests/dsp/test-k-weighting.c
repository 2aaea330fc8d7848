// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// K-weighting: the standard's response at every rate, the run against direct form, broken input.
// Layer: tests.

#include "dsp/k-weighting.h"

#include "helpers/test-signal.h"

#include <complex.h>
#include <math.h>

/* The numbers of BS.1770-5 annex 1, tables 1 and 2. */
static const double shelf[5] = { 1.53512485958697, -2.69169619938640, 1.19839281085285, -1.69065929318241, 0.73248077421585 };
static const double high_pass[5] = { 1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621 };

static double
section_db (const double *c, double freq_hz)
{
  double complex z = cexp (-2.0 * I * G_PI * freq_hz / 48000.0);

  return 20.0 * log10 (cabs ((c[0] + c[1] * z + c[2] * z * z) / (1.0 + c[3] * z + c[4] * z * z)));
}

static void
test_response (void)
{
  const struct
  {
    double rate_hz, within_db;
  } rows[] = { { 8000, 0.04 }, { 11025, 0.013 }, { 16000, 0.003 }, { 22050, 0.001 }, { 32000, 0.001 }, { 44100, 0.001 }, { 48000, 1e-9 }, { 88200, 0.001 }, { 96000, 0.001 }, { 176400, 0.001 }, { 192000, 0.001 }, { 384000, 0.001 } };

  for (size_t r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      LtKWeightingCoeffs c = lt_k_weighting_design (rows[r].rate_hz);
      double             top_hz = 0.999 * MIN (rows[r].rate_hz / 2.0, 24000.0);

      for (double f = 10.0; f < top_hz; f *= 1.01)
        g_assert_cmpfloat_with_epsilon (lt_k_weighting_response_db (&c, rows[r].rate_hz, f),
                                        section_db (shelf, f) + section_db (high_pass, f), rows[r].within_db);
    }
}

/* Energy of the section cascade by the difference equation as written. */
static double
direct_energy (const float *in, uint32_t n)
{
  double x[3] = { 0 }, u[3] = { 0 }, y[3] = { 0 }, sum = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      x[2] = x[1], x[1] = x[0], x[0] = in[i];
      u[2] = u[1], u[1] = u[0];
      u[0] = shelf[0] * x[0] + shelf[1] * x[1] + shelf[2] * x[2] - shelf[3] * u[1] - shelf[4] * u[2];
      y[2] = y[1], y[1] = y[0];
      y[0] = high_pass[0] * u[0] + high_pass[1] * u[1] + high_pass[2] * u[2] - high_pass[3] * y[1] - high_pass[4] * y[2];
      sum += y[0] * y[0];
    }
  return sum;
}

static void
test_run (void)
{
  enum
  {
    N = 48000
  };
  static float       a[N], b[N];
  g_autoptr (GRand)  rng = g_rand_new_with_seed (0x1770);
  LtKWeightingCoeffs c = lt_k_weighting_design (48000.0);
  LtKWeighting       k;

  lt_test_noise (a, N, 1.0, rng);
  lt_test_music (b, N, 48000.0, 0.5, rng);
  lt_k_weighting_reset (&k);
  for (uint32_t at = 0; at < N; at += 480)
    lt_k_weighting_run (&k, &c, a + at, b + at, 480);
  g_assert_cmpfloat_with_epsilon (k.energy[0] / direct_energy (a, N), 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (k.energy[1] / direct_energy (b, N), 1.0, 1e-9);
}

static void
test_broken_input (void)
{
  float              broken[] = { NAN, INFINITY, -INFINITY, 3e38f, 0.5f };
  static float       silence[48000];
  LtKWeightingCoeffs c = lt_k_weighting_design (48000.0);
  LtKWeighting       k;

  lt_k_weighting_reset (&k);
  lt_k_weighting_run (&k, &c, broken, broken, G_N_ELEMENTS (broken));
  g_assert_true (isfinite (k.energy[0]) && k.energy[0] > 0.0 && k.energy[0] < 1.0);

  for (int s = 0; s < 4; s++)
    {
      lt_k_weighting_run (&k, &c, silence, silence, 48000);
      lt_k_weighting_settle (&k);
    }
  g_assert_cmpfloat (k.shelf_z1[0], ==, 0.0);
  g_assert_cmpfloat (k.high_z1[0], ==, 0.0);
  g_assert_cmpfloat (k.high_z2[1], ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/k-weighting/response", test_response);
  g_test_add_func ("/k-weighting/run", test_run);
  g_test_add_func ("/k-weighting/broken-input", test_broken_input);
  return g_test_run ();
}
