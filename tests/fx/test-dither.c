// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dither effect: word length on the grid, level of the error, a tone below the last bit.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

/* Every output is a whole number of steps, and the error under TPDF is −96.3 dB at 16 bits. */
static void
test_word_length (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (1);
  const uint32_t    n = 100000;
  g_autofree float *in = g_new (float, n);
  g_autofree float *out = g_new (float, n);

  for (int bits = 8; bits <= 24; bits += 4)
    for (int type = 0; type <= 3; type++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dither"), rates[(bits / 4) % 4], 1);

        lt_test_fx_set (fx, "bits", (float) bits);
        lt_test_fx_set (fx, "type", (float) type);
        lt_test_music (in, n, fx->setup.rate_hz, 0.5, rng);
        memcpy (out, in, n * sizeof *in);
        lt_test_fx_run (fx, out, NULL, n, 64);
        for (uint32_t i = 0; i < n; i++)
          {
            double steps = ldexp (out[i], bits - 1);

            g_assert_cmpfloat (steps, ==, rint (steps));
            out[i] -= in[i];
          }
        if (type == 1)
          g_assert_cmpfloat (fabs (lt_test_rms_db (out, n) - 20.0 * log10 (ldexp (0.5, 1 - bits))), <, 0.17); /* 2 % */
      }
}

/* A 1 kHz tone at −105 dBFS, below the last of 16 bits, keeps its level and has no harmonics. */
static void
test_tone_below_the_last_bit (void)
{
  const uint32_t    n = 1u << 20;
  g_autofree float *io = g_new0 (float, n);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int type = 1; type <= 3; type++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dither"), rates[r], 1);
        double               amp = pow (10.0, -105.0 / 20.0);

        lt_test_fx_set (fx, "type", (float) type);
        memset (io, 0, n * sizeof *io);
        lt_test_add_sine (io, n, rates[r], 1000.0, amp, 0.0);
        lt_test_fx_run (fx, io, NULL, n, 64);
        g_assert_cmpfloat (fabs (20.0 * log10 (lt_test_tone_amp (io, n, rates[r], 1000.0) / amp)), <, 0.1);

        /* Nothing at a harmonic beyond what the noise gives in one bin: −96 dB over n / 2 bins, times 4.
           Shaped noise is lower up to 5 kHz. */
        for (int h = 2; h <= 5; h++)
          g_assert_cmpfloat (lt_test_tone_amp (io, n, rates[r], 1000.0 * h), <, ldexp (0.5, -15) * sqrt (3.0 / n) * 4.0);
      }
}

static void
test_channels_differ (void)
{
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dither"), 48000.0, 2);
  float                l[6400], r[6400];
  int                  same = 0;

  for (int i = 0; i < 6400; i++)
    l[i] = r[i] = 1e-5f;
  lt_test_fx_run (fx, l, r, 6400, 64);
  for (int i = 0; i < 6400; i++)
    same += l[i] == r[i];
  g_assert_cmpint (same, <, 6400 * 6 / 10);
}

static void
test_silence_is_silent (void)
{
  for (int type = 0; type <= 3; type++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dither"), 48000.0, 2);
      float                l[6400] = { 0 }, r[6400] = { 0 };

      lt_test_fx_set (fx, "type", (float) type);
      lt_test_fx_run (fx, l, r, 6400, 64);
      g_assert_cmpfloat (lt_test_peak (l, 6400) + lt_test_peak (r, 6400), ==, 0.0);

      lt_test_fx_set (fx, "auto-blank", 0.0f);
      lt_test_fx_reset (fx);
      lt_test_fx_run (fx, l, r, 6400, 64);
      if (type != 0)
        g_assert_cmpfloat (lt_test_peak (l, 6400), >, 0.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx/dither/word-length", test_word_length);
  g_test_add_func ("/fx/dither/tone-below-the-last-bit", test_tone_below_the_last_bit);
  g_test_add_func ("/fx/dither/channels-differ", test_channels_differ);
  g_test_add_func ("/fx/dither/silence-is-silent", test_silence_is_silent);
  return g_test_run ();
}
