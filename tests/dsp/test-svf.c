// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// State-variable sections: the run agrees with the closed formula, a wild ride stays bounded, low notes stay clean.
// Layer: tests.

#include "dsp/eq-design.h"
#include "dsp/svf.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 48000u

static const int both[2] = { 1, 1 }, left_only[2] = { 1, 0 };

static void
test_run (void)
{
  static LtSvfPair io[N], same[N];
  static float     out[N];
  LtSvf            z[5] = { 0 }, y[5] = { 0 };
  LtSvfCoeffs      c[5];
  double           want = 0.0;

  for (int s = 0; s < 5; s++)
    {
      LtSvfShape shape = lt_eq_design_section (LT_EQ_DESIGN_BELL, 48000.0, 100.0 * (s + 1), 0.7 + s, 3.0 * s - 7.0);

      c[s] = lt_svf_coeffs (&shape, s == 2 ? left_only : both);
      want += 10.0 * log10 (lt_svf_power (&shape, 48000.0, 230.0));
    }
  for (uint32_t i = 0; i < N; i++)
    io[i] = same[i] = (LtSvfPair) { sin (2.0 * G_PI * 230.0 / 48000.0 * i), i == 0 };
  lt_svf_run (z, c, 5, io, 1000);
  lt_svf_run (z, c, 5, io + 1000, 0);
  lt_svf_run (z, c, 5, io + 1000, N - 1000);
  for (int s = 0; s < 5; s++)
    lt_svf_run (y + s, c + s, 1, same, N);
  g_assert_cmpmem (io, sizeof io, same, sizeof same);
  for (uint32_t i = 0; i < N; i++)
    out[i] = (float) io[i][0];
  g_assert_cmpfloat_with_epsilon (20.0 * log10 (lt_test_tone_amp (out + N / 2, N / 2, 48000.0, 230.0)), want, 1e-4);
}

/* One channel alone gives the bits that the left one of a pair gives, however it is cut. */
static void
test_mono (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (6);
  LtSvfCoeffs       c[9];

  for (int s = 0; s < 9; s++)
    {
      LtSvfShape shape = lt_eq_design_section (LT_EQ_DESIGN_BELL, 48000.0, 90.0 * (s + 1), 0.7 + s, 9.0 - 2.0 * s);

      c[s] = lt_svf_coeffs (&shape, both);
    }
  for (uint32_t n = 0; n <= 9; n++)
    {
      LtSvf z[9] = { 0 }, y[9] = { 0 };

      for (uint32_t frames = 0; frames <= 64; frames++)
        {
          LtSvfPair pairs[64];
          double    mono[64];
          float     in[64];

          lt_test_noise (in, 64, 1.0, rng);
          for (int i = 0; i < 64; i++)
            pairs[i] = (LtSvfPair) { in[i], in[63 - i] };
          lt_svf_load_mono (mono, in, frames);
          lt_svf_run (z, c, n, pairs, frames);
          lt_svf_run_mono (y, c, n, mono, frames);
          for (uint32_t i = 0; i < frames; i++)
            g_assert_cmpfloat (mono[i], ==, pairs[i][0]);
          for (uint32_t s = 0; s < n; s++)
            {
              g_assert_cmpfloat (z[s].s1[0], ==, y[s].s1[0]);
              g_assert_cmpfloat (z[s].s2[0], ==, y[s].s2[0]);
            }
        }
    }
}

/* Coefficients that jump about at random, frame by frame, never make energy. */
static void
test_moving (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);
  LtSvf             z = { 0 };
  LtSvfCoeffs       from = { 0 }, to;
  LtSvfPair         io[16];

  for (int i = 0; i < 20000; i++)
    {
      double     freq = 10.0 * pow (2000.0, g_rand_double (rng)), q = 0.1 * pow (400.0, g_rand_double (rng));
      LtSvfShape shape = lt_eq_design_section (LT_EQ_DESIGN_LOW_PASS, 48000.0, freq, q, 0.0);

      to = lt_svf_coeffs (&shape, both);
      if (i == 0)
        from = to;
      for (int k = 0; k < 16; k++)
        io[k] = (LtSvfPair) { i == 0, i == 0 };
      lt_svf_run_moving (&z, &from, &to, 0, 16, io, 16);
      g_assert_cmpfloat (fabs (z.s1[0]) + fabs (z.s2[0]), <, 64.0);
      from = to;
    }
}

/* A 10 Hz section at 192 kHz against the same one in long double: noise below −140 dBFS. */
static void
test_low_noise (void)
{
  static LtSvfPair io[4 * N];
  LtSvfShape       shape = lt_eq_design_section (LT_EQ_DESIGN_BELL, 192000.0, 10.0, 4.0, 12.0);
  LtSvfCoeffs      c = lt_svf_coeffs (&shape, both);
  LtSvf            z = { 0 };
  long double      s1 = 0.0L, s2 = 0.0L, sum = 0.0L;

  for (uint32_t i = 0; i < 4 * N; i++)
    io[i] = (LtSvfPair) { 0.25 * sin (2.0 * G_PI * 10.0 / 192000.0 * i), 0.0 };
  lt_svf_run (&z, &c, 1, io, 4 * N);
  for (uint32_t i = 0; i < 4 * N; i++)
    {
      long double x = 0.25 * sin (2.0 * G_PI * 10.0 / 192000.0 * i);
      long double y = c.c1[0] * s1 + c.c2[0] * s2 + c.d[0] * x;
      long double s = c.a11[0] * s1 + c.a12[0] * s2 + c.b1[0] * x;

      s2 = c.a21[0] * s1 + c.a22[0] * s2 + c.b2[0] * x;
      s1 = s;
      sum += (y - io[i][0]) * (y - io[i][0]);
    }
  g_assert_cmpfloat (10.0 * log10 ((double) sum / (4 * N) + 1e-40), <, -140.0);
}

/* To pairs and back; what is no number or far too loud becomes silence, in whole fours and in the rest. */
static void
test_load (void)
{
  float     l[11], r[11], left[11], right[11];
  LtSvfPair pairs[11];

  for (int i = 0; i < 11; i++)
    {
      l[i] = 0.1f * (float) i - 0.5f;
      r[i] = -3.0f * l[i];
    }
  l[2] = l[9] = NAN;
  r[3] = r[10] = -INFINITY;
  r[5] = 3e38f;
  lt_svf_load (pairs, l, r, 11);
  lt_svf_store (pairs, left, right, 11);
  for (int i = 0; i < 11; i++)
    {
      g_assert_cmpfloat (left[i], ==, i == 2 || i == 9 ? 0.0f : l[i]);
      g_assert_cmpfloat (right[i], ==, i == 3 || i == 5 || i == 10 ? 0.0f : r[i]);
    }
  lt_svf_load (pairs, r, NULL, 11);
  g_assert_cmpfloat (pairs[4][0], ==, r[4]);
  g_assert_cmpfloat (pairs[4][1], ==, 0.0);
}

static void
test_flush (void)
{
  LtSvf z[2] = { { { 1e-17, 0.0 }, { 0.0, 1e-17 } }, { { 1e-3, 0.0 }, { 0.0, 0.0 } } };

  lt_svf_flush (z, 2);
  g_assert_cmpfloat (z[0].s1[0] + z[0].s2[1], ==, 0.0);
  g_assert_cmpfloat (z[1].s1[0], ==, 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/svf/run", test_run);
  g_test_add_func ("/svf/mono", test_mono);
  g_test_add_func ("/svf/moving", test_moving);
  g_test_add_func ("/svf/low-noise", test_low_noise);
  g_test_add_func ("/svf/load", test_load);
  g_test_add_func ("/svf/flush", test_flush);
  return g_test_run ();
}
