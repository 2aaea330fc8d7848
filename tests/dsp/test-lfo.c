// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The oscillator against its formulas, in pieces and after hours.
// Layer: tests.

#include "dsp/lfo.h"

#include <glib.h>
#include <string.h>

#define RATE 48000.0

static double
wanted (LtLfoShape shape, double turns)
{
  double x = turns - floor (turns);

  switch (shape)
    {
    case LT_LFO_TRIANGLE:
      return 1.0 - 4.0 * (x < 0.5 ? x : 1.0 - x);
    case LT_LFO_SQUARE:
      return x < 0.5 ? 1.0 : -1.0;
    case LT_LFO_RAMP_UP:
      return 2.0 * x - 1.0;
    case LT_LFO_RAMP_DOWN:
      return 1.0 - 2.0 * x;
    default:
      return cos (2.0 * LT_PI * x);
    }
}

/* Away from what jumps, where the shape has its edges. */
static void
test_shapes (void)
{
  for (int shape = LT_LFO_SINE; shape < LT_LFO_RANDOM; shape++)
    {
      LtLfo  lfo;
      float  out[64];
      bool   jumps = shape >= LT_LFO_SQUARE;
      double freq = 0.37;

      lt_lfo_reset (&lfo, 0);
      for (uint32_t at = 0; at < 480000; at += 64)
        {
          lt_lfo_set (&lfo, (LtLfoShape) shape, freq, RATE, 64);
          lt_lfo_run (&lfo, (LtRamp) { .from = 0.125f }, out, 64);
          for (uint32_t i = 0; i < 64; i++)
            {
              double turns = (at + i) * freq / RATE + 0.125, half = 2.0 * turns - floor (2.0 * turns);

              if (!jumps || (half > 0.02 && half < 0.98))
                g_assert_cmpfloat_with_epsilon (out[i], wanted ((LtLfoShape) shape, turns), jumps ? 0.01 : 1e-5);
            }
          lt_lfo_advance (&lfo, 64);
        }
    }
}

/* Ten hours on, the phase is where multiplication says. */
static void
test_drift (void)
{
  LtLfo  lfo;
  double freq = 0.1234, turns;

  lt_lfo_reset (&lfo, 0);
  lt_lfo_set (&lfo, LT_LFO_SINE, freq, 44100.0, 64);
  for (uint32_t q = 0; q < 24806250; q++)
    lt_lfo_advance (&lfo, 64);
  turns = freq * 36000.0;
  g_assert_cmpuint (lfo.turns, ==, (uint32_t) turns);
  g_assert_cmpfloat_with_epsilon ((double) lfo.phase / 18446744073709551616.0, turns - floor (turns), 1e-6);
}

/* Any cut of a quantum gives the same bits, offsets that move and shapes that fade included. */
static void
test_pieces (void)
{
  static const uint32_t pieces[] = { 1, 5, 17, 31 };
  LtLfo                 lfo;
  float                 whole[64], split[64];

  lt_lfo_reset (&lfo, 9);
  for (int q = 0; q < 400; q++)
    {
      uint32_t piece = pieces[q % 4];

      lt_lfo_set (&lfo, (LtLfoShape) ((q / 10) % 6), 0.5 + 0.1 * q, RATE, 64);
      lt_lfo_run (&lfo, lt_ramp_make (-0.3f, 0.9f, 0, 64), whole, 64);
      for (uint32_t at = 0; at < 64; at += piece)
        lt_lfo_run (&lfo, lt_ramp_make (-0.3f, 0.9f, at, 64), split + at, MIN (piece, 64 - at));
      g_assert_cmpmem (whole, sizeof whole, split, sizeof split);
      for (int i = 0; i < 64; i++)
        g_assert_true (fabsf (whole[i]) <= 1.00001f);
      lt_lfo_advance (&lfo, 64);
    }
}

/* Nothing steps by more than its edge allows, not even from shape to shape. */
static void
test_continuous (void)
{
  LtLfo lfo;
  float out[64], last = 1.0f, most = 0.0f;

  lt_lfo_reset (&lfo, 3);
  for (int q = 0; q < 6000; q++)
    {
      lt_lfo_set (&lfo, (LtLfoShape) ((q / 100) % 6), 3.0, RATE, 64);
      lt_lfo_run (&lfo, (LtRamp) { 0 }, out, 64);
      for (int i = 0; i < 64; i++)
        {
          if (q + i > 0 && q >= 100)
            most = fmaxf (most, fabsf (out[i] - last));
          last = out[i];
        }
      lt_lfo_advance (&lfo, 64);
    }
  g_assert_cmpfloat (most, <, 2.0 * 1.5 / (0.004 * RATE) * 1.2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lfo/shapes", test_shapes);
  g_test_add_func ("/lfo/drift", test_drift);
  g_test_add_func ("/lfo/pieces", test_pieces);
  g_test_add_func ("/lfo/continuous", test_continuous);
  return g_test_run ();
}
