// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spectrum: levels on and off bin, bands, averaging, hold, mid/side, tilt.
// Layer: tests.

#include "meter/spectrum.h"

#include "helpers/test-meter.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

extern const LtMeterType lt_meter_spectrum;

enum
{
  N = 2 * 48000
};

#define RATE_HZ 48000.0
#define LEVEL_WITHIN_DB 0.1 /* effects.md */

static float left[N], right[N], bins[LT_SPECTRUM_MAX_BINS];

static const float *const both[2] = { left, right };

static void
clear_both (void)
{
  memset (left, 0, sizeof left);
  memset (right, 0, sizeof right);
}

static LtTestMeter *
configured (uint32_t size, LtSpectrumWindow window, LtSpectrumMode mode, double average_s)
{
  LtTestMeter     *meter = lt_test_meter_new (&lt_meter_spectrum, RATE_HZ, 2);
  LtSpectrumConfig config = lt_spectrum_default_config ();

  config.size = size;
  config.window = window;
  config.mode = mode;
  config.average_s = average_s;
  g_assert_cmpint (lt_spectrum_configure (meter->state, &config), ==, LT_OK);
  return meter;
}

static float
highest (LtTestMeter *meter, uint32_t trace, LtSpectrumCurve curve)
{
  float top = -INFINITY;

  lt_spectrum_read_bins (meter->state, trace, curve, bins);
  for (uint32_t k = 0; k < lt_spectrum_n_bins (meter->state); k++)
    top = MAX (top, bins[k]);
  return top;
}

static void
test_flat_top_levels (void)
{
  for (uint32_t size = LT_SPECTRUM_MIN_SIZE; size <= LT_SPECTRUM_MAX_SIZE; size *= 2)
    for (double off = 0.0; off < 1.0; off += 0.25)
      {
        g_autoptr (LtTestMeter) meter = configured (size, LT_SPECTRUM_FLAT_TOP, LT_SPECTRUM_LEFT_RIGHT, 0.0);
        double bin_hz = lt_spectrum_bin_hz (meter->state);

        g_assert_cmpfloat_with_epsilon (bin_hz, RATE_HZ / size, 1e-9);
        g_assert_cmpuint (lt_spectrum_n_bins (meter->state), ==, size / 2 + 1);
        clear_both ();
        lt_test_add_sine (left, N, RATE_HZ, (floor (1000.0 / bin_hz) + off) * bin_hz, 0.1, 0.4);
        lt_test_meter_measure (meter, both, N, 1000);
        g_assert_cmpfloat_with_epsilon (highest (meter, 0, LT_SPECTRUM_AVERAGE), -20.0f, LEVEL_WITHIN_DB);
        g_assert_cmpfloat (highest (meter, 1, LT_SPECTRUM_AVERAGE), ==, -INFINITY);
      }
}

/* On a bin the Hann window reads right too; DC and bands do with either. */
static void
test_scaling (void)
{
  for (int window = LT_SPECTRUM_HANN; window <= LT_SPECTRUM_FLAT_TOP; window++)
    {
      g_autoptr (LtTestMeter) meter = configured (8192, (LtSpectrumWindow) window, LT_SPECTRUM_LEFT_RIGHT, INFINITY);
      double bands[LT_SPECTRUM_BANDS], bin_hz = lt_spectrum_bin_hz (meter->state);

      clear_both ();
      lt_test_add_sine (left, N, RATE_HZ, 171.0 * bin_hz, 0.1, 0.0); /* 1002 Hz */
      for (int i = 0; i < N; i++)
        right[i] = 0.1f;
      lt_test_meter_measure (meter, both, N, 777);
      lt_spectrum_read_bins (meter->state, 0, LT_SPECTRUM_AVERAGE, bins);
      g_assert_cmpfloat_with_epsilon (bins[171], -20.0f, 0.01);
      lt_spectrum_read_bins (meter->state, 1, LT_SPECTRUM_AVERAGE, bins);
      g_assert_cmpfloat_with_epsilon (bins[0], -20.0f, 0.01);

      lt_spectrum_read_bands (meter->state, 0, LT_SPECTRUM_AVERAGE, bands);
      g_assert_cmpfloat_with_epsilon (lt_spectrum_band_hz (16), 1000.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (bands[16], -20.0, LEVEL_WITHIN_DB);
      g_assert_cmpfloat (bands[13], <, -60.0);
    }
}

/* A tone of −20 dBFS on or off a bin, and one in the middle of every third octave, at every rate: they read −20, and in
   that band alone. Bands beyond half the rate are unknown. */
static void
test_rates (void)
{
  static const double rates_hz[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

  for (size_t r = 0; r < G_N_ELEMENTS (rates_hz); r++)
    {
      g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_spectrum, rates_hz[r], 2);
      LtSpectrumConfig config = lt_spectrum_default_config ();
      double           bands[LT_SPECTRUM_BANDS];

      config.size = LT_SPECTRUM_MAX_SIZE;
      config.window = LT_SPECTRUM_FLAT_TOP;
      config.average_s = 0.0;
      for (uint32_t band = 6; band < LT_SPECTRUM_BANDS; band++) /* from 100 Hz: at 192 kHz lower ones are narrower than the window */
        {
          double hz = lt_spectrum_band_hz (band);
          bool   there = hz * pow (10.0, 0.05) <= 0.5 * rates_hz[r];

          g_assert_cmpint (lt_spectrum_configure (meter->state, &config), ==, LT_OK);
          clear_both ();
          if (there)
            lt_test_add_sine (left, N, rates_hz[r], hz, 0.1, 0.0);
          lt_test_meter_run (meter, both, LT_SPECTRUM_MAX_SIZE, 4096);
          lt_spectrum_read_bands (meter->state, 0, LT_SPECTRUM_AVERAGE, bands);
          if (!there)
            {
              g_assert_true (isnan (bands[band]));
              continue;
            }
          g_assert_cmpfloat_with_epsilon (highest (meter, 0, LT_SPECTRUM_AVERAGE), -20.0f, LEVEL_WITHIN_DB);
          g_assert_cmpfloat_with_epsilon (bands[band], -20.0, rates_hz[r] > 50000.0 && band < 12 ? 1.0 : LEVEL_WITHIN_DB);
          for (uint32_t other = 6; other < LT_SPECTRUM_BANDS; other++)
            if (ABS ((int) other - (int) band) > 2)
              g_assert_true (isnan (bands[other]) || bands[other] < -60.0);
        }
    }
}

/* White noise of rms σ: its bands grow 3.01 dB an octave and hold σ² together, and it tilts by that against pink. */
static void
test_noise (void)
{
  g_autoptr (LtTestMeter) meter = configured (16384, LT_SPECTRUM_HANN, LT_SPECTRUM_LEFT_RIGHT, INFINITY);
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);
  double bands[LT_SPECTRUM_BANDS];

  for (int round = 0; round < 8; round++)
    {
      lt_test_noise (left, N, sqrt (3.0) * 0.1, rng);
      lt_test_noise (right, N, sqrt (3.0) * 0.1, rng);
      lt_test_meter_run (meter, both, N, 4096);
    }
  lt_spectrum_read_bands (meter->state, 0, LT_SPECTRUM_AVERAGE, bands);
  for (uint32_t band = 10; band < LT_SPECTRUM_BANDS; band++)
    {
      double width_hz = lt_spectrum_band_hz (band) * (pow (10.0, 0.05) - pow (10.0, -0.05));

      /* σ² shared out over half the rate, by the sine convention */
      g_assert_cmpfloat_with_epsilon (bands[band], -20.0 + 3.0103 + 10.0 * log10 (width_hz / 24000.0), 0.5);
    }
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "spectral_tilt_db_octave"), 3.01, 0.15);
}

static void
test_mid_side (void)
{
  g_autoptr (LtTestMeter) meter = configured (4096, LT_SPECTRUM_FLAT_TOP, LT_SPECTRUM_MID_SIDE, 0.0);

  clear_both ();
  lt_test_add_sine (left, N, RATE_HZ, 1000.0, 0.1, 0.0);
  memcpy (right, left, sizeof left);
  lt_test_meter_run (meter, both, N, 1000);
  g_assert_cmpfloat_with_epsilon (highest (meter, 0, LT_SPECTRUM_AVERAGE), -20.0f, LEVEL_WITHIN_DB);
  g_assert_cmpfloat (highest (meter, 1, LT_SPECTRUM_AVERAGE), ==, -INFINITY);
  for (int i = 0; i < N; i++)
    right[i] = -right[i];
  lt_test_meter_run (meter, both, N, 1000);
  g_assert_cmpfloat (highest (meter, 0, LT_SPECTRUM_AVERAGE), ==, -INFINITY);
  g_assert_cmpfloat_with_epsilon (highest (meter, 1, LT_SPECTRUM_AVERAGE), -20.0f, LEVEL_WITHIN_DB);
}

/* A tone, then silence: the average falls with its time constant, the hold by its own or never. */
static void
test_average_and_hold (void)
{
  static float       silence[48000];
  const float *const nothing[2] = { silence, silence };

  for (int falling = 0; falling < 2; falling++)
    {
      g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_spectrum, RATE_HZ, 2);
      LtSpectrumConfig config = lt_spectrum_default_config ();

      config.size = 1024;
      config.average_s = 0.1;
      config.hold_fall_db_s = falling ? 12.0 : 0.0;
      g_assert_cmpint (lt_spectrum_configure (meter->state, &config), ==, LT_OK);
      clear_both ();
      lt_test_add_sine (left, N, RATE_HZ, 46.875 * 20, 0.1, 0.0);
      lt_test_meter_run (meter, both, N, 1000);
      g_assert_cmpfloat_with_epsilon (highest (meter, 0, LT_SPECTRUM_AVERAGE), -20.0f, LEVEL_WITHIN_DB);
      lt_test_meter_run (meter, nothing, 48000, 1000);
      /* ten time constants of power, 43.4 dB, less what the transforms still held of the tone */
      g_assert_cmpfloat_with_epsilon (highest (meter, 0, LT_SPECTRUM_AVERAGE), -63.4f, 1.0);
      g_assert_cmpfloat_with_epsilon (highest (meter, 0, LT_SPECTRUM_HOLD), falling ? -32.0f : -20.0f, 0.3);
    }

  /* Without an end to the memory, two equal parts of tone and silence are 3 dB under the tone. */
  g_autoptr (LtTestMeter) meter = configured (1024, LT_SPECTRUM_HANN, LT_SPECTRUM_LEFT_RIGHT, INFINITY);
  lt_test_meter_run (meter, both, 48000, 1000);
  lt_test_meter_run (meter, nothing, 48000, 1000);
  g_assert_cmpfloat_with_epsilon (highest (meter, 0, LT_SPECTRUM_AVERAGE), -23.0f, LEVEL_WITHIN_DB);
}

static void
test_peak_hz_and_tilt (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_spectrum, RATE_HZ, 2);

  g_assert_true (isnan (lt_test_meter_read (meter, "spectral_peak_hz")));
  g_assert_true (isnan (lt_test_meter_read (meter, "spectral_tilt_db_octave")));
  clear_both ();
  lt_test_add_sine (right, 3000, RATE_HZ, 440.0, 0.1, 0.0);
  lt_test_meter_run (meter, both, 3000, 3000); /* less than a transform */
  g_assert_true (isnan (lt_test_meter_read (meter, "spectral_peak_hz")));
  lt_meter_spectrum.finish (meter->state);
  g_assert_cmpfloat_with_epsilon (lt_test_meter_read (meter, "spectral_peak_hz"), 440.0, 3.0);

  g_assert_cmpfloat_with_epsilon (lt_spectrum_tilt_db (1000.0, 3.0), 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lt_spectrum_tilt_db (4000.0, 3.0), 6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lt_spectrum_tilt_db (500.0, 4.5), -4.5, 1e-9);
}

static void
test_split_broken_and_refused (void)
{
  static const uint32_t pieces[] = { 17, 64, 4096, 50000 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (8);
  g_autoptr (LtTestMeter) whole = configured (2048, LT_SPECTRUM_FLAT_TOP, LT_SPECTRUM_LEFT_RIGHT, 0.3);
  LtSpectrumConfig bad = lt_spectrum_default_config ();
  static float     curve[LT_SPECTRUM_MAX_BINS];

  clear_both ();
  lt_test_music (left, N, RATE_HZ, 0.5, rng);
  left[100] = NAN;
  right[200] = INFINITY;
  right[300] = 3e38f;
  lt_test_meter_measure (whole, both, N, N);
  lt_spectrum_read_bins (whole->state, 0, LT_SPECTRUM_HOLD, curve);
  for (uint32_t k = 0; k < lt_spectrum_n_bins (whole->state); k++)
    g_assert_true (curve[k] < 6.0f);
  for (size_t i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (LtTestMeter) split = configured (2048, LT_SPECTRUM_FLAT_TOP, LT_SPECTRUM_LEFT_RIGHT, 0.3);

      lt_test_meter_measure (split, both, N, pieces[i]);
      lt_test_meter_assert_equal (whole, split);
      lt_spectrum_read_bins (split->state, 0, LT_SPECTRUM_HOLD, bins);
      g_assert_cmpmem (curve, lt_spectrum_n_bins (whole->state) * sizeof (float), bins, lt_spectrum_n_bins (split->state) * sizeof (float));
    }

  bad.size = 3000;
  g_assert_cmpint (lt_spectrum_configure (whole->state, &bad), ==, LT_ERR_INVALID);
  bad.size = 65536;
  g_assert_cmpint (lt_spectrum_configure (whole->state, &bad), ==, LT_ERR_INVALID);
  g_assert_cmpuint (lt_spectrum_n_bins (whole->state), ==, 1025);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spectrum/flat-top-levels", test_flat_top_levels);
  g_test_add_func ("/spectrum/scaling", test_scaling);
  g_test_add_func ("/spectrum/rates", test_rates);
  g_test_add_func ("/spectrum/noise", test_noise);
  g_test_add_func ("/spectrum/mid-side", test_mid_side);
  g_test_add_func ("/spectrum/average-and-hold", test_average_and_hold);
  g_test_add_func ("/spectrum/peak-hz-and-tilt", test_peak_hz_and_tilt);
  g_test_add_func ("/spectrum/split-broken-refused", test_split_broken_and_refused);
  return g_test_run ();
}
