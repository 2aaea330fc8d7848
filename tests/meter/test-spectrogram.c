// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spectrogram: a stepped tone lands in its row and column at its level; pieces, ends, rings and refusals.
// Layer: tests.

#include "meter/spectrogram.h"

#include "helpers/test-meter.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

extern const LtMeterType lt_meter_spectrogram;

#define N_STEPS    8
#define STEP_S     0.25
#define SCALLOP_DB 1.5 /* a Hann window between two bins */

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

typedef struct
{
  float   *left, *right;
  uint32_t n;
} Signal;

static Signal
signal_new (double rate_hz, double seconds)
{
  uint32_t n = (uint32_t) (seconds * rate_hz);

  return (Signal){ g_new0 (float, n), g_new0 (float, n), n };
}

static void
signal_clear (Signal *self)
{
  g_free (self->left);
  g_free (self->right);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signal, signal_clear)

static double
step_hz (int step)
{
  return 60.0 * pow (2.2, step);
}

/* Steps of a quarter of a second, every other one on the right alone, −20 dBFS. */
static Signal
stepped_tone (double rate_hz)
{
  Signal self = signal_new (rate_hz, N_STEPS * STEP_S);

  for (int step = 0; step < N_STEPS; step++)
    {
      uint32_t from = (uint32_t) (step * STEP_S * rate_hz),
               to = (uint32_t) ((step + 1) * STEP_S * rate_hz);

      lt_test_add_sine ((step & 1 ? self.right : self.left) + from, to - from, rate_hz,
                        step_hz (step), 0.1, 0.3);
    }
  return self;
}

static uint32_t
strongest (const float *levels, uint32_t n_rows)
{
  uint32_t top = 0;

  for (uint32_t r = 1; r < n_rows; r++)
    if (levels[r] > levels[top])
      top = r;
  return top;
}

/* Every column that lies in a step, but for half a transform at its ends, has the tone in its row and little elsewhere. */
static void
test_stepped_tone (void)
{
  static const uint32_t sizes[] = { 2048, 4096, 8192 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_spectrogram, rates[r], 2);
        LtSpectrogramConfig config = lt_spectrogram_default_config (rates[r]);
        g_auto (Signal) tone = stepped_tone (rates[r]);
        uint32_t scale = rates[r] > 50000.0 ? (uint32_t) (rates[r] / 48000.0) : 1;
        float    levels[LT_SPECTROGRAM_MAX_ROWS];
        int      n_seen = 0;
        double   octaves;

        config.size = sizes[s] * scale;
        config.hop = 480 * scale;
        config.n_rows = 120;
        octaves = log2 (config.high_hz / config.low_hz) / config.n_rows;
        g_assert_cmpint (lt_spectrogram_configure (meter->state, &config), ==, LT_OK);
        lt_test_meter_measure (meter, (const float *const[]){ tone.left, tone.right }, tone.n,
                               1000);
        g_assert_cmpint (lt_spectrogram_n_columns (meter->state), ==,
                         (tone.n + config.hop - 1) / config.hop);

        for (int64_t c = 0; c < lt_spectrogram_n_columns (meter->state); c++)
          {
            double middle = ((double) c + 0.5) * config.hop, half = 0.5 * config.size,
                   length = STEP_S * rates[r];
            int    step = (int) (middle / length);
            double bin_octaves = log2 (1.0 + rates[r] / config.size / step_hz (step));

            g_assert_true (lt_spectrogram_read_column (meter->state, c, levels));
            if (middle - half < step * length || middle + half > (step + 1) * length)
              continue;
            uint32_t top = strongest (levels, config.n_rows);
            double   off = fabs (log2 (lt_spectrogram_row_hz (meter->state, top) / step_hz (step)));

            g_assert_cmpfloat (off, <=, 0.5 * octaves + 0.55 * bin_octaves);
            g_assert_cmpfloat (levels[top], <=, -19.9f);
            g_assert_cmpfloat (levels[top], >=, -20.0f - SCALLOP_DB);
            for (uint32_t row = 0; row < config.n_rows; row++)
              if (fabs (log2 (lt_spectrogram_row_hz (meter->state, row) / step_hz (step)))
                  > 5.0 * bin_octaves + octaves)
                g_assert_cmpfloat (levels[row], <, -55.0f);
            n_seen++;
          }
        g_assert_cmpint (n_seen, >, N_STEPS);
      }
}

/* A click is in the columns around it and in no other, and strongest in its own. */
static void
test_click (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_spectrogram, 48000.0, 1);
  LtSpectrogramConfig config = lt_spectrogram_default_config (48000.0);
  g_auto (Signal) click = signal_new (48000.0, 1.0);
  float   levels[LT_SPECTROGRAM_MAX_ROWS], most = -INFINITY;
  int64_t loudest = -1;

  config.size = 1024;
  config.hop = 100;
  g_assert_cmpint (lt_spectrogram_configure (meter->state, &config), ==, LT_OK);
  click.left[20050] = 1.0f; /* the middle of column 200 */
  lt_test_meter_measure (meter, (const float *const[]){ click.left }, click.n, 4096);
  for (int64_t c = 0; c < lt_spectrogram_n_columns (meter->state); c++)
    {
      g_assert_true (lt_spectrogram_read_column (meter->state, c, levels));
      g_assert_true ((levels[200] == -INFINITY) == (fabs ((double) (c - 200)) * 100.0 >= 512.0));
      if (levels[200] > most)
        {
          most = levels[200];
          loudest = c;
        }
    }
  g_assert_cmpint (loudest, ==, 200);
}

/* Rows narrower than a bin rise and fall without steps, wider ones miss nothing: a sine on a bin reads right in both. */
static void
test_levels (void)
{
  static const double tones_hz[] = { 46.875 * 1.0, 46.875 * 4.0, 46.875 * 21.0, 46.875 * 200.0 };

  for (guint t = 0; t < G_N_ELEMENTS (tones_hz); t++)
    {
      g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_spectrogram, 48000.0, 1);
      LtSpectrogramConfig config = lt_spectrogram_default_config (48000.0);
      g_auto (Signal) tone = signal_new (48000.0, 0.5);
      float levels[LT_SPECTROGRAM_MAX_ROWS];

      config.size = 1024;
      config.n_rows = 512;
      g_assert_cmpint (lt_spectrogram_configure (meter->state, &config), ==, LT_OK);
      lt_test_add_sine (tone.left, tone.n, 48000.0, tones_hz[t], 0.1, 0.0);
      lt_test_meter_run (meter, (const float *const[]){ tone.left }, tone.n, 999);
      g_assert_true (lt_spectrogram_read_column (meter->state, 10, levels));
      g_assert_cmpfloat_with_epsilon (levels[strongest (levels, 512)], -20.0f, 0.35);
    }
}

/* Old columns fall out, coming ones are not there; pieces and broken samples change nothing else. */
static void
test_ring_and_pieces (void)
{
  static const uint32_t pieces[] = { 1, 17, 4096 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (2);
  g_autoptr (LtTestMeter) whole = lt_test_meter_new (&lt_meter_spectrogram, 8000.0, 2);
  LtSpectrogramConfig config = lt_spectrogram_default_config (8000.0);
  g_auto (Signal) music = signal_new (8000.0, 12.0);
  const float *const both[2] = { music.left, music.right };
  float              a[LT_SPECTROGRAM_MAX_ROWS], b[LT_SPECTROGRAM_MAX_ROWS];
  int64_t            n;

  config.hop = LT_SPECTROGRAM_MIN_HOP;
  config.size = 1024;
  lt_test_music (music.left, music.n, 8000.0, 0.5, rng);
  lt_test_music (music.right, music.n, 8000.0, 0.5, rng);
  music.left[5000] = NAN;
  music.right[6000] = -INFINITY;
  g_assert_cmpint (lt_spectrogram_configure (whole->state, &config), ==, LT_OK);
  lt_test_meter_measure (whole, both, music.n, music.n);
  n = lt_spectrogram_n_columns (whole->state);
  g_assert_cmpint (n, ==, music.n / 64);
  g_assert_cmpint (n, >, LT_SPECTROGRAM_MAX_COLUMNS);
  g_assert_false (lt_spectrogram_read_column (whole->state, n - LT_SPECTROGRAM_MAX_COLUMNS - 1, a));
  g_assert_true (lt_spectrogram_read_column (whole->state, n - LT_SPECTROGRAM_MAX_COLUMNS, a));
  g_assert_false (lt_spectrogram_read_column (whole->state, n, a));
  g_assert_false (lt_spectrogram_read_column (whole->state, -1, a));

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (LtTestMeter) split = lt_test_meter_new (&lt_meter_spectrogram, 8000.0, 2);

      g_assert_cmpint (lt_spectrogram_configure (split->state, &config), ==, LT_OK);
      lt_test_meter_measure (split, both, music.n, pieces[i]);
      g_assert_cmpint (lt_spectrogram_n_columns (split->state), ==, n);
      for (int64_t c = n - LT_SPECTROGRAM_MAX_COLUMNS; c < n; c++)
        {
          lt_spectrogram_read_column (whole->state, c, a);
          lt_spectrogram_read_column (split->state, c, b);
          g_assert_cmpmem (a, config.n_rows * sizeof (float), b, config.n_rows * sizeof (float));
          for (uint32_t r = 0; r < config.n_rows; r++)
            g_assert_true (a[r] < 6.0f);
        }
    }
}

static void
test_refused (void)
{
  g_autoptr (LtTestMeter) meter = lt_test_meter_new (&lt_meter_spectrogram, 48000.0, 1);
  const LtSpectrogramConfig good = lt_spectrogram_default_config (48000.0);
  LtSpectrogramConfig       bad[7];

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    bad[i] = good;
  bad[0].size = 3000;
  bad[1].size = 65536;
  bad[2].hop = 10;
  bad[3].n_rows = 0;
  bad[4].n_rows = LT_SPECTROGRAM_MAX_ROWS + 1;
  bad[5].low_hz = 0.0;
  bad[6].high_hz = 24001.0;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (lt_spectrogram_configure (meter->state, &bad[i]), ==, LT_ERR_INVALID);
  g_assert_cmpuint (lt_spectrogram_n_rows (meter->state), ==, good.n_rows);
  g_assert_cmpuint (lt_spectrogram_hop (meter->state), ==, 960);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spectrogram/stepped-tone", test_stepped_tone);
  g_test_add_func ("/spectrogram/click", test_click);
  g_test_add_func ("/spectrogram/levels", test_levels);
  g_test_add_func ("/spectrogram/ring-and-pieces", test_ring_and_pieces);
  g_test_add_func ("/spectrogram/refused", test_refused);
  return g_test_run ();
}
