// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chorus: where the voices stand at every moment, their levels, moves without clicks.
// Layer: tests.

#include "helpers/test-moves.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

/* Impulses 100 ms apart; where each comes back gives the delay at that moment. `phase`: turns ahead. */
static double
worst_delay_error (const float *out, uint32_t n, double rate_hz, const double *delay_ms, double lfo_hz, double phase)
{
  uint32_t every = (uint32_t) (0.1 * rate_hz);
  double   worst = 0.0;

  for (uint32_t at = 0; at + every <= n; at += every)
    {
      double sum = 0.0, moment = 0.0;

      for (uint32_t i = at; i < at + every; i++)
        {
          sum += out[i];
          moment += out[i] * (double) (i - at);
        }
      g_assert_cmpfloat (sum, >, 0.1);

      double found = moment / sum;
      double want = 0.001 * rate_hz * (delay_ms[0] + delay_ms[1] * cos (2.0 * G_PI * (lfo_hz * (at + found) / rate_hz + phase)));
      worst = MAX (worst, fabs (found / want - 1.0));
    }
  return worst;
}

static void
test_depth (void)
{
  static const struct
  {
    float delay, depth, rate;
  } cases[] = { { 14.0f, 2.0f, 0.6f }, { 30.0f, 10.0f, 0.3f }, { 2.0f, 1.0f, 1.0f }, { 50.0f, 0.0f, 1.0f } };

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("chorus"), rates[k], 2);
        uint32_t             n = (uint32_t) (rates[k] * 6.0);
        g_autofree float    *l = g_new0 (float, n);
        g_autofree float    *r = g_new0 (float, n);
        double               way[2] = { cases[c].delay, cases[c].depth };

        lt_test_fx_set (fx, "voices", 1.0f);
        lt_test_fx_set (fx, "mix", 100.0f);
        lt_test_fx_set (fx, "stereo", 90.0f);
        lt_test_fx_set (fx, "delay", cases[c].delay);
        lt_test_fx_set (fx, "depth", cases[c].depth);
        lt_test_fx_set (fx, "rate", cases[c].rate);
        for (uint32_t at = 0; at < n; at += (uint32_t) (0.1 * rates[k]))
          l[at] = r[at] = 0.5f;
        lt_test_fx_run (fx, l, r, n, 64);

        double left = worst_delay_error (l, n, rates[k], way, cases[c].rate, 0.0), right = worst_delay_error (r, n, rates[k], way, cases[c].rate, 0.25);
        g_test_message ("%.0f Hz, %g ± %g ms: %.3f and %.3f %% off at most", rates[k], way[0], way[1], 100.0 * left, 100.0 * right);
        g_assert_cmpfloat (left, <, 0.01);
        g_assert_cmpfloat (right, <, 0.01);
      }
}

/* Each voice at its place among the delays, all as loud, together of the power of one. */
static void
test_voices (void)
{
  enum { N = 9600 };
  float l[N], r[N];

  for (int voices = 1; voices <= 6; voices++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("chorus"), 48000.0, 2);

      lt_test_fx_set (fx, "voices", (float) voices);
      lt_test_fx_set (fx, "mix", 100.0f);
      lt_test_fx_set (fx, "depth", 0.0f);
      lt_test_fx_set (fx, "delay", 10.0f);
      lt_test_fx_set (fx, "spread", 100.0f);
      memset (l, 0, sizeof l);
      memset (r, 0, sizeof r);
      l[0] = r[0] = 0.5f;
      lt_test_fx_run (fx, l, r, N, 64);
      for (int i = 0; i < N; i++)
        {
          bool is_voice = i >= 480 && (i - 480) % 120 == 0 && (i - 480) / 120 < voices;

          g_assert_cmpfloat_with_epsilon (l[i], is_voice ? 0.5 / sqrt (voices) : 0.0, 1e-3);
        }
    }
}

/* Noise keeps its level at every mix, with any number of voices and any feedback. */
static void
test_level (void)
{
  static const float feedbacks[] = { 0.0f, 60.0f, -80.0f };
  enum { N = 192000 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xc403);
  g_autofree float *l = g_new (float, N);
  g_autofree float *r = g_new (float, N);

  for (int voices = 1; voices <= 6; voices++)
    for (guint f = 0; f < G_N_ELEMENTS (feedbacks); f++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("chorus"), 96000.0, 2);
        double               db;

        lt_test_fx_set (fx, "voices", (float) voices);
        lt_test_fx_set (fx, "feedback", feedbacks[f]);
        lt_test_noise (l, N, 0.2, rng);
        lt_test_noise (r, N, 0.2, rng);
        db = -lt_test_rms_db (l + N / 2, N / 2);
        lt_test_fx_run (fx, l, r, N, 64);
        db += lt_test_rms_db (l + N / 2, N / 2);
        g_test_message ("%d voices, feedback %g %%: %.2f dB", voices, feedbacks[f], db);
        g_assert_cmpfloat (fabs (db), <, 1.5);
      }
}

static void
test_moves (void)
{
  static const LtTestMove moves[] = {
    { "rate", 0.1f, 3.0f }, { "note", 0.0f, 7.0f }, { "shape", 0.0f, 1.0f }, { "delay", 5.0f, 40.0f }, { "delay", 50.0f, 2.0f },
    { "depth", 0.0f, 5.0f }, { "depth", 5.0f, 0.0f }, { "voices", 1.0f, 6.0f }, { "voices", 4.0f, 2.0f }, { "spread", 0.0f, 100.0f }, { "feedback", -60.0f, 80.0f },
    { "stereo", 0.0f, 180.0f }, { "low-cut", 20.0f, 2000.0f }, { "high-cut", 20000.0f, 500.0f }, { "mix", 0.0f, 100.0f }, { "mix", 100.0f, 0.0f },
  };

  lt_test_moves ("chorus", moves, G_N_ELEMENTS (moves));
}

static void
test_dry (void)
{
  lt_test_dry ("chorus");
}

static void
test_extreme_rates (void)
{
  lt_test_extreme_rates ("chorus");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chorus/depth", test_depth);
  g_test_add_func ("/chorus/voices", test_voices);
  g_test_add_func ("/chorus/level", test_level);
  g_test_add_func ("/chorus/moves", test_moves);
  g_test_add_func ("/chorus/dry", test_dry);
  g_test_add_func ("/chorus/extreme-rates", test_extreme_rates);
  return g_test_run ();
}
