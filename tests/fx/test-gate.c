// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gate: static curve, opening and closing times, no chatter, moves, latency, side-chain.
// Layer: tests.

#include "dsp/biquad.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0x6a7e
#define N 48000u

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static LtTestFx *
new_gate (double rate_hz, uint32_t n_channels)
{
  return lt_test_fx_new (lt_fx_find ("gate"), rate_hz, n_channels);
}

static double
db (double gain)
{
  return 20.0 * log10 (gain);
}

static float
readout (LtTestFx *fx, const char *key)
{
  float values[LT_FX_MAX_READOUTS];

  fx->type->readout (fx->state, values);
  for (uint32_t i = 0; i < fx->type->n_readouts; i++)
    if (strcmp (fx->type->readouts[i].key, key) == 0)
      return values[i];
  g_error ("no readout “%s”", key);
}

/* Settled 997 Hz tone in after silence, level of that tone out. */
static double
settled_db (LtTestFx *fx, double in_db)
{
  uint32_t          n = (uint32_t) (2.0 * fx->setup.rate_hz);
  g_autofree float *io = g_new0 (float, n);

  lt_test_add_sine (io, n, fx->setup.rate_hz, 997.0, pow (10.0, in_db / 20.0), 0.0);
  lt_test_fx_reset (fx);
  lt_test_fx_run (fx, io, NULL, n, 64);
  return db (lt_test_tone_amp (io + n / 4 * 3, n / 4, fx->setup.rate_hz, 997.0));
}

static void
test_static_curve (void)
{
  static const struct
  {
    float threshold, ratio, range;
  } cases[] = { { -50.0f, 100.0f, 30.0f }, { -30.0f, 2.0f, 60.0f }, { -20.0f, 4.0f, 100.0f } };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        g_autoptr (LtTestFx) fx = new_gate (rates[r], 1);

        lt_test_fx_set (fx, "threshold", cases[c].threshold);
        lt_test_fx_set (fx, "ratio", cases[c].ratio);
        lt_test_fx_set (fx, "range", cases[c].range);
        for (double in_db = -69.0; in_db < 0.0; in_db += rates[r] > 50000.0 ? 14.0 : 7.0)
          {
            double out_db = fx->type->transfer_db (fx->values, in_db);

            g_assert_cmpfloat_with_epsilon (settled_db (fx, in_db), out_db, 0.1);
            g_assert_cmpfloat_with_epsilon (readout (fx, "gain-reduction"), in_db - out_db, 0.1);
            g_assert_cmpfloat (readout (fx, "open"), ==, in_db >= cases[c].threshold ? 1.0f : 0.0f);
          }
      }
}

static void
test_transfer (void)
{
  g_autoptr (LtTestFx) fx = new_gate (48000.0, 1);

  lt_test_fx_set (fx, "threshold", -40.0f);
  lt_test_fx_set (fx, "range", 50.0f);
  g_assert_cmpfloat (fx->type->transfer_db (fx->values, -39.0), ==, -39.0);
  g_assert_cmpfloat (fx->type->transfer_db (fx->values, -41.0), ==, -91.0);
  lt_test_fx_set (fx, "ratio", 3.0f);
  g_assert_cmpfloat_with_epsilon (fx->type->transfer_db (fx->values, -50.0), -70.0, 1e-5);
}

/* A steady key that steps shows the gain on a steady signal: fully open when the attack is over and not much
   before; after the hold 63 % of the way down in the release time. */
static void
test_times (void)
{
  static const float times[][3] = { { 0.5f, 0.0f, 5.0f }, { 2.0f, 60.0f, 150.0f }, { 20.0f, 20.0f, 50.0f }, { 100.0f, 0.0f, 300.0f } };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (times); t++)
      {
        double               per_ms = rates[r] / 1000.0;
        uint32_t             on = 64 * 100, off = on + 64 * (uint32_t) (200.0 * per_ms / 64), n = off + 64 * (uint32_t) (2000.0 * per_ms / 64);
        g_autofree float    *key = g_new0 (float, n);
        g_autofree float    *io = g_new (float, n);
        g_autoptr (LtTestFx) fx = new_gate (rates[r], 1);
        uint32_t             opened = on, closed = off;

        for (uint32_t i = 0; i < n; i++)
          {
            key[i] = i >= on && i < off ? 0.5f : 0.0f;
            io[i] = 0.5f;
          }
        lt_test_fx_set (fx, "attack", times[t][0]);
        lt_test_fx_set (fx, "hold", times[t][1]);
        lt_test_fx_set (fx, "release", times[t][2]);
        lt_test_fx_set (fx, "range", 60.0f);
        lt_test_fx_run_keyed (fx, io, NULL, key, NULL, n, 64);

        g_assert_cmpfloat_with_epsilon (db (io[on - 1] / 0.5), -60.0, 0.1);
        while (io[opened] < 0.5f)
          opened++;
        while (db (io[closed] / 0.5) > -60.0 * (1.0 - exp (-1.0)))
          closed++;
        double attack_ms = (opened + 1 - on) / per_ms, release_ms = (closed + 1 - off) / per_ms - times[t][1];
        g_test_message ("%g Hz: attack %g: %.3f ms, release %g: %.2f ms", rates[r], times[t][0], attack_ms, times[t][2], release_ms);
        g_assert_cmpfloat (attack_ms, <=, times[t][0] + 0.5 / per_ms);
        g_assert_cmpfloat (attack_ms, >, 0.9 * times[t][0] - 1.0 / per_ms);
        g_assert_cmpfloat (fabs (release_ms - times[t][2]), <, 0.05 * times[t][2] + 0.03 * times[t][1] + 1.0 / per_ms);
      }
}

/* A burst is whole within the attack; with look-ahead from its very start. */
static void
test_opens (void)
{
  for (guint r = 0; r < 2 * G_N_ELEMENTS (rates); r++)
    {
      double               rate = rates[r / 2];
      uint32_t             n = (uint32_t) (0.1 * rate), start = n / 2;
      g_autofree float    *in = g_new0 (float, n);
      g_autofree float    *io = g_new0 (float, n);
      g_autoptr (LtTestFx) fx = new_gate (rate, 1);

      lt_test_add_sine (in + start, n - start, rate, 997.0, 0.5, 0.0);
      memcpy (io, in, n * sizeof (float));
      lt_test_fx_set (fx, "range", 100.0f);
      if (r & 1)
        lt_test_fx_set (fx, "lookahead", 3.0f);
      lt_test_fx_run (fx, io, NULL, n, 64);

      /* The tone itself passes the threshold with its second frame at the latest. */
      uint32_t latency = lt_fx_latency (fx->type, &fx->setup, fx->values);
      uint32_t open = start + (r & 1 ? 0 : (uint32_t) lround (0.002 * rate) + 1);
      for (uint32_t i = open; i < n - latency; i++)
        g_assert_cmpfloat (io[i + latency], ==, in[i]);
    }
}

/* How often the gate opens on a tone whose level wanders by ±1 dB about the threshold, or on noise. */
static int
count_openings (LtTestFx *fx, float *io, uint32_t n)
{
  int   count = 0;
  float before = 0.0f;

  for (uint32_t i = 0; i < n; i += 64)
    {
      lt_test_fx_run (fx, io + i, NULL, 64, 64);
      float open = readout (fx, "open");
      count += open > before;
      before = open;
    }
  return count;
}

static void
test_no_chatter (void)
{
  enum { LONG = 64 * 3000 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  g_autofree float *io = g_new0 (float, LONG);

  for (int kind = 0; kind < 6; kind++)
    {
      g_autoptr (LtTestFx) fx = new_gate (48000.0, 1);
      double               wobble_db = 0.0;

      lt_test_fx_set (fx, "threshold", -30.0f);
      if (kind >= 3)
        lt_test_fx_set (fx, "hold", 0.0f);
      memset (io, 0, LONG * sizeof (float));
      if (kind % 3 < 2)
        lt_test_add_sine (io, LONG, 48000.0, kind % 3 == 0 ? 997.0 : 55.0, 1.0, 0.0);
      else
        lt_test_noise (io, LONG, 1.0, rng);
      for (uint32_t i = 0; i < LONG; i++)
        {
          if (i % 480 == 0)
            wobble_db = g_rand_double_range (rng, -1.0, 1.0);
          io[i] *= (float) pow (10.0, (wobble_db - 30.0) / 20.0);
        }
      g_assert_cmpint (count_openings (fx, io, LONG), ==, 1);
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

  for (uint32_t p = 0; p < lt_fx_find ("gate")->n_params; p++)
    for (int go = 0; go < 8; go++)
      {
        g_autoptr (LtTestFx) fx = new_gate (48000.0, 2);
        float                targets[LT_FX_MAX_PARAMS];
        const LtParamSpec   *spec = &fx->type->params[p];

        if (go & 4)
          lt_test_fx_set (fx, "threshold", -6.0f); /* closed */
        memcpy (targets, fx->values, sizeof targets);
        fx->values[p] = go & 1 ? spec->min : spec->max;
        targets[p] = go & 1 ? spec->max : spec->min;
        if (go & 2)
          fx->values[p] = spec->def;
        if ((go & 3) == 2 && strcmp (spec->key, "lookahead") == 0)
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
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);
  g_autofree float *in = g_new (float, 2 * N);
  g_autofree float *io = g_new (float, 2 * N);

  lt_test_music (in, 2 * N, 48000.0, 1.0, rng);
  for (int how = 0; how < 4; how++)
    {
      g_autoptr (LtTestFx) fx = new_gate (48000.0, 2);

      lt_test_fx_set (fx, "threshold", 0.0f);
      lt_test_fx_set (fx, how < 2 ? "ratio" : "range", how < 2 ? 1.0f : 0.0f);
      lt_test_fx_set (fx, "lookahead", how & 1 ? 7.3f : 0.0f);
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
        g_autoptr (LtTestFx) fx = new_gate (rates[r], 1);

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

/* An external key opens for a quiet signal; switched off or filtered away it does not; listening plays it. */
static void
test_key (void)
{
  static const struct
  {
    const char *param;
    float       value;
    double      left_db;
  } cases[] = { { "key", 1.0f, -60.0 }, { "key", 0.0f, -90.0 }, { "sc-low-cut", 4000.0f, -90.0 }, { "listen", 1.0f, -6.02 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autofree float    *key = g_new0 (float, N);
      g_autofree float    *io = g_new0 (float, 2 * N);
      g_autoptr (LtTestFx) fx = new_gate (48000.0, 2);
      double               freq_hz = cases[c].left_db > -10.0 ? 60.0 : 997.0;

      lt_test_add_sine (key, N, 48000.0, 60.0, 0.5, 0.0);
      lt_test_add_sine (io, N, 48000.0, 997.0, 0.001, 0.0);
      lt_test_add_sine (io + N, N, 48000.0, 997.0, 0.001, 0.0);
      lt_test_fx_set (fx, "release", 20.0f); /* the corner at the start of the key may open it for a moment */
      lt_test_fx_set (fx, cases[c].param, cases[c].value);
      lt_test_fx_run_keyed (fx, io, io + N, key, NULL, N, 64);
      g_assert_cmpfloat_with_epsilon (db (lt_test_tone_amp (io + N / 2, N / 2, 48000.0, freq_hz)), cases[c].left_db, 0.1);
      g_assert_cmpfloat_with_epsilon (db (lt_test_tone_amp (io + N + N / 2, N / 2, 48000.0, freq_hz)), cases[c].left_db, 0.1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/static-curve", test_static_curve);
  g_test_add_func ("/gate/transfer", test_transfer);
  g_test_add_func ("/gate/times", test_times);
  g_test_add_func ("/gate/opens", test_opens);
  g_test_add_func ("/gate/no-chatter", test_no_chatter);
  g_test_add_func ("/gate/moves", test_moves);
  g_test_add_func ("/gate/transparent", test_transparent);
  g_test_add_func ("/gate/latency", test_latency);
  g_test_add_func ("/gate/key", test_key);
  return g_test_run ();
}
