// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Graphic equaliser: the response goes through what the bands are set to at every rate, and the run has that response.
// Layer: tests.

#include "dsp/graphic-eq.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N_BANDS LT_GRAPHIC_EQ_BANDS
#define N       96000u

static const double rates[] = { 8000.0, 44100.0, 48000.0, 96000.0, 192000.0, 384000.0 };

static double
worst_of (const LtGraphicEqPlan *plan, const double *bands)
{
  double sections[N_BANDS], worst = 0.0;

  lt_graphic_eq_solve (plan, bands, sections);
  for (uint32_t b = 0; b < plan->n_bands; b++)
    worst = MAX (worst, fabs (lt_graphic_eq_response_db (plan, sections, lt_graphic_eq_band_hz (b))
                              - bands[b]));
  return worst;
}

/* Tilts, single bands, steps, and anything up to ±12 dB. */
static void
test_solution (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (1);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      LtGraphicEqPlan plan;

      lt_graphic_eq_plan_init (&plan, rates[r]);
      g_assert_cmpuint (plan.n_bands, ==, rates[r] < 40000.0 ? 22 : rates[r] < 44200.0 ? 29 : 30);
      for (int round = 0; round < 40; round++)
        {
          double bands[N_BANDS], worst;

          for (int b = 0; b < (int) N_BANDS; b++)
            bands[b] = round == 0   ? 12.0
                       : round == 1 ? 12.0 - 0.8 * b
                       : round == 2 ? (b == 15 ? 12.0 : 0.0)
                       : round == 3 ? (b < 12 ? -10.0 : 10.0)
                                    : g_rand_double_range (rng, -12.0, 12.0);
          worst = worst_of (&plan, bands);
          g_assert_cmpfloat (worst, <, 0.8);
        }
    }
}

/* Between two bands the response lies between them. */
static void
test_between (void)
{
  for (guint r = 1; r < G_N_ELEMENTS (rates); r++)
    {
      LtGraphicEqPlan plan;
      double          bands[N_BANDS], sections[N_BANDS];

      lt_graphic_eq_plan_init (&plan, rates[r]);
      for (uint32_t b = 0; b < N_BANDS; b++)
        bands[b] = 8.0;
      lt_graphic_eq_solve (&plan, bands, sections);
      for (double hz = 25.0; hz <= lt_graphic_eq_band_hz (plan.n_bands - 1); hz *= 1.02)
        g_assert_cmpfloat_with_epsilon (lt_graphic_eq_response_db (&plan, sections, hz), 8.0, 0.6);
    }
}

/* The most that can be asked for stays finite and stable. */
static void
test_extremes (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      LtGraphicEqPlan plan;
      double          bands[N_BANDS], sections[N_BANDS];

      lt_graphic_eq_plan_init (&plan, rates[r]);
      for (uint32_t b = 0; b < N_BANDS; b++)
        bands[b] = b % 2 == 0 ? LT_GRAPHIC_EQ_MAX_DB : -LT_GRAPHIC_EQ_MAX_DB;
      lt_graphic_eq_solve (&plan, bands, sections);
      for (uint32_t b = 0; b < plan.n_bands; b++)
        {
          LtSvfShape shape = lt_graphic_eq_shape (&plan, b, sections[b]);

          g_assert_cmpfloat (fabs (sections[b]), <=, 40.0);
          g_assert_cmpfloat (lt_svf_pole_radius (&shape), <, 1.0);
          g_assert_true (isfinite (shape.bp) && shape.bp > 0.0);
        }
    }
}

/* A pass over a tone has the gain that the response says; a flat one leaves every bit; mono equals the left of a pair. */
static void
test_run (void)
{
  static LtGraphicEq eq, other;
  static LtSvfPair   pairs[N];
  static double      mono[N];
  static float       out[N];
  double             bands[N_BANDS] = { 0.0 }, sections[N_BANDS];

  lt_graphic_eq_init (&eq, 48000.0);
  lt_graphic_eq_begin (&eq, bands);
  g_assert_true (lt_graphic_eq_is_idle (&eq));
  for (uint32_t b = 0; b < N_BANDS; b++)
    bands[b] = 10.0 * sin (b);
  lt_graphic_eq_init (&eq, 48000.0);
  lt_graphic_eq_init (&other, 48000.0);
  lt_graphic_eq_solve (&eq.plan, bands, sections);
  for (double hz = 100.0; hz < 15000.0; hz *= 3.1)
    {
      lt_graphic_eq_reset (&eq);
      lt_graphic_eq_reset (&other);
      for (uint32_t i = 0; i < N; i++)
        pairs[i] = (LtSvfPair){ mono[i] = sin (2.0 * G_PI * hz / 48000.0 * i), 0.0 };
      for (uint32_t at = 0; at < N; at += 64)
        {
          lt_graphic_eq_begin (&eq, bands);
          lt_graphic_eq_begin (&other, bands);
          lt_graphic_eq_run (&eq, 0, 64, pairs + at, 64);
          lt_graphic_eq_run_mono (&other, mono + at, 64);
        }
      for (uint32_t i = 0; i < N; i++)
        {
          g_assert_cmpfloat (pairs[i][0], ==, mono[i]);
          out[i] = (float) mono[i];
        }
      g_assert_cmpfloat_with_epsilon (
          20.0 * log10 (lt_test_tone_amp (out + N / 2, N / 2, 48000.0, hz)),
          lt_graphic_eq_response_db (&eq.plan, sections, hz), 0.01);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graphic-eq/solution", test_solution);
  g_test_add_func ("/graphic-eq/between", test_between);
  g_test_add_func ("/graphic-eq/extremes", test_extremes);
  g_test_add_func ("/graphic-eq/run", test_run);
  return g_test_run ();
}
