// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Match: the response meets the bands, nothing changes at 0 %, width leaves mono alone, dynamics keep their curve, moves
// don't click.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N_BANDS 30

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static double
band_hz (int b)
{
  return 1000.0 * pow (10.0, 0.1 * (b - 16));
}

static void
set_band (LtTestFx *fx, int b, double db)
{
  char key[8];

  g_snprintf (key, sizeof key, "g%d", b + 1);
  lt_test_fx_set (fx, key, (float) db);
}

/* Gain at @hz, from the response to an impulse of @n frames. */
static double
gain_db (const float *impulse, uint32_t n, double rate_hz, double hz)
{
  double re = 0.0, im = 0.0, w = 2.0 * G_PI * hz / rate_hz;

  for (uint32_t i = 0; i < n; i++)
    {
      re += impulse[i] * cos (w * i);
      im -= impulse[i] * sin (w * i);
    }
  return 10.0 * log10 (re * re + im * im);
}

static void
test_response (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (4);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int round = 0; round < 3; round++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("match"), rates[r], 2);
        uint32_t          n = ((uint32_t) rates[r] / 64) * 64;
        g_autofree float *left = g_new0 (float, n), *right = g_new0 (float, n);
        double            bands[N_BANDS], share = round == 2 ? 0.5 : 1.0;

        for (int b = 0; b < N_BANDS; b++)
          {
            bands[b] = round == 0 ? 9.0 - 0.6 * b : g_rand_double_range (rng, -9.0, 9.0);
            set_band (fx, b, bands[b]);
          }
        lt_test_fx_set (fx, "spectrum", (float) (100.0 * share));
        lt_test_fx_set (fx, "output", -2.0f);
        left[0] = right[0] = 1.0f;
        lt_test_fx_run (fx, left, right, n, 64);
        g_assert_cmpmem (left, n * sizeof (float), right, n * sizeof (float));
        for (int b = 0; b < N_BANDS && band_hz (b) <= 0.45 * rates[r]; b++)
          {
            double db = gain_db (left, n, rates[r], band_hz (b));

            g_assert_cmpfloat_with_epsilon (db, share * bands[b] - 2.0, 0.5);
            g_assert_cmpfloat_with_epsilon (
                db, fx->type->response_db (&fx->setup, fx->values, band_hz (b)), 0.1);
          }
      }
}

/* Full smoothing makes one high band a hill, no smoothing leaves it alone. */
static void
test_smoothing (void)
{
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("match"), 48000.0, 2);

  set_band (fx, 16, 12.0);
  g_assert_cmpfloat_with_epsilon (fx->type->response_db (&fx->setup, fx->values, 1000.0), 12.0,
                                  0.5);
  g_assert_cmpfloat_with_epsilon (fx->type->response_db (&fx->setup, fx->values, 500.0), 0.0, 0.3);
  lt_test_fx_set (fx, "smoothing", 100.0f);
  g_assert_cmpfloat_with_epsilon (fx->type->response_db (&fx->setup, fx->values, 1000.0),
                                  12.0 / (3.0 * sqrt (2.0 * G_PI)), 0.2);
  g_assert_cmpfloat_with_epsilon (fx->type->response_db (&fx->setup, fx->values, 500.0),
                                  12.0 / (3.0 * sqrt (2.0 * G_PI)) * exp (-0.5), 0.2);
}

static void
set_everything (LtTestFx *fx, GRand *rng)
{
  for (int b = 0; b < N_BANDS; b++)
    set_band (fx, b, g_rand_double_range (rng, -20.0, 20.0));
  lt_test_fx_set (fx, "width-low", -8.0f);
  lt_test_fx_set (fx, "width-high", 7.0f);
  lt_test_fx_set (fx, "dyn-ratio", 2.5f);
  lt_test_fx_set (fx, "smoothing", 40.0f);
}

/* Whatever was learned; and at once again when the amounts have come down. */
static void
test_transparent (void)
{
  static const char *const amounts[] = { "spectrum", "width", "dynamics" };
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("match"), rates[r], 2);
      const uint32_t    n = ((uint32_t) rates[r] / 64) * 64;
      g_autofree float *in = g_new (float, 2 * n), *io = g_new (float, 2 * n);
      float             none[LT_FX_MAX_PARAMS];

      set_everything (fx, rng);
      for (guint a = 0; a < G_N_ELEMENTS (amounts); a++)
        lt_test_fx_set (fx, amounts[a], 0.0f);
      memcpy (none, fx->values, sizeof none);
      lt_test_music (in, 2 * n, rates[r], 0.7, rng);
      memcpy (io, in, 2 * n * sizeof (float));
      lt_test_fx_run (fx, io, io + n, n, 64);
      g_assert_cmpmem (in, 2 * n * sizeof (float), io, 2 * n * sizeof (float));

      for (guint a = 0; a < G_N_ELEMENTS (amounts); a++)
        lt_test_fx_set (fx, amounts[a], 100.0f);
      lt_test_fx_reset (fx);
      lt_test_fx_run_moving (fx, io, io + n, n, 64 * 20, none);
      g_assert_cmpint (memcmp (in, io, 64 * 20 * sizeof (float)), !=, 0);
      g_assert_cmpmem (in + n - 6400, 6400 * sizeof (float), io + n - 6400, 6400 * sizeof (float));
      g_assert_cmpmem (in + 2 * n - 6400, 6400 * sizeof (float), io + 2 * n - 6400,
                       6400 * sizeof (float));
    }
}

/* The side changes by what the rows say, the sum of both channels by nothing. */
static void
test_width (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      const uint32_t    n = ((uint32_t) rates[r] / 64) * 64;
      g_autofree float *left = g_new0 (float, n), *right = g_new0 (float, n),
                       *side = g_new (float, n);
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("match"), rates[r], 2);

      lt_test_fx_set (fx, "width-low", -9.0f);
      lt_test_fx_set (fx, "width-high", 6.0f);
      lt_test_fx_set (fx, "width", 100.0f);
      lt_test_add_sine (left, n, rates[r], 10.0, 0.2, 0.0);
      lt_test_add_sine (left, n, rates[r], 9000.0, 0.2, 0.0);
      for (uint32_t i = 0; i < n; i++)
        right[i] = -left[i];
      lt_test_add_sine (left, n, rates[r], 700.0, 0.1, 0.3);
      lt_test_add_sine (right, n, rates[r], 700.0, 0.1, 0.3);
      lt_test_fx_run (fx, left, right, n, 64);
      for (uint32_t i = 0; i < n; i++)
        {
          side[i] = 0.5f * (left[i] - right[i]);
          g_assert_cmpfloat_with_epsilon (0.5f * (left[i] + right[i]),
                                          0.1 * sin (2.0 * G_PI * 700.0 / rates[r] * i + 0.3),
                                          2e-6);
        }
      g_assert_cmpfloat_with_epsilon (
          20.0 * log10 (lt_test_tone_amp (side, n, rates[r], 10.0) / 0.2), -9.0, 0.2);
      g_assert_cmpfloat_with_epsilon (
          20.0 * log10 (lt_test_tone_amp (side, n, rates[r], 9000.0) / 0.2), 6.0, 0.2);
    }
}

static void
test_dynamics (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (double level = -32.0; level < 0.0; level += 12.0)
      {
        const uint32_t n = ((uint32_t) (4.0 * rates[r]) / 64) * 64, last = (uint32_t) rates[r] / 2;
        g_autofree float *left = g_new0 (float, n), *right = g_new0 (float, n);
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("match"), rates[r], 2);
        double out_db;

        lt_test_fx_set (fx, "dynamics", 50.0f);
        lt_test_fx_set (fx, "dyn-ratio", 2.0f);
        lt_test_fx_set (fx, "dyn-threshold", -20.0f);
        lt_test_add_sine (left, n, rates[r], 997.0, pow (10.0, 0.05 * level),
                          0.0); /* on both it is as many LUFS */
        lt_test_add_sine (right, n, rates[r], 997.0, pow (10.0, 0.05 * level), 0.0);
        lt_test_fx_run (fx, left, right, n, 64);
        out_db = 20.0 * log10 (lt_test_tone_amp (left + n - last, last, rates[r], 997.0));
        g_assert_cmpfloat_with_epsilon (out_db, level - 0.25 * (level + 20.0), 0.1);
        g_assert_cmpfloat (lt_test_thd_n_db (left + n - last, last, rates[r], 997.0), <, -80.0);
      }
}

/* A −12 dBFS tone of 100 Hz while everything moves: what is above 5 kHz stays below −60 dBFS. */
static void
test_moves (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      enum
      {
        TAPS = 255
      };
      g_autoptr (GRand) rng = g_rand_new_with_seed (7);
      const uint32_t    n = ((uint32_t) rates[r] / 64) * 64;
      g_autofree float *left = g_new0 (float, n), *right = g_new0 (float, n);
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("match"), rates[r], 2);
      g_autoptr (LtTestFx) aim = lt_test_fx_new (lt_fx_find ("match"), rates[r], 2);
      double taps[TAPS], sum = 0.0, peak = 0.0, corner = 5000.0 / rates[r];

      lt_test_fx_set (fx, "width", 100.0f);
      lt_test_fx_set (fx, "dynamics", 100.0f);
      for (guint p = 0; p < aim->type->n_params; p++)
        aim->values[p] = fx->values[p];
      set_everything (aim, rng);
      lt_test_fx_set (aim, "smoothing", 0.0f);
      lt_test_add_sine (left, n, rates[r], 100.0, 0.25, 0.0);
      lt_test_add_sine (right, n, rates[r], 100.0, 0.25, 1.0);
      lt_test_fx_run_moving (fx, left, right, n, 64 * 100, aim->values);

      for (int k = 0; k < TAPS;
           k++) /* low pass at 5 kHz, Blackman; what is left beside it is above */
        {
          double x = k - TAPS / 2, w = 0.42 - 0.5 * cos (2.0 * G_PI * (k + 0.5) / TAPS)
                                       + 0.08 * cos (4.0 * G_PI * (k + 0.5) / TAPS);

          taps[k] = w * (k == TAPS / 2 ? 2.0 * corner : sin (2.0 * G_PI * corner * x) / (G_PI * x));
          sum += taps[k];
        }
      for (uint32_t i = TAPS; i < n; i++)
        {
          double low = 0.0;

          for (int k = 0; k < TAPS; k++)
            low += taps[k] / sum * left[i - k];
          peak = MAX (peak, fabs (left[i - TAPS / 2] - low));
        }
      g_test_message ("%.0f Hz: %.1f dBFS", rates[r], 20.0 * log10 (peak));
      g_assert_cmpfloat (20.0 * log10 (peak), <, -60.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/response", test_response);
  g_test_add_func ("/match/smoothing", test_smoothing);
  g_test_add_func ("/match/transparent", test_transparent);
  g_test_add_func ("/match/width", test_width);
  g_test_add_func ("/match/dynamics", test_dynamics);
  g_test_add_func ("/match/moves", test_moves);
  return g_test_run ();
}
