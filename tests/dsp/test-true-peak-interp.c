// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Peaks between samples of tones whose peaks are known.
// Layer: tests.

#include "dsp/true-peak-interp.h"

#include <glib.h>
#include <math.h>

#define N 4096

/* The largest reading over a stretch long enough to hit every phase, in dB of the true amplitude. */
static void
read_tone (double freq, double *coarse_db, double *fine_db, uint32_t factor)
{
  float            x[N], peak[N];
  LtTruePeakInterp interp;
  double           coarse = 0.0, fine = 0.0;

  lt_true_peak_interp_init (&interp);
  for (int i = 0; i < N; i++)
    x[i] = (float) sin (2.0 * G_PI * freq * i + 0.1);
  lt_true_peak_interp_coarse (&interp, x + 256, peak, N - 512);
  for (int i = 0; i < N - 512; i++)
    coarse = MAX (coarse, peak[i]);
  for (uint32_t at = 256; at < N - 512; at += LT_TRUE_PEAK_FINE_FRAMES)
    {
      lt_true_peak_interp_fine (&interp, x + at, peak, factor, 0.5f);
      for (uint32_t i = 0; i < LT_TRUE_PEAK_FINE_FRAMES; i++)
        fine = MAX (fine, peak[i]);
    }
  *coarse_db = 20.0 * log10 (coarse);
  *fine_db = 20.0 * log10 (fine);
}

static void
test_tones (void)
{
  double coarse, fine;

  /* fs/4 and fs/6 at any phase, and what lies up to 0.47 fs: an 8 × parabola is 0.01 dB off at most. */
  for (double freq = 0.001; freq < 0.4705; freq += 0.0123)
    {
      read_tone (freq, &coarse, &fine, 8);
      g_assert_cmpfloat (fabs (fine), <, 0.01);
      read_tone (freq, &coarse, &fine, 4);
      g_assert_cmpfloat (fabs (fine), <, 0.08);
      if (freq < 0.4) /* the annex's filter: up to 0.22 dB high or 0.24 low, and 20 log cos (π f / 4) for the grid */
        {
          g_assert_cmpfloat (coarse, <, 0.22);
          g_assert_cmpfloat (coarse, >, 20.0 * log10 (cos (G_PI * freq / 4.0)) - 0.27);
        }
    }
  read_tone (0.25, &coarse, &fine, 8);
  g_assert_cmpfloat (fabs (fine), <, 0.01);
  read_tone (1.0 / 6.0, &coarse, &fine, 8);
  g_assert_cmpfloat (fabs (fine), <, 0.01);
}

/* A lone sample is its own peak and a frame's peak is never below its sample. */
static void
test_samples (void)
{
  float            x[512] = { 0 }, peak[LT_TRUE_PEAK_FINE_FRAMES];
  LtTruePeakInterp interp;

  lt_true_peak_interp_init (&interp);
  x[260] = 1.0f;
  lt_true_peak_interp_fine (&interp, x + 256, peak, 8, 0.9f);
  g_assert_cmpfloat (peak[4], ==, 1.0f);
  lt_true_peak_interp_coarse (&interp, x + 256, peak, LT_TRUE_PEAK_FINE_FRAMES);
  g_assert_cmpfloat (peak[4], ==, 1.0f);
  g_assert_cmpfloat (peak[3], >, 0.8f); /* up to just before the next sample */
  g_assert_cmpfloat (peak[3], <, 1.0f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/true-peak-interp/tones", test_tones);
  g_test_add_func ("/dsp/true-peak-interp/samples", test_samples);
  return g_test_run ();
}
