// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Transient shaper: the same change at every level, beginnings and ends where they are, steady tones left alone.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

/* Four hits a second of a decaying tone and noise. */
static void
hits (float *io, uint32_t n, double rate_hz, double amp)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (61);

  for (uint32_t i = 0; i < n; i++)
    {
      double t = fmod (i / rate_hz, 0.25);

      io[i] = (float) (amp * (0.6 * sin (2.0 * G_PI * 180.0 * t) * exp (-t / 0.06) + 0.4 * g_rand_double_range (rng, -1.0, 1.0) * exp (-t / 0.01)));
    }
}

/* Change in dB over the frames from `from` to `to` seconds after each hit. */
static double
change_db (const float *out, const float *in, uint32_t late, uint32_t n, double rate_hz, double from, double to)
{
  double a = 0.0, b = 0.0;

  for (uint32_t i = (uint32_t) (0.5 * rate_hz); i + late < n; i++)
    {
      double t = fmod (i / rate_hz, 0.25);

      if (t >= from && t < to)
        {
          a += (double) in[i] * (double) in[i];
          b += (double) out[i + late] * (double) out[i + late];
        }
    }
  return 10.0 * log10 (b / a);
}

static void
measure (LtTestFx *fx, double level_db, double *attack, double *sustain)
{
  double            rate_hz = fx->setup.rate_hz;
  uint32_t          n = (uint32_t) (2.0 * rate_hz), late = lt_fx_latency (fx->type, &fx->setup, fx->values);
  g_autofree float *in = g_new (float, n);
  g_autofree float *io = g_new (float, n);

  hits (in, n, rate_hz, pow (10.0, level_db / 20.0));
  memcpy (io, in, n * sizeof *io);
  lt_test_fx_reset (fx);
  lt_test_fx_run (fx, io, NULL, n, 64);
  *attack = change_db (io, in, late, n, rate_hz, 0.0, 0.006);
  *sustain = change_db (io, in, late, n, rate_hz, 0.12, 0.24);
}

/* The figure asked for: the same change at −6 and −40 dBFS within 0.5 dB; and the changes go the way asked. */
static void
test_levels (void)
{
  static const float asked[][2] = { { 100.0f, 0.0f }, { -100.0f, 0.0f }, { 0.0f, 100.0f }, { 0.0f, -100.0f }, { 60.0f, -60.0f } };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint k = 0; k < G_N_ELEMENTS (asked); k++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("transient"), rates[r], 1);
        double               attack[2], sustain[2];

        lt_test_fx_set (fx, "attack", asked[k][0]);
        lt_test_fx_set (fx, "sustain", asked[k][1]);
        measure (fx, -6.0, &attack[0], &sustain[0]);
        measure (fx, -40.0, &attack[1], &sustain[1]);
        g_test_message ("%.0f Hz, %+.0f %+.0f: attack %+.2f %+.2f dB, sustain %+.2f %+.2f dB", rates[r], (double) asked[k][0], (double) asked[k][1], attack[0], attack[1], sustain[0], sustain[1]);
        g_assert_cmpfloat (fabs (attack[0] - attack[1]), <, 0.5);
        g_assert_cmpfloat (fabs (sustain[0] - sustain[1]), <, 0.5);
        if (asked[k][0] != 0.0f)
          g_assert_cmpfloat (attack[0] * (asked[k][0] > 0.0f ? 1.0 : -1.0), >, 3.0);
        if (asked[k][1] != 0.0f)
          g_assert_cmpfloat (sustain[0] * (asked[k][1] > 0.0f ? 1.0 : -1.0), >, 3.0);
        if (asked[k][0] == 0.0f)
          g_assert_cmpfloat (fabs (attack[0]), <, 1.0);
        if (asked[k][1] == 0.0f)
          g_assert_cmpfloat (fabs (sustain[0]), <, 1.0);
      }
}

/* Nothing asked for, or no mix: every bit, late by the look-ahead. */
static void
test_transparent (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (62);
  const uint32_t    n = 20000;
  g_autofree float *in = g_new (float, 2 * n);
  g_autofree float *io = g_new (float, 2 * n);

  for (int round = 0; round < 8; round++)
    {
      g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("transient"), rates[round / 2], 2);
      uint32_t             late;

      lt_test_fx_set (fx, "lookahead", 0.7f * (float) round);
      lt_test_fx_set (fx, "attack", round & 1 ? 0.0f : 80.0f);
      lt_test_fx_set (fx, "mix", round & 1 ? 100.0f : 0.0f);
      late = lt_fx_latency (fx->type, &fx->setup, fx->values);
      lt_test_music (in, 2 * n, fx->setup.rate_hz, 0.9, rng);
      memcpy (io, in, 2 * n * sizeof *in);
      lt_test_fx_run (fx, io, io + n, n, 64);
      for (uint32_t i = late; i < n; i++)
        {
          g_assert_cmpfloat (io[i], ==, in[i - late]);
          g_assert_cmpfloat (io[n + i], ==, in[n + i - late]);
        }
    }
}

/* A steady tone has neither beginning nor end: its level stays, and no harmonics come. */
static void
test_steady (void)
{
  static const double tones_hz[] = { 40.0, 100.0, 1000.0 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (tones_hz); t++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("transient"), rates[r], 1);
        uint32_t             n = (uint32_t) rates[r];
        g_autofree float    *io = g_new0 (float, 2 * n);

        lt_test_fx_set (fx, "attack", 100.0f);
        lt_test_fx_set (fx, "sustain", 100.0f);
        lt_test_fx_set (fx, "sensitivity", 100.0f);
        lt_test_add_sine (io, 2 * n, rates[r], tones_hz[t], 0.25, 0.0);
        lt_test_fx_run (fx, io, NULL, 2 * n, 64);
        g_test_message ("%.0f Hz: tone of %.0f Hz: %+.3f dB, THD+N %.1f dB", rates[r], tones_hz[t], 20.0 * log10 (lt_test_tone_amp (io + n, n, rates[r], tones_hz[t]) / 0.25), lt_test_thd_n_db (io + n, n, rates[r], tones_hz[t]));
        g_assert_cmpfloat (fabs (20.0 * log10 (lt_test_tone_amp (io + n, n, rates[r], tones_hz[t]) / 0.25)), <, 0.1);
        g_assert_cmpfloat (lt_test_thd_n_db (io + n, n, rates[r], tones_hz[t]), <, -60.0);
      }
}

/* Both channels get one gain, so that a hit stays where it stands. */
static void
test_stereo (void)
{
  const uint32_t       n = 48000;
  g_autofree float    *io = g_new (float, 2 * n);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("transient"), 48000.0, 2);

  lt_test_fx_set (fx, "attack", 100.0f);
  lt_test_fx_set (fx, "sustain", -100.0f);
  hits (io, n, 48000.0, 0.5);
  for (uint32_t i = 0; i < n; i++)
    io[n + i] = 0.25f * io[i];
  lt_test_fx_run (fx, io, io + n, n, 64);
  for (uint32_t i = 0; i < n; i++)
    g_assert_cmpfloat (io[n + i], ==, 0.25f * io[i]);
}

/* Every parameter from one end to the other over a −12 dBFS tone of 100 Hz: no click, and the way back. */
static void
test_moves (void)
{
  const uint32_t  n = 48000;
  const LtFxType *type = lt_fx_find ("transient");

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (uint32_t p = 0; p < type->n_params; p++)
      for (int down = 0; down < 2; down++)
        {
          g_autofree float    *io = g_new0 (float, n);
          g_autoptr (LtTestFx) fx = lt_test_fx_new (type, rates[r], 1);
          float                to[LT_FX_MAX_PARAMS];

          lt_test_fx_set (fx, "sustain", 50.0f);
          memcpy (to, fx->values, sizeof to);
          fx->values[p] = down ? type->params[p].max : type->params[p].min;
          to[p] = down ? type->params[p].min : type->params[p].max;
          lt_test_add_sine (io, n, rates[r], 100.0, 0.25, 0.0);
          lt_test_fx_run_moving (fx, io, NULL, n, n / 64 / 2 * 64, to);
          g_test_message ("%.0f Hz, %s %d: %.1f dB", rates[r], type->params[p].key, down, lt_test_above_5k_db (io, n, rates[r]));
          g_assert_cmpfloat (lt_test_above_5k_db (io, n, rates[r]), <, -60.0);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fx/transient/levels", test_levels);
  g_test_add_func ("/fx/transient/transparent", test_transparent);
  g_test_add_func ("/fx/transient/steady", test_steady);
  g_test_add_func ("/fx/transient/stereo", test_stereo);
  g_test_add_func ("/fx/transient/moves", test_moves);
  return g_test_run ();
}
