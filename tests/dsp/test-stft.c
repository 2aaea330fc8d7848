// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Overlapping spectra: there and back, cut anyhow; and the noise kernels that live on them.
// Layer: tests.

#include "dsp/stft.h"

#include "base/arena.h"
#include "dsp/noise-print.h"
#include "dsp/noise-track.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 20000u

/* Runs @io through unchanged spectra, in pieces of at most @most frames. */
static void
pass_through (LtStft *stft, float *spectrum[4], float *io, uint32_t most)
{
  uint32_t frame = 0;

  for (uint32_t at = 0; at < N;)
    {
      float   *channel[1] = { io + at };
      uint32_t n = MIN (MIN (lt_stft_room (stft), most), N - at);
      int      slot = lt_stft_pass (stft, channel, n);

      at += n;
      if (slot == 0)
        lt_stft_forward (stft, 0, spectrum[++frame % (stft->late + 1)]);
      if (slot == 5)
        lt_stft_backward (stft, 0, spectrum[(frame + 1) % (stft->late + 1)]);
    }
}

static void
test_round_trip (void)
{
  for (uint32_t size = 64; size <= 4096; size *= 4)
    for (uint32_t late = 0; late < 4; late++)
      {
        g_autoptr (GRand) rng = g_rand_new_with_seed (size + late);
        g_autofree float *in = g_new (float, N), *whole = g_new (float, N), *cut = g_new (float, N);
        uint32_t          latency = lt_stft_latency (size, late);
        LtArena           arena;
        LtStft            stft;
        float            *spectrum[4];

        g_assert_cmpint (lt_arena_init (&arena, lt_stft_memory (size, 1) + 4 * lt_arena_rounded (lt_stft_floats (size) * sizeof (float))), ==, LT_OK);
        g_assert_cmpint (lt_stft_init (&stft, size, 1, late, lt_arena_take (&arena, lt_stft_memory (size, 1))), ==, LT_OK);
        for (int s = 0; s < 4; s++)
          spectrum[s] = lt_arena_take (&arena, lt_stft_floats (size) * sizeof (float));

        lt_test_noise (in, N, 1.0, rng);
        memcpy (whole, in, N * sizeof (float));
        pass_through (&stft, spectrum, whole, N);
        for (uint32_t i = 0; i < N; i++)
          g_assert_cmpfloat_with_epsilon (whole[i], i < latency ? 0.0f : in[i - latency], 2e-6);

        lt_stft_reset (&stft);
        for (int s = 0; s < 4; s++)
          memset (spectrum[s], 0, lt_stft_floats (size) * sizeof (float));
        memcpy (cut, in, N * sizeof (float));
        pass_through (&stft, spectrum, cut, 7);
        g_assert_cmpmem (cut, N * sizeof (float), whole, N * sizeof (float));
        lt_stft_clear (&stft);
        lt_arena_clear (&arena);
      }
}

/* White noise of rms 1 has power 1 in each bin of a print, and size / 2 as frames see it; a tone stands out of it. */
static void
test_print (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (1);
  const uint32_t    n = 48000, size = 1024;
  g_autofree float *in = g_new (float, n);
  const float      *audio[1] = { in };
  size_t            bytes = lt_noise_print_size (48000.0, 1, n);
  g_autofree void  *blob = g_malloc (bytes);
  float             power[513];
  LtNoisePrint      print;
  double            mean = 0.0;

  lt_test_noise (in, n, sqrt (3.0), rng);
  lt_test_add_sine (in, n, 48000.0, 6000.0, 1.0, 0.0);
  g_assert_cmpint (lt_noise_print_learn (48000.0, 1, audio, n, blob), ==, LT_OK);
  g_assert_true (lt_noise_print_read (blob, bytes, &print));
  g_assert_false (lt_noise_print_read (blob, bytes - 4, &print));
  g_assert_cmpint (lt_noise_print_spread (&print, 0, 48000.0, size, power), ==, LT_OK);
  for (uint32_t k = 2; k < 511; k++)
    if (k < 120 || k > 136)
      {
        g_assert_cmpfloat (fabs (10.0 * log10 (power[k] / (0.5 * size))), <, 1.5);
        mean += power[k] / (509 - 17);
      }
  g_assert_cmpfloat (fabs (10.0 * log10 (mean / (0.5 * size))), <, 0.3);

  /* A tone of amplitude 1 under a sine window: (size / π)² */
  double tone = size / G_PI * size / G_PI;
  g_assert_cmpfloat (fabs (10.0 * log10 (power[128] / tone)), <, 1.0);
  g_assert_cmpuint (lt_noise_print_size (48000.0, 1, 100), ==, 0);
  g_assert_cmpuint (lt_noise_print_size (48000.0, 3, 48000), ==, 0);
}

/* What is followed comes to the power of noise within a second, up and down, and a loud sound over it does not count. */
static void
test_track (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (2);
  const uint32_t    n_bins = 513, second = 94;
  LtArena           arena;
  LtNoiseTrack      track;
  float             power[513];

  g_assert_cmpint (lt_arena_init (&arena, lt_noise_track_memory (n_bins)), ==, LT_OK);
  lt_noise_track_init (&track, n_bins, 512.0 / 48000.0, lt_arena_take (&arena, lt_noise_track_memory (n_bins)));
  for (uint32_t frame = 0; frame < 6 * second; frame++)
    {
      double noise = frame < 2 * second ? 1.0 : (frame < 4 * second ? 4.0 : 0.25);
      bool   sounds = frame >= 5 * second && frame % 20 < 12;

      for (uint32_t k = 0; k < n_bins; k++)
        power[k] = (float) (-(noise + (sounds && k > 100 && k < 200 ? 1000.0 : 0.0)) * log (1.0 - g_rand_double (rng)));
      lt_noise_track_run (&track, power);
      if (frame % second == second - 1 && frame > second)
        for (uint32_t k = 10; k < n_bins - 10; k++)
          g_assert_cmpfloat (fabs (3.0103 * (track.level[k] - log2 (noise))), <, 3.0);
    }
  lt_arena_clear (&arena);
}

/* Hum goes by its phase: the tones of a print are found to a part of a hertz and fall by 20 dB, and half a second of sound
   right on one of them, fifty times as loud, does not lead it astray. */
static void
test_tones (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);
  const uint32_t    n = 96000, size = 2048, n_bins = 1025;
  g_autofree float *hum = g_new (float, n);
  const float      *audio[1] = { hum };
  size_t            bytes = lt_noise_print_size (48000.0, 1, 24000);
  g_autofree void  *blob = g_malloc (bytes);
  float             power[1025];
  LtTone            tones[LT_TONE_CANCEL_MOST];
  LtToneCancel      cancel;
  LtNoisePrint      print;
  LtStft            stft;
  LtArena           arena;
  uint32_t          n_tones;
  double            before = 0.0, after = 0.0;

  lt_test_noise (hum, n, 0.001, rng);
  for (int k = 1; k <= 5; k++)
    lt_test_add_sine (hum, n, 48000.0, 60.03 * k, 0.1 / k, k);
  g_assert_cmpint (lt_noise_print_learn (48000.0, 1, audio, 24000, blob), ==, LT_OK);
  g_assert_true (lt_noise_print_read (blob, bytes, &print));
  g_assert_cmpint (lt_noise_print_split (&print, 0, 48000.0, size, power, tones, &n_tones), ==, LT_OK);
  g_assert_cmpuint (n_tones, ==, 5);
  for (uint32_t t = 0; t < 5; t++)
    {
      double amp = 0.1 / (t + 1);

      g_assert_cmpfloat_with_epsilon (tones[t].freq * 48000.0 / size, 60.03 * (t + 1), 0.4);
      g_assert_cmpfloat (fabs (10.0 * log10 (tones[t].power / pow (amp * size / G_PI, 2.0))), <, 1.0);
    }

  g_assert_cmpint (lt_arena_init (&arena, lt_stft_memory (size, 1) + 2 * lt_arena_rounded (lt_stft_floats (size) * sizeof (float))), ==, LT_OK);
  g_assert_cmpint (lt_stft_init (&stft, size, 1, 0, lt_arena_take (&arena, lt_stft_memory (size, 1))), ==, LT_OK);
  float *spectrum = lt_arena_take (&arena, lt_stft_floats (size) * sizeof (float));
  float *taken = lt_arena_take (&arena, lt_stft_floats (size) * sizeof (float));

  lt_tone_cancel_init (&cancel, n_bins, tones, n_tones);
  for (uint32_t at = 0; at < n;)
    {
      float    piece[64];
      float   *io[1] = { piece };
      uint32_t step = MIN (lt_stft_room (&stft), n - at);

      memcpy (piece, hum + at, step * sizeof (float));
      at += step;
      if (lt_stft_pass (&stft, io, step) != 0)
        continue;
      lt_stft_forward (&stft, 0, spectrum);
      for (uint32_t k = 0; at > n / 2 && k < 2 * n_bins; k++)
        before += spectrum[k] * spectrum[k];
      memset (taken, 0, lt_stft_floats (size) * sizeof (float));

      /* What is taken and what is left are what was. */
      bool   sounds = at > n / 2 && at <= n / 4 * 3;
      float  plain = spectrum[2 * 5];
      spectrum[2 * 5] += sounds ? 1000.0f : 0.0f;
      lt_tone_cancel_run (&cancel, spectrum, taken);
      g_assert_cmpfloat (fabsf (spectrum[2 * 5] + taken[2 * 5] - plain - (sounds ? 1000.0f : 0.0f)), <, 0.01f);
      spectrum[2 * 5] -= sounds ? 1000.0f : 0.0f;
      for (uint32_t k = 0; at > n / 2 && k < 2 * n_bins; k++)
        after += spectrum[k] * spectrum[k];
    }
  g_assert_cmpfloat (10.0 * log10 (after / before), <, -20.0);
  lt_stft_clear (&stft);
  lt_arena_clear (&arena);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stft/round-trip", test_round_trip);
  g_test_add_func ("/stft/noise-print", test_print);
  g_test_add_func ("/stft/noise-track", test_track);
  g_test_add_func ("/stft/tones", test_tones);
  return g_test_run ();
}
