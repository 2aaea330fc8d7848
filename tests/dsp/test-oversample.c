// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Oversampling up and down: delay, flatness, images, what folds down, cuts; and the curves against libm.
// Layer: tests.

#include "dsp/oversample.h"
#include "dsp/waveshape.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N 12800u

static void
run (uint32_t factor, const float *in, float *high, float *out, uint32_t n, uint32_t piece)
{
  LtOversampleTaps taps;
  LtOversample     over;

  lt_oversample_design (&taps);
  lt_oversample_start (&over, &taps, factor);
  for (uint32_t at = 0; at < n; at += piece)
    {
      uint32_t len = MIN (piece, n - at);

      lt_oversample_up (&over, in + at, high + (size_t) at * factor, len);
      lt_oversample_down (&over, high + (size_t) at * factor, out + at, len);
    }
}

/* A tone comes back in time and at its level, up to 0.45 of the rate; cuts change no bit. */
static void
test_up_and_down (void)
{
  float            *in = g_new (float, N), *out = g_new (float, N), *again = g_new (float, N), *high = g_new (float, 8 * N);
  const uint32_t    pieces[] = { 1, 3, 17, 63 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (1);

  for (uint32_t factor = 1; factor <= 8; factor *= 2)
    {
      for (double freq = 0.01; freq < 0.451; freq += 0.04)
        {
          double off = 0.0;

          memset (in, 0, N * sizeof *in);
          lt_test_add_sine (in, N, 1.0, freq, 0.5, 0.3);
          run (factor, in, high, out, N, 64);
          for (uint32_t i = 1000; i < N; i++)
            off = MAX (off, fabs ((double) out[i] - in[i - LT_OVERSAMPLE_LATENCY]));
          g_assert_cmpfloat (off, <, 0.5 * (pow (10.0, 0.01 / 20.0) - 1.0));
        }
      lt_test_noise (in, N, 1.0, rng);
      run (factor, in, high, out, N, 64);
      for (guint p = 0; p < G_N_ELEMENTS (pieces); p++)
        {
          run (factor, in, high, again, N, pieces[p]);
          g_assert_cmpmem (out, N * sizeof *out, again, N * sizeof *again);
        }
    }
  g_free (in);
  g_free (out);
  g_free (again);
  g_free (high);
}

/* A tone that only the high rate can hold does not come down; a low one leaves no image up there. */
static void
test_stop_bands (void)
{
  float *in = g_new0 (float, N), *out = g_new (float, N), *high = g_new (float, 8 * N);

  for (uint32_t factor = 2; factor <= 8; factor *= 2)
    {
      LtOversampleTaps taps;
      LtOversample     over;

      lt_oversample_design (&taps);
      for (double freq = 0.521; freq < 0.5 * factor; freq += 0.0837)
        {
          lt_oversample_start (&over, &taps, factor);
          memset (high, 0, factor * N * sizeof *high);
          lt_test_add_sine (high, factor * N, factor, freq, 1.0, 0.0);
          for (uint32_t at = 0; at < N; at += 64)
            {
              float ignored[64 * 8];

              lt_oversample_up (&over, in + at, ignored, 64);
              lt_oversample_down (&over, high + at * factor, out + at, 64);
            }
          g_assert_cmpfloat (20.0 * log10 (lt_test_peak (out + 1000, N - 1000)), <, -80.0);
        }

      g_autofree float *tone = g_new0 (float, N);
      lt_test_add_sine (tone, N, 1.0, 0.2, 1.0, 0.0);
      run (factor, tone, high, out, N, 64);
      for (uint32_t k = 1; k < factor; k++)
        {
          double image = k % 2 ? (k + 1) / 2 - 0.2 : k / 2 + 0.2; /* 0.8, 1.2, 1.8, … of the rate */

          g_assert_cmpfloat (20.0 * log10 (lt_test_tone_amp (high + 1000 * factor, (N - 1000) * factor, factor, image)), <, -80.0);
        }
    }
  g_free (in);
  g_free (out);
  g_free (high);
}

/* The curves are what they say to −110 dB, and silence stays silence. */
static void
test_curves (void)
{
  for (double x = -10.0; x < 10.0; x += 0.0137)
    for (int curve = 0; curve < LT_WAVESHAPE_N; curve++)
      {
        double a = 2.0 * x + 0.3;
        double want = curve == LT_WAVESHAPE_TAPE         ? tanh (a) - tanh (0.3)
                      : curve == LT_WAVESHAPE_TUBE       ? (tanh (a + 0.4) - tanh (0.7)) / (1.0 - tanh (0.4) * tanh (0.4))
                      : curve == LT_WAVESHAPE_TRANSISTOR ? erf (0.5 * sqrt (G_PI) * a) - erf (0.5 * sqrt (G_PI) * 0.3)
                                                         : sin (a) - sin (0.3);
        float got = (float) x, zero = 0.0f;

        lt_waveshape_run ((LtWaveshapeCurve) curve, &got, 1, 2.0f, 0.3f, 1.0f);
        g_assert_cmpfloat (fabs (got - want), <, 3e-6); /* a float's own step at 20 radians is 2e-6 */
        lt_waveshape_run ((LtWaveshapeCurve) curve, &zero, 1, 2.0f, 0.3f, 1.0f);
        g_assert_cmpfloat (zero, ==, 0.0f);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/oversample/up-and-down", test_up_and_down);
  g_test_add_func ("/dsp/oversample/stop-bands", test_stop_bands);
  g_test_add_func ("/dsp/oversample/curves", test_curves);
  return g_test_run ();
}
