// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Flanger: where the delay stands at every moment, its notches, feedback that stays in bounds, moves.
// Layer: tests.

#include "helpers/test-moves.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static double
triangle (double turns)
{
  double x = turns - floor (turns + 0.5);

  return 1.0 - 4.0 * fabs (x);
}

/* Impulses 60 ms apart; where each comes back gives the delay at that moment. */
static void
test_depth (void)
{
  static const struct
  {
    float delay, depth, rate;
  } cases[] = { { 1.6f, 60.0f, 0.2f }, { 10.0f, 100.0f, 0.5f }, { 0.5f, 100.0f, 1.0f }, { 0.1f, 0.0f, 1.0f } };

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("flanger"), rates[k], 1);
        uint32_t             n = (uint32_t) (rates[k] * 6.0), every = (uint32_t) (0.06 * rates[k]);
        g_autofree float    *io = g_new0 (float, n);
        double               worst = 0.0;

        lt_test_fx_set (fx, "mix", 100.0f);
        lt_test_fx_set (fx, "feedback", 0.0f);
        lt_test_fx_set (fx, "delay", cases[c].delay);
        lt_test_fx_set (fx, "depth", cases[c].depth);
        lt_test_fx_set (fx, "rate", cases[c].rate);
        for (uint32_t at = 0; at < n; at += every)
          io[at] = 0.5f;
        lt_test_fx_run (fx, io, NULL, n, 64);
        for (uint32_t at = 0; at + every <= n; at += every)
          {
            double sum = 0.0, moment = 0.0;

            for (uint32_t i = at; i < at + every; i++)
              {
                sum += io[i];
                moment += io[i] * (double) (i - at);
              }

            double found = moment / sum;
            double wave = triangle (cases[c].rate * (at + found) / rates[k]);
            double want = 0.001 * rates[k] * cases[c].delay * exp2 (0.02 * cases[c].depth * wave);

            worst = MAX (worst, fabs (found / want - 1.0));
          }
        g_test_message ("%.0f Hz, %g ms, %g %%: %.3f %% off at most", rates[k], cases[c].delay, cases[c].depth, 100.0 * worst);
        g_assert_cmpfloat (worst, <, 0.01);
      }
}

/* At equal parts the comb cancels wholly, with either sign and any feedback; its peaks stay reasonable. */
static void
test_notches (void)
{
  static const struct
  {
    float  feedback, invert;
    double notch_hz, peak_hz;
  } cases[] = { { 0.0f, 0.0f, 500.0, 1000.0 }, { 60.0f, 0.0f, 500.0, 1000.0 }, { -60.0f, 0.0f, 500.0, 1000.0 }, { 60.0f, 1.0f, 1000.0, 500.0 }, { -60.0f, 1.0f, 1000.0, 500.0 } };
  enum { N = 96000 };
  g_autofree float *io = g_new (float, N);

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("flanger"), 48000.0, 1);
      double               amp[2];

      lt_test_fx_set (fx, "delay", 1.0f);
      lt_test_fx_set (fx, "depth", 0.0f);
      lt_test_fx_set (fx, "feedback", cases[c].feedback);
      lt_test_fx_set (fx, "invert", cases[c].invert);
      for (int k = 0; k < 2; k++)
        {
          double hz = k == 0 ? cases[c].notch_hz : cases[c].peak_hz;

          memset (io, 0, N * sizeof *io);
          lt_test_add_sine (io, N, 48000.0, hz, 0.1, 0.0);
          lt_test_fx_reset (fx);
          lt_test_fx_run (fx, io, NULL, N, 64);
          amp[k] = 20.0 * log10 (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, hz) / 0.1);
        }
      g_test_message ("feedback %g %%, invert %g: notch %.1f dB, peak %.1f dB", cases[c].feedback, cases[c].invert, amp[0], amp[1]);
      g_assert_cmpfloat (amp[0], <, -50.0);
      g_assert_cmpfloat (amp[1], >, 0.5);
      g_assert_cmpfloat (amp[1], <, 10.0);
    }
}

/* The strongest feedback under loud noise stays bounded and dies when the noise ends. */
static void
test_bounds (void)
{
  static const float feedbacks[] = { 95.0f, -95.0f };
  enum { N = 480000 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xf1a);
  g_autofree float *l = g_new (float, N);
  g_autofree float *r = g_new (float, N);

  for (guint f = 0; f < G_N_ELEMENTS (feedbacks); f++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("flanger"), 48000.0, 2);

      lt_test_fx_set (fx, "feedback", feedbacks[f]);
      lt_test_fx_set (fx, "depth", 100.0f);
      lt_test_fx_set (fx, "rate", 5.0f);
      lt_test_fx_set (fx, "mix", 100.0f);
      memset (l, 0, N * sizeof *l);
      memset (r, 0, N * sizeof *r);
      lt_test_noise (l, N / 2, 2.0, rng);
      lt_test_noise (r, N / 2, 2.0, rng);
      lt_test_fx_run (fx, l, r, N, 64);
      g_assert_cmpfloat (lt_test_peak (l, N), <, 4.0);
      g_assert_cmpfloat (lt_test_peak (r, N), <, 4.0);
      g_assert_cmpfloat (lt_test_peak (l + N - 4800, 4800), <, 1e-6);
    }
}

static void
test_moves (void)
{
  static const LtTestMove moves[] = {
    { "rate", 0.1f, 5.0f }, { "note", 0.0f, 7.0f }, { "shape", 0.0f, 1.0f }, { "delay", 0.2f, 8.0f }, { "delay", 10.0f, 0.1f }, { "depth", 0.0f, 100.0f },
    { "feedback", -90.0f, 90.0f }, { "stereo", 0.0f, 180.0f }, { "invert", 0.0f, 1.0f }, { "mix", 0.0f, 100.0f }, { "mix", 100.0f, 0.0f },
  };

  lt_test_moves ("flanger", moves, G_N_ELEMENTS (moves));
}

static void
test_dry (void)
{
  lt_test_dry ("flanger");
}

static void
test_extreme_rates (void)
{
  lt_test_extreme_rates ("flanger");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flanger/depth", test_depth);
  g_test_add_func ("/flanger/notches", test_notches);
  g_test_add_func ("/flanger/bounds", test_bounds);
  g_test_add_func ("/flanger/moves", test_moves);
  g_test_add_func ("/flanger/dry", test_dry);
  g_test_add_func ("/flanger/extreme-rates", test_extreme_rates);
  return g_test_run ();
}
