// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tremolo: rate, depth and shapes against their formulas, auto-pan at steady power, notes, moves.
// Layer: tests.

#include "helpers/test-moves.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

/* What the effect makes of a steady 1. */
static void
gains_of (LtTestFx *fx, float *l, float *r, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    l[i] = r[i] = 1.0f;
  lt_test_fx_run (fx, l, r, n, 64);
}

static double
sine_gain (double t, double rate, double depth)
{
  return 1.0 - depth * 0.5 * (1.0 - cos (2.0 * G_PI * rate * t));
}

/* Frame for frame within 0.1 dB, still so after many turns: the rate has no error that adds up. */
static void
test_sine (void)
{
  static const struct
  {
    float rate, depth;
  } cases[] = { { 0.3f, 50.0f }, { 4.5f, 90.0f }, { 20.0f, 20.0f } };

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("tremolo"), rates[k], 2);
        uint32_t             n = (uint32_t) (rates[k] * 10.0);
        g_autofree float    *l = g_new (float, n);
        g_autofree float    *r = g_new (float, n);
        double               worst = 0.0;

        lt_test_fx_set (fx, "rate", cases[c].rate);
        lt_test_fx_set (fx, "depth", cases[c].depth);
        gains_of (fx, l, r, n);
        for (uint32_t i = 0; i < n; i++)
          worst = MAX (worst, fabs (20.0 * log10 (l[i] / sine_gain (i / rates[k], cases[c].rate, 0.01 * cases[c].depth))));
        g_test_message ("%.0f Hz, %g Hz, %g %%: %.5f dB off at most", rates[k], cases[c].rate, cases[c].depth, worst);
        g_assert_cmpfloat (worst, <, 0.01);
        g_assert_cmpmem (l, n * sizeof *l, r, n * sizeof *r);
      }
}

/* Every shape reaches full level and the depth, and crosses the middle as often as the rate says. */
static void
test_shapes (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (int shape = 0; shape < 5; shape++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("tremolo"), rates[k], 2);
        uint32_t             n = (uint32_t) (rates[k] * 8.0), rising = 0;
        g_autofree float    *l = g_new (float, n);
        g_autofree float    *r = g_new (float, n);
        double               low = 2.0, high = 0.0;

        lt_test_fx_set (fx, "rate", 3.0f);
        lt_test_fx_set (fx, "depth", 75.0f);
        lt_test_fx_set (fx, "shape", (float) shape);
        gains_of (fx, l, r, n);
        for (uint32_t i = 0; i < n; i++)
          {
            low = MIN (low, l[i]);
            high = MAX (high, l[i]);
            rising += i > 0 && l[i - 1] < 0.625f && l[i] >= 0.625f;
          }
        g_test_message ("%.0f Hz, shape %d: %.3f to %.3f dB, %u turns in 8 s", rates[k], shape, 20.0 * log10 (low), 20.0 * log10 (high), rising);
        g_assert_cmpfloat_with_epsilon (20.0 * log10 (high), 0.0, 0.1);
        g_assert_cmpfloat_with_epsilon (20.0 * log10 (low), 20.0 * log10 (0.25), 0.1);
        g_assert_cmpuint (rising, >=, 23);
        g_assert_cmpuint (rising, <=, 24);
      }
}

/* The random shape stays within the depth, moves and does not repeat itself. */
static void
test_random (void)
{
  enum { N = 96000 };
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("tremolo"), 48000.0, 2);
  g_autofree float    *l = g_new (float, N);
  g_autofree float    *r = g_new (float, N);
  double               sum = 0.0, apart = 0.0;

  lt_test_fx_set (fx, "rate", 20.0f);
  lt_test_fx_set (fx, "depth", 80.0f);
  lt_test_fx_set (fx, "shape", 5.0f);
  gains_of (fx, l, r, N);
  for (uint32_t i = 0; i < N; i++)
    {
      g_assert_true (l[i] >= 0.2f - 1e-6f && l[i] <= 1.0f + 1e-6f);
      sum += l[i];
      if (i >= 2400)
        apart = MAX (apart, fabs (l[i] - l[i - 2400]));
    }
  g_assert_cmpfloat_with_epsilon (sum / N, 0.6, 0.1);
  g_assert_cmpfloat (apart, >, 0.3);
}

/* The right side is ahead by the phase. */
static void
test_stereo (void)
{
  enum { N = 96000 };
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("tremolo"), 48000.0, 2);
  g_autofree float    *l = g_new (float, N);
  g_autofree float    *r = g_new (float, N);

  lt_test_fx_set (fx, "rate", 2.0f);
  lt_test_fx_set (fx, "stereo", 90.0f);
  gains_of (fx, l, r, N);
  for (uint32_t i = 0; i + 6000 < N; i++)
    g_assert_cmpfloat_with_epsilon (r[i], l[i + 6000], 1e-4);
}

static void
test_pan (void)
{
  enum { N = 96000 };
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("tremolo"), 48000.0, 2);
  g_autofree float    *l = g_new (float, N);
  g_autofree float    *r = g_new (float, N);
  double               widest = 0.0;

  lt_test_fx_set (fx, "pan", 1.0f);
  lt_test_fx_set (fx, "depth", 100.0f);
  gains_of (fx, l, r, N);
  for (uint32_t i = 0; i < N; i++)
    {
      g_assert_cmpfloat_with_epsilon (l[i] * l[i] + r[i] * r[i], 2.0, 1e-4);
      widest = MAX (widest, fabs (l[i] - r[i]));
    }
  g_assert_cmpfloat (widest, >, 1.4);
}

/* The helper plays at 120 beats a minute: a quarter note is half a second. */
static void
test_note (void)
{
  static const struct
  {
    float  note;
    double hz;
  } cases[] = { { 1.0f, 0.125 }, { 3.0f, 0.5 }, { 7.0f, 2.0 }, { 8.0f, 4.0 / 3.0 }, { 9.0f, 3.0 }, { 16.0f, 16.0 } };
  enum { N = 480000 };
  g_autofree float *l = g_new (float, N);
  g_autofree float *r = g_new (float, N);

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("tremolo"), 48000.0, 2);

      lt_test_fx_set (fx, "note", cases[c].note);
      gains_of (fx, l, r, N);
      for (uint32_t i = 0; i < N; i += 97)
        g_assert_cmpfloat_with_epsilon (l[i], sine_gain (i / 48000.0, cases[c].hz, 0.5), 1e-3);
    }
}

static void
test_moves (void)
{
  static const LtTestMove moves[] = {
    { "rate", 0.5f, 20.0f }, { "note", 0.0f, 10.0f }, { "shape", 0.0f, 2.0f }, { "shape", 2.0f, 4.0f }, { "shape", 3.0f, 5.0f },
    { "depth", 0.0f, 100.0f }, { "depth", 100.0f, 0.0f }, { "stereo", 0.0f, 180.0f }, { "pan", 0.0f, 1.0f }, { "mix", 0.0f, 100.0f }, { "mix", 100.0f, 0.0f },
  };

  lt_test_moves ("tremolo", moves, G_N_ELEMENTS (moves));
}

static void
test_dry (void)
{
  lt_test_dry ("tremolo");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tremolo/sine", test_sine);
  g_test_add_func ("/tremolo/shapes", test_shapes);
  g_test_add_func ("/tremolo/random", test_random);
  g_test_add_func ("/tremolo/stereo", test_stereo);
  g_test_add_func ("/tremolo/pan", test_pan);
  g_test_add_func ("/tremolo/note", test_note);
  g_test_add_func ("/tremolo/moves", test_moves);
  g_test_add_func ("/tremolo/dry", test_dry);
  return g_test_run ();
}
