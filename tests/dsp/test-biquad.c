// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Biquad: designs read what they were asked for, and the run agrees with the closed formula.
// Layer: tests.

#include "dsp/biquad.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 48000u

/* Magnitude in dB at @freq_hz, by the closed formula. */
static double
response_db (const LtBiquadCoeffs *c, double rate_hz, double freq_hz)
{
  double w = 2.0 * G_PI * freq_hz / rate_hz;
  double c1 = cos (w), c2 = cos (2.0 * w), s1 = sin (w), s2 = sin (2.0 * w);
  double nr = c->b0 + c->b1 * c1 + c->b2 * c2, ni = c->b1 * s1 + c->b2 * s2;
  double dr = 1.0 + c->a1 * c1 + c->a2 * c2, di = c->a1 * s1 + c->a2 * s2;

  return 10.0 * log10 ((nr * nr + ni * ni) / (dr * dr + di * di));
}

static void
test_designs (void)
{
  LtBiquadCoeffs c = lt_biquad_low_pass (48000.0, 1000.0, G_SQRT2 / 2.0);

  g_assert_cmpfloat_with_epsilon (response_db (&c, 48000.0, 1000.0), -3.0103, 1e-3);
  g_assert_cmpfloat_with_epsilon (response_db (&c, 48000.0, 1.0), 0.0, 1e-3);
  c = lt_biquad_high_pass (48000.0, 1000.0, 2.0);
  g_assert_cmpfloat_with_epsilon (response_db (&c, 48000.0, 1000.0), 20.0 * log10 (2.0), 1e-3);
  g_assert_cmpfloat_with_epsilon (response_db (&c, 48000.0, 23999.0), 0.0, 1e-3);
  c = lt_biquad_band_pass (48000.0, 3000.0, 4.0);
  g_assert_cmpfloat_with_epsilon (response_db (&c, 48000.0, 3000.0), 0.0, 1e-9);
  g_assert_cmpfloat (response_db (&c, 48000.0, 300.0), <, -30.0);
}

static void
test_run (void)
{
  static float   io[N];
  LtBiquad       z = { 0 };
  LtBiquadCoeffs c = lt_biquad_low_pass (48000.0, 200.0, 0.7);

  lt_test_add_sine (io, N, 48000.0, 150.0, 0.5, 0.3);
  lt_biquad_run (&z, &c, io, 1000);
  lt_biquad_run (&z, &c, io + 1000, 0);
  lt_biquad_run (&z, &c, io + 1000, N - 1000);
  g_assert_cmpfloat_with_epsilon (20.0 * log10 (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 150.0) / 0.5),
                                  response_db (&c, 48000.0, 150.0), 1e-4);
}

/* Each of a pair sounds as it does alone. */
static void
test_pair (void)
{
  static float      pair[2][N], alone[2][N];
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);
  LtBiquad          z[2] = { 0 }, y[2] = { 0 };
  LtBiquadCoeffs    c = lt_biquad_high_pass (48000.0, 90.0, 0.7);

  for (int k = 0; k < 2; k++)
    {
      lt_test_noise (pair[k], N, 0.5, rng);
      memcpy (alone[k], pair[k], sizeof pair[k]);
      lt_biquad_run (&y[k], &c, alone[k], N);
    }
  lt_biquad_run_pair (z, &c, pair[0], pair[1], 77);
  lt_biquad_run_pair (z, &c, pair[0] + 77, pair[1] + 77, N - 77);
  g_assert_cmpmem (pair, sizeof pair, alone, sizeof alone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biquad/designs", test_designs);
  g_test_add_func ("/biquad/run", test_run);
  g_test_add_func ("/biquad/pair", test_pair);
  return g_test_run ();
}
