// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Missing samples: tones, noise with a voice of its own, clipped tops.
// Layer: tests.

#include "dsp/ar-fill.h"
#include "dsp/clip-find.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 4096u
#define RATE 48000.0

static void
fill (float *x, uint32_t first, uint32_t count, uint32_t rounds)
{
  uint32_t          missing[512];
  LtArFill          spec = { lt_ar_fill_order (N, count), rounds, missing, count, NULL };
  g_autofree double *scratch = g_malloc (lt_ar_fill_memory (N, count, spec.order));

  for (uint32_t i = 0; i < count; i++)
    missing[i] = first + i;
  g_assert_true (lt_ar_fill_run (&spec, x, N, false, scratch));
}

/* A tone is what it was to −60 dB and better, whatever stood in the gap, for short gaps and long ones. */
static void
test_sine (void)
{
  static const uint32_t gaps[] = { 1, 7, 40, 200, 480 };

  for (guint g = 0; g < G_N_ELEMENTS (gaps); g++)
    {
      float x[N] = { 0 }, was[N];

      lt_test_add_sine (x, N, RATE, 440.0, 0.5, 0.3);
      lt_test_add_sine (x, N, RATE, 3000.0, 0.1, 1.0);
      memcpy (was, x, sizeof x);
      for (uint32_t i = 0; i < gaps[g]; i++)
        x[2000 + i] = i % 2 == 0 ? 0.9f : -0.9f;
      fill (x, 2000, gaps[g], 1);
      for (uint32_t i = 0; i < N; i++)
        {
          if (i < 2000 || i >= 2000 + gaps[g])
            g_assert_cmpfloat (x[i], ==, was[i]);
          else
            g_assert_cmpfloat (fabs ((double) x[i] - (double) was[i]), <, 0.0006); /* −64 dBFS */
        }
    }
}

/* Of noise nobody knows the samples, but the level stays within reach of what was there, and never above. */
static void
test_noise (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (101);
  float             x[N];
  double            y1 = 0.0, y2 = 0.0;

  for (uint32_t i = 0; i < N; i++)
    {
      double y = 1.8 * y1 - 0.94 * y2 + g_rand_double_range (rng, -0.05, 0.05);

      x[i] = (float) y;
      y2 = y1;
      y1 = y;
    }
  double before = lt_test_rms_db (x + 1500, 500);
  fill (x, 2000, 24, 2);
  g_assert_cmpfloat (lt_test_rms_db (x + 2000, 24), <, before + 6.0);
  g_assert_cmpfloat (lt_test_rms_db (x + 2000, 24), >, before - 20.0);
  g_assert_cmpfloat (lt_test_peak (x + 1990, 44), <, 1.5 * lt_test_peak (x + 1000, 1000));
}

/* A tone clipped 6 dB below its peak is whole again to 5 % of it, no sample is below the level it was held at, and what was
   not clipped stays bit for bit. */
static void
test_clipped (void)
{
  float              x[N] = { 0 }, was[N], least[LT_AR_FILL_MAX_MISSING];
  uint32_t           missing[LT_AR_FILL_MAX_MISSING], n = 0, longest = 0;
  LtClippedRun       run = { 0 };

  lt_test_add_sine (x, N, RATE, 997.0, 0.8, 0.0);
  lt_test_add_sine (x, N, RATE, 2411.0, 0.15, 0.4);
  memcpy (was, x, sizeof x);
  for (uint32_t i = 0; i < N; i++)
    x[i] = CLAMP (x[i], -0.475f, 0.475f);
  for (uint32_t from = 0; lt_clip_find_next (x, N, from, 0.0f, &run); from = run.at + run.n)
    {
      lt_clip_find_bridge (x, N, &run);
      longest = MAX (longest, run.n);
      for (uint32_t i = 0; i < run.n; i++)
        {
          least[n] = run.level;
          missing[n++] = run.at + i;
        }
    }
  g_assert_cmpuint (n, >, 400);

  LtArFill           spec = { lt_ar_fill_order (N, longest), 4, missing, n, least };
  g_autofree double *scratch = g_malloc (lt_ar_fill_memory (N, n, spec.order));
  g_assert_true (lt_ar_fill_run (&spec, x, N, true, scratch));

  for (uint32_t i = 0; i < n; i++)
    {
      g_assert_cmpfloat (fabsf (x[missing[i]]), >=, 0.475f);
      if (missing[i] > 600 && missing[i] < N - 600)
        g_assert_cmpfloat (fabs ((double) x[missing[i]] - (double) was[missing[i]]), <, 0.05 * 0.95);
      was[missing[i]] = x[missing[i]];
    }
  for (uint32_t i = 0; i < N; i++)
    if (fabsf (was[i]) < 0.475f)
      g_assert_cmpfloat (x[i], ==, was[i]);
}

/* What cannot be told is left alone. */
static void
test_refusals (void)
{
  float             x[N] = { 0 };
  uint32_t          missing[] = { 5, 6 };
  LtArFill          spec = { 64, 1, missing, 2, NULL };
  g_autofree double *scratch = g_malloc (lt_ar_fill_memory (N, 2, 64));

  g_assert_false (lt_ar_fill_run (&spec, x, N, false, scratch)); /* silence */
  lt_test_add_sine (x, N, RATE, 440.0, 0.5, 0.0);
  g_assert_false (lt_ar_fill_run (&spec, x, 100, false, scratch));
  g_assert_true (lt_ar_fill_run (&spec, x, N, false, scratch));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/ar-fill/sine", test_sine);
  g_test_add_func ("/dsp/ar-fill/noise", test_noise);
  g_test_add_func ("/dsp/ar-fill/clipped", test_clipped);
  g_test_add_func ("/dsp/ar-fill/refusals", test_refusals);
  return g_test_run ();
}
