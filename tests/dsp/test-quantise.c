// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Word length: error statistics against theory, shaping, clamps, justification, silence, seeds.
// Layer: tests.

#include "base/math.h"
#include "dsp/fft.h"
#include "dsp/quantise.h"
#include "helpers/test-signal.h"

#include <stdlib.h>
#include <string.h>

#define N 400000u

static void
start (LtQuantise *q, int bits, LtQuantiseType type, bool blank, double rate_hz)
{
  LtQuantiseSpec spec = { bits, type, blank };

  lt_quantise_init (q, &spec, rate_hz, 7, 0);
}

/* Mean and RMS of out − in, in LSB. */
static void
error_of (const float *in, const float *out, uint32_t n, int bits, double *mean, double *rms)
{
  double lsb = ldexp (1.0, 1 - bits), sum = 0.0, squares = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      double e = ((double) out[i] - in[i]) / lsb;

      sum += e;
      squares += e * e;
    }
  *mean = sum / n;
  *rms = sqrt (squares / n);
}

/* TPDF: mean 0, RMS 0.5 LSB ± 2 %, at any DC, within 0.1 dB of each other. */
static void
test_tpdf_error (void)
{
  g_autofree float *in = g_new (float, N);
  g_autofree float *out = g_new (float, N);
  static const int  word[] = { 8, 12, 16, 20, 24 };

  for (guint b = 0; b < G_N_ELEMENTS (word); b++)
    {
      double lowest = 1.0, highest = 0.0;

      for (int dc = 0; dc <= 8; dc++)
        {
          LtQuantise q;
          double     mean, rms;

          for (uint32_t i = 0; i < N; i++)
            in[i] = (float) ldexp (dc / 8.0 + 3.0, 1 - word[b]);
          start (&q, word[b], LT_QUANTISE_TPDF, false, 48000.0);
          lt_quantise_to_float (&q, in, out, N);
          error_of (in, out, N, word[b], &mean, &rms);
          g_assert_cmpfloat (fabs (mean), <, 4.0 * 0.5 / sqrt (N)); /* four standard errors */
          g_assert_cmpfloat (fabs (rms - 0.5), <, 0.01);
          lowest = MIN (lowest, rms);
          highest = MAX (highest, rms);
        }
      g_assert_cmpfloat (20.0 * log10 (highest / lowest), <, 0.1);
    }
}

/* Zero under TPDF: 75 % zeros and 12.5 % each of ±1. */
static void
test_tpdf_of_zero (void)
{
  g_autofree float   *in = g_new0 (float, N);
  g_autofree int32_t *out = g_new (int32_t, N);
  uint32_t            count[3] = { 0 };
  LtQuantise          q;

  start (&q, 16, LT_QUANTISE_TPDF, false, 48000.0);
  lt_quantise_to_int32 (&q, in, out, 1, N);
  for (uint32_t i = 0; i < N; i++)
    {
      int32_t v = out[i] >> 16;

      g_assert_cmpint (abs (v), <=, 1);
      g_assert_cmpint (out[i] & 0xffff, ==, 0);
      count[v + 1]++;
    }
  g_assert_cmpfloat (fabs (count[0] / (double) N - 0.125), <, 0.003);
  g_assert_cmpfloat (fabs (count[1] / (double) N - 0.75), <, 0.004);
  g_assert_cmpfloat (fabs (count[2] / (double) N - 0.125), <, 0.003);
}

/* The error of TPDF is white and does not come back: autocorrelation at many lags. */
static void
test_tpdf_is_white (void)
{
  g_autofree float *in = g_new (float, N);
  g_autofree float *out = g_new (float, N);
  LtQuantise        q;

  for (uint32_t i = 0; i < N; i++)
    in[i] = 0.3e-5f;
  start (&q, 16, LT_QUANTISE_TPDF, false, 48000.0);
  lt_quantise_to_float (&q, in, out, N);
  for (uint32_t lag = 1; lag < 200000; lag = lag < 64 ? lag + 1 : lag * 2)
    {
      double sum = 0.0;

      for (uint32_t i = 0; i + lag < N; i++)
        sum += ((double) out[i] - in[i]) * ((double) out[i + lag] - in[i + lag]) * 0x1p30;
      g_assert_cmpfloat (fabs (sum / (N - lag)), <, 0.25 * 5.0 / sqrt (N - lag));
    }
}

/* Mean power of x between two frequencies. */
static double
band_power (const float *x, uint32_t n, double rate_hz, double lo_hz, double hi_hz)
{
  enum { SIZE = 4096 };
  LtFft  fft = { 0 };
  float *time = aligned_alloc (64, SIZE * sizeof *time);
  float *spectrum = aligned_alloc (64, (SIZE + 32) * sizeof *spectrum);
  double sum = 0.0;
  int    n_sum = 0;

  g_assert_cmpint (lt_fft_init (&fft, SIZE), ==, LT_OK);
  for (uint32_t at = 0; at + SIZE <= n; at += SIZE)
    {
      for (int i = 0; i < SIZE; i++)
        time[i] = x[at + (uint32_t) i] * (float) (0.5 - 0.5 * cos (2.0 * G_PI * (i + 0.5) / SIZE));
      lt_fft_forward (&fft, time, spectrum);
      for (int k = (int) (lo_hz * SIZE / rate_hz); k < (int) (hi_hz * SIZE / rate_hz); k++, n_sum++)
        sum += (double) spectrum[2 * k] * spectrum[2 * k] + (double) spectrum[2 * k + 1] * spectrum[2 * k + 1];
    }
  lt_fft_clear (&fft);
  free (time);
  free (spectrum);
  return sum / n_sum;
}

/* Shaped: at least 15 dB less noise than TPDF at 2–5 kHz; at every rate, not more than 25 dB anywhere. */
static void
test_shaping (void)
{
  static const double rates[] = { 44100.0, 48000.0, 88200.0, 96000.0, 192000.0 };
  g_autofree float   *in = g_new (float, N);
  g_autofree float   *all = g_new (float, 3 * N);
  float              *noise[3] = { all, all + N, all + 2 * N };
  g_autoptr (GRand)   rng = g_rand_new_with_seed (3);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      double gain[3];

      lt_test_music (in, N, rates[r], 0.5, rng);
      for (int t = 0; t < 3; t++)
        {
          LtQuantise q;

          start (&q, 16, LT_QUANTISE_TPDF + t, false, rates[r]);
          lt_quantise_to_float (&q, in, noise[t], N);
          for (uint32_t i = 0; i < N; i++)
            noise[t][i] -= in[i];
          gain[t] = 10.0 * log10 (band_power (noise[t], N, rates[r], 2000.0, 5000.0));
        }
      g_test_message ("%.0f Hz: 2–5 kHz %.1f and %.1f dB; in all %.1f and %.1f dB", rates[r], gain[1] - gain[0], gain[2] - gain[0],
                      lt_test_rms_db (noise[1], N) - lt_test_rms_db (noise[0], N), lt_test_rms_db (noise[2], N) - lt_test_rms_db (noise[0], N));
      g_assert_cmpfloat (gain[1] - gain[0], <=, -15.0);
      g_assert_cmpfloat (gain[2] - gain[1], <, -5.0);
      g_assert_cmpfloat (lt_test_rms_db (noise[1], N), <, lt_test_rms_db (noise[0], N) + 12.0);
      g_assert_cmpfloat (lt_test_rms_db (noise[2], N), <, lt_test_rms_db (noise[0], N) + 25.0);
    }
}

/* Rounding alone: nearest, exact on the grid, clamped and never wrapped, NaN is 0; all word lengths. */
static void
test_rounding (void)
{
  for (int bits = 8; bits <= 32; bits++)
    {
      double     full = ldexp (1.0, bits - 1);
      LtQuantise q;
      float      in[] = { 0.0f, 1.0f, -1.0f, 1.5f, -3e38f, INFINITY, -INFINITY, NAN, 0.25f, -0.375f, (float) (1.4 / full), (float) (-1.6 / full) };
      double     want[] = { 0.0, full - 1, -full, full - 1, -full, full - 1, -full, 0.0, full / 4, -0.375 * full, 1.0, -2.0 };
      int32_t    out[G_N_ELEMENTS (in) * 2];
      float      as_float[G_N_ELEMENTS (in)];

      start (&q, bits, LT_QUANTISE_NONE, true, 48000.0);
      lt_quantise_to_int32 (&q, in, out, 2, G_N_ELEMENTS (in));
      lt_quantise_to_float (&q, in, as_float, G_N_ELEMENTS (in));
      for (guint i = 0; i < G_N_ELEMENTS (in); i++)
        {
          g_assert_cmpfloat (out[2 * i] / ldexp (1.0, 32 - bits), ==, want[i]);
          g_assert_cmpfloat (as_float[i], ==, (float) (want[i] / full));
        }
    }
}

/* What is on the grid already and loud comes back within the dither; full scale never wraps. */
static void
test_dither_clamps (void)
{
  float   in[4096], sign;
  int32_t out[4096];

  for (int type = LT_QUANTISE_TPDF; type <= LT_QUANTISE_SHAPED_STRONG; type++)
    for (int bits = 8; bits <= 24; bits += 8)
      {
        LtQuantise q;

        sign = bits == 16 ? -1.0f : 1.0f;
        for (int i = 0; i < 4096; i++)
          in[i] = sign * (i % 512 < 300 ? 1.1f : 1.0f);
        start (&q, bits, type, true, 44100.0);
        lt_quantise_to_int32 (&q, in, out, 1, 4096);
        for (int i = 0; i < 4096; i++)
          g_assert_cmpint (out[i] / 2 * (int) sign, >, 0x3fffffff - (40 << (31 - bits)));
      }
}

/* Silence in, silence out: from the start, and 10 ms after music; a single zero is no silence. */
static void
test_auto_blank (void)
{
  g_autofree float *in = g_new0 (float, 20000);
  g_autofree float *out = g_new (float, 20000);

  for (uint32_t i = 5000; i < 10000; i++)
    in[i] = (i % 3) * 1e-4f;
  for (int type = LT_QUANTISE_TPDF; type <= LT_QUANTISE_SHAPED_STRONG; type++)
    {
      LtQuantise q;
      uint32_t   loud = 0;

      start (&q, 8, type, true, 48000.0);
      lt_quantise_to_float (&q, in, out, 20000);
      for (uint32_t i = 0; i < 20000; i++)
        if (i < 5000 || i >= 10000 + 480)
          g_assert_cmpfloat (out[i], ==, 0.0f);
        else
          loud += out[i] != 0.0f;
      g_assert_cmpuint (loud, >, 1000);
    }
}

/* A seed gives the same bits again, in pieces too; another seed or channel gives others. */
static void
test_reproducible (void)
{
  g_autoptr (GRand)     rng = g_rand_new_with_seed (5);
  float                 in[3000], a[3000], b[3000];
  static const uint32_t piece[] = { 1, 5, 63, 64, 65, 1000 };

  lt_test_music (in, 3000, 48000.0, 0.01, rng);
  memset (in + 1000, 0, 1000 * sizeof *in);
  for (int type = LT_QUANTISE_NONE; type <= LT_QUANTISE_SHAPED_STRONG; type++)
    for (guint p = 0; p < G_N_ELEMENTS (piece); p++)
      {
        LtQuantiseSpec spec = { 12, type, true };
        LtQuantise     q;

        lt_quantise_init (&q, &spec, 48000.0, 99, 1);
        lt_quantise_to_float (&q, in, a, 3000);
        lt_quantise_reset (&q);
        for (uint32_t at = 0; at < 3000; at += piece[p])
          lt_quantise_to_float (&q, in + at, b + at, MIN (piece[p], 3000 - at));
        g_assert_cmpmem (a, sizeof a, b, sizeof b);

        lt_quantise_init (&q, &spec, 48000.0, p & 1 ? 99 : 98, p & 1 ? 0 : 1);
        lt_quantise_to_float (&q, in, b, 3000);
        g_assert_cmpint (memcmp (a, b, sizeof a) != 0, ==, type != LT_QUANTISE_NONE);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/quantise/tpdf-error", test_tpdf_error);
  g_test_add_func ("/dsp/quantise/tpdf-of-zero", test_tpdf_of_zero);
  g_test_add_func ("/dsp/quantise/tpdf-is-white", test_tpdf_is_white);
  g_test_add_func ("/dsp/quantise/shaping", test_shaping);
  g_test_add_func ("/dsp/quantise/rounding", test_rounding);
  g_test_add_func ("/dsp/quantise/dither-clamps", test_dither_clamps);
  g_test_add_func ("/dsp/quantise/auto-blank", test_auto_blank);
  g_test_add_func ("/dsp/quantise/reproducible", test_reproducible);
  return g_test_run ();
}
