// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delay: exact times, notes, ping-pong, stability, freeze, moves without clicks, true tails.
// Layer: tests.

#include "dsp/biquad.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0xde1a

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static LtTestFx *
new_delay (double rate_hz, uint32_t n_channels)
{
  LtTestFx *fx = lt_test_fx_new (lt_fx_find ("delay"), rate_hz, n_channels);

  lt_test_fx_set (fx, "mix", 100.0f);
  return fx;
}

/* One impulse: the echoes stand at whole multiples of the rounded time and nothing stands between. */
static void
assert_echoes (LtTestFx *fx, uint32_t frames, float feedback)
{
  uint32_t          n = 100 + 3 * frames; /* up to the third echo */
  g_autofree float *l = g_new0 (float, n);
  g_autofree float *r = g_new0 (float, n);

  l[100] = r[100] = 0.5f;
  lt_test_fx_run (fx, l, r, n, 64);
  for (uint32_t i = 0; i < n; i++)
    {
      float want = i == 100 + frames ? 0.5f : (i == 100 + 2 * frames ? 0.5f * feedback : 0.0f);

      g_assert_cmpfloat_with_epsilon (l[i], want, 1e-7);
      g_assert_cmpfloat_with_epsilon (r[i], want, 1e-7);
    }
}

static void
test_time (void)
{
  static const float times_ms[] = { 1.0f, 1.3f, 7.31f, 350.0f, 1234.56f, 4000.0f };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (times_ms); t++)
      {
        g_autoptr (LtTestFx) fx = new_delay (rates[r], 2);

        lt_test_fx_set (fx, "time", times_ms[t]);
        assert_echoes (fx, (uint32_t) lround (times_ms[t] * 0.001 * rates[r]), 0.3f);
      }
}

static void
test_extreme_rates (void)
{
  static const double extremes[] = { 8000.0, 384000.0 };

  for (guint r = 0; r < G_N_ELEMENTS (extremes); r++)
    {
      g_autoptr (LtTestFx) fx = new_delay (extremes[r], 2);

      lt_test_fx_set (fx, "time", 1.0f);
      assert_echoes (fx, (uint32_t) lround (0.001 * extremes[r]), 0.3f);
      lt_test_fx_reset (fx);
      lt_test_fx_set (fx, "time", 4000.0f);
      assert_echoes (fx, (uint32_t) lround (4.0 * extremes[r]), 0.3f);
    }
}

/* The helper plays at 120 beats a minute. */
static void
test_note (void)
{
  static const struct
  {
    float    note;
    uint32_t frames;
  } cases[] = { { 1.0f, 96000 }, { 5.0f, 24000 }, { 6.0f, 36000 }, { 7.0f, 16000 }, { 14.0f, 3000 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (LtTestFx) fx = new_delay (48000.0, 2);

      lt_test_fx_set (fx, "note", cases[c].note);
      assert_echoes (fx, cases[c].frames, 0.3f);
    }
}

static void
test_ping_pong (void)
{
  g_autoptr (LtTestFx) fx = new_delay (48000.0, 2);
  float                l[2048] = { 0 }, r[2048] = { 0 };

  lt_test_fx_set (fx, "time", 10.0f);
  lt_test_fx_set (fx, "feedback", 50.0f);
  lt_test_fx_set (fx, "ping-pong", 1.0f);
  l[0] = 0.25f;
  r[0] = 0.75f;
  lt_test_fx_run (fx, l, r, 2048, 64);
  for (int i = 0; i < 2048; i++)
    {
      g_assert_cmpfloat_with_epsilon (l[i], i == 480 ? 0.5 : (i == 1440 ? 0.125 : 0.0), 1e-7);
      g_assert_cmpfloat_with_epsilon (r[i], i == 960 ? 0.25 : (i == 1920 ? 0.0625 : 0.0), 1e-7);
    }
}

/* Full feedback under loud noise neither runs away nor dies. */
static void
test_full_feedback (void)
{
  static const float drives[] = { 0.0f, 12.0f };
  g_autoptr (GRand)  rng = g_rand_new_with_seed (SEED);
  g_autofree float  *l = g_new (float, 480000);
  g_autofree float  *r = g_new (float, 480000);

  for (guint d = 0; d < G_N_ELEMENTS (drives); d++)
    {
      g_autoptr (LtTestFx) fx = new_delay (48000.0, 2);

      lt_test_fx_set (fx, "time", 20.0f);
      lt_test_fx_set (fx, "feedback", 100.0f);
      lt_test_fx_set (fx, "drive", drives[d]);
      lt_test_fx_set (fx, "mod-depth", 2.0f);
      memset (l, 0, 480000 * sizeof *l);
      memset (r, 0, 480000 * sizeof *r);
      lt_test_noise (l, 240000, 2.0, rng);
      lt_test_noise (r, 240000, 2.0, rng);
      lt_test_fx_run (fx, l, r, 480000, 64);
      g_assert_cmpfloat (lt_test_peak (l, 480000), <, 2.6); /* 2, and what interpolation overshoots */
      g_assert_cmpfloat (lt_test_rms_db (l + 470000, 10000), >, -60.0);
    }
}

/* What is in the line when freeze has closed comes back with every bit, whatever plays. */
static void
test_freeze (void)
{
  enum { LOOP = 4800, N = LOOP * 64 };
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 1);
  g_autoptr (LtTestFx) fx = new_delay (48000.0, 2);
  g_autofree float    *l = g_new (float, N);
  g_autofree float    *r = g_new (float, N);
  float                targets[LT_FX_MAX_PARAMS];
  uint32_t             from = N / 2;

  lt_test_fx_set (fx, "time", 100.0f);
  lt_test_fx_set (fx, "high-cut", 4000.0f);
  lt_test_fx_set (fx, "drive", 6.0f);
  lt_test_fx_set (fx, "mod-depth", 1.0f);
  memcpy (targets, fx->values, sizeof targets);
  targets[lt_param_find (fx->type->params, fx->type->n_params, "freeze")] = 1.0f;
  lt_test_noise (l, N, 0.4, rng);
  lt_test_noise (r, N, 0.4, rng);
  lt_test_fx_run_moving (fx, l, r, N, 9600 / 64 * 64, targets);

  g_assert_cmpfloat (lt_test_rms_db (l + from, LOOP), >, -40.0);
  for (uint32_t at = from + LOOP; at < N; at += LOOP)
    {
      g_assert_cmpmem (l + at, LOOP * sizeof (float), l + from, LOOP * sizeof (float));
      g_assert_cmpmem (r + at, LOOP * sizeof (float), r + from, LOOP * sizeof (float));
    }
}

/* Peak above 5 kHz, dBFS, from `skip` frames on. */
static double
clicks_db (float *io, uint32_t n, uint32_t skip, double rate_hz)
{
  LtBiquadCoeffs c = lt_biquad_high_pass (rate_hz, 5000.0, 0.707);

  for (int pass = 0; pass < 2; pass++)
    {
      LtBiquad z = { 0 };

      lt_biquad_run (&z, &c, io, n);
    }
  return 20.0 * log10 (lt_test_peak (io + skip, n - skip) + 1e-12);
}

static void
test_moves (void)
{
  static const struct
  {
    const char *key;
    float       from, to;
  } moves[] = {
    { "time", 100.0f, 130.0f }, { "time", 130.0f, 40.0f }, { "time", 30.0f, 1.0f }, { "time", 1.0f, 60.0f },
    { "time", 350.0f, 4000.0f }, { "time", 900.0f, 1.0f }, { "note", 0.0f, 8.0f }, { "feedback", 0.0f, 90.0f },
    { "feedback", 90.0f, 0.0f }, { "ping-pong", 0.0f, 1.0f }, { "low-cut", 20.0f, 2000.0f }, { "low-cut", 2000.0f, 20.0f },
    { "high-cut", 20000.0f, 500.0f }, { "high-cut", 500.0f, 20000.0f }, { "drive", 0.0f, 24.0f }, { "mod-depth", 0.0f, 5.0f },
    { "freeze", 0.0f, 1.0f }, { "freeze", 1.0f, 0.0f }, { "width", 100.0f, 0.0f }, { "mix", 0.0f, 100.0f }, { "ducking", 0.0f, 24.0f },
  };
  enum { N = 192000 };
  g_autofree float *l = g_new (float, N);
  g_autofree float *r = g_new (float, N);

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("delay"), rates[k], 2);
        float                targets[LT_FX_MAX_PARAMS];
        uint32_t             settle = (uint32_t) rates[k] / 2; /* the echo of the signal's own start is past */
        double               db;

        lt_test_fx_set (fx, "time", 100.0f);
        lt_test_fx_set (fx, "feedback", 0.0f);
        lt_test_fx_set (fx, "mix", 70.0f);
        lt_test_fx_set (fx, moves[m].key, moves[m].from);
        memcpy (targets, fx->values, sizeof targets);
        targets[lt_param_find (fx->type->params, fx->type->n_params, moves[m].key)] = moves[m].to;
        memset (l, 0, N * sizeof *l);
        lt_test_add_sine (l, N, rates[k], 100.0, 0.25, 0.0);
        memcpy (r, l, N * sizeof *l);
        uint32_t n = MIN (N, 2 * settle);
        lt_test_fx_run_moving (fx, l, r, n, (n - n / 3) / 64 * 64, targets);
        db = clicks_db (l, n, n - n / 3 - 64, rates[k]);
        g_test_message ("%.0f Hz, %s %g to %g: %.1f dBFS above 5 kHz", rates[k], moves[m].key, moves[m].from, moves[m].to, db);
        g_assert_cmpfloat (db, <, -60.0);
      }
}

/* A glide ends on the sample: after it, echoes are where a fresh instance puts them. */
static void
test_glide_lands (void)
{
  g_autoptr (LtTestFx) fx = new_delay (48000.0, 2);
  g_autofree float    *l = g_new0 (float, 192000);
  g_autofree float    *r = g_new0 (float, 192000);
  float                targets[LT_FX_MAX_PARAMS];

  lt_test_fx_set (fx, "time", 100.0f);
  memcpy (targets, fx->values, sizeof targets);
  targets[0] = 190.0f;
  lt_test_fx_run_moving (fx, l, r, 192000, 6400, targets);
  assert_echoes (fx, 9120, 0.3f);
}

static void
test_dry (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 2);
  float             in[4800], io[4800], other[4800];

  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("delay"), 48000.0, 2);
  lt_test_fx_set (fx, "mix", 0.0f);
  lt_test_fx_set (fx, "time", 5.0f);
  lt_test_noise (in, 4800, 1.0, rng);
  in[7] = -0.0f;
  memcpy (io, in, sizeof io);
  memcpy (other, in, sizeof io);
  lt_test_fx_run (fx, io, other, 4800, 64);
  g_assert_cmpmem (io, sizeof io, in, sizeof in);
}

static void
test_cuts (void)
{
  static const struct
  {
    const char *key;
    float       cut_hz;
  } cases[] = { { "low-cut", 500.0f }, { "high-cut", 3000.0f } };
  enum { N = 48000 };
  g_autofree float *io = g_new (float, N);

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (LtTestFx) fx = new_delay (48000.0, 1);

      lt_test_fx_set (fx, "feedback", 0.0f);
      lt_test_fx_set (fx, "time", 10.0f);
      lt_test_fx_set (fx, cases[c].key, cases[c].cut_hz);
      memset (io, 0, N * sizeof *io);
      lt_test_add_sine (io, N, 48000.0, cases[c].cut_hz, 0.25, 0.0);
      lt_test_fx_run (fx, io, NULL, N, 64);
      g_assert_cmpfloat_with_epsilon (20.0 * log10 (lt_test_tone_amp (io + 24000, 24000, 48000.0, cases[c].cut_hz) / 0.25), -3.01, 0.05);
    }
}

/* A poisoned loop is clean again at once: nothing of the bad sample comes back. */
static void
test_poison (void)
{
  g_autoptr (LtTestFx) fx = new_delay (48000.0, 2);
  float                l[4800] = { 0 }, r[4800] = { 0 };

  lt_test_fx_set (fx, "time", 5.0f);
  lt_test_fx_set (fx, "feedback", 100.0f);
  lt_test_fx_set (fx, "low-cut", 100.0f);
  l[10] = NAN;
  r[10] = INFINITY;
  lt_test_fx_run (fx, l, r, 4800, 64);
  for (int i = 64; i < 4800; i++)
    g_assert_true (l[i] == 0.0f && r[i] == 0.0f);
}

/* The tail is as long as it is said to be, not much longer, and then there is nothing at all. */
static void
test_tail (void)
{
  enum { N = 48000 * 12 };
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 3);
  g_autoptr (LtTestFx) fx = new_delay (48000.0, 1);
  g_autofree float    *io = g_new0 (float, N);
  uint32_t             tail, last = 0;

  lt_test_fx_set (fx, "time", 100.0f);
  lt_test_fx_set (fx, "feedback", 50.0f);
  lt_test_noise (io, 9600, 1.0, rng);
  lt_test_fx_run (fx, io, NULL, N, 64);
  tail = lt_fx_tail (fx->type, &fx->setup, fx->values);
  for (uint32_t i = 9600; i < N; i++)
    if (fabsf (io[i]) >= 1e-6f)
      last = i - 9600;
  g_assert_cmpuint (last, <, tail);
  g_assert_cmpuint (last, >, tail / 2);
  for (uint32_t i = N - 4800; i < N; i++)
    g_assert_true (io[i] == 0.0f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delay/time", test_time);
  g_test_add_func ("/delay/extreme-rates", test_extreme_rates);
  g_test_add_func ("/delay/note", test_note);
  g_test_add_func ("/delay/ping-pong", test_ping_pong);
  g_test_add_func ("/delay/full-feedback", test_full_feedback);
  g_test_add_func ("/delay/freeze", test_freeze);
  g_test_add_func ("/delay/moves", test_moves);
  g_test_add_func ("/delay/glide-lands", test_glide_lands);
  g_test_add_func ("/delay/dry", test_dry);
  g_test_add_func ("/delay/cuts", test_cuts);
  g_test_add_func ("/delay/poison", test_poison);
  g_test_add_func ("/delay/tail", test_tail);
  return g_test_run ();
}
