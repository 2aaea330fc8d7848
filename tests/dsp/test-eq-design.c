// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Equaliser designs stay with their analogue prototypes up to 0.42 × the rate.
// Layer: tests.

#include "dsp/eq-design.h"

#include <glib.h>
#include <math.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static double
db (double power)
{
  return 10.0 * log10 (MAX (power, 1e-30));
}

/* Largest distance from the prototype in dB between 5 Hz and 0.42 × the rate, where that is above floor_db. */
static double
distance (LtEqDesignKind kind, double rate_hz, double freq_hz, double q, double gain_db, double floor_db)
{
  LtEqDesignPrototype proto = lt_eq_design_prototype (kind, q, gain_db);
  LtSvfShape          shape = lt_eq_design_section (kind, rate_hz, freq_hz, q, gain_db);
  double              worst = 0.0;

  g_assert_cmpfloat (lt_svf_pole_radius (&shape), <, 1.0);
  for (int i = 0; i <= 160; i++)
    {
      double f = 5.0 * pow (0.42 * rate_hz / 5.0, i / 160.0);
      double want = db (lt_eq_design_prototype_power (&proto, f / freq_hz));

      if (want > floor_db)
        worst = MAX (worst, fabs (db (lt_svf_power (&shape, rate_hz, f)) - want));
    }
  return worst;
}

static void
walk (LtEqDesignKind kind, const double *gains, int n_gains, double floor_db, double limit_db)
{
  static const double qs[] = { 0.1, 0.3, 0.7071, 1.0, 2.0, 4.0 };
  double              worst = 0.0;

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint k = 0; k < G_N_ELEMENTS (qs); k++)
      for (int g = 0; g < n_gains; g++)
        for (int i = 0; i <= 48; i++)
          {
            double freq = 10.0 * pow (3000.0, i / 48.0);
            double d = distance (kind, rates[r], freq, qs[k], gains[g], floor_db);

            if (d > worst)
              g_test_message ("kind %d, %g Hz of %g, q %g, %g dB: %.3f dB", kind, freq, rates[r], qs[k], gains[g], d);
            worst = MAX (worst, d);
          }
  g_assert_cmpfloat (worst, <=, limit_db);
}

static const double small[] = { -12.0, -6.0, -1.0, 1.0, 6.0, 12.0 };
static const double large[] = { -24.0, -18.0, 18.0, 24.0 };

static void
test_gains (void)
{
  walk (LT_EQ_DESIGN_BELL, small, 6, -100.0, 0.5);
  walk (LT_EQ_DESIGN_LOW_SHELF, small, 6, -100.0, 0.5);
  walk (LT_EQ_DESIGN_HIGH_SHELF, small, 6, -100.0, 0.5);
  walk (LT_EQ_DESIGN_TILT, small, 6, -100.0, 0.5);
}

static void
test_large_gains (void)
{
  walk (LT_EQ_DESIGN_BELL, large, 4, -100.0, 1.0);
  walk (LT_EQ_DESIGN_LOW_SHELF, large, 4, -100.0, 1.0);
  walk (LT_EQ_DESIGN_HIGH_SHELF, large, 4, -100.0, 1.0);
  walk (LT_EQ_DESIGN_TILT, large, 4, -100.0, 1.0);
}

static void
test_cuts (void)
{
  static const double none[] = { 0.0 };

  walk (LT_EQ_DESIGN_LOW_PASS, none, 1, -60.0, 0.5);
  walk (LT_EQ_DESIGN_HIGH_PASS, none, 1, -60.0, 0.5);
  walk (LT_EQ_DESIGN_LOW_PASS_1, none, 1, -60.0, 0.5);
  walk (LT_EQ_DESIGN_HIGH_PASS_1, none, 1, -60.0, 0.5);
  walk (LT_EQ_DESIGN_BAND_PASS, none, 1, -60.0, 0.5);
  walk (LT_EQ_DESIGN_NOTCH, none, 1, -6.0, 1.0);
}

/* Whole cuts of every slope against their prototypes. */
static double
cut_distance (bool low_cut, int order, double rate_hz, double freq_hz, double q)
{
  LtSvfShape shapes[4];
  double     qs[4], worst = 0.0;
  int        n = lt_eq_design_cut (low_cut, order, rate_hz, freq_hz, q, shapes);

  g_assert_cmpint (n, ==, lt_eq_design_cut_sections (order, q, qs));
  for (int k = 0; k < n; k++)
    g_assert_cmpfloat (lt_svf_pole_radius (&shapes[k]), <, 1.0);
  for (int i = 0; i <= 200; i++)
    {
      double f = i <= 120 ? 5.0 * pow (0.42 * rate_hz / 5.0, i / 120.0) : freq_hz * pow (4.0, (i - 170) / 50.0);
      double want = 1.0, got = 1.0;

      for (int k = 0; k < n; k++)
        {
          LtEqDesignPrototype p = lt_eq_design_prototype (lt_eq_design_cut_kind (low_cut, qs[k]), MAX (qs[k], 0.01), 0.0);

          want *= lt_eq_design_prototype_power (&p, f / freq_hz);
          got *= lt_svf_power (&shapes[k], rate_hz, f);
        }
      if (f >= 5.0 && f <= 0.42 * rate_hz && db (want) > -60.0)
        worst = MAX (worst, fabs (db (got) - db (want)));
    }
  return worst;
}

static void
test_whole_cuts (void)
{
  static const double qs[] = { 0.1, 0.3, G_SQRT2 / 2.0, 1.4, 2.0, 2.8, 4.0, 7.0, 10.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint k = 0; k < G_N_ELEMENTS (qs); k++)
      for (int order = 1; order <= 8; order++)
        for (int i = 0; i <= 60; i++)
          for (int low_cut = 0; low_cut < 2; low_cut++)
            {
              double freq = 10.0 * pow (3000.0, i / 60.0);
              double off = cut_distance (low_cut, order, rates[r], freq, qs[k]), most = qs[k] <= 4.0 ? 0.5 : 1.0;

              if (off > most)
                g_test_message ("%s cut of %d dB, %g Hz of %g, q %g: %.3f dB", low_cut ? "low" : "high", 6 * order, freq, rates[r], qs[k], off);
              g_assert_cmpfloat (off, <=, most);
            }
}

/* A shelf of that q has two resonances. */
static void
test_resonant_shelves (void)
{
  static const double qs[] = { 5.0, 7.0, 10.0 };
  double              worst = 0.0;

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint k = 0; k < G_N_ELEMENTS (qs); k++)
      for (int gain = -24; gain <= 24; gain += 3)
        for (int i = 0; i <= 60; i++)
          {
            double freq = 10.0 * pow (3000.0, i / 60.0);

            worst = MAX (worst, distance (LT_EQ_DESIGN_LOW_SHELF, rates[r], freq, qs[k], gain, -100.0));
            worst = MAX (worst, distance (LT_EQ_DESIGN_HIGH_SHELF, rates[r], freq, qs[k], gain, -100.0));
          }
  g_assert_cmpfloat (worst, <=, 1.0);
}

/* A move of one part in a thousand moves no magnitude by more than it has to: designs follow each other without a jump. */
static void
test_smooth (void)
{
  for (int type = 0; type < 3; type++)
    for (double q = 0.5; q < 9.0; q *= 2.0)
      for (int i = 0; i < 4000; i++)
        {
          double freq = 2000.0 * pow (1.0006, i), now, next;

          if (type == 2)
            {
              LtSvfShape a[4], b[4];
              int        n = lt_eq_design_cut (true, 8, 48000.0, freq, q, a);

              lt_eq_design_cut (true, 8, 48000.0, freq * 1.0006, q, b);
              now = next = 0.0;
              for (int k = 0; k < n; k++)
                {
                  now += db (lt_svf_power (&a[k], 48000.0, 15000.0));
                  next += db (lt_svf_power (&b[k], 48000.0, 15000.0));
                }
            }
          else
            {
              LtSvfShape a = lt_eq_design_section ((LtEqDesignKind) type, 48000.0, freq, q, 12.0);
              LtSvfShape b = lt_eq_design_section ((LtEqDesignKind) type, 48000.0, freq * 1.0006, q, 12.0);

              now = db (lt_svf_power (&a, 48000.0, 15000.0));
              next = db (lt_svf_power (&b, 48000.0, 15000.0));
            }
          g_assert_cmpfloat (fabs (next - now), <, 0.5);
        }
}

/* Sharp ones: the summit is where and as high as asked. */
static void
test_sharp (void)
{
  for (int i = 0; i <= 60; i++)
    for (int g = -24; g <= 24; g += 8)
      {
        double     freq = 10.0 * pow (1600.0, i / 60.0);
        LtSvfShape shape = lt_eq_design_section (LT_EQ_DESIGN_BELL, 48000.0, freq, 40.0, g);

        g_assert_cmpfloat_with_epsilon (db (lt_svf_power (&shape, 48000.0, freq)), g, 0.3);
        g_assert_cmpfloat_with_epsilon (db (lt_svf_power (&shape, 48000.0, 1.0)), 0.0, 0.01);
      }
}

/* No gain is no filter, exactly: a band can start and end without a step. */
static void
test_flat (void)
{
  static const LtEqDesignKind kinds[] = { LT_EQ_DESIGN_BELL, LT_EQ_DESIGN_LOW_SHELF, LT_EQ_DESIGN_HIGH_SHELF, LT_EQ_DESIGN_TILT };
  static const int            both[2] = { 1, 1 };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int i = 0; i <= 20; i++)
      {
        LtSvfShape  shape = lt_eq_design_section (kinds[k], 44100.0, 10.0 * pow (3000.0, i / 20.0), 0.1 * pow (400.0, i / 20.0), 0.0);
        LtSvfCoeffs c = lt_svf_coeffs (&shape, both);

        g_assert_cmpfloat_with_epsilon (c.d[0], 1.0, 1e-9);
        g_assert_cmpfloat_with_epsilon (c.c1[0], 0.0, 1e-9);
        g_assert_cmpfloat_with_epsilon (c.c2[0], 0.0, 1e-9);
      }
}

static void
test_cut_sections (void)
{
  for (int order = 1; order <= 8; order++)
    for (double ratio = 0.25; ratio < 4.5; ratio *= 2.0)
      {
        double q[4], power = 1.0;
        int    n = lt_eq_design_cut_sections (order, G_SQRT2 / 2.0, q);

        for (int i = 0; i < n; i++)
          {
            LtEqDesignPrototype p = q[i] > 0.0 ? lt_eq_design_prototype (LT_EQ_DESIGN_LOW_PASS, q[i], 0.0)
                                               : lt_eq_design_prototype (LT_EQ_DESIGN_LOW_PASS_1, 1.0, 0.0);

            power *= lt_eq_design_prototype_power (&p, ratio);
          }
        g_assert_cmpfloat_with_epsilon (db (power), -db (1.0 + pow (ratio, 2.0 * order)), 1e-9);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eq-design/gains", test_gains);
  g_test_add_func ("/eq-design/large-gains", test_large_gains);
  g_test_add_func ("/eq-design/cuts", test_cuts);
  g_test_add_func ("/eq-design/whole-cuts", test_whole_cuts);
  g_test_add_func ("/eq-design/resonant-shelves", test_resonant_shelves);
  g_test_add_func ("/eq-design/smooth", test_smooth);
  g_test_add_func ("/eq-design/sharp", test_sharp);
  g_test_add_func ("/eq-design/flat", test_flat);
  g_test_add_func ("/eq-design/cut-sections", test_cut_sections);
  return g_test_run ();
}
