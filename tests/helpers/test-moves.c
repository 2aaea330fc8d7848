// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moves of parameters.
// Layer: tests.

#include "helpers/test-moves.h"

#include "dsp/biquad.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static double
peak_above_5k_db (float *io, uint32_t n, uint32_t skip, double rate_hz)
{
  LtBiquadCoeffs c = lt_biquad_high_pass (rate_hz, 5000.0, 0.707);

  for (int pass = 0; pass < 2; pass++)
    {
      LtBiquad z = { 0 };

      lt_biquad_run (&z, &c, io, n);
    }
  return 20.0 * log10 (lt_test_peak (io + skip, n - skip) + 1e-12);
}

double
lt_test_move_db (LtTestFx *fx, const LtTestMove *move)
{
  double            rate_hz = fx->setup.rate_hz;
  uint32_t          n = (uint32_t) rate_hz / 64 * 64, when = n * 5 / 8 / 64 * 64;
  g_autofree float *l = g_new0 (float, n);
  g_autofree float *r = g_new0 (float, n);
  float             targets[LT_FX_MAX_PARAMS];
  int               p = lt_param_find (fx->type->params, fx->type->n_params, move->key);

  g_assert_cmpint (p, >=, 0);
  lt_test_fx_reset (fx);
  lt_test_fx_set (fx, move->key, move->from);
  memcpy (targets, fx->values, sizeof targets);
  targets[p] = move->to;
  lt_test_add_sine (l, n, rate_hz, 100.0, 0.25, 0.0);
  memcpy (r, l, n * sizeof *l);
  lt_test_fx_run_moving (fx, l, r, n, when, targets);

  double left = peak_above_5k_db (l, n, when - 64, rate_hz), right = peak_above_5k_db (r, n, when - 64, rate_hz);
  return MAX (left, right);
}

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

void
lt_test_moves (const char *effect, const LtTestMove *moves, guint n)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint m = 0; m < n; m++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find (effect), rates[k], 2);
        double               db = lt_test_move_db (fx, &moves[m]);

        g_test_message ("%.0f Hz, %s %g to %g: %.1f dBFS above 5 kHz", rates[k], moves[m].key, moves[m].from, moves[m].to, db);
        g_assert_cmpfloat (db, <, -60.0);
      }
}

void
lt_test_dry (const char *effect)
{
  enum { N = 9600 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xd47);
  float             in[N], l[N], r[N];

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (int round = 0; round < 4; round++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find (effect), rates[k], 2);

        lt_test_fx_random_values (fx, rng, round);
        lt_test_fx_set (fx, "mix", 0.0f);
        lt_test_noise (in, N, 1.0, rng);
        in[7] = -0.0f;
        memcpy (l, in, sizeof in);
        memcpy (r, in, sizeof in);
        lt_test_fx_run (fx, l, r, N, 64);
        g_assert_cmpmem (l, sizeof l, in, sizeof in);
        g_assert_cmpmem (r, sizeof r, in, sizeof in);
      }
}

void
lt_test_extreme_rates (const char *effect)
{
  enum { N = 19200 };
  static const double extremes[] = { LT_RATE_MIN_HZ, LT_RATE_MAX_HZ };
  g_autoptr (GRand)   rng = g_rand_new_with_seed (0xe75);
  float               l[N], r[N];

  for (guint k = 0; k < G_N_ELEMENTS (extremes); k++)
    for (int round = 0; round < 32; round++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find (effect), extremes[k], 2);

        lt_test_fx_random_values (fx, rng, round);
        memset (l, 0, sizeof l);
        memset (r, 0, sizeof r);
        lt_test_noise (l, N / 2, 1.0, rng);
        lt_test_noise (r, N / 2, 1.0, rng);
        lt_test_fx_run (fx, l, r, N, 64);
        g_assert_cmpfloat (lt_test_peak (l, N), <, 20.0);
        g_assert_cmpfloat (lt_test_peak (r, N), <, 20.0);
      }
}
