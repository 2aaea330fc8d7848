// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// De-esser: a synthetic voice loses its sharpness and nothing else, loud or soft; moves, side-chain, listening.
// Layer: tests.

#include "dsp/biquad.h"
#include "helpers/test-moves.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SYLLABLE_S 0.3 /* an s, then a vowel */
#define S_S 0.1
#define SYLLABLES 10

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static void
cut_band (float *io, uint32_t n, double rate_hz, double low_hz, double high_hz)
{
  LtBiquadCoeffs high_pass = lt_biquad_high_pass (rate_hz, low_hz, 0.707), low_pass = lt_biquad_low_pass (rate_hz, high_hz, 0.707);

  for (int pass = 0; pass < 2; pass++)
    {
      LtBiquad a = { 0 }, b = { 0 };

      if (low_hz > 0.0)
        lt_biquad_run (&a, &high_pass, io, n);
      lt_biquad_run (&b, &low_pass, io, n);
    }
}

/* A vowel of a falling row of harmonics under three formants. */
static void
add_vowel (float *io, uint32_t n, double rate_hz, double pitch_hz, double amp)
{
  static const double formants[3][3] = { { 650.0, 90.0, 1.0 }, { 1700.0, 130.0, 0.5 }, { 2700.0, 200.0, 0.25 } };

  for (int k = 1; k * pitch_hz < 12000.0; k++)
    {
      double f = k * pitch_hz, level = 0.02 / k;

      for (int m = 0; m < 3; m++)
        level += formants[m][2] / (1.0 + pow ((f - formants[m][0]) / formants[m][1], 2.0)) / sqrt (k);
      lt_test_add_sine (io, n, rate_hz, f, amp * level, 2.3 * k * k);
    }
}

static void
fade (float *io, uint32_t n, double rate_hz)
{
  uint32_t len = (uint32_t) (0.01 * rate_hz);

  for (uint32_t i = 0; i < len; i++)
    {
      float g = (float) (0.5 - 0.5 * cos (G_PI * i / len));

      io[i] *= g;
      io[n - 1 - i] *= g;
    }
}

typedef struct
{
  uint32_t n, syllable, s; /* frames: of all, of a syllable and of the s that it begins with */
  float   *io;
} Voice;

static Voice
new_voice (double rate_hz, double pitch_hz, double gain_db)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xe55);
  Voice             v = { .syllable = (uint32_t) (SYLLABLE_S * rate_hz), .s = (uint32_t) (S_S * rate_hz) };
  float             gain = (float) pow (10.0, gain_db / 20.0);

  v.n = SYLLABLES * v.syllable / 64 * 64;
  v.io = g_new0 (float, v.n + v.syllable);
  uint32_t          vowel_len = v.syllable - v.s;
  g_autofree float *vowel = g_new0 (float, vowel_len);

  add_vowel (vowel, vowel_len, rate_hz, pitch_hz, 0.25);
  fade (vowel, vowel_len, rate_hz);
  for (uint32_t at = 0; at < v.n; at += v.syllable)
    {
      float *s = v.io + at;

      lt_test_noise (s, v.s, 0.5 * sqrt (rate_hz / 48000.0), rng);
      cut_band (s, v.s, rate_hz, 5000.0, 9000.0);
      fade (s, v.s, rate_hz);
      memcpy (s + v.s, vowel, vowel_len * sizeof (float));
    }
  for (uint32_t i = 0; i < v.n; i++)
    v.io[i] *= gain;
  return v;
}

/* Energy in dB of all s, or of all vowels, after the band filter that @band asks for. */
static double
energy_db (const Voice *v, const float *io, double rate_hz, bool of_s, const double *band)
{
  g_autofree float *copy = g_memdup2 (io, v->n * sizeof *io);
  double            sum = 0.0;

  if (band != NULL)
    cut_band (copy, v->n, rate_hz, band[0], band[1]);
  for (uint32_t i = 0; i < v->n; i++)
    if ((i % v->syllable < v->s) == of_s)
      sum += copy[i] * (double) copy[i];
  return 10.0 * log10 (sum + 1e-30);
}

typedef struct
{
  double sharp, vowel, vowel_band, below; /* dB of change */
} Change;

static Change
change_of (LtTestFx *fx, const Voice *v, double rate_hz)
{
  static const double sharp[2] = { 5000.0, 9000.0 }, below[2] = { 0.0, 2500.0 };
  g_autofree float   *out = g_memdup2 (v->io, v->n * sizeof (float));

  lt_test_fx_reset (fx);
  lt_test_fx_run (fx, out, NULL, v->n, 64);
  return (Change) {
    energy_db (v, out, rate_hz, true, sharp) - energy_db (v, v->io, rate_hz, true, sharp),
    energy_db (v, out, rate_hz, false, NULL) - energy_db (v, v->io, rate_hz, false, NULL),
    energy_db (v, out, rate_hz, false, sharp) - energy_db (v, v->io, rate_hz, false, sharp),
    energy_db (v, out, rate_hz, false, below) - energy_db (v, v->io, rate_hz, false, below),
  };
}

/* With no edit: 6 dB and more off the s between 5 and 9 kHz, less than 0.3 dB off all else; loud as soft, low voice as high. */
static void
test_voice (void)
{
  static const double levels[] = { 0.0, -20.0 }, pitches[] = { 110.0, 240.0 };

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint p = 0; p < G_N_ELEMENTS (pitches); p++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("deess"), rates[k], 1);
        Change               c[2];

        for (guint level = 0; level < 2; level++)
          {
            Voice v = new_voice (rates[k], pitches[p], levels[level]);

            c[level] = change_of (fx, &v, rates[k]);
            g_free (v.io);
            g_test_message ("%.0f Hz, voice of %g Hz at %g dB: s %.2f dB, vowels %.3f dB, their highs %.3f dB, their lows %.3f dB", rates[k], pitches[p], levels[level], c[level].sharp,
                            c[level].vowel, c[level].vowel_band, c[level].below);
            g_assert_cmpfloat (c[level].sharp, <, -6.0);
            g_assert_cmpfloat (fabs (c[level].vowel), <, 0.3);
            g_assert_cmpfloat (fabs (c[level].below), <, 0.3);
          }
        g_assert_cmpfloat_with_epsilon (c[0].sharp, c[1].sharp, 0.3);
      }
}

/* A vowel alone passes bit for bit, and so does anything with a range of 0. */
static void
test_nothing_to_do (void)
{
  enum { N = 48000 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xe56);
  g_autofree float *in = g_new0 (float, N);
  g_autofree float *io = g_new0 (float, N);

  for (int what = 0; what < 2; what++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("deess"), 48000.0, 1);

      memset (in, 0, N * sizeof *in);
      if (what == 0)
        add_vowel (in, N, 48000.0, 150.0, 0.25);
      else
        lt_test_noise (in, N, 0.5, rng);
      if (what == 0)
        fade (in, N, 48000.0);
      else
        lt_test_fx_set (fx, "range", 0.0f);
      memcpy (io, in, N * sizeof *in);
      lt_test_fx_run (fx, io, NULL, N, 64);
      g_assert_cmpmem (io, N * sizeof *io, in, N * sizeof *in);
    }
}

/* Under a lasting key the band has the range's depth, its middle exactly, and a shape without a bump. */
static void
test_shape (void)
{
  static const double hz[] = { 200.0, 1000.0, 3000.0, 7035.0, 15000.0, 19000.0 };
  enum { N = 48000 };
  g_autofree float *io = g_new (float, N);
  g_autofree float *key = g_new0 (float, N);

  lt_test_add_sine (key, N, 48000.0, 7000.0, 0.5, 0.0);
  for (int split = 0; split <= 100; split += 100)
    for (guint f = 0; f < G_N_ELEMENTS (hz); f++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("deess"), 48000.0, 1);
        double               db;

        lt_test_fx_set (fx, "split", (float) split);
        memset (io, 0, N * sizeof *io);
        lt_test_add_sine (io, N, 48000.0, hz[f], 0.25, 0.0);
        lt_test_fx_run_keyed (fx, io, NULL, key, NULL, N, 64);
        db = 20.0 * log10 (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, hz[f]) / 0.25);
        g_test_message ("split %d %%, %g Hz: %.3f dB", split, hz[f], db);
        g_assert_cmpfloat (db, <, 0.001);
        if (split == 0 || f == 3)
          g_assert_cmpfloat_with_epsilon (db, -9.0, 0.1);
        else if (f < 2)
          g_assert_cmpfloat (db, >, -0.1);
      }
}

/* 63 % of the way back in the time that the row says. */
static void
test_speed (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("deess"), rates[k], 1);
      uint32_t             n = (uint32_t) rates[k] / 64 * 64, off = n / 2, back = 0;
      g_autofree float    *io = g_new0 (float, n);
      g_autofree float    *key = g_new0 (float, n);

      lt_test_fx_set (fx, "speed", 200.0f);
      lt_test_fx_set (fx, "split", 0.0f);
      lt_test_add_sine (key, off, rates[k], 7000.0, 0.5, 0.0);
      for (uint32_t i = 0; i < n; i++)
        io[i] = 0.5f;
      lt_test_fx_run_keyed (fx, io, NULL, key, NULL, n, 64);
      for (uint32_t i = off; i < n && back == 0; i++)
        if (20.0 * log10 (io[i] / 0.5) > -9.0 * exp (-1.0))
          back = i - off;
      g_test_message ("%.0f Hz: back after %.1f ms", rates[k], back * 1000.0 / rates[k]);
      g_assert_cmpfloat_with_epsilon (back / rates[k], 0.2, 0.02);
    }
}

static void
test_link (void)
{
  enum { N = 24000 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (0xe57);
  g_autofree float *l = g_new0 (float, N);
  g_autofree float *r = g_new0 (float, N);

  for (int link = 0; link <= 100; link += 100)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("deess"), 48000.0, 2);
      float                probe;

      lt_test_fx_set (fx, "split", 0.0f);
      lt_test_fx_set (fx, "link", (float) link);
      lt_test_noise (l, N, 0.5, rng);
      cut_band (l, N, 48000.0, 5000.0, 9000.0);
      memset (r, 0, N * sizeof *r);
      lt_test_add_sine (r, N, 48000.0, 300.0, 0.25, 0.0);
      lt_test_fx_run (fx, l, r, N, 64);
      probe = (float) (20.0 * log10 (lt_test_tone_amp (r + N / 2, N / 2, 48000.0, 300.0) / 0.25));
      g_assert_cmpfloat_with_epsilon (probe, link == 0 ? 0.0 : -9.0, 0.5);
    }
}

/* The look-ahead is the latency to the frame; the start of an s, else still sharp, is turned down before it comes. */
static void
test_lookahead (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("deess"), rates[k], 1);
      uint32_t             n = (uint32_t) (0.3 * rates[k]) / 64 * 64, start = n / 3, on = (uint32_t) (0.003 * rates[k]), latency;
      g_autofree float    *io = g_new0 (float, n);
      double               start_db[2];

      for (int late = 0; late < 2; late++)
        {
          lt_test_fx_reset (fx);
          lt_test_fx_set (fx, "lookahead", late ? 5.0f : 0.0f);
          latency = lt_fx_latency (fx->type, &fx->setup, fx->values);
          g_assert_cmpuint (latency, ==, late ? (uint32_t) lround (0.005 * rates[k]) : 0);

          memset (io, 0, n * sizeof *io);
          lt_test_add_sine (io + start, n - start, rates[k], 7000.0, 0.5, 0.0);
          lt_test_fx_run (fx, io, NULL, n, 64);
          for (uint32_t i = 0; i <= start + latency; i++)
            g_assert_cmpfloat (fabsf (io[i]), <, 1e-9f);
          g_assert_cmpfloat (fabsf (io[start + latency + 1]), >, 0.01f);
          start_db[late] = lt_test_rms_db (io + start + latency, on) - lt_test_rms_db (io + n - on, on);
        }
      g_test_message ("%.0f Hz: the first 3 ms are %.1f dB above the rest, %.1f dB with look-ahead", rates[k], start_db[0], start_db[1]);
      g_assert_cmpfloat (start_db[0], >, 2.0);
      g_assert_cmpfloat (start_db[1], <, 1.0);
    }
}

/* Listening plays the band of what is heard, and only that. */
static void
test_listen (void)
{
  enum { N = 24000 };
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("deess"), 48000.0, 1);
  g_autofree float    *io = g_new0 (float, N);

  lt_test_fx_set (fx, "listen", 1.0f);
  lt_test_add_sine (io, N, 48000.0, 7035.0, 0.1, 0.0);
  lt_test_add_sine (io, N, 48000.0, 300.0, 0.5, 0.0);
  lt_test_fx_run (fx, io, NULL, N, 64);
  g_assert_cmpfloat_with_epsilon (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 7035.0), 0.1, 0.002);
  g_assert_cmpfloat (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 300.0), <, 0.003);
}

static void
test_moves (void)
{
  static const LtTestMove moves[] = {
    { "from", 1000.0f, 10000.0f }, { "to", 20000.0f, 2000.0f }, { "threshold", 0.0f, -40.0f }, { "threshold", -40.0f, 0.0f }, { "range", 0.0f, 24.0f },
    { "speed", 5.0f, 500.0f }, { "split", 0.0f, 100.0f }, { "lookahead", 0.0f, 10.0f }, { "lookahead", 10.0f, 3.0f }, { "listen", 0.0f, 1.0f }, { "listen", 1.0f, 0.0f }, { "link", 0.0f, 100.0f },
  };

  lt_test_moves ("deess", moves, G_N_ELEMENTS (moves));
}

static void
test_extreme_rates (void)
{
  lt_test_extreme_rates ("deess");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deess/voice", test_voice);
  g_test_add_func ("/deess/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/deess/shape", test_shape);
  g_test_add_func ("/deess/speed", test_speed);
  g_test_add_func ("/deess/link", test_link);
  g_test_add_func ("/deess/lookahead", test_lookahead);
  g_test_add_func ("/deess/listen", test_listen);
  g_test_add_func ("/deess/extreme-rates", test_extreme_rates);
  g_test_add_func ("/deess/moves", test_moves);
  return g_test_run ();
}
