// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Smoothing has the response that its header states, sets in softly, and can be done in pieces.
// Layer: tests.

#include "dsp/smooth.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 4800u
#define RATE 48000.0

static void
test_response (void)
{
  static const double freqs[] = { 100.0, 6240.0, 12000.0, 20000.0 };

  for (guint f = 0; f < G_N_ELEMENTS (freqs); f++)
    {
      float  x[N + 4] = { 0 }, y[N];
      double wanted = pow (cos (G_PI * freqs[f] / RATE), 4.0);

      lt_test_add_sine (x, N + 4, RATE, freqs[f], 0.5, 0.2);
      lt_smooth_run (x + 2, y, N, 0, N);
      g_assert_cmpfloat (fabs (lt_test_tone_amp (y, N, RATE, freqs[f]) / 0.5 - wanted), <, 0.002);
    }
}

/* The first sample hardly moves, and pieces are the whole. */
static void
test_pieces (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);
  float             x[N + 4], whole[N], pieces[N];

  lt_test_noise (x, N + 4, 0.5, rng);
  lt_smooth_run (x + 2, whole, N, 0, N);
  for (uint32_t at = 0; at < N; at += 100)
    lt_smooth_run (x + 2 + at, pieces + at, 100, at, N);
  g_assert_cmpmem (whole, sizeof whole, pieces, sizeof pieces);
  g_assert_cmpfloat (fabsf (whole[0] - x[2]), <, 0.2f);
  g_assert_cmpfloat (whole[100], ==, (x[100] + 4.0f * x[101] + 6.0f * x[102] + 4.0f * x[103] + x[104]) / 16.0f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/smooth/response", test_response);
  g_test_add_func ("/dsp/smooth/pieces", test_pieces);
  return g_test_run ();
}
