// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Crossovers: bands are what the formula says and sum to an all-pass, in order, moving and cut anyhow.
// Layer: tests.

#include "dsp/crossover.h"
#include "helpers/test-signal.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED 0xc705
#define N    16384u

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

typedef struct
{
  float band[LT_CROSSOVER_BANDS][2][N];
} Bands;

static LtCrossover *
new_crossover (double rate_hz, uint32_t n_bands, LtCrossoverSlope slope)
{
  LtCrossover *x = aligned_alloc (64, (sizeof *x + 63) & ~(size_t) 63);

  lt_crossover_reset (x, rate_hz, n_bands, slope);
  return x;
}

/* hz moves to `to` (in ratios) from quantum 32 to 64 where it is not NULL. */
static void
run (LtCrossover *x,
     const float *hz,
     const float *to,
     const float *left,
     const float *right,
     Bands       *bands,
     uint32_t     piece)
{
  float out[LT_CROSSOVER_BANDS][2][LT_QUANTUM];

  for (uint32_t at = 0; at < N; at += LT_QUANTUM)
    {
      float  now[LT_CROSSOVER_CUTS] = { 0 };
      double way = to == NULL ? 0.0 : CLAMP ((at / 64.0 - 32.0) / 32.0, 0.0, 1.0);

      for (uint32_t k = 0; k + 1 < x->n_bands; k++)
        now[k] = to == NULL ? hz[k] : (float) (hz[k] * pow (to[k] / hz[k], way));
      lt_crossover_set (x, now);
      for (uint32_t i = 0; i < LT_QUANTUM; i += piece)
        {
          uint32_t n = MIN (piece, LT_QUANTUM - i);

          lt_crossover_run (x, left + at + i, right + at + i, out, n, i, LT_QUANTUM);
          for (uint32_t b = 0; b < x->n_bands; b++)
            for (int c = 0; c < 2; c++)
              memcpy (bands->band[b][c] + at + i, out[b][c], n * sizeof (float));
        }
      lt_crossover_settle (x);
    }
}

/* What an impulse response does to a tone. */
static LtCrossoverGain
gain_of (const float *in, double rate_hz, double freq_hz)
{
  LtCrossoverGain g = { 0.0, 0.0 };

  for (uint32_t i = 0; i < N; i++)
    {
      g.re += in[i] * cos (2.0 * G_PI * freq_hz / rate_hz * i);
      g.im -= in[i] * sin (2.0 * G_PI * freq_hz / rate_hz * i);
    }
  return g;
}

static double
size_db (LtCrossoverGain g)
{
  return 20.0 * log10 (hypot (g.re, g.im));
}

static void
random_hz (GRand *rng, double rate_hz, float *hz)
{
  hz[0] = (float) (rate_hz * 0.004 * exp2 (g_rand_double (rng)));
  for (int k = 1; k < 4; k++)
    hz[k] = (float) (hz[k - 1] * exp2 (2.0 * g_rand_double (rng)));
}

static void
test_bands (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  g_autofree Bands *bands = g_new (Bands, 1);
  g_autofree float *impulse = g_new0 (float, N), *other = g_new0 (float, N);

  impulse[0] = 1.0f;
  other[64] = -0.5f;
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (uint32_t n = 2; n <= 5; n++)
      for (int slope = 0; slope < 3; slope++)
        {
          LtCrossover *x = new_crossover (rates[r], n, (LtCrossoverSlope) slope);
          float        hz[4];

          random_hz (rng, rates[r], hz);
          run (x, hz, NULL, impulse, other, bands, 64);
          for (double f = rates[r] * 0.001; f < 0.49 * rates[r]; f *= 2.3)
            {
              LtCrossoverGain want[LT_CROSSOVER_BANDS], sum = { 0.0, 0.0 };

              lt_crossover_response (rates[r], n, (LtCrossoverSlope) slope, hz, f, want);
              for (uint32_t b = 0; b < n; b++)
                {
                  LtCrossoverGain is = gain_of (bands->band[b][0], rates[r], f),
                                  right = gain_of (bands->band[b][1], rates[r], f);

                  g_assert_cmpfloat (hypot (is.re - want[b].re, is.im - want[b].im), <, 2e-6);
                  g_assert_cmpfloat (
                      fabs (hypot (right.re, right.im) - 0.5 * hypot (want[b].re, want[b].im)), <,
                      2e-6);
                  sum.re += is.re;
                  sum.im += is.im;
                }
              g_assert_cmpfloat (fabs (size_db (sum)), <, 1e-4);
            }
          free (x);
        }
}

/* Half at the crossover on both sides, and a Linkwitz-Riley filter's slope beyond. */
static void
test_slopes (void)
{
  const float hz[] = { 500.0f };

  for (int slope = 0; slope < 3; slope++)
    {
      double          order = slope == 0 ? 2.0 : (slope == 1 ? 4.0 : 8.0);
      LtCrossoverGain g[2];

      lt_crossover_response (192000.0, 2, (LtCrossoverSlope) slope, hz, 500.0, g);
      g_assert_cmpfloat_with_epsilon (size_db (g[0]), -6.0206, 1e-4);
      g_assert_cmpfloat_with_epsilon (size_db (g[1]), -6.0206, 1e-4);
      lt_crossover_response (192000.0, 2, (LtCrossoverSlope) slope, hz, 2000.0, g);
      g_assert_cmpfloat_with_epsilon (size_db (g[0]), -20.0 * log10 (1.0 + pow (4.0, order)),
                                      0.02 * order);
      lt_crossover_response (192000.0, 2, (LtCrossoverSlope) slope, hz, 125.0, g);
      g_assert_cmpfloat_with_epsilon (size_db (g[1]), -20.0 * log10 (1.0 + pow (4.0, order)),
                                      0.02 * order);
    }
}

static void
test_order (void)
{
  const float hz[] = { 300.0f, 100.0f, 900.0f, 30000.0f };
  float       x[4];

  lt_crossover_order (48000.0, 5, hz, x);
  g_assert_cmpfloat (x[0], ==, 300.0f);
  g_assert_cmpfloat (x[1], ==, 300.0f);
  g_assert_cmpfloat (x[2], ==, 900.0f);
  g_assert_cmpfloat (x[3], ==, 21600.0f);
}

/* Pieces give the bits of the whole, moving or not. */
static void
test_pieces (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);
  g_autofree Bands     *whole = g_new (Bands, 1), *split = g_new (Bands, 1);
  g_autofree float     *in = g_new (float, 2 * N);
  static const uint32_t pieces[] = { 1, 17, 5, 31 };

  lt_test_noise (in, 2 * N, 1.0, rng);
  for (uint32_t n = 2; n <= 5; n++)
    for (int slope = 0; slope < 3; slope++)
      {
        LtCrossover *x = new_crossover (48000.0, n, (LtCrossoverSlope) slope);
        float        hz[4], to[4];

        random_hz (rng, 48000.0, hz);
        random_hz (rng, 48000.0, to);
        run (x, hz, to, in, in + N, whole, 64);
        lt_crossover_reset (x, 48000.0, n, (LtCrossoverSlope) slope);
        run (x, hz, to, in, in + N, split, pieces[n - 2]);
        for (uint32_t b = 0; b < n; b++)
          g_assert_cmpmem (whole->band[b], sizeof whole->band[b], split->band[b],
                           sizeof split->band[b]);
        free (x);
      }
}

/* Largest step of the third difference: what a smooth low tone never has and a click does. */
static double
roughness (const float *in)
{
  double most = 0.0;

  for (uint32_t i = 512; i < N; i++)
    most = MAX (most, fabs ((double) in[i] - 3.0 * in[i - 1] + 3.0 * in[i - 2] - in[i - 3]));
  return most;
}

/* A 100 Hz tone while the crossovers glide two octaves in 43 ms: no band clicks, none grows, and the sum stays one. */
static void
test_moving (void)
{
  g_autofree Bands  *bands = g_new (Bands, 1);
  g_autofree float  *in = g_new0 (float, N), *sum = g_new (float, N);
  static const float from[] = { 50.0f, 120.0f, 400.0f, 1600.0f },
                     to[] = { 200.0f, 480.0f, 1600.0f, 6400.0f };

  lt_test_add_sine (in, N, 48000.0, 100.0, 1.0, 0.0);
  for (uint32_t n = 2; n <= 5; n++)
    for (int slope = 0; slope < 3; slope++)
      for (int back = 0; back < 2; back++)
        {
          LtCrossover *x = new_crossover (48000.0, n, (LtCrossoverSlope) slope);

          run (x, back ? to : from, back ? from : to, in, in, bands, 64);
          memset (sum, 0, N * sizeof *sum);
          for (uint32_t b = 0; b < n; b++)
            {
              for (uint32_t i = 0; i < N; i++)
                sum[i] += bands->band[b][0][i];
              g_assert_cmpfloat (roughness (bands->band[b][0]), <, 2e-4);
              g_assert_cmpfloat (lt_test_peak (bands->band[b][0], N), <, 1.6);
            }
          g_assert_cmpfloat (roughness (sum), <, 2e-4);
          g_assert_cmpfloat (lt_test_rms (sum + 8192, 7680), >, 0.7071);
          g_assert_cmpfloat (lt_test_rms (sum + 8192, 7680), <, 0.70712);
          free (x);
        }
}

/* After the promised tail a click is below −120 dBFS, and some time later there is nothing at all. */
static void
test_tail (void)
{
  g_autofree Bands *bands = g_new (Bands, 1);
  g_autofree float *in = g_new0 (float, N);
  const float       hz[] = { 120.0f, 500.0f, 2000.0f, 8000.0f };

  in[0] = 1.0f;
  for (uint32_t n = 2; n <= 5; n++)
    for (int slope = 0; slope < 3; slope++)
      {
        LtCrossover *x = new_crossover (48000.0, n, (LtCrossoverSlope) slope);
        uint32_t     tail = lt_crossover_tail (48000.0, n, (LtCrossoverSlope) slope, hz, 0.0);

        g_assert_cmpuint (tail, <, N);
        g_assert_true (lt_crossover_is_at_rest (x));
        run (x, hz, NULL, in, in, bands, 64);
        for (uint32_t b = 0; b < n; b++)
          g_assert_cmpfloat (lt_test_peak (bands->band[b][1] + tail, N - tail), <, 1e-6);
        in[0] = 0.0f;
        run (x, hz, NULL, in, in, bands, 64);
        run (x, hz, NULL, in, in, bands, 64);
        in[0] = 1.0f;
        g_assert_true (lt_crossover_is_at_rest (x));
        free (x);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crossover/bands", test_bands);
  g_test_add_func ("/crossover/slopes", test_slopes);
  g_test_add_func ("/crossover/order", test_order);
  g_test_add_func ("/crossover/pieces", test_pieces);
  g_test_add_func ("/crossover/moving", test_moving);
  g_test_add_func ("/crossover/tail", test_tail);
  return g_test_run ();
}
