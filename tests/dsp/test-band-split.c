// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts against the closed formula of the equaliser that they make.
// Layer: tests.

#include "dsp/band-split.h"

#include <complex.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#define N 19200

static double
response_db (const double *h, double rate_hz, double hz)
{
  double complex sum = 0.0;

  for (int i = 0; i < N; i++)
    sum += h[i] * cexp (-I * 2.0 * G_PI * hz / rate_hz * i);
  return 20.0 * log10 (cabs (sum));
}

static void
test_response (void)
{
  static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 }, gains[] = { 1.0, 0.5, 0.1 };
  static const double hz[] = { 100.0, 2000.0, 4500.0, 7000.0, 11000.0, 18000.0 };
  double             *h = g_new (double, N);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint g = 0; g < G_N_ELEMENTS (gains); g++)
      {
        LtBandSplit      split = { 0 };
        LtBandSplitParts parts;

        lt_band_split_set (&split, rates[r], 11000.0, 4500.0); /* in either order */
        for (int at = 0; at < N; at += LT_QUANTUM)
          {
            float in[2][LT_QUANTUM] = { { at == 0 ? 1.0f : 0.0f }, { at == 0 ? 0.5f : 0.0f } };

            lt_band_split_run (&split, in[0], in[1], &parts, LT_QUANTUM);
            for (int i = 0; i < (int) LT_QUANTUM; i++)
              {
                h[at + i] = in[0][i] - (1.0 - sqrt (gains[g])) * parts.flank[0][i] - (1.0 - gains[g]) * parts.band[0][i];
                g_assert_cmpfloat_with_epsilon (parts.band[1][i], 0.5f * parts.band[0][i], 1e-7);
              }
          }
        for (guint f = 0; f < G_N_ELEMENTS (hz); f++)
          {
            double got = response_db (h, rates[r], hz[f]), want = lt_band_split_response_db (&split, rates[r], gains[g], hz[f]);

            g_assert_cmpfloat_with_epsilon (got, want, 0.001);
            if (hz[f] == 4500.0 || hz[f] == 11000.0)
              g_assert_cmpfloat_with_epsilon (want, 10.0 * log10 (0.5 + 0.5 * gains[g] * gains[g]), 1e-6);
          }
      }
  g_free (h);
}

/* Edges that cross or lie beyond half the rate leave it stable; it comes to rest within its tail. */
static void
test_edges (void)
{
  static const double edges[][2] = { { 5000.0, 5000.0 }, { 16000.0, 2000.0 }, { 16000.0, 20000.0 }, { 1000.0, 20000.0 }, { 1000.0, 1100.0 } };
  static const double rates[] = { 8000.0, 44100.0, 384000.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint e = 0; e < G_N_ELEMENTS (edges); e++)
      {
        LtBandSplit      split = { 0 };
        LtBandSplitParts parts;
        uint32_t         tail = lt_band_split_tail (rates[r], edges[e][0], edges[e][1]);

        lt_band_split_set (&split, rates[r], edges[e][0], edges[e][1]);
        for (uint32_t at = 0; at < 16 * tail + 640; at += LT_QUANTUM)
          {
            float in[LT_QUANTUM] = { at == 0 ? 1.0f : 0.0f };

            lt_band_split_run (&split, in, NULL, &parts, LT_QUANTUM);
            lt_band_split_settle (&split);
            for (int i = 0; i < (int) LT_QUANTUM; i++)
              {
                g_assert_true (fabsf (parts.band[0][i]) <= 1.5f && fabsf (parts.flank[0][i]) <= 3.0f);
                if (at + (uint32_t) i >= tail)
                  g_assert_true (fabsf (parts.band[0][i]) < 1e-6f && fabsf (parts.flank[0][i]) < 1e-6f);
              }
          }
        g_assert_true (lt_band_split_is_at_rest (&split));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/band-split/response", test_response);
  g_test_add_func ("/band-split/edges", test_edges);
  return g_test_run ();
}
