// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hum removal: deep at each harmonic, flat 3 Hz beside it, and a base that is found and followed.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static double
db (double ratio)
{
  return 20.0 * log10 (MAX (ratio, 1e-20));
}

/* Level of a tone through the settled notches; its last second is looked at. */
static double
gain_db (LtTestFx *fx, double freq_hz)
{
  uint32_t          n = (uint32_t) (2.5 * fx->setup.rate_hz), last = (uint32_t) fx->setup.rate_hz;
  g_autofree float *io = g_new0 (float, n);

  lt_test_fx_reset (fx);
  lt_test_add_sine (io, n, fx->setup.rate_hz, freq_hz, 0.25, 0.3);
  lt_test_fx_run (fx, io, NULL, n, 64);
  return db (lt_test_tone_amp (io + n - last, last, fx->setup.rate_hz, freq_hz) / 0.25);
}

/* The figures asked for: every harmonic 30 dB down or more, within 0.5 dB at 3 Hz from it. */
static void
test_notches (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int base = 50; base <= 60; base += 10)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dehum"), rates[r], 1);
        double               least = 200.0, off = 0.0;

        lt_test_fx_set (fx, "base", base == 50 ? 1.0f : 2.0f);
        for (int k = 1; k <= 12; k += r > 1 ? 11 : (k == 1 ? 1 : 5))
          {
            double above = gain_db (fx, k * base + 3.0);

            least = MIN (least, -gain_db (fx, k * base));
            off = MAX (off, MAX (fabs (gain_db (fx, k * base - 3.0)), fabs (above)));
            g_assert_cmpfloat (fabs (fx->type->response_db (&fx->setup, fx->values, k * base + 3.0) - above), <, 0.02);
          }
        off = MAX (off, MAX (fabs (gain_db (fx, 0.5 * base)), fabs (gain_db (fx, 1000.0))));
        g_test_message ("%.0f Hz, base %d: at least %.1f dB down, %.3f dB off at 3 Hz", rates[r], base, least, off);
        g_assert_cmpfloat (least, >, 30.0);
        g_assert_cmpfloat (off, <, 0.5);
      }
}

/* Depth is what the notch gives, fine and harmonics move and count. */
static void
test_rows (void)
{
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dehum"), 48000.0, 1);

  lt_test_fx_set (fx, "base", 1.0f);
  lt_test_fx_set (fx, "harmonics", 3.0f);
  lt_test_fx_set (fx, "depth", 12.0f);
  g_assert_cmpfloat (fabs (gain_db (fx, 150.0) + 12.0), <, 0.5);
  g_assert_cmpfloat (fabs (gain_db (fx, 200.0)), <, 0.05);
  lt_test_fx_set (fx, "fine", 1.5f);
  g_assert_cmpfloat (fabs (gain_db (fx, 103.0) + 12.0), <, 0.5);
  lt_test_fx_set (fx, "depth", 0.0f);
  g_assert_cmpfloat (fabs (gain_db (fx, 103.0)), <, 1e-4);
}

/* Hum of 8 harmonics; drifts by `drift` Hz a second. */
static void
add_hum (float *io, uint32_t n, double rate_hz, double base_hz, double drift, double amp)
{
  double turn = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      turn += (base_hz + drift * i / rate_hz) / rate_hz;
      for (int k = 1; k <= 8; k++)
        io[i] += (float) (amp / k * sin (2.0 * G_PI * fmod (k * turn, 1.0) + k));
    }
}

/* Hum is the difference of runs with and without it under the same music: what is left of it, 8 s on, in dB. */
static double
left_db (double rate_hz, double base_hz, double drift, double music, float *found_hz)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (71);
  uint32_t             n = (uint32_t) (10.0 * rate_hz), from = (uint32_t) (8.0 * rate_hz);
  g_autofree float    *io = g_new0 (float, n);
  g_autofree float    *hum = g_new0 (float, n);
  g_autofree float    *clean = g_new (float, n);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dehum"), rate_hz, 1);
  double               left = 0.0, all = 0.0;
  float                out[LT_FX_MAX_READOUTS];

  add_hum (hum, n, rate_hz, base_hz, drift, 0.03);
  lt_test_music (clean, n, rate_hz, music, rng);
  for (uint32_t i = 0; i < n; i++)
    io[i] = hum[i] + clean[i];
  lt_test_fx_run (fx, io, NULL, n, 64);
  fx->type->readout (fx->state, out);
  *found_hz = out[0];
  for (int k = 1; k <= 8; k++)
    {
      double a = lt_test_tone_amp (io + from, n - from, rate_hz, k * (base_hz + drift * 9.0));
      double b = lt_test_tone_amp (hum + from, n - from, rate_hz, k * (base_hz + drift * 9.0));

      left += a * a;
      all += b * b;
    }
  return 10.0 * log10 (left / all);
}

static void
test_auto (void)
{
  static const double bases_hz[] = { 50.0, 60.0, 49.8, 60.17 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint b = r; b < (r == 1 ? 5u : r + 1); b++) /* all of them at one rate, one at the others */
      {
        double base_hz = bases_hz[b % G_N_ELEMENTS (bases_hz)];
        float  alone_hz, under_hz, drift_hz;
        double alone = left_db (rates[r], base_hz, 0.0, 0.0, &alone_hz);
        double under = left_db (rates[r], base_hz, 0.0, 0.25, &under_hz);
        double drift = left_db (rates[r], base_hz, 0.005, 0.0, &drift_hz);

        g_test_message ("%.0f Hz, base %.2f: alone %.4f Hz %.1f dB, under music %.4f Hz %.1f dB, drifting %.4f Hz %.1f dB", rates[r], base_hz, (double) alone_hz, alone, (double) under_hz, under, (double) drift_hz, drift);
        g_assert_cmpfloat (fabs ((double) alone_hz - base_hz), <, 0.01);
        g_assert_cmpfloat (alone, <, -30.0);
        g_assert_cmpfloat (fabs ((double) under_hz - base_hz), <, 0.02);
        g_assert_cmpfloat (drift, <, -30.0);
      }
}

/* Music without hum stays as it is: bit for bit, as nothing is found. */
static void
test_auto_without_hum (void)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (72);
  const uint32_t       n = 480000;
  g_autofree float    *in = g_new0 (float, n);
  g_autofree float    *io = g_new (float, n);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dehum"), 48000.0, 1);

  /* A steady beat, bass notes next to both bases, music. */
  lt_test_music (in, n, 48000.0, 0.3, rng);
  for (uint32_t i = 0; i < n; i++)
    in[i] += (float) (0.3 * sin (2.0 * G_PI * 55.0 * (i % 24000) / 48000.0) * exp (-(double) (i % 24000) / 6000.0));
  lt_test_add_sine (in, n, 48000.0, 49.0, 0.1, 0.0);
  lt_test_add_sine (in, n, 48000.0, 61.74, 0.1, 0.0);
  memcpy (io, in, n * sizeof *io);
  lt_test_fx_run (fx, io, NULL, n, 64);
  g_assert_cmpmem (in, n * sizeof *in, io, n * sizeof *io);
}

/* Listening plays what the other leaves out: together they are the input. */
static void
test_listen (void)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (73);
  const uint32_t       n = 96000;
  g_autofree float    *in = g_new (float, n);
  g_autofree float    *io = g_new (float, n);
  g_autofree float    *hum = g_new (float, n);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("dehum"), 48000.0, 1);

  lt_test_music (in, n, 48000.0, 0.5, rng);
  memcpy (io, in, n * sizeof *io);
  memcpy (hum, in, n * sizeof *io);
  lt_test_fx_set (fx, "base", 2.0f);
  lt_test_fx_run (fx, io, NULL, n, 64);
  lt_test_fx_reset (fx);
  lt_test_fx_set (fx, "listen", 1.0f);
  lt_test_fx_run (fx, hum, NULL, n, 64);
  for (uint32_t i = 0; i < n; i++)
    g_assert_cmpfloat (fabsf (io[i] + hum[i] - in[i]), <, 1e-6f);
}

/* Every parameter from one end to the other over a −12 dBFS tone of 100 Hz, a harmonic of 50: no click. */
static void
test_moves (void)
{
  const LtFxType *type = lt_fx_find ("dehum");

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (uint32_t p = 0; p < type->n_params; p++)
      for (int down = 0; down < 2; down++)
        {
          const uint32_t       n = (uint32_t) (0.5 * rates[r]);
          g_autofree float    *io = g_new0 (float, n);
          g_autoptr (LtTestFx) fx = lt_test_fx_new (type, rates[r], 1);
          float                to[LT_FX_MAX_PARAMS];

          lt_test_fx_set (fx, "base", 1.0f);
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
  g_test_add_func ("/fx/dehum/notches", test_notches);
  g_test_add_func ("/fx/dehum/rows", test_rows);
  g_test_add_func ("/fx/dehum/auto", test_auto);
  g_test_add_func ("/fx/dehum/auto-without-hum", test_auto_without_hum);
  g_test_add_func ("/fx/dehum/listen", test_listen);
  g_test_add_func ("/fx/dehum/moves", test_moves);
  return g_test_run ();
}
