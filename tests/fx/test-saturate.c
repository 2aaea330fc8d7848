// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saturation: no aliasing, a dry path as late as the wet one, harmonics where they belong, no clicks.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

/* Tones near 5 kHz of full scale at +12 dB and 4 ×: what folds down of their harmonics is below −80 dB. No harmonic
   lies between 0.5 and 0.521 of a rate, where the filter down is only closing. */
static void
test_aliasing (void)
{
  static const int tones_hz[] = { 5000, 5003, 5021, 5125, 5250 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int curve = 0; curve < 4; curve++)
      for (guint t = 0; t < G_N_ELEMENTS (tones_hz); t++)
        {
          g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("saturate"), rates[r], 1);
          uint32_t             n = (uint32_t) rates[r]; /* a second: whole periods of every alias */
          g_autofree float    *io = g_new0 (float, 2 * n);
          double               worst = 0.0, at = 0.0, tone = 0.0;

          lt_test_fx_set (fx, "drive", 12.0f);
          lt_test_fx_set (fx, "curve", (float) curve);
          lt_test_add_sine (io, 2 * n, rates[r], tones_hz[t], 1.0, 0.0);
          lt_test_fx_run (fx, io, NULL, 2 * n, 64);
          for (int k = 1; k <= 40; k++)
            {
              double f = fabs (remainder ((double) k * tones_hz[t], rates[r]));
              double amp = fmod (f, tones_hz[t]) == 0.0 || f < 50.0 || f > 0.5 * rates[r] - 50.0 ? 0.0 : lt_test_tone_amp (io + n, n, rates[r], f);

              if (k * tones_hz[t] < 0.5 * rates[r])
                tone = MAX (tone, k == 1 ? lt_test_tone_amp (io + n, n, rates[r], f) : 0.0);
              else if (amp > worst)
                {
                  worst = amp;
                  at = f;
                }
            }
          g_test_message ("%.0f Hz, curve %d, tone of %d Hz: %.1f dB at %.0f Hz, tone %.3f", rates[r], curve, tones_hz[t], 20.0 * log10 (worst / tone), at, tone);
          g_assert_cmpfloat (20.0 * log10 (worst / tone), <, -80.0);
        }
}

/* Mix 0: the same bits, late by the declared latency, whatever else is set. */
static void
test_mix_0 (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (21);
  const uint32_t    n = 20000;
  g_autofree float *in = g_new (float, 2 * n);
  g_autofree float *io = g_new (float, 2 * n);

  for (int round = 0; round < 16; round++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("saturate"), rates[round % 4], 2);
      uint32_t             late;

      lt_test_fx_random_values (fx, rng, round);
      lt_test_fx_set (fx, "mix", 0.0f);
      lt_test_fx_set (fx, "output", 0.0f);
      late = lt_fx_latency (fx->type, &fx->setup, fx->values);
      lt_test_music (in, 2 * n, fx->setup.rate_hz, 1.0, rng);
      memcpy (io, in, 2 * n * sizeof *in);
      lt_test_fx_run (fx, io, io + n, n, 64);
      for (uint32_t i = late; i < n; i++)
        {
          g_assert_cmpfloat (io[i], ==, in[i - late]);
          g_assert_cmpfloat (io[n + i], ==, in[n + i - late]);
        }
    }
}

/* A signal too small to be bent comes out as it went in (less half of the drive twice), at the declared
   latency, for every factor and band: the paths line up, and the oversampling is flat to 0.45. */
static void
test_small_signals (void)
{
  const uint32_t n = 96000;

  for (int factor = 0; factor < 4; factor++)
    for (int band = 0; band < 3; band++)
      for (int curve = 0; curve < 4; curve++)
        {
          g_autofree float    *in = g_new0 (float, n);
          g_autofree float    *io = g_new0 (float, n);
          g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("saturate"), 48000.0, 1);
          uint32_t             late = lt_fx_latency (fx->type, &fx->setup, fx->values);
          double               off = 0.0;

          lt_test_fx_set (fx, "oversampling", (float) factor);
          lt_test_fx_set (fx, "band", (float) band);
          lt_test_fx_set (fx, "curve", (float) curve);
          lt_test_fx_set (fx, "drive", 0.0f);
          for (int k = 0; k < 9; k++)
            lt_test_add_sine (in, n, 48000.0, (const double[]){ 200, 1000, 2000, 3000, 5000, 10000, 15000, 19000, 21600 }[k], 2e-4, k);
          memcpy (io, in, n * sizeof *in);
          lt_test_fx_run (fx, io, NULL, n, 64);
          for (uint32_t i = n / 2; i < n; i++)
            off = MAX (off, fabs ((double) io[i] - in[i - late]));
          /* 5 Hz of DC blocking turn 200 Hz by 1.4 degrees: 5e-6; 0.01 dB of each tone: 2e-6. */
          g_assert_cmpfloat (off, <, 1.2e-5);
        }
}

/* Even curves give odd harmonics alone; tube and bias add the second. */
static void
test_harmonics (void)
{
  const uint32_t n = 48000;

  for (int curve = 0; curve < 4; curve++)
    for (int biased = 0; biased < 2; biased++)
      {
        g_autofree float    *io = g_new0 (float, 2 * n);
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("saturate"), 48000.0, 1);

        lt_test_fx_set (fx, "curve", (float) curve);
        lt_test_fx_set (fx, "bias", biased ? 40.0f : 0.0f);
        lt_test_add_sine (io, 2 * n, 48000.0, 500.0, 0.5, 0.0);
        lt_test_fx_run (fx, io, NULL, 2 * n, 64);

        double first = lt_test_tone_amp (io + n, n, 48000.0, 500.0), second = lt_test_tone_amp (io + n, n, 48000.0, 1000.0);
        double third = lt_test_tone_amp (io + n, n, 48000.0, 1500.0), mean = 0.0;

        for (uint32_t i = n; i < 2 * n; i++)
          mean += io[i] / n;
        if (!biased)
          g_assert_cmpfloat (20.0 * log10 (third / first), >, -45.0);
        if (curve == 1 || biased)
          g_assert_cmpfloat (20.0 * log10 (second / first), >, -40.0);
        else
          g_assert_cmpfloat (20.0 * log10 (second / first), <, -120.0);
        g_assert_cmpfloat (fabs (mean), <, 1e-5);
      }
}

/* "above" leaves what is well below the edge alone, and the other way round. */
static void
test_bands (void)
{
  const uint32_t n = 48000;

  for (int band = 1; band < 3; band++)
    {
      g_autofree float    *io = g_new0 (float, 2 * n);
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("saturate"), 48000.0, 1);
      double               freq = band == 1 ? 100.0 : 6000.0;

      lt_test_fx_set (fx, "band", (float) band);
      lt_test_fx_set (fx, "freq", band == 1 ? 3000.0f : 200.0f);
      lt_test_fx_set (fx, "drive", 12.0f);
      lt_test_add_sine (io, 2 * n, 48000.0, freq, 0.5, 0.0);
      lt_test_fx_run (fx, io, NULL, 2 * n, 64);
      g_assert_cmpfloat (fabs (20.0 * log10 (lt_test_tone_amp (io + n, n, 48000.0, freq) / 0.5)), <, 0.2);
      g_assert_cmpfloat (20.0 * log10 (lt_test_tone_amp (io + n, n, 48000.0, 3.0 * freq) / 0.5), <, -80.0);
    }
}

/* Every parameter from one end to the other over a −12 dBFS tone of 100 Hz: no click, and the way back. */
static void
test_moves (void)
{
  const uint32_t  n = 48000;
  const LtFxType *type = lt_fx_find ("saturate");

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (uint32_t p = 0; p < type->n_params; p++)
      for (int down = 0; down < 2; down++)
        {
          g_autofree float    *io = g_new0 (float, n);
          g_autoptr (LtTestFx) fx = lt_test_fx_new (type, rates[r], 1);
          float                to[LT_FX_MAX_PARAMS];

          lt_test_fx_set (fx, "band", strcmp (type->params[p].key, "freq") == 0 ? 2.0f : 0.0f);
          memcpy (to, fx->values, sizeof to);
          fx->values[p] = down ? type->params[p].max : type->params[p].min;
          to[p] = down ? type->params[p].min : type->params[p].max;
          if (strcmp (type->params[p].key, "drive") == 0) /* at +36 dB the tone's own harmonics are louder */
            *(down ? fx->values + p : to + p) = 18.0f;
          lt_test_add_sine (io, n, rates[r], 100.0, 0.25, 0.0);
          lt_test_fx_run_moving (fx, io, NULL, n, n / 64 / 2 * 64, to);
          g_test_message ("%s %d: %.1f dB", type->params[p].key, down, lt_test_above_5k_db (io, n, rates[r]));
          g_assert_cmpfloat (lt_test_above_5k_db (io, n, rates[r]), <, -60.0);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx/saturate/aliasing", test_aliasing);
  g_test_add_func ("/fx/saturate/mix-0", test_mix_0);
  g_test_add_func ("/fx/saturate/small-signals", test_small_signals);
  g_test_add_func ("/fx/saturate/harmonics", test_harmonics);
  g_test_add_func ("/fx/saturate/bands", test_bands);
  g_test_add_func ("/fx/saturate/moves", test_moves);
  return g_test_run ();
}
