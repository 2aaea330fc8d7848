// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compressor: static curve, times, distortion, moves, latency, link, side-chain.
// Layer: tests.

#include "dsp/biquad.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0xc03b
#define N 48000u

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static LtTestFx *
new_comp (double rate_hz, uint32_t n_channels)
{
  return lt_test_fx_new (lt_fx_find ("comp"), rate_hz, n_channels);
}

static double
db (double gain)
{
  return 20.0 * log10 (gain);
}

/* Settled 997 Hz tone in, level of that tone out. */
static double
settled_db (LtTestFx *fx, double in_db)
{
  uint32_t          n = (uint32_t) fx->setup.rate_hz;
  g_autofree float *io = g_new0 (float, n);

  lt_test_add_sine (io, n, fx->setup.rate_hz, 997.0, pow (10.0, in_db / 20.0), 0.3);
  lt_test_fx_reset (fx);
  lt_test_fx_run (fx, io, NULL, n, 64);
  return db (lt_test_tone_amp (io + n / 2, n / 2, fx->setup.rate_hz, 997.0));
}

static void
test_static_curve (void)
{
  static const struct
  {
    float threshold, ratio, knee, range, makeup, mix, auto_makeup;
  } cases[] = {
    { -18.0f, 3.0f, 6.0f, 60.0f, 0.0f, 100.0f, 0.0f },
    { -30.0f, 100.0f, 0.0f, 60.0f, 6.0f, 100.0f, 0.0f },
    { -40.0f, 2.0f, 24.0f, 9.0f, 0.0f, 60.0f, 1.0f },
  };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      for (int rms = 0; rms < 2; rms++)
        {
          g_autoptr (LtTestFx) fx = new_comp (rates[r], 1);

          lt_test_fx_set (fx, "threshold", cases[c].threshold);
          lt_test_fx_set (fx, "ratio", cases[c].ratio);
          lt_test_fx_set (fx, "knee", cases[c].knee);
          lt_test_fx_set (fx, "range", cases[c].range);
          lt_test_fx_set (fx, "makeup", cases[c].makeup);
          lt_test_fx_set (fx, "mix", cases[c].mix);
          lt_test_fx_set (fx, "auto-makeup", cases[c].auto_makeup);
          lt_test_fx_set (fx, "detector", (float) rms);
          for (double in_db = -48.0; in_db <= 0.0; in_db += rates[r] > 50000.0 ? 12.0 : 4.0)
            g_assert_cmpfloat_with_epsilon (settled_db (fx, in_db), fx->type->transfer_db (fx->values, in_db), 0.1);
        }
}

/* The figures of the text books: 12 dB over at 4:1 leave 3; infinity leaves none; the knee's middle is an eighth
   of its width times the slope down. */
static void
test_transfer (void)
{
  g_autoptr (LtTestFx) fx = new_comp (48000.0, 1);

  lt_test_fx_set (fx, "threshold", -24.0f);
  lt_test_fx_set (fx, "ratio", 4.0f);
  lt_test_fx_set (fx, "knee", 8.0f);
  g_assert_cmpfloat_with_epsilon (fx->type->transfer_db (fx->values, -12.0), -21.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (fx->type->transfer_db (fx->values, -24.0), -24.75, 1e-5);
  g_assert_cmpfloat_with_epsilon (fx->type->transfer_db (fx->values, -28.0), -28.0, 1e-5);
  lt_test_fx_set (fx, "ratio", INFINITY);
  g_assert_cmpfloat_with_epsilon (fx->type->transfer_db (fx->values, 0.0), -24.0, 1e-5);
  lt_test_fx_set (fx, "auto-makeup", 1.0f);
  g_assert_cmpfloat_with_epsilon (fx->type->transfer_db (fx->values, 0.0), -12.0, 1e-5);
}

/* Frames after `step` until 63 % of the way from the gain before it to the last gain; the gain is out / in
   where in is not near a zero. */
static double
frames_to_63 (const float *in, const float *out, uint32_t step, uint32_t n)
{
  double peak = lt_test_peak (in + step, n - step);
  double before = 0.0, after = 0.0, last_frac = 0.0, last_at = 0.0;

  for (uint32_t i = 0; i < step; i++)
    if (fabs (in[i]) > 0.7 * lt_test_peak (in, step > 64 ? 64 : step))
      before = db (fabs (out[i] / in[i]));
  for (uint32_t i = step; i < n; i++)
    if (fabs (in[i]) > 0.5 * peak)
      after = db (fabs (out[i] / in[i]));
  for (uint32_t i = step; i < n; i++)
    if (fabs (in[i]) > 0.3 * peak)
      {
        double frac = (db (fabs (out[i] / in[i])) - before) / (after - before);
        double at = i + 1.0 - step;

        if (frac >= 1.0 - exp (-1.0))
          return last_at + (at - last_at) * (1.0 - exp (-1.0) - last_frac) / (frac - last_frac);
        last_frac = frac;
        last_at = at;
      }
  return INFINITY;
}

/* A 997 Hz tone that jumps by 20 dB up or down, both levels above the threshold. */
static double
time_ms (LtTestFx *fx, bool up)
{
  double            rate = fx->setup.rate_hz;
  uint32_t          half = (uint32_t) (1.2 * rate) / 64 * 64, n = 2 * half;
  g_autofree float *in = g_new0 (float, n);
  g_autofree float *out = g_new0 (float, n);

  lt_test_add_sine (in, half, rate, 997.0, up ? 0.05 : 0.5, 0.0);
  lt_test_add_sine (in + half, half, rate, 997.0, up ? 0.5 : 0.05, 0.0);
  memcpy (out, in, n * sizeof (float));
  lt_test_fx_reset (fx);
  lt_test_fx_run (fx, out, NULL, n, 64);
  return frames_to_63 (in, out, half, n) / rate * 1000.0;
}

static void
test_times (void)
{
  static const float times[][2] = { { 10.0f, 120.0f }, { 5.0f, 30.0f }, { 50.0f, 200.0f }, { 20.0f, 12.0f } };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (times); t++)
      {
        g_autoptr (LtTestFx) fx = new_comp (rates[r], 1);

        lt_test_fx_set (fx, "threshold", -40.0f);
        lt_test_fx_set (fx, "ratio", 4.0f);
        lt_test_fx_set (fx, "attack", times[t][0]);
        lt_test_fx_set (fx, "release", times[t][1]);
        double up = time_ms (fx, true), down = time_ms (fx, false);
        g_test_message ("%g Hz: attack %g: %.2f, release %g: %.2f", rates[r], times[t][0], up, times[t][1], down);
        g_assert_cmpfloat (fabs (up / times[t][0] - 1.0), <, 0.05);
        g_assert_cmpfloat (fabs (down / times[t][1] - 1.0), <, 0.05);
        if (t > 0)
          continue;

        lt_test_fx_set (fx, "detector", 1.0f);
        up = time_ms (fx, true), down = time_ms (fx, false);
        g_test_message ("%g Hz RMS: attack %g: %.2f, release %g: %.2f", rates[r], times[t][0], up, times[t][1], down);
        g_assert_cmpfloat (fabs (up / times[t][0] - 1.0), <, 0.05);
        g_assert_cmpfloat (fabs (down / times[t][1] - 1.0), <, 0.05);
      }
}

/* Times too short for a 997 Hz tone: a steady key that steps, a steady signal that shows the gain. */
static void
test_short_times (void)
{
  static const float attacks[] = { 0.2f, 1.0f, 3.0f };
  static const float releases[] = { 5.0f, 20.0f, 60.0f };
  enum { HALF = 38400 };
  g_autofree float *key = g_new (float, 2 * HALF);
  g_autofree float *in = g_new (float, 2 * HALF);
  g_autofree float *out = g_new (float, 2 * HALF);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < 2 * G_N_ELEMENTS (attacks); t++)
      {
        g_autoptr (LtTestFx) fx = new_comp (rates[r], 1);
        float                attack = attacks[t / 2], release = releases[t / 2];
        bool                 up = t & 1;

        for (uint32_t i = 0; i < 2 * HALF; i++)
          {
            key[i] = (i < HALF) == up ? 0.1f : 1.0f;
            in[i] = out[i] = 0.5f;
          }
        lt_test_fx_set (fx, "threshold", -30.0f);
        lt_test_fx_set (fx, "attack", attack);
        lt_test_fx_set (fx, "release", release);
        lt_test_fx_run_keyed (fx, out, NULL, key, NULL, 2 * HALF, 64);

        double ms = frames_to_63 (in, out, HALF, 2 * HALF) / rates[r] * 1000.0;
        g_test_message ("%g Hz: %s %g: %.3f ms", rates[r], up ? "attack" : "release", up ? attack : release, ms);
        g_assert_cmpfloat (fabs (ms / (up ? attack : release) - 1.0), <, 0.05);
      }
}

static void
test_distortion (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int rms = 0; rms < 2; rms++)
      {
        uint32_t             n = (uint32_t) (2.0 * rates[r]);
        g_autofree float    *io = g_new0 (float, n);
        g_autoptr (LtTestFx) fx = new_comp (rates[r], 1);

        lt_test_fx_set (fx, "threshold", -12.0f);
        lt_test_fx_set (fx, "ratio", INFINITY);
        lt_test_fx_set (fx, "knee", 0.0f);
        lt_test_fx_set (fx, "release", 200.0f);
        lt_test_fx_set (fx, "detector", (float) rms);
        lt_test_add_sine (io, n, rates[r], 100.0, pow (10.0, -6.0 / 20.0), 0.0);
        lt_test_fx_run (fx, io, NULL, n, 64);
        g_assert_cmpfloat_with_epsilon (db (lt_test_tone_amp (io + n / 2, n / 2, rates[r], 100.0)), -12.0, 0.1);

        double thd = lt_test_thd_n_db (io + n / 2, n / 2, rates[r], 100.0);
        g_test_message ("%g Hz %s: %.1f dB", rates[r], rms ? "RMS" : "peak", thd);
        g_assert_cmpfloat (thd, <, -50.0);
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

static void
test_moves (void)
{
  g_autofree float *io = g_new (float, 2 * N);

  for (uint32_t p = 0; p < lt_fx_find ("comp")->n_params; p++)
    for (int go = 0; go < 4; go++)
      {
        g_autoptr (LtTestFx) fx = new_comp (48000.0, 2);
        float                targets[LT_FX_MAX_PARAMS];
        const LtParamSpec   *spec = &fx->type->params[p];

        lt_test_fx_set (fx, "threshold", -24.0f);
        memcpy (targets, fx->values, sizeof targets);
        fx->values[p] = go & 1 ? spec->min : spec->max;
        targets[p] = go & 1 ? spec->max : spec->min;
        if (go & 2)
          fx->values[p] = spec->def;
        if (go == 2 && strcmp (spec->key, "lookahead") == 0)
          targets[p] = 5.0f; /* half a wave */
        memset (io, 0, 2 * N * sizeof (float));
        lt_test_add_sine (io, N, 48000.0, 100.0, pow (10.0, -12.0 / 20.0), 0.0);
        lt_test_add_sine (io + N, N, 48000.0, 100.0, pow (10.0, -20.0 / 20.0), 0.0);
        lt_test_fx_run_moving (fx, io, io + N, N, N / 2 / 64 * 64, targets);

        double click = fmax (click_db (io, N, 48000.0), click_db (io + N, N, 48000.0));
        g_test_message ("%s %d: %.1f dBFS", spec->key, go, click);
        g_assert_cmpfloat (click, <, -60.0);
      }
}

static void
test_transparent (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  g_autofree float *in = g_new (float, 2 * N);
  g_autofree float *io = g_new (float, 2 * N);

  lt_test_music (in, 2 * N, 48000.0, 1.0, rng);
  for (int how = 0; how < 6; how++)
    {
      g_autoptr (LtTestFx) fx = new_comp (48000.0, 2);
      float                lookahead_ms = how & 1 ? 7.3f : 0.0f;

      lt_test_fx_set (fx, "threshold", -60.0f);
      lt_test_fx_set (fx, how < 2 ? "ratio" : how < 4 ? "range" : "mix", how < 2 ? 1.0f : 0.0f);
      lt_test_fx_set (fx, "lookahead", lookahead_ms);
      lt_test_fx_set (fx, "auto-makeup", how < 4 ? 1.0f : 0.0f);
      memcpy (io, in, 2 * N * sizeof (float));
      lt_test_fx_run (fx, io, io + N, N, 64);

      uint32_t latency = lt_fx_latency (fx->type, &fx->setup, fx->values);
      for (int c = 0; c < 2; c++)
        g_assert_cmpmem (io + c * N + latency, (N - latency) * sizeof (float), in + c * N, (N - latency) * sizeof (float));
    }
}

static void
test_latency (void)
{
  static const float lookaheads[] = { 0.0f, 0.01f, 1.0f, 4.567f, 10.0f };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint k = 0; k < 2 * G_N_ELEMENTS (lookaheads); k++)
      {
        float                io[4096] = { 0 };
        uint32_t             at = 0;
        g_autoptr (LtTestFx) fx = new_comp (rates[r], 1);

        lt_test_fx_set (fx, "lookahead", lookaheads[k / 2]);
        lt_test_fx_set (fx, "listen", (float) (k & 1));
        io[700] = 0.5f;
        lt_test_fx_run (fx, io, NULL, 4096, 64);
        for (uint32_t i = 0; i < 4096; i++)
          at = fabsf (io[i]) > fabsf (io[at]) ? i : at;
        g_assert_cmpuint (at - 700, ==, lt_fx_latency (fx->type, &fx->setup, fx->values));
        g_assert_cmpuint (at - 700, ==, (uint32_t) lround (lookaheads[k / 2] * rates[r] / 1000.0));
      }
}

/* Gains of both channels in dB with a loud left and a quiet right. */
static void
linked_gains (LtTestFx *fx, const float *key, double *left_db, double *right_db)
{
  g_autofree float *io = g_new0 (float, 2 * N);

  lt_test_add_sine (io, N, 48000.0, 997.0, 0.5, 0.0);
  lt_test_add_sine (io + N, N, 48000.0, 997.0, 0.05, 0.0);
  lt_test_fx_run_keyed (fx, io, io + N, key, NULL, N, 64);
  *left_db = db (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 997.0) / 0.5);
  *right_db = db (lt_test_tone_amp (io + N + N / 2, N / 2, 48000.0, 997.0) / 0.05);
}

static void
test_link_and_key (void)
{
  g_autofree float *key = g_new0 (float, N);
  double            left, right, together;

  lt_test_add_sine (key, N, 48000.0, 60.0, 1.0, 0.0);
  for (int link = 0; link <= 100; link += 50)
    {
      g_autoptr (LtTestFx) fx = new_comp (48000.0, 2);

      lt_test_fx_set (fx, "link", (float) link);
      lt_test_fx_set (fx, "threshold", -40.0f);
      linked_gains (fx, NULL, &left, &right);
      together = fx->type->transfer_db (fx->values, db (0.5)) - db (0.5);
      g_assert_cmpfloat_with_epsilon (left, together, 0.1);
      g_assert_cmpfloat_with_epsilon (right, fx->type->transfer_db (fx->values, -26.02 + 0.2 * link) + 26.02 - 0.2 * link, 0.1);

      /* A key of 0 dBFS rules both; not when it is switched off; not when it is filtered away. */
      lt_test_fx_reset (fx);
      linked_gains (fx, key, &left, &right);
      g_assert_cmpfloat_with_epsilon (left, fx->type->transfer_db (fx->values, 0.0), 0.1);
      g_assert_cmpfloat_with_epsilon (right, left, 0.01);
      lt_test_fx_reset (fx);
      lt_test_fx_set (fx, "key", 0.0f);
      linked_gains (fx, key, &left, &right);
      g_assert_cmpfloat_with_epsilon (left, together, 0.1);
      lt_test_fx_reset (fx);
      lt_test_fx_set (fx, "key", 1.0f);
      lt_test_fx_set (fx, "sc-low-cut", 2000.0f);
      linked_gains (fx, key, &left, &right);
      g_assert_cmpfloat (left, >, -0.1);
    }
}

/* The readout is the gain that was applied. */
static void
test_readout (void)
{
  g_autoptr (LtTestFx) fx = new_comp (48000.0, 1);
  float                reduction_db = -1.0f;

  fx->type->readout (fx->state, &reduction_db);
  g_assert_cmpfloat (reduction_db, ==, 0.0f);
  g_assert_cmpfloat_with_epsilon (settled_db (fx, -3.0), fx->type->transfer_db (fx->values, -3.0), 0.1);
  fx->type->readout (fx->state, &reduction_db);
  g_assert_cmpfloat_with_epsilon (-3.0 - reduction_db, fx->type->transfer_db (fx->values, -3.0), 0.1);
}

/* Reduction in dB, `wait_ms` after a burst of `burst_ms` at full scale. */
static float
reduction_after (LtTestFx *fx, double burst_ms, double wait_ms)
{
  uint32_t          n = (uint32_t) ((burst_ms + wait_ms) * 48.0);
  g_autofree float *io = g_new0 (float, n);
  float             reduction_db;

  lt_test_add_sine (io, (uint32_t) (burst_ms * 48.0), 48000.0, 997.0, 1.0, 0.0);
  lt_test_fx_reset (fx);
  lt_test_fx_run (fx, io, NULL, n, 64);
  fx->type->readout (fx->state, &reduction_db);
  return reduction_db;
}

static void
test_hold_and_auto (void)
{
  g_autoptr (LtTestFx) fx = new_comp (48000.0, 1);
  float                full = reduction_after (fx, 3000.0, 0.0);

  g_assert_cmpfloat_with_epsilon (full, 12.0, 0.1);
  g_assert_cmpfloat_with_epsilon (reduction_after (fx, 3000.0, 120.0), full * exp (-1.0), 0.05 * full);

  lt_test_fx_set (fx, "hold", 300.0f);
  g_assert_cmpfloat_with_epsilon (reduction_after (fx, 3000.0, 290.0), full, 0.01);
  g_assert_cmpfloat_with_epsilon (reduction_after (fx, 3000.0, 420.0), full * exp (-1.0), 0.05 * full);
  lt_test_fx_set (fx, "hold", 0.0f);

  /* Short: as the release says, nearly. Lasting: slower by far, and at last to nothing. */
  lt_test_fx_set (fx, "auto-release", 1.0f);
  g_assert_cmpfloat (reduction_after (fx, 50.0, 240.0), <, 0.3f * full);
  g_assert_cmpfloat (reduction_after (fx, 3000.0, 240.0), >, 0.6f * full);
  g_assert_cmpfloat (reduction_after (fx, 3000.0, 8000.0), <, 0.01f);
}

/* After damage the output comes back to what it would have been. */
static void
test_recovers (void)
{
  g_autofree float *good = g_new0 (float, 2 * N);
  g_autofree float *hurt = g_new0 (float, 2 * N);
  static const float bad[] = { NAN, INFINITY, -INFINITY, 3e38f };

  lt_test_add_sine (good, 2 * N, 48000.0, 997.0, 0.5, 0.0);
  for (int how = 0; how < 8; how++)
    {
      g_autoptr (LtTestFx) a = new_comp (48000.0, 1);
      g_autoptr (LtTestFx) b = new_comp (48000.0, 1);
      g_autofree float    *io = g_memdup2 (good, 2 * N * sizeof (float));

      memcpy (hurt, good, 2 * N * sizeof (float));
      hurt[1000] = bad[how % 4];
      lt_test_fx_set (a, "detector", (float) (how / 4));
      lt_test_fx_set (b, "detector", (float) (how / 4));
      lt_test_fx_run (a, io, NULL, 2 * N, 64);
      lt_test_fx_run (b, hurt, NULL, 2 * N, 64);
      for (uint32_t i = N; i < 2 * N; i++)
        g_assert_cmpfloat_with_epsilon (io[i], hurt[i], 1e-4);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comp/static-curve", test_static_curve);
  g_test_add_func ("/comp/transfer", test_transfer);
  g_test_add_func ("/comp/times", test_times);
  g_test_add_func ("/comp/short-times", test_short_times);
  g_test_add_func ("/comp/distortion", test_distortion);
  g_test_add_func ("/comp/moves", test_moves);
  g_test_add_func ("/comp/transparent", test_transparent);
  g_test_add_func ("/comp/latency", test_latency);
  g_test_add_func ("/comp/link-and-key", test_link_and_key);
  g_test_add_func ("/comp/readout", test_readout);
  g_test_add_func ("/comp/hold-and-auto", test_hold_and_auto);
  g_test_add_func ("/comp/recovers", test_recovers);
  return g_test_run ();
}
