// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weights of bands: the power that was asked for, least phase, a plain gain when they are equal, no clicks.
// Layer: tests.

#include "dsp/band-weights.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0xba2d
#define N 16384u

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static void
run (LtBandWeights *w, double *io, uint32_t n, uint32_t piece)
{
  for (uint32_t at = 0; at < n; at += 64)
    {
      for (uint32_t i = 0; i < 64; i += piece)
        lt_band_weights_run (w, io + at + i, MIN (piece, 64 - i), i, 64);
      lt_band_weights_settle (w);
    }
}

static void
random_point (GRand *rng, double rate_hz, int round, float hz[3], float weight[4])
{
  hz[0] = (float) (rate_hz * 0.002 * exp2 (2.0 * g_rand_double (rng)));
  for (int k = 1; k < 3; k++)
    hz[k] = round % 5 == 4 ? hz[k - 1] : (float) (hz[k - 1] * exp2 (3.0 * g_rand_double (rng)));
  for (int b = 0; b < 4; b++)
    weight[b] = g_rand_int_range (rng, 0, 4) == 0 ? (float) g_rand_int_range (rng, 0, 3) : (float) (2.0 * g_rand_double (rng));
}

/* Everything from mono to twice as wide, bands of no width at all, crossovers on one another. */
static void
test_power (void)
{
  g_autoptr (GRand)   rng = g_rand_new_with_seed (SEED);
  g_autofree double  *io = g_new (double, N);

  for (int round = 0; round < 60; round++)
    {
      double        rate = rates[round % 4];
      LtBandWeights w;
      float         hz[3], weight[4], most;

      random_point (rng, rate, round, hz, weight);
      most = MAX (MAX (weight[0], weight[1]), MAX (weight[2], weight[3]));
      lt_band_weights_reset (&w, rate);
      lt_band_weights_set (&w, hz, weight);
      memset (io, 0, N * sizeof *io);
      io[0] = 1.0;
      run (&w, io, N, 64);
      for (double f = 0.0005 * rate; f < 0.49 * rate; f *= 1.7)
        {
          double re = 0.0, im = 0.0, want = sqrt (lt_band_weights_power (rate, hz, weight, f));

          for (uint32_t i = 0; i < N; i++)
            {
              re += io[i] * cos (2.0 * G_PI * f / rate * i);
              im -= io[i] * sin (2.0 * G_PI * f / rate * i);
            }
          g_assert_cmpfloat (fabs (hypot (re, im) - want), <, 1e-5 * most + 1e-9);
        }
    }
}

/* An eighth of the rate between one weight of 1 and the other of 2: half of the power of both, and little phase. */
static void
test_figures (void)
{
  const float hz[] = { 1000.0f, 8000.0f, 16000.0f }, weight[] = { 1.0f, 2.0f, 2.0f, 2.0f };

  g_assert_cmpfloat_with_epsilon (lt_band_weights_power (48000.0, hz, weight, 1000.0), 2.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (lt_band_weights_power (48000.0, hz, weight, 50.0), 1.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (lt_band_weights_power (48000.0, hz, weight, 20000.0), 4.0, 1e-4);
}

/* Of least phase: the first sample is as large as it can be. By Szegő's theorem its square is the geometric mean of
   the power over frequency. */
static void
test_least_phase (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);

  for (int round = 0; round < 40; round++)
    {
      LtBandWeights w;
      float         hz[3], weight[4];
      double        io = 1.0, sum = 0.0;

      random_point (rng, 48000.0, round, hz, weight);
      for (int b = 0; b < 4; b++)
        weight[b] = MAX (weight[b], 0.05f);
      lt_band_weights_reset (&w, 48000.0);
      lt_band_weights_set (&w, hz, weight);
      lt_band_weights_run (&w, &io, 1, 0, 64);
      for (int i = 0; i < 20000; i++)
        sum += log (lt_band_weights_power (48000.0, hz, weight, 24000.0 * (i + 0.5) / 20000.0)) / 20000.0;
      g_assert_cmpfloat_with_epsilon (io / exp (0.5 * sum), 1.0, 1e-3);
    }
}

static void
test_equal (void)
{
  const float   hz[] = { 100.0f, 1000.0f, 5000.0f };
  LtBandWeights w;

  for (int k = 0; k < 3; k++)
    {
      float  gain = (float) k * 0.7f, weight[] = { gain, gain, gain, gain };
      double io[64];

      for (int i = 0; i < 64; i++)
        io[i] = sin (i);
      lt_band_weights_reset (&w, 48000.0);
      lt_band_weights_set (&w, hz, weight);
      g_assert_false (lt_band_weights_is_through (&w));
      lt_band_weights_run (&w, io, 64, 0, 64);
      for (int i = 0; i < 64; i++)
        g_assert_cmpfloat (io[i], ==, sin (i) * (double) gain);
      g_assert_true (lt_band_weights_is_at_rest (&w));
      g_assert_cmpuint (lt_band_weights_tail (48000.0, hz, weight), ==, 0);
    }
  lt_band_weights_reset (&w, 48000.0);
  lt_band_weights_set (&w, hz, (const float[]) { 1.0f, 1.0f, 1.0f, 1.0f });
  g_assert_true (lt_band_weights_is_through (&w));
}

/* Random rides: pieces give the same bits as the whole, and no more comes out than the greatest weight allows (a filter
   whose numbers move may exceed its response somewhat). A low tone stays smooth. */
static void
test_moving (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 2);

  for (int tone = 0; tone < 2; tone++)
    {
      LtBandWeights a, b;
      float         hz[3], weight[4], to_hz[3], to_weight[4];
      double        last[3] = { 0.0 }, rough = 0.0, peak = 0.0;

      lt_band_weights_reset (&a, 48000.0);
      lt_band_weights_reset (&b, 48000.0);
      random_point (rng, 48000.0, 0, hz, weight);
      for (int q = 0; q < 4000; q++)
        {
          double whole[64], split[64], share = (q % 50 + 1) / 50.0;
          float  now_hz[3], now_weight[4];

          if (q % 50 == 0)
            random_point (rng, 48000.0, q / 50, to_hz, to_weight);
          for (int k = 0; k < 3; k++)
            now_hz[k] = (float) (hz[k] * pow (to_hz[k] / hz[k], share));
          for (int k = 0; k < 4; k++)
            now_weight[k] = (float) (weight[k] + share * (to_weight[k] - weight[k]));
          if (q % 50 == 49)
            {
              memcpy (hz, to_hz, sizeof hz);
              memcpy (weight, to_weight, sizeof weight);
            }
          lt_band_weights_set (&a, now_hz, now_weight);
          lt_band_weights_set (&b, now_hz, now_weight);
          for (int i = 0; i < 64; i++)
            whole[i] = split[i] = tone ? sin (2.0 * G_PI * 100.0 / 48000.0 * (64 * q + i)) : g_rand_double_range (rng, -1.0, 1.0);
          run (&a, whole, 64, 64);
          run (&b, split, 64, 7);
          g_assert_cmpmem (whole, sizeof whole, split, sizeof split);
          for (int i = 0; i < 64; i++)
            {
              double d = whole[i] - 3.0 * last[0] + 3.0 * last[1] - last[2];

              rough = q > 8 ? MAX (rough, fabs (d)) : 0.0;
              peak = MAX (peak, fabs (whole[i]));
              last[2] = last[1];
              last[1] = last[0];
              last[0] = whole[i];
            }
        }
      g_test_message ("%s: peak %.3f, roughness %.6f", tone ? "tone" : "noise", peak, rough);
      g_assert_cmpfloat (peak, <, 8.0);
      if (tone)
        g_assert_cmpfloat (rough, <, 2e-2); /* a weight that leaves 0 opens its edges with its square root */
    }
}

/* A click has gone by the promised tail. */
static void
test_tail (void)
{
  const float        hz[] = { 150.0f, 800.0f, 5000.0f }, weight[] = { 0.0f, 1.0f, 2.0f, 0.5f };
  uint32_t           tail = lt_band_weights_tail (48000.0, hz, weight);
  g_autofree double *io = g_new0 (double, 4 * N);
  LtBandWeights      w;

  g_assert_cmpuint (tail, <, N);
  io[0] = 1.0;
  lt_band_weights_reset (&w, 48000.0);
  lt_band_weights_set (&w, hz, weight);
  run (&w, io, N, 64);
  for (uint32_t i = tail; i < N; i++)
    g_assert_cmpfloat (fabs (io[i]), <, 1e-6);
  run (&w, io + N, 3 * N, 64);
  g_assert_true (lt_band_weights_is_at_rest (&w));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/band-weights/power", test_power);
  g_test_add_func ("/band-weights/figures", test_figures);
  g_test_add_func ("/band-weights/least-phase", test_least_phase);
  g_test_add_func ("/band-weights/equal", test_equal);
  g_test_add_func ("/band-weights/moving", test_moving);
  g_test_add_func ("/band-weights/tail", test_tail);
  return g_test_run ();
}
