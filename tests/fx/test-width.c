// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stereo imager: transparent at 100 %, the mono sum untouched, bands, mono below, rotation, balance, moves.
// Layer: tests.

#include "dsp/band-weights.h"
#include "dsp/biquad.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0x31d7
#define N 48000u

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static LtTestFx *
new_width (double rate_hz, uint32_t n_channels)
{
  return lt_test_fx_new (lt_fx_find ("width"), rate_hz, n_channels);
}

static double
db (double gain)
{
  return 20.0 * log10 (gain);
}

static void
set_widths (LtTestFx *fx, float a, float b, float c, float d)
{
  lt_test_fx_set (fx, "b1-width", a);
  lt_test_fx_set (fx, "b2-width", b);
  lt_test_fx_set (fx, "b3-width", c);
  lt_test_fx_set (fx, "b4-width", d);
}

/* 100 % in every band changes no bit, however the bands are cut; nor does anything on one channel. */
static void
test_transparent (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  g_autofree float *in = g_new (float, 2 * N), *io = g_new (float, 2 * N);

  for (int round = 0; round < 16; round++)
    {
      bool                 mono = round >= 12;
      g_autoptr (LtTestFx) fx = new_width (rates[round % 4], mono ? 1 : 2);

      lt_test_fx_random_values (fx, rng, round | 1);
      if (!mono)
        {
          set_widths (fx, 100.0f, 100.0f, 100.0f, 100.0f);
          lt_test_fx_set (fx, "mono-below", 20.0f);
          lt_test_fx_set (fx, "rotation", 0.0f);
          lt_test_fx_set (fx, "balance", 0.0f);
        }
      lt_test_music (in, 2 * N, rates[round % 4], 1.0, rng);
      memcpy (io, in, 2 * N * sizeof *in);
      lt_test_fx_run (fx, io, mono ? NULL : io + N, N, 64);
      g_assert_cmpmem (io, 2 * N * sizeof *io, in, 2 * N * sizeof *in);
    }
}

/* The mono sum stays, with any width in any band, any crossovers and any mono-below, at rest and on the move: below −120 dB. */
static void
test_mono_sum (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);
  g_autofree float *in = g_new (float, 2 * N), *io = g_new (float, 2 * N);

  for (int round = 0; round < 24; round++)
    {
      g_autoptr (LtTestFx) fx = new_width (rates[round % 4], 2), other = new_width (rates[round % 4], 2);
      double               off = 0.0;

      lt_test_fx_random_values (fx, rng, round | 1);
      lt_test_fx_random_values (other, rng, round | 1);
      for (int k = 0; k < 2; k++)
        {
          lt_test_fx_set (k ? other : fx, "rotation", 0.0f);
          lt_test_fx_set (k ? other : fx, "balance", 0.0f);
        }
      lt_test_music (in, 2 * N, rates[round % 4], 0.5, rng);
      memcpy (io, in, 2 * N * sizeof *in);
      lt_test_fx_run_moving (fx, io, io + N, N, N / 2 / 64 * 64, other->values);
      for (uint32_t i = 0; i < N; i++)
        off = MAX (off, fabs (((double) io[i] + io[N + i]) - ((double) in[i] + in[N + i])));
      g_assert_cmpfloat (db (off + 1e-20), <, -120.0);
    }
}

/* Side of the left channel of an impulse that is all side. */
static double
side_db (const float *io, uint32_t n, double rate_hz, double freq_hz)
{
  double re = 0.0, im = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      re += 0.5 * (io[i] - io[n + i]) * cos (2.0 * G_PI * freq_hz / rate_hz * i);
      im -= 0.5 * (io[i] - io[n + i]) * sin (2.0 * G_PI * freq_hz / rate_hz * i);
    }
  return db (hypot (re, im) + 1e-9);
}

/* Each band has its width in its middle, and between bands the power goes over. */
static void
test_bands (void)
{
  const float hz[] = { 200.0f, 1500.0f, 9000.0f }, weight[] = { 0.25f, 1.5f, 0.5f, 2.0f };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int bands = 1; bands <= 4; bands++)
      {
        g_autoptr (LtTestFx) fx = new_width (rates[r], 2);
        uint32_t             n = (uint32_t) rates[r] / 4;
        g_autofree float    *io = g_new0 (float, 2 * n);
        float                w[4];

        lt_test_fx_set (fx, "bands", (float) bands);
        set_widths (fx, 25.0f, 150.0f, 50.0f, 200.0f);
        lt_test_fx_set (fx, "x1", hz[0]);
        lt_test_fx_set (fx, "x2", hz[1]);
        lt_test_fx_set (fx, "x3", hz[2]);
        for (int b = 0; b < 4; b++)
          w[b] = weight[MIN (b, bands - 1)];
        io[0] = 1.0f;
        io[n] = -1.0f;
        lt_test_fx_run (fx, io, io + n, n, 64);
        for (double f = 30.0; f < 0.45 * rates[r]; f *= 1.5)
          g_assert_cmpfloat_with_epsilon (side_db (io, n, rates[r], f), 10.0 * log10 (lt_band_weights_power (rates[r], hz, w, f)), 0.01);
        g_assert_cmpfloat_with_epsilon (side_db (io, n, rates[r], 30.0), db (0.25), 0.1);
        if (bands > 1)
          g_assert_cmpfloat_with_epsilon (side_db (io, n, rates[r], 550.0), db (1.5), 0.2);
      }
}

/* 0 % everywhere is mono to the bit of silence between the channels. */
static void
test_mono (void)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 2);
  g_autoptr (LtTestFx) fx = new_width (48000.0, 2);
  g_autofree float    *io = g_new (float, 2 * N);

  lt_test_fx_set (fx, "bands", 3.0f);
  set_widths (fx, 0.0f, 0.0f, 0.0f, 100.0f);
  lt_test_music (io, 2 * N, 48000.0, 0.5, rng);
  lt_test_fx_run (fx, io, io + N, N, 64);
  for (uint32_t i = 0; i < N; i++)
    g_assert_cmpfloat (io[i], ==, io[N + i]);
}

static void
test_mono_below (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (LtTestFx) fx = new_width (rates[r], 2);
      uint32_t             n = (uint32_t) rates[r];
      g_autofree float    *io = g_new0 (float, 2 * n);

      lt_test_fx_set (fx, "mono-below", 120.0f);
      io[0] = 1.0f;
      io[n] = -1.0f;
      lt_test_fx_run (fx, io, io + n, n, 64);
      g_assert_cmpfloat_with_epsilon (side_db (io, n, rates[r], 120.0), -3.01, 0.05);
      g_assert_cmpfloat_with_epsilon (side_db (io, n, rates[r], 60.0), -24.1, 0.2);
      g_assert_cmpfloat_with_epsilon (side_db (io, n, rates[r], 1000.0), 0.0, 0.01);
    }
}

/* A turn keeps the power and takes the middle to a side; balance leaves the other side as it is. */
static void
test_turns (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 3);
  g_autofree float *in = g_new (float, 2 * N), *io = g_new (float, 2 * N);

  lt_test_noise (in, 2 * N, 0.5, rng);
  for (int degrees = -45; degrees <= 45; degrees += 15)
    {
      g_autoptr (LtTestFx) fx = new_width (48000.0, 2);

      lt_test_fx_set (fx, "rotation", (float) degrees);
      memcpy (io, in, 2 * N * sizeof *in);
      lt_test_fx_run (fx, io, io + N, N, 64);
      g_assert_cmpfloat_with_epsilon (db (lt_test_rms (io, 2 * N) / lt_test_rms (in, 2 * N)), 0.0, 1e-3);

      memcpy (io, in, N * sizeof *in);
      memcpy (io + N, in, N * sizeof *in);
      lt_test_fx_run (fx, io, io + N, N, 64);
      g_assert_cmpfloat_with_epsilon (lt_test_rms (io, N) / lt_test_rms (in, N), sqrt (2.0) * sin (G_PI / 180.0 * (45 - degrees)), 1e-4);
      g_assert_cmpfloat_with_epsilon (lt_test_rms (io + N, N) / lt_test_rms (in, N), sqrt (2.0) * sin (G_PI / 180.0 * (45 + degrees)), 1e-4);
    }
  for (int balance = -100; balance <= 100; balance += 50)
    {
      g_autoptr (LtTestFx) fx = new_width (48000.0, 2);

      lt_test_fx_set (fx, "balance", (float) balance);
      memcpy (io, in, 2 * N * sizeof *in);
      lt_test_fx_run (fx, io, io + N, N, 64);
      g_assert_cmpfloat_with_epsilon (lt_test_rms (io, N) / lt_test_rms (in, N), balance > 0 ? 1.0 - 0.01 * balance : 1.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (lt_test_rms (io + N, N) / lt_test_rms (in + N, N), balance < 0 ? 1.0 + 0.01 * balance : 1.0, 1e-6);
    }
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

/* Every row from end to end and back over a −12 dBFS tone of 100 Hz that is on the left alone. */
static void
test_moves (void)
{
  const LtFxType *type = lt_fx_find ("width");

  for (uint32_t p = 0; p < type->n_params; p++)
    for (int go = 0; go < 8; go++)
      {
        double               rate = rates[go / 2];
        uint32_t             n = (uint32_t) (rate * 0.8) / 64 * 64;
        g_autofree float    *io = g_new0 (float, 2 * n);
        g_autoptr (LtTestFx) fx = new_width (rate, 2);
        float                targets[LT_FX_MAX_PARAMS];
        const LtParamSpec   *spec = &type->params[p];

        lt_test_fx_set (fx, "bands", 4.0f);
        set_widths (fx, 30.0f, 150.0f, 60.0f, 200.0f);
        memcpy (targets, fx->values, sizeof targets);
        fx->values[p] = go & 1 ? spec->min : spec->max;
        targets[p] = go & 1 ? spec->max : spec->min;
        lt_test_add_sine (io, n, rate, 100.0, 0.25, 0.0);
        lt_test_fx_run_moving (fx, io, io + n, n, n / 2 / 64 * 64, targets);

        double click = fmax (click_db (io, n, rate), click_db (io + n, n, rate));
        g_test_message ("%s %d at %g Hz: %.1f dBFS", spec->key, go, rate, click);
        g_assert_cmpfloat (click, <, -60.0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx/width/transparent", test_transparent);
  g_test_add_func ("/fx/width/mono-sum", test_mono_sum);
  g_test_add_func ("/fx/width/bands", test_bands);
  g_test_add_func ("/fx/width/mono", test_mono);
  g_test_add_func ("/fx/width/mono-below", test_mono_below);
  g_test_add_func ("/fx/width/turns", test_turns);
  g_test_add_func ("/fx/width/moves", test_moves);
  return g_test_run ();
}
