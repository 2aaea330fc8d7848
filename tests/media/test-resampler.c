// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rate conversion against its figures.
// Layer: tests.

#include "helpers/test-signal.h"
#include "media/resampler.h"

#include <math.h>
#include <string.h>

/* Pushes @in in uneven pieces. Returns: what came out; @n_out its length. */
static float *
convert (uint32_t in_hz, uint32_t out_hz, const float *in, uint32_t n, uint32_t piece, uint32_t *n_out)
{
  g_autoptr (LtResampler) r = lt_resampler_new (in_hz, out_hz, 1);
  uint32_t                expected = (uint32_t) lt_resampler_n_out (in_hz, out_hz, n);
  float                  *out = g_new0 (float, expected + 1000);
  uint32_t                done = 0, got = 0, used = 0;

  while (done < n)
    {
      const float *from = in + done;
      float       *to = out + got;

      got += lt_resampler_run (r, &from, MIN (piece, n - done), &used, &to, MIN (513, expected + 1000 - got));
      done += used;
    }
  for (uint32_t k = 1; k > 0; got += k)
    {
      float *to = out + got;

      k = lt_resampler_run (r, NULL, 0, &used, &to, MIN (300, expected + 1000 - got));
    }
  *n_out = got;
  return out;
}

static void
test_length (void)
{
  static const uint32_t rates[][2] = { { 44100, 48000 }, { 48000, 44100 }, { 96000, 44100 }, { 8000, 384000 },
                                       { 384000, 8000 }, { 11025, 44100 }, { 48000, 47999 }, { 48000, 48000 } };
  static const uint32_t lengths[] = { 1, 2, 7, 100, 4096, 10007 };
  static float          in[10007];

  lt_test_add_sine (in, 10007, 48000.0, 500.0, 0.5, 0.0);
  for (size_t i = 0; i < G_N_ELEMENTS (rates); i++)
    for (size_t k = 0; k < G_N_ELEMENTS (lengths); k++)
      {
        uint32_t got = 0;

        g_free (convert (rates[i][0], rates[i][1], in, lengths[k], 333, &got));

        g_assert_cmpint (got, ==, llround ((double) lengths[k] * rates[i][1] / rates[i][0]));
      }
}

/* reliability.md 7: THD+N and aliases under −140 dB (wanted), the release's floor is −110; the task asks 120. */
static void
test_quality (void)
{
  static const uint32_t rates[][2] = { { 44100, 48000 }, { 48000, 44100 }, { 96000, 44100 }, { 44100, 96000 } };
  const uint32_t        n = 200000;
  g_autofree float     *in = g_new (float, n);

  for (size_t i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      uint32_t          got = 0;
      double            lower = MIN (rates[i][0], rates[i][1]) / 2.0;
      double            tones[2] = { 997.0, 0.8 * lower };
      g_autofree float *alias = NULL;

      for (int t = 0; t < 2; t++)
        {
          memset (in, 0, n * sizeof *in);
          lt_test_add_sine (in, n, rates[i][0], tones[t], 0.5, 0.3);
          g_autofree float *out = convert (rates[i][0], rates[i][1], in, n, 4096, &got);
          double            residue = lt_test_thd_n_db (out + got / 4, got / 2, rates[i][1], tones[t]);
          double            amp = lt_test_tone_amp (out + got / 4, got / 2, rates[i][1], tones[t]);

          g_test_message ("%u → %u, %.0f Hz: %.1f dB, level %.5f dB", rates[i][0], rates[i][1], tones[t], residue,
                          20.0 * log10 (amp / 0.5));
          g_assert_cmpfloat (residue, <, -120.0);
          g_assert_cmpfloat (fabs (20.0 * log10 (amp / 0.5)), <, 0.01);
        }
      if (rates[i][1] >= rates[i][0])
        continue;
      memset (in, 0, n * sizeof *in);
      lt_test_add_sine (in, n, rates[i][0], 1.09 * lower, 0.5, 0.0);
      alias = convert (rates[i][0], rates[i][1], in, n, 4096, &got);
      g_assert_cmpfloat (lt_test_rms_db (alias + got / 4, got / 2), <, -120.0);
    }
}

/* What stood at a second still stands there. */
static void
test_no_delay (void)
{
  const uint32_t    n = 48000;
  g_autofree float *in = g_new0 (float, n);
  uint32_t          got = 0, top = 0;

  in[24000] = 1.0f;
  g_autofree float *out = convert (48000, 96000, in, n, 1000, &got);
  for (uint32_t i = 0; i < got; i++)
    if (fabsf (out[i]) > fabsf (out[top]))
      top = i;
  g_assert_cmpuint (top, ==, 48000);
}

static void
test_pieces (void)
{
  const uint32_t    n = 30000;
  g_autofree float *in = g_new0 (float, n);
  g_autoptr (GRand) rng = g_rand_new_with_seed (4);
  uint32_t          a = 0, b = 0;

  lt_test_noise (in, n, 0.5, rng);
  g_autofree float *one = convert (44100, 48000, in, n, n, &a);
  g_autofree float *two = convert (44100, 48000, in, n, 37, &b);
  g_assert_cmpmem (one, a * sizeof (float), two, b * sizeof (float));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resampler/length", test_length);
  g_test_add_func ("/resampler/quality", test_quality);
  g_test_add_func ("/resampler/no-delay", test_no_delay);
  g_test_add_func ("/resampler/pieces", test_pieces);
  return g_test_run ();
}
