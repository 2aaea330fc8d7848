// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The resampler before a device: clean, steady in delay, the same for every block size.
// Layer: tests.

#include "device/device-resample.h"
#include "device/device.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define TONE_HZ 997.0
#define N       96000u

typedef struct
{
  double   rate_hz;
  uint64_t next;
} Tone;

static void
ask (void *user, float *const *out, uint32_t n_frames)
{
  Tone *self = user;

  for (uint32_t i = 0; i < n_frames; i++)
    {
      double phase = 2.0 * G_PI * TONE_HZ / self->rate_hz * (double) (self->next + i);

      out[0][i] = (float) (0.5 * sin (phase));
      out[1][i] = (float) (-0.25 * sin (phase));
    }
  self->next += n_frames;
}

static float *
render (double in_hz, double out_hz, GRand *rng)
{
  LtDeviceResample *resample;
  Tone              tone = { .rate_hz = in_hz };
  float            *out = g_new0 (float, 2 * N);

  g_assert_cmpint (lt_device_resample_new (in_hz, out_hz, 2, &resample), ==, LT_OK);
  g_assert_cmpuint (lt_device_resample_delay (resample), <, (guint) (in_hz / 10));
  for (uint32_t at = 0; at < N;)
    {
      uint32_t n = rng == NULL ? 4096 : (uint32_t) g_rand_int_range (rng, 1, 3000);

      n = MIN (n, N - at);
      lt_device_resample_run (resample, ask, &tone, out + 2 * at, n);
      at += n;
    }
  lt_device_resample_free (resample);
  return out;
}

/* What is left in dB of the last half second of a channel once its tone is taken out. */
static double
residue_db (const float *out, uint32_t channel, double rate_hz, double *level)
{
  double   ss = 0, sc = 0, cc = 0, xs = 0, xc = 0, rest = 0;
  uint32_t n = (uint32_t) rate_hz / 2;

  for (uint32_t i = N - n; i < N; i++)
    {
      double s = sin (2.0 * G_PI * TONE_HZ / rate_hz * i),
             c = cos (2.0 * G_PI * TONE_HZ / rate_hz * i);
      double x = (double) out[2 * i + channel];

      ss += s * s, sc += s * c, cc += c * c, xs += x * s, xc += x * c;
    }

  double det = ss * cc - sc * sc, a = (xs * cc - xc * sc) / det, b = (xc * ss - xs * sc) / det;
  for (uint32_t i = N - n; i < N; i++)
    {
      double e = (double) out[2 * i + channel] - a * sin (2.0 * G_PI * TONE_HZ / rate_hz * i)
                 - b * cos (2.0 * G_PI * TONE_HZ / rate_hz * i);

      rest += e * e;
    }
  *level = hypot (a, b);
  return 10.0 * log10 (rest / n);
}

static void
test_clean (void)
{
  static const double rates[][2] = {
    { 44100, 48000 }, { 48000, 44100 }, { 96000, 44100 }, { 192000, 48000 }, { 44100, 96000 }
  };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autofree float *out = render (rates[r][0], rates[r][1], NULL);

      for (uint32_t c = 0; c < 2; c++)
        {
          double level, residue = residue_db (out, c, rates[r][1], &level);

          g_test_message ("%.0f → %.0f: level %.5f, residue %.1f dB", rates[r][0], rates[r][1],
                          level, residue);
          g_assert_cmpfloat_with_epsilon (level, c == 0 ? 0.5 : 0.25, 0.0005);
          g_assert_cmpfloat (residue, <, -110.0);
        }
    }
}

static void
test_blocks (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a7e);
  g_autofree float *whole = render (44100.0, 48000.0, NULL);
  g_autofree float *split = render (44100.0, 48000.0, rng);

  g_assert_cmpmem (whole, 2 * N * sizeof (float), split, 2 * N * sizeof (float));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device-resample/clean", test_clean);
  g_test_add_func ("/device-resample/blocks", test_blocks);
  return g_test_run ();
}
