// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Phaser: its notches against the formula, still and in the sweep, the sweep's period, moves.
// Layer: tests.

#include "helpers/test-moves.h"
#include "helpers/test-signal.h"

#include <complex.h>
#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static double
power_at (const float *in, uint32_t n, double rate_hz, double hz)
{
  double complex sum = 0.0, turn = cexp (-I * 2.0 * G_PI * hz / rate_hz), z = 1.0;

  for (uint32_t i = 0; i < n; i++, z *= turn)
    sum += in[i] * z;
  return creal (sum) * creal (sum) + cimag (sum) * cimag (sum);
}

/* The deepest frequency within ±4 % of hz, by golden section. */
static double
notch_near (const float *response, uint32_t n, double rate_hz, double hz)
{
  const double part = 0.6180339887;
  double       low = 0.96 * hz, high = 1.04 * hz;
  double       a = high - part * (high - low), b = low + part * (high - low);
  double       pa = power_at (response, n, rate_hz, a), pb = power_at (response, n, rate_hz, b);

  while (high - low > 1e-4 * hz)
    if (pa < pb)
      {
        high = b;
        b = a;
        pb = pa;
        a = high - part * (high - low);
        pa = power_at (response, n, rate_hz, a);
      }
    else
      {
        low = a;
        a = b;
        pa = pb;
        b = low + part * (high - low);
        pb = power_at (response, n, rate_hz, b);
      }
  return 0.5 * (low + high);
}

/* Notch k of n stages whose corners lie at centre. */
static double
designed_hz (double rate_hz, double centre_hz, int stages, int k)
{
  return rate_hz / G_PI * atan (tan (G_PI * centre_hz / rate_hz) * tan ((2 * k + 1) * G_PI / (2 * stages)));
}

static void
assert_notches (const float *response, uint32_t n, double rate_hz, double centre_hz, int stages, const char *what)
{
  double worst = 0.0, shallowest = -400.0;

  for (int k = 0; k < stages / 2; k++)
    {
      double want = designed_hz (rate_hz, centre_hz, stages, k);
      double found = notch_near (response, n, rate_hz, want);

      worst = MAX (worst, fabs (found / want - 1.0));
      shallowest = MAX (shallowest, 10.0 * log10 (power_at (response, n, rate_hz, found) + 1e-30));
    }
  g_test_message ("%.0f Hz, %d stages at %g Hz, %s: %.3f %% off at most, at least %.0f dB deep", rate_hz, stages, centre_hz, what, 100.0 * worst, -shallowest);
  g_assert_cmpfloat (worst, <, 0.02);
  g_assert_cmpfloat (shallowest, <, -24.0);
}

static void
test_notches (void)
{
  static const struct
  {
    int   stages;
    float centre, feedback;
  } cases[] = { { 2, 800.0f, 0.0f }, { 4, 400.0f, 40.0f }, { 6, 800.0f, 30.0f }, { 8, 1000.0f, -50.0f }, { 12, 2000.0f, 0.0f } };

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("phaser"), rates[k], 1);
        uint32_t             n = (uint32_t) (0.08 * rates[k]);
        g_autofree float    *io = g_new0 (float, n);

        lt_test_fx_set (fx, "depth", 0.0f);
        lt_test_fx_set (fx, "stages", (float) cases[c].stages);
        lt_test_fx_set (fx, "centre", cases[c].centre);
        lt_test_fx_set (fx, "feedback", cases[c].feedback);
        io[0] = 1.0f;
        lt_test_fx_run (fx, io, NULL, n, 64);
        assert_notches (io, n, rates[k], cases[c].centre, cases[c].stages, "still");
      }
}

/* So slow a sweep stands still for an impulse: at its top on the left, with 180° at its bottom on the right. */
static void
test_sweep (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("phaser"), rates[k], 2);
      uint32_t             n = (uint32_t) (0.1 * rates[k]);
      g_autofree float    *l = g_new0 (float, n);
      g_autofree float    *r = g_new0 (float, n);

      lt_test_fx_set (fx, "rate", 0.02f);
      lt_test_fx_set (fx, "shape", 0.0f);
      lt_test_fx_set (fx, "stages", 4.0f);
      lt_test_fx_set (fx, "feedback", 0.0f);
      lt_test_fx_set (fx, "depth", 50.0f);
      lt_test_fx_set (fx, "stereo", 180.0f);
      l[0] = r[0] = 1.0f;
      lt_test_fx_run (fx, l, r, n, 64);
      assert_notches (l, n, rates[k], 1600.0, 4, "top of the sweep");
      assert_notches (r, n, rates[k], 400.0, 4, "bottom of the sweep");
    }
}

/* A tone that fits the turn comes back the same after each: of 2 Hz, not of 1 % more or less. */
static void
test_rate (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("phaser"), rates[k], 1);
      uint32_t             turn = (uint32_t) (rates[k] / 2.0), n = 11 * turn;
      g_autofree float    *io = g_new0 (float, n);
      double               same = 0.0, sum = 0.0;

      lt_test_fx_set (fx, "rate", 2.0f);
      lt_test_fx_set (fx, "shape", 0.0f);
      lt_test_add_sine (io, n, rates[k], 1000.0, 0.25, 0.0);
      lt_test_fx_run (fx, io, NULL, n, 64);
      for (uint32_t i = n - turn; i < n; i++)
        {
          same = MAX (same, fabs (io[i] - io[i - 9 * turn]));
          sum = MAX (sum, fabs (io[i] - io[i - turn / 2]));
        }
      g_test_message ("%.0f Hz: %.6f off after nine turns, %.3f after half a turn", rates[k], same, sum);
      g_assert_cmpfloat (same, <, 0.0005);
      g_assert_cmpfloat (sum, >, 0.05);
    }
}

/* The lows and highs keep their level, whatever the feedback and the mix. */
static void
test_level (void)
{
  static const float feedbacks[] = { 0.0f, 60.0f, -60.0f }, mixes[] = { 25.0f, 50.0f, 100.0f };
  enum { N = 96000 };
  g_autofree float *io = g_new (float, N);

  for (guint f = 0; f < G_N_ELEMENTS (feedbacks); f++)
    for (guint m = 0; m < G_N_ELEMENTS (mixes); m++)
      for (int high = 0; high < 2; high++)
        {
          g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("phaser"), 48000.0, 1);
          double               hz = high ? 22000.0 : 15.0, db;

          lt_test_fx_set (fx, "depth", 0.0f);
          lt_test_fx_set (fx, "feedback", feedbacks[f]);
          lt_test_fx_set (fx, "mix", mixes[m]);
          memset (io, 0, N * sizeof *io);
          lt_test_add_sine (io, N, 48000.0, hz, 0.25, 0.0);
          lt_test_fx_run (fx, io, NULL, N, 64);
          db = 20.0 * log10 (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, hz) / 0.25);
          g_assert_cmpfloat_with_epsilon (db, 0.0, 1.0);
        }
}

static void
test_moves (void)
{
  static const LtTestMove moves[] = {
    { "rate", 0.1f, 5.0f }, { "note", 0.0f, 7.0f }, { "shape", 0.0f, 1.0f }, { "centre", 100.0f, 4000.0f }, { "centre", 8000.0f, 50.0f }, { "depth", 0.0f, 100.0f },
    { "stages", 2.0f, 12.0f }, { "stages", 8.0f, 4.0f }, { "feedback", -90.0f, 90.0f }, { "stereo", 0.0f, 180.0f }, { "mix", 0.0f, 100.0f }, { "mix", 100.0f, 0.0f },
  };

  lt_test_moves ("phaser", moves, G_N_ELEMENTS (moves));
}

static void
test_dry (void)
{
  lt_test_dry ("phaser");
}

static void
test_extreme_rates (void)
{
  lt_test_extreme_rates ("phaser");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phaser/notches", test_notches);
  g_test_add_func ("/phaser/sweep", test_sweep);
  g_test_add_func ("/phaser/rate", test_rate);
  g_test_add_func ("/phaser/level", test_level);
  g_test_add_func ("/phaser/moves", test_moves);
  g_test_add_func ("/phaser/dry", test_dry);
  g_test_add_func ("/phaser/extreme-rates", test_extreme_rates);
  return g_test_run ();
}
