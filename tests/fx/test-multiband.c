// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Multi-band dynamics: flat at rest, the curves of four modes, times, solo, side-chain, moves.
// Layer: tests.

#include "dsp/biquad.h"
#include "dsp/crossover.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0x3b4d
#define N 48000u

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static LtTestFx *
new_multiband (double rate_hz, uint32_t n_channels)
{
  return lt_test_fx_new (lt_fx_find ("multiband"), rate_hz, n_channels);
}

static double
db (double gain)
{
  return 20.0 * log10 (gain);
}

/* Of every band. */
static void
set_bands (LtTestFx *fx, const char *row, float value)
{
  for (int b = 1; b <= 5; b++)
    {
      g_autofree char *key = g_strdup_printf ("b%d-%s", b, row);

      lt_test_fx_set (fx, key, value);
    }
}

/* Level of a tone in an impulse response. */
static double
impulse_db (const float *in, uint32_t n, double rate_hz, double freq_hz)
{
  double re = 0.0, im = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      re += in[i] * cos (2.0 * G_PI * freq_hz / rate_hz * i);
      im -= in[i] * sin (2.0 * G_PI * freq_hz / rate_hz * i);
    }
  return db (hypot (re, im));
}

/* With nothing to turn down, at defaults and under signals too loud for a mix of 0, the sum is an all-pass: flat, and no
   energy is lost. */
static void
test_flat (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int bands = 2; bands <= 5; bands++)
      for (int slope = 0; slope < 3; slope++)
        {
          g_autoptr (LtTestFx) fx = new_multiband (rates[r], 1);
          uint32_t             n = (uint32_t) rates[r] / 4;
          bool                 loud = slope == 1;
          double               amp = loud ? 1.0 : 1e-3, worst = 0.0, energy = 0.0;
          g_autofree float    *io = g_new0 (float, n);

          lt_test_fx_set (fx, "bands", (float) bands);
          lt_test_fx_set (fx, "slope", (float) slope);
          lt_test_fx_set (fx, "mix", loud ? 0.0f : 100.0f);
          io[0] = (float) amp;
          lt_test_fx_run (fx, io, NULL, n, 64);
          for (double f = 20.0; f < 0.49 * rates[r]; f *= 1.37)
            worst = MAX (worst, fabs (impulse_db (io, n, rates[r], f) - db (amp)));
          for (uint32_t i = 0; i < n; i++)
            energy += io[i] / amp * io[i] / amp;
          g_test_message ("%g Hz, %d bands, slope %d: off by %.6f dB, energy %.7f", rates[r], bands, slope, worst, energy);
          g_assert_cmpfloat (worst, <, 0.001);
          g_assert_cmpfloat (fabs (energy - 1.0), <, 1e-4);
        }
}

/* The picture is what is heard: gains, solos, bands that are off, mix and output. */
static void
test_response (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  const uint32_t    n = 24000;

  for (int round = 0; round < 24; round++)
    {
      g_autoptr (LtTestFx) fx = new_multiband (rates[round % 4], 1);
      g_autofree float    *io = g_new0 (float, n);

      lt_test_fx_random_values (fx, rng, round | 1);
      set_bands (fx, "range", 0.0f);
      lt_test_fx_set (fx, "x1", 200.0f);
      if (round % 3 != 0)
        set_bands (fx, "solo", 0.0f);
      io[0] = 1.0f;
      lt_test_fx_run (fx, io, NULL, n, 64);
      for (double f = 40.0; f < 0.45 * rates[round % 4]; f *= 1.9)
        {
          double want = fx->type->response_db (&fx->setup, fx->values, f), is = impulse_db (io, n, rates[round % 4], f);

          if (want > -90.0)
            g_assert_cmpfloat_with_epsilon (is, want, 0.01);
          else
            g_assert_cmpfloat (is, <, -85.0);
        }
    }
}

/* What a text book says of a level in each mode, without a knee: gain in dB. */
static double
gain_db (int mode, double level, double threshold, double ratio, double range)
{
  double over = level - threshold, under = -over;

  switch (mode)
    {
    case 0:
      return -MIN (range, MAX (over, 0.0) * (1.0 - 1.0 / ratio));
    case 1:
      return MIN (range, MAX (under, 0.0) * (1.0 - 1.0 / ratio));
    case 2:
      return -MIN (range, MAX (under, 0.0) * (ratio - 1.0));
    default:
      return MIN (range, MAX (over, 0.0) * (ratio - 1.0));
    }
}

/* A settled tone of 1.3 kHz in the third of four bands, at levels around the threshold. */
static void
test_static_curves (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int mode = 0; mode < 4; mode++)
      for (int rms = 0; rms < 2; rms++)
        for (double level = -58.0; level <= -2.0; level += rates[r] > 50000.0 ? 14.0 : 7.0)
          {
            g_autoptr (LtTestFx) fx = new_multiband (rates[r], 1);
            uint32_t             n = (uint32_t) rates[r];
            g_autofree float    *io = g_new0 (float, n);
            float                reduction[LT_FX_MAX_READOUTS];
            double               band, gain, is;

            set_bands (fx, "range", 0.0f);
            lt_test_fx_set (fx, "b3-mode", (float) mode);
            lt_test_fx_set (fx, "b3-threshold", -30.0f);
            lt_test_fx_set (fx, "b3-ratio", 2.5f);
            lt_test_fx_set (fx, "b3-knee", 0.0f);
            lt_test_fx_set (fx, "b3-range", 14.0f);
            lt_test_fx_set (fx, "b3-gain", 1.5f);
            lt_test_fx_set (fx, "b3-solo", 1.0f);
            lt_test_fx_set (fx, "x2", 500.0f);
            lt_test_fx_set (fx, "x3", 3400.0f);
            lt_test_fx_set (fx, "detector", (float) rms);
            lt_test_add_sine (io, n, rates[r], 1300.0, pow (10.0, level / 20.0), 0.0);
            lt_test_fx_run (fx, io, NULL, n, 64);
            /* The band itself takes 0.3 dB of its middle. */
            band = fx->type->response_db (&fx->setup, fx->values, 1300.0) - 1.5;
            gain = gain_db (mode, level + band, -30.0, 2.5, 14.0);
            is = db (lt_test_tone_amp (io + n / 2, n / 2, rates[r], 1300.0));
            g_assert_cmpfloat_with_epsilon (is, level + band + gain + 1.5, 0.1);
            fx->type->readout (fx->state, reduction);
            g_assert_cmpfloat_with_epsilon (reduction[2], -gain, 0.1);
            g_assert_cmpfloat (reduction[0], ==, 0.0f);
          }
}

/* A loud bass is turned down by 12 dB; a soft high tone beside it stays where it is. */
static void
test_bands_apart (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (LtTestFx) fx = new_multiband (rates[r], 2);
      uint32_t             n = (uint32_t) rates[r];
      g_autofree float    *io = g_new0 (float, 2 * n);

      lt_test_fx_set (fx, "slope", 2.0f); /* so that little of the bass is in the band above */
      set_bands (fx, "threshold", -30.0f);
      set_bands (fx, "ratio", 100.0f);
      for (uint32_t c = 0; c < 2; c++)
        {
          lt_test_add_sine (io + c * n, n, rates[r], 50.0, 0.5, 0.0);
          lt_test_add_sine (io + c * n, n, rates[r], 5000.0, 0.005, 0.0);
        }
      lt_test_fx_run (fx, io, io + n, n, 64);
      g_assert_cmpfloat_with_epsilon (db (lt_test_tone_amp (io + n / 2, n / 2, rates[r], 50.0) / 0.5), -12.0, 0.3);
      g_assert_cmpfloat_with_epsilon (db (lt_test_tone_amp (io + n + n / 2, n / 2, rates[r], 5000.0) / 0.005), 0.0, 0.1);
    }
}

/* Frames from `step` on until 63 % of the way between the gains before it and at the end. */
static double
frames_to_63 (const float *out, uint32_t step, uint32_t n)
{
  double before = db (fabs (out[step - 1])), after = db (fabs (out[n - 1]));

  for (uint32_t i = step; i < n; i++)
    if ((db (fabs (out[i])) - before) / (after - before) >= 1.0 - exp (-1.0))
      return i + 1.0 - step;
  return INFINITY;
}

/* A steady signal shows the gain; a key of a steady level that steps by 20 dB rules it. DC lies in the lowest band. */
static void
test_times (void)
{
  static const float times[][2] = { { 10.0f, 120.0f }, { 30.0f, 50.0f }, { 80.0f, 300.0f } };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (times); t++)
      for (int how = 0; how < 8; how++)
        {
          g_autoptr (LtTestFx) fx = new_multiband (rates[r], 1);
          uint32_t             half = (uint32_t) (2.0 * rates[r]) / 64 * 64, n = 2 * half;
          g_autofree float    *key = g_new (float, n), *io = g_new (float, n);
          bool                 up = how & 1;
          int                  mode = how / 2;

          if (t > 0 && (mode == 1 || mode == 3))
            continue;
          for (uint32_t i = 0; i < n; i++)
            {
              key[i] = (i < half) == up ? 0.05f : 0.5f;
              io[i] = 0.1f;
            }
          lt_test_fx_set (fx, "bands", 2.0f);
          lt_test_fx_set (fx, "x1", 2000.0f); /* so that a step passes at once */
          lt_test_fx_set (fx, "b1-mode", (float) mode);
          lt_test_fx_set (fx, "b1-threshold", mode == 0 || mode == 3 ? -40.0f : 0.0f);
          lt_test_fx_set (fx, "b1-ratio", mode < 2 ? 4.0f : 1.5f);
          lt_test_fx_set (fx, "b1-range", 48.0f);
          lt_test_fx_set (fx, "b1-attack", times[t][0]);
          lt_test_fx_set (fx, "b1-release", times[t][1]);
          lt_test_fx_run_keyed (fx, io, NULL, key, NULL, n, 64);

          double ms = frames_to_63 (io, half, n) / rates[r] * 1000.0, want = times[t][up ? 0 : 1];
          g_test_message ("%g Hz, mode %d, %s %g: %.2f ms", rates[r], mode, up ? "attack" : "release", want, ms);
          g_assert_cmpfloat (fabs (ms / want - 1.0), <, 0.05);
        }
}

/* Crossovers that would cross keep their order: the band between them is empty. */
static void
test_order (void)
{
  g_autoptr (LtTestFx) fx = new_multiband (48000.0, 1);
  g_autofree float    *io = g_new0 (float, N);

  lt_test_fx_set (fx, "bands", 3.0f);
  lt_test_fx_set (fx, "x1", 5000.0f);
  lt_test_fx_set (fx, "x2", 200.0f);
  lt_test_fx_set (fx, "b1-solo", 1.0f);
  lt_test_add_sine (io, N, 48000.0, 1000.0, 0.01, 0.0);
  lt_test_fx_run (fx, io, NULL, N, 64);
  g_assert_cmpfloat_with_epsilon (db (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 1000.0) / 0.01), 0.0, 0.1);
}

/* Gains of both channels in dB with a loud left and a quiet right. */
static void
linked_gains (LtTestFx *fx, const float *key, double *left_db, double *right_db)
{
  g_autofree float *io = g_new0 (float, 2 * N);

  lt_test_fx_reset (fx);
  lt_test_add_sine (io, N, 48000.0, 1300.0, 0.5, 0.0);
  lt_test_add_sine (io + N, N, 48000.0, 1300.0, 0.05, 0.0);
  lt_test_fx_run_keyed (fx, io, io + N, key, NULL, N, 64);
  *left_db = db (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 1300.0) / 0.5);
  *right_db = db (lt_test_tone_amp (io + N + N / 2, N / 2, 48000.0, 1300.0) / 0.05);
}

static void
test_link_and_key (void)
{
  g_autofree float    *key = g_new0 (float, N);
  g_autoptr (LtTestFx) fx = new_multiband (48000.0, 2);
  double               left, right;

  lt_test_fx_set (fx, "bands", 2.0f);
  lt_test_fx_set (fx, "slope", 2.0f);
  lt_test_fx_set (fx, "x1", 300.0f);
  set_bands (fx, "threshold", -40.0f);
  set_bands (fx, "ratio", 2.0f);
  set_bands (fx, "range", 40.0f);
  linked_gains (fx, NULL, &left, &right);
  g_assert_cmpfloat_with_epsilon (left, -17.0, 0.1);
  g_assert_cmpfloat_with_epsilon (right, -17.0, 0.1);
  lt_test_fx_set (fx, "link", 50.0f);
  linked_gains (fx, NULL, &left, &right);
  g_assert_cmpfloat_with_epsilon (left, -17.0, 0.1);
  g_assert_cmpfloat_with_epsilon (right, -12.0, 0.1);
  lt_test_fx_set (fx, "link", 0.0f);
  linked_gains (fx, NULL, &left, &right);
  g_assert_cmpfloat_with_epsilon (right, -7.0, 0.1);

  /* A key is cut into bands too: its bass does not touch the upper band, its middle rules both channels. */
  lt_test_add_sine (key, N, 48000.0, 40.0, 1.0, 0.0);
  linked_gains (fx, key, &left, &right);
  g_assert_cmpfloat_with_epsilon (left, 0.0, 0.1);
  lt_test_add_sine (key, N, 48000.0, 1000.0, 0.1, 0.0);
  linked_gains (fx, key, &left, &right);
  g_assert_cmpfloat_with_epsilon (left, -10.0, 0.1);
  g_assert_cmpfloat_with_epsilon (right, -10.0, 0.1);
  lt_test_fx_set (fx, "key", 0.0f);
  linked_gains (fx, key, &left, &right);
  g_assert_cmpfloat_with_epsilon (left, -17.0, 0.1);
}

/* What is left above 5 kHz, as a peak in dBFS, after the start. */
static double
click_db (float *io, uint32_t n, double rate_hz)
{
  static const double q[] = { 0.50980, 0.60134, 0.89998, 2.56292 }; /* Butterworth, 8 poles */

  for (guint k = 0; k < G_N_ELEMENTS (q); k++)
    {
      LtBiquadCoeffs c = lt_biquad_high_pass (rate_hz, 5000.0, q[k]);
      LtBiquad       z = { 0 };

      lt_biquad_run (&z, &c, io, n);
    }
  return db (lt_test_peak (io + n / 4, n - n / 4) + 1e-20);
}

/* Every row from end to end and back over a −12 dBFS tone of 100 Hz. */
static void
test_moves (void)
{
  const LtFxType *type = lt_fx_find ("multiband");

  for (uint32_t p = 0; p < type->n_params; p++)
    for (int go = 0; go < 4; go++)
      {
        double               rate = rates[(p + (uint32_t) go) % 4];
        uint32_t             n = (uint32_t) (rate * 0.8) / 64 * 64;
        g_autofree float    *io = g_new0 (float, n);
        g_autoptr (LtTestFx) fx = new_multiband (rate, 1);
        float                targets[LT_FX_MAX_PARAMS];
        const LtParamSpec   *spec = &type->params[p];

        lt_test_fx_set (fx, "bands", 5.0f);
        set_bands (fx, "threshold", -36.0f);
        memcpy (targets, fx->values, sizeof targets);
        fx->values[p] = go & 1 ? spec->min : spec->max;
        targets[p] = go & 1 ? spec->max : spec->min;
        if (go & 2)
          fx->values[p] = spec->def;
        lt_test_add_sine (io, n, rate, 100.0, 0.25, 0.0);
        lt_test_fx_run_moving (fx, io, NULL, n, n / 2 / 64 * 64, targets);

        double click = click_db (io, n, rate);
        g_test_message ("%s %d at %g Hz: %.1f dBFS", spec->key, go, rate, click);
        g_assert_cmpfloat (click, <, -60.0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx/multiband/flat", test_flat);
  g_test_add_func ("/fx/multiband/response", test_response);
  g_test_add_func ("/fx/multiband/static-curves", test_static_curves);
  g_test_add_func ("/fx/multiband/bands-apart", test_bands_apart);
  g_test_add_func ("/fx/multiband/times", test_times);
  g_test_add_func ("/fx/multiband/order", test_order);
  g_test_add_func ("/fx/multiband/link-and-key", test_link_and_key);
  g_test_add_func ("/fx/multiband/moves", test_moves);
  return g_test_run ();
}
