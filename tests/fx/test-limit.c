// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The limiter's promise: nothing above the ceiling, on or between samples; what is below untouched.
// Layer: tests.

#include "base/math.h"
#include "dsp/half-band.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <string.h>

#define REACH 256 /* samples on either side, at most: the independent interpolators */
#define PHASES 16

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

/* ITU-R BS.1770-4 annex 2, the example filter: phases 0 and 1; 2 and 3 are their mirrors. */
static const double itu[2][12] = {
  { 0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875, 0.1373291015625,
    0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250, 0.0148925781250, -0.0083007812500 },
  { -0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500, 0.4650878906250,
    0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625, 0.0330810546875, -0.0189208984375 },
};

static double
itu_peak (const float *x, uint32_t n)
{
  double peak = 0.0;

  for (uint32_t i = 11; i < n; i++)
    for (int p = 0; p < 4; p++)
      {
        double sum = 0.0;

        for (uint32_t k = 0; k < 12; k++)
          sum += itu[p & 1 ? 1 : 0][p < 2 ? k : 11 - k] * (double) x[i - k];
        peak = MAX (peak, fabs (sum));
      }
  return peak;
}

/* 16 ×: a sinc of 2 × @reach samples under a Kaiser window, in double. */
static double
sinc_peak (const float *x, uint32_t n, int reach, double beta)
{
  static double h[PHASES][2 * REACH];
  double        peak = 0.0;

  for (int p = 0; p < PHASES; p++)
    for (int k = 0; k < 2 * reach; k++)
      {
        double t = k - reach + 1 - p / (double) PHASES;

        h[p][k] = fabs (t) < 1e-12 ? 1.0 : lt_half_band_kaiser (t / reach, beta) * sin (G_PI * t) / (G_PI * t);
      }
  for (uint32_t i = (uint32_t) reach; i + (uint32_t) reach + 1 < n; i++)
    for (int p = 0; p < PHASES; p++)
      {
        double sum[4] = { 0.0 };

        for (int k = 0; k < 2 * reach; k += 4)
          for (int j = 0; j < 4; j++)
            sum[j] += h[p][k + j] * (double) x[i + (uint32_t) (k + j - reach) + 1];
        peak = MAX (peak, fabs (sum[0] + sum[1] + sum[2] + sum[3]));
      }
  return peak;
}

/* The highest that short, middling and long interpolators read: near half the rate they disagree. */
static double
widest_peak (const float *x, uint32_t n)
{
  static const struct
  {
    int    reach;
    double beta;
  } kinds[] = { { 10, 5.0 }, { 32, 12.0 }, { 128, 10.0 }, { REACH, 12.0 } };
  double peak = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    peak = MAX (peak, sinc_peak (x, n, kinds[i].reach, kinds[i].beta));
  return peak;
}

typedef enum
{
  MUSIC,
  CLIPPED,
  NOISE,
  SQUARE,
  FAST_SQUARE,
  QUARTER,
  SIXTH,
  BURSTS,
  SPARSE,
  NEAR_NYQUIST,
  N_SIGNALS
} Signal;

static const char *const names[] = { "music", "clipped music", "noise", "square", "fast square", "fs/4", "fs/6", "bursts", "sparse", "0.47 fs" };

static float
clipped (float x)
{
  return lt_clampf (x, -1.0f, 1.0f);
}

static void
make (Signal signal, float *x, uint32_t n, double rate_hz, GRand *rng)
{
  memset (x, 0, n * sizeof *x);
  switch (signal)
    {
    case MUSIC:
    case CLIPPED:
      lt_test_music (x, n, rate_hz, signal == MUSIC ? 0.9 : 8.0, rng);
      for (uint32_t i = 0; i < n; i++)
        x[i] = clipped (x[i]);
      break;
    case NOISE:
      for (uint32_t i = 0; i < n; i++)
        x[i] = g_rand_boolean (rng) ? 1.0f : -1.0f;
      break;
    case SQUARE:
      for (uint32_t i = 0; i < n; i++)
        x[i] = fmod (i * (i < n / 2 ? 441.0 : 3700.0) / rate_hz, 1.0) < 0.5 ? 1.0f : -1.0f;
      break;
    case FAST_SQUARE: /* plain signs: what folds down reaches half the rate */
      for (uint32_t i = 0; i < n; i++)
        x[i] = fmod (i * 0.1000208 + 0.003, 1.0) < 0.5 ? 0.99f : -0.99f;
      break;
    case QUARTER:
      lt_test_add_sine (x, n, 4.0, 1.0, 1.0, G_PI / 4.0);
      break;
    case SIXTH:
      lt_test_add_sine (x, n, 6.0, 1.0, 1.0, G_PI / 6.0);
      break;
    case BURSTS: /* fs/4 between silences */
      lt_test_add_sine (x, n, 4.0, 1.0, 1.0, G_PI / 4.0);
      for (uint32_t i = 0; i < n; i++)
        x[i] *= i % 1500 < 40 ? 1.0f : 0.01f;
      break;
    case SPARSE:
      for (uint32_t i = 0; i < n; i += 301)
        x[i] = i & 1 ? 1.0f : -1.0f;
      break;
    case NEAR_NYQUIST:
      lt_test_add_sine (x, n, 1.0, 0.47, 1.0, 0.3);
      break;
    case N_SIGNALS:
      g_assert_not_reached ();
    }
}

static void
test_ceiling (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (11);
  const uint32_t    n = 12000;
  g_autofree float *l = g_new (float, n);
  g_autofree float *r = g_new (float, n);
  double            worst = -100.0;

  for (int signal = 0; signal < N_SIGNALS; signal++)
    for (int round = 0; round < 8; round++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("limit"), rates[round % 4], 2);
        double               ceiling = round & 1 ? -0.3 : -1.0;

        lt_test_fx_set (fx, "ceiling", (float) ceiling);
        lt_test_fx_set (fx, "gain", round < 4 ? 20.0f : 3.0f);
        lt_test_fx_set (fx, "lookahead", (const float[]){ 3.0f, 0.5f, 1.5f, 10.0f }[(round + signal) % 4]);
        lt_test_fx_set (fx, "character", (float) (round % 3));
        lt_test_fx_set (fx, "transients", round & 2 ? 100.0f : 25.0f);
        lt_test_fx_set (fx, "release", round & 4 ? 1.0f : 100.0f);
        lt_test_fx_set (fx, "link", round & 4 ? 0.0f : 100.0f);
        make (signal, l, n, rates[round % 4], rng);
        make (signal, r, n, rates[round % 4], rng);
        lt_test_fx_run (fx, l, r, n, 64);

        double peak = 20.0 * log10 (widest_peak (l, n)) - ceiling, by_itu = 20.0 * log10 (itu_peak (r, n)) - ceiling;

        g_test_message ("%s, %.0f Hz: 16x %+.4f dB, ITU %+.4f dB", names[signal], rates[round % 4], peak, by_itu);
        worst = MAX (worst, MAX (peak, by_itu));
        g_assert_cmpfloat (lt_test_peak (l, n), <=, (double) lt_db_to_gain ((float) ceiling));
        g_assert_cmpfloat (lt_test_peak (r, n), <=, (double) lt_db_to_gain ((float) ceiling));
        g_assert_cmpfloat (peak, <=, 0.05);
        g_assert_cmpfloat (by_itu, <=, 0.05);
      }
  g_test_message ("worst %+.4f dB", worst);
}

/* Nothing over the ceiling and no gain: the same bits, later by the declared latency. */
static void
test_transparent (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (12);
  const uint32_t    n = 20000;
  g_autofree float *in = g_new (float, 2 * n);
  g_autofree float *out = g_new (float, 2 * n);

  for (int round = 0; round < 12; round++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("limit"), rates[round % 4], 2);

      lt_test_fx_set (fx, "lookahead", (const float[]){ 0.5f, 3.0f, 10.0f }[round % 3]);
      lt_test_fx_set (fx, "true-peak", (float) (round & 1));
      lt_test_fx_set (fx, "ceiling", round < 6 ? -1.0f : -0.1f);

      uint32_t late = lt_fx_latency (fx->type, &fx->setup, fx->values);

      lt_test_music (in, 2 * n, fx->setup.rate_hz, 0.5, rng);
      for (uint32_t i = 0; i < 2 * n; i++)
        in[i] = lt_clampf (in[i], -0.6f, 0.6f);
      memcpy (out, in, 2 * n * sizeof *in);
      lt_test_fx_run (fx, out, out + n, n, 64);
      g_assert_cmpmem (in, (n - late) * sizeof *in, out + late, (n - late) * sizeof *in);
      g_assert_cmpmem (in + n, (n - late) * sizeof *in, out + n + late, (n - late) * sizeof *in);
      g_assert_cmpfloat (lt_test_peak (out, late), ==, 0.0);
    }
}

/* A 1 kHz tone at the ceiling, and 6 dB over it when the gain has settled, is still a tone. */
static void
test_tone (void)
{
  const uint32_t    n = 1u << 18;
  g_autofree float *io = g_new (float, n);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int drive = 0; drive < 2; drive++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("limit"), rates[r], 1);
        float                shown;

        lt_test_fx_set (fx, "gain", drive == 0 ? 0.0f : 6.0f);
        memset (io, 0, n * sizeof *io);
        lt_test_add_sine (io, n, rates[r], 1000.0, pow (10.0, -1.0 / 20.0), 0.0);
        lt_test_fx_run (fx, io, NULL, n, 64);
        fx->type->readout (fx->state, &shown);
        g_test_message ("%.0f Hz, %d dB: THD+N %.1f dB, reduction %.3f dB", rates[r], 6 * drive, lt_test_thd_n_db (io + n / 2, n / 2, rates[r], 1000.0), shown);
        g_assert_cmpfloat (lt_test_thd_n_db (io + n / 2, n / 2, rates[r], 1000.0), <, drive == 0 ? -120.0 : -60.0);
        g_assert_cmpfloat (fabs (shown - 6.0 * drive), <, 0.05);
      }
}

/* Linked channels keep their ratio; unlinked ones do not know of each other. */
static void
test_link (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (13);
  const uint32_t    n = 24000;
  g_autofree float *l = g_new (float, n);
  g_autofree float *r = g_new (float, n);
  g_autofree float *in = g_new (float, n);

  for (int linked = 0; linked < 2; linked++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("limit"), 48000.0, 2);
      uint32_t             late = lt_fx_latency (fx->type, &fx->setup, fx->values);
      double               off = 0.0;

      lt_test_fx_set (fx, "link", 100.0f * (float) linked);
      lt_test_music (in, n, 48000.0, 3.0, rng);
      for (uint32_t i = 0; i < n; i++)
        {
          l[i] = in[i];
          r[i] = in[i] * 0.0625f; /* a power of two: the ratio is exact */
        }
      lt_test_fx_run (fx, l, r, n, 64);
      for (uint32_t i = late; i < n; i++)
        {
          if (linked)
            g_assert_cmpfloat (r[i], ==, l[i] * 0.0625f);
          else
            g_assert_cmpfloat (r[i], ==, in[i - late] * 0.0625f);
          off = MAX (off, fabs ((double) l[i] - in[i - late]));
        }
      g_assert_cmpfloat (off, >, 0.1);
    }
}

/* Below 5 kHz there is a tone and its gain; what a click would bring lies above. */
static double
above_5k_db (const float *x, uint32_t n, double rate_hz)
{
  double y = 0.0, peak = 0.0, s[4] = { 0.0 }, k = 1.0 - exp (-2.0 * G_PI * 5000.0 / rate_hz);

  for (uint32_t i = 0; i < n; i++)
    {
      y = x[i];
      for (int p = 0; p < 4; p++)
        {
          s[p] += k * (y - s[p]);
          y -= s[p];
        }
      if (i > n / 8)
        peak = MAX (peak, fabs (y));
    }
  return 20.0 * log10 (MAX (peak, 1e-20));
}

/* Every parameter from one end to the other, over a −12 dBFS tone of 100 Hz: no click. */
static void
test_moves (void)
{
  const uint32_t    n = 96000;
  g_autofree float *l = g_new (float, n);
  g_autofree float *r = g_new (float, n);
  const LtFxType   *type = lt_fx_find ("limit");

  for (guint rate = 0; rate < G_N_ELEMENTS (rates); rate++)
    for (uint32_t p = 0; p < type->n_params; p++)
      for (int down = 0; down < 2; down++)
        {
          g_autoptr (LtTestFx) fx = lt_test_fx_new (type, rates[rate], 2);
          float                to[LT_FX_MAX_PARAMS];

          lt_test_fx_set (fx, "gain", p == 0 ? 0.0f : 6.0f);
          lt_test_fx_set (fx, "ceiling", p == 1 ? -1.0f : -10.0f);
          memcpy (to, fx->values, sizeof to);
          fx->values[p] = down ? type->params[p].max : type->params[p].min;
          to[p] = down ? type->params[p].min : type->params[p].max;
          memset (l, 0, n * sizeof *l);
          memset (r, 0, n * sizeof *r);
          lt_test_add_sine (l, n, rates[rate], 100.0, 0.25, 0.0);
          lt_test_add_sine (r, n, rates[rate], 100.0, 0.125, 0.0);
          lt_test_fx_run_moving (fx, l, r, n, n / 64 / 2 * 64, to);
          g_test_message ("%s %d: %.1f dB", type->params[p].key, down, above_5k_db (l, n, rates[rate]));
          g_assert_cmpfloat (above_5k_db (l, n, rates[rate]), <, -60.0);
          g_assert_cmpfloat (above_5k_db (r, n, rates[rate]), <, -60.0);
        }
}

/* A peak ducks its surroundings and is forgotten afterwards, exactly. */
static void
test_recovers (void)
{
  const uint32_t       n = 96000;
  g_autofree float    *io = g_new (float, n);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("limit"), 48000.0, 1);

  lt_test_fx_set (fx, "gain", 12.0f);
  lt_test_fx_set (fx, "release", 50.0f);
  memset (io, 0, n * sizeof *io);
  lt_test_add_sine (io, n, 48000.0, 1000.0, 0.1, 0.0);
  for (uint32_t i = 24000; i < 24010; i++)
    io[i] = 1.0f;
  io[24020] = NAN;
  lt_test_fx_run (fx, io, NULL, n, 64);

  double before = lt_test_tone_amp (io + 12000, 4800, 48000.0, 1000.0), at = lt_test_tone_amp (io + 24600, 480, 48000.0, 1000.0);
  double after = lt_test_tone_amp (io + 90000, 4800, 48000.0, 1000.0);

  g_assert_cmpfloat (fabs (before - 0.1 * pow (10.0, 0.6)), <, 1e-5);
  g_assert_cmpfloat (at, <, 0.8 * before);
  g_assert_cmpfloat (fabs (after - before), <, 1e-5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx/limit/ceiling", test_ceiling);
  g_test_add_func ("/fx/limit/transparent", test_transparent);
  g_test_add_func ("/fx/limit/tone", test_tone);
  g_test_add_func ("/fx/limit/link", test_link);
  g_test_add_func ("/fx/limit/moves", test_moves);
  g_test_add_func ("/fx/limit/recovers", test_recovers);
  return g_test_run ();
}
