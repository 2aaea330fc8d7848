// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Equaliser: magnitudes against the analogue prototypes and its own curve, moves without clicks, channels, dynamics.
// Layer: tests.

#include "dsp/eq-design.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 65536u

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static LtTestFx *
new_eq (double rate_hz, uint32_t n_channels)
{
  return lt_test_fx_new (lt_fx_find ("eq"), rate_hz, n_channels);
}

static void
set_band (LtTestFx *fx, int b, float type, float freq, float gain, float q)
{
  const char *keys[] = { "type", "freq", "gain", "q" };
  float       values[] = { type, freq, gain, q };

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *key = g_strdup_printf ("b%d-%s", b, keys[i]);

      lt_test_fx_set (fx, key, values[i]);
    }
}

/* |sum of io e^−jwn| in dB. */
static double
level_at (const float *io, uint32_t n, double rate_hz, double freq_hz)
{
  double re = 0.0, im = 0.0, w = 2.0 * G_PI * freq_hz / rate_hz;

  for (uint32_t i = 0; i < n; i++)
    if (io[i] != 0.0f)
      {
        re += io[i] * cos (w * i);
        im -= io[i] * sin (w * i);
      }
  return 10.0 * log10 (re * re + im * im + 1e-30);
}

static void
impulse (LtTestFx *fx, float *io, uint32_t n)
{
  memset (io, 0, n * sizeof *io);
  io[0] = 1.0f;
  lt_test_fx_run (fx, io, NULL, n, 64);
}

static void
test_transparent (void)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (1);
  g_autoptr (LtTestFx) fx = new_eq (48000.0, 2);
  float                in[2][4800], io[2][4800];

  for (int c = 0; c < 2; c++)
    lt_test_noise (in[c], 4800, 1.0, rng);
  memcpy (io, in, sizeof in);
  lt_test_fx_run (fx, io[0], io[1], 4800, 64);
  g_assert_cmpmem (io, sizeof io, in, sizeof in);

  /* And again after it has worked. */
  set_band (fx, 3, 0, 1000.0f, 6.0f, 1.0f);
  lt_test_fx_run (fx, io[0], io[1], 4800, 64);
  g_assert_cmpfloat (fabsf (io[0][4000] - in[0][4000]), >, 0.0f);
  set_band (fx, 3, 0, 1000.0f, 0.0f, 1.0f);
  lt_test_fx_run (fx, io[0], io[1], 4800, 64);
  memcpy (io, in, sizeof in);
  lt_test_fx_run (fx, io[0], io[1], 4800, 64);
  g_assert_cmpmem (io, sizeof io, in, sizeof in);
}

/* Whole cuts and bands at every rate against the closed formulas. */
static void
test_prototypes (void)
{
  static float io[N];

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int slope = 6; slope <= 48; slope += 6)
      for (int type = 3; type <= 4; type++)
        {
          g_autoptr (LtTestFx) fx = new_eq (rates[r], 1);
          double               fc = type == 3 ? 300.0 : 8000.0;

          set_band (fx, 2, (float) type, (float) fc, 0.0f, 0.70710678f);
          lt_test_fx_set (fx, "b2-slope", (float) slope);
          impulse (fx, io, N);
          for (double f = 40.0; f <= 0.42 * rates[r]; f *= 1.37)
            {
              double want = -10.0 * log10 (1.0 + pow (type == 3 ? fc / f : f / fc, slope / 3.0));

              if (want > -60.0)
                g_assert_cmpfloat_with_epsilon (level_at (io, N, rates[r], f), want, 0.5);
            }
        }
}

static void
test_bells (void)
{
  static float io[N];

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (int type = 0; type <= 2; type++)
      for (double freq = 200.0; freq < 20000.0; freq *= 4.5)
        {
          g_autoptr (LtTestFx) fx = new_eq (rates[r], 1);
          double               gain = freq < 4000.0 ? 12.0 : -12.0, q = type == 0 ? 4.0 : 1.0;
          LtEqDesignPrototype  p = lt_eq_design_prototype ((LtEqDesignKind) type, q, gain);

          set_band (fx, 5, (float) type, (float) freq, (float) gain, (float) q);
          impulse (fx, io, N);
          for (double f = 30.0; f <= 0.42 * rates[r]; f *= 1.31)
            g_assert_cmpfloat_with_epsilon (level_at (io, N, rates[r], f), 10.0 * log10 (lt_eq_design_prototype_power (&p, f / freq)), 0.5);
        }
}

/* The curve that is drawn is the curve that is heard. */
static void
test_response (void)
{
  static float      io[N];
  g_autoptr (GRand) rng = g_rand_new_with_seed (3);

  for (int round = 0; round < 12; round++)
    {
      g_autoptr (LtTestFx) fx = new_eq (rates[round % 4], 1);

      for (int b = 1; b <= 8; b++)
        set_band (fx, b, (float) ((b + round) % 8), (float) (100.0 * pow (150.0, g_rand_double (rng))), (float) g_rand_double_range (rng, -6.0, 6.0),
                  (float) g_rand_double_range (rng, 0.3, 3.0));
      for (int b = 1; b <= 8; b += 2)
        {
          g_autofree char *key = g_strdup_printf ("b%d-on", b);

          lt_test_fx_set (fx, key, (float) g_rand_int_range (rng, 0, 2));
        }
      lt_test_fx_set (fx, "output", 1.5f);
      impulse (fx, io, N);
      for (double f = 50.0; f <= 0.45 * fx->setup.rate_hz; f *= 1.3)
        {
          double want = fx->type->response_db (&fx->setup, fx->values, f);

          if (want > -60.0)
            g_assert_cmpfloat_with_epsilon (level_at (io, N, fx->setup.rate_hz, f), want, 0.01);
        }
    }
}

/* A tone through sections at 10 Hz, once their start has died away: what else comes out. */
static void
test_noise (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (LtTestFx) fx = new_eq (rates[r], 1);
      uint32_t             n = 64u * (uint32_t) (rates[r] * 6.0 / 64.0);
      g_autofree float    *io = g_new0 (float, n);
      double               amp = 0.25;

      lt_test_add_sine (io, n, rates[r], 997.0, amp, 0.0);
      set_band (fx, 1, 3.0f, 10.0f, 0.0f, 0.70710678f);
      set_band (fx, 2, 0.0f, 10.0f, 12.0f, 4.0f);
      lt_test_fx_run (fx, io, NULL, n, 64);

      double rel = lt_test_thd_n_db (io + n - N, N, rates[r], 997.0);
      g_test_message ("%g Hz: %.1f dBFS", rates[r], rel + 20.0 * log10 (amp / G_SQRT2));
      g_assert_cmpfloat (rel + 20.0 * log10 (amp / G_SQRT2), <, -140.0);
    }
}

/* Peak above 5 kHz in dBFS of what comes out, from frame @from on: 8th order Butterworth. */
static double
click_db (const float *in, uint32_t n, double rate_hz, uint32_t from)
{
  static const int both[2] = { 1, 1 };
  LtSvfCoeffs      c[4];
  LtSvf            z[4] = { 0 };
  double           q[4], peak = 1e-12;
  int              sections = lt_eq_design_cut_sections (8, G_SQRT2 / 2.0, q);

  for (int s = 0; s < sections; s++)
    {
      LtSvfShape shape = lt_eq_design_section (LT_EQ_DESIGN_HIGH_PASS, rate_hz, 5000.0, q[s], 0.0);

      c[s] = lt_svf_coeffs (&shape, both);
    }
  for (uint32_t i = 0; i < n; i++)
    {
      LtSvfPair x = { in[i], 0.0 };

      lt_svf_run (z, c, 4, &x, 1);
      if (i >= from)
        peak = MAX (peak, fabs (x[0]));
    }
  return 20.0 * log10 (peak);
}

typedef struct
{
  const char *key;
  float       from, to;
  float       type, gain; /* of the band */
  float       freq, range;
} Move;

static const Move moves[] = {
  { "b3-gain", 0, 12, 0, 0, 100, 0 },      { "b3-gain", -24, 24, 0, 0, 100, 0 },    { "b3-gain", 24, 0, 1, 0, 300, 0 },
  { "b3-gain", -12, 12, 2, 0, 50, 0 },     { "b3-gain", -24, 24, 7, 0, 1000, 0 },   { "b3-freq", 100, 1000, 0, 12, 100, 0 },
  { "b3-freq", 10, 30000, 0, 12, 100, 0 }, { "b3-freq", 30000, 10, 1, -12, 9, 0 },  { "b3-freq", 10, 300, 3, 0, 10, 0 },
  { "b3-freq", 20000, 200, 4, 0, 10, 0 },  { "b3-freq", 50, 5000, 6, 0, 10, 0 },    { "b3-freq", 5000, 20, 5, 0, 10, 0 },
  { "b3-q", 0.1f, 40, 0, 12, 150, 0 },     { "b3-q", 0.7f, 10, 3, 0, 60, 0 },       { "b3-on", 0, 1, 0, 12, 100, 0 },
  { "b3-on", 1, 0, 3, 0, 500, 0 },         { "b3-type", 0, 3, 0, 12, 200, 0 },      { "b3-type", 3, 4, 0, 12, 50, 0 },
  { "b3-type", 1, 2, 0, 24, 300, 0 },      { "b3-slope", 12, 48, 3, 0, 200, 0 },    { "b3-channel", 0, 2, 0, 12, 100, 0 },
  { "b3-channel", 1, 4, 0, -24, 100, 0 },  { "b3-threshold", 0, -60, 0, 0, 100, -18 }, { "b3-range", 0, -24, 0, 0, 100, 0 },
  { "b3-range", 12, 0, 1, 0, 200, 0 },     { "output", -24, 24, 0, 0, 100, 0 },     { "b3-attack", 1, 100, 0, 0, 100, -12 },
  { "b3-release", 10, 1000, 0, 0, 100, -12 },
};

static void
check_move (const Move *m, double rate_hz, bool linear)
{
  enum { LEN = 64 * 1500 };
  static float         io[2][LEN];
  float                targets[LT_FX_MAX_PARAMS];
  g_autoptr (LtTestFx) fx = new_eq (rate_hz, 2);

  set_band (fx, 3, m->type, m->freq, m->gain, 0.70710678f);
  lt_test_fx_set (fx, "b3-range", m->range);
  if (linear)
    lt_test_fx_set (fx, "phase", 1.0f);
  lt_test_fx_set (fx, m->key, m->to);
  memcpy (targets, fx->values, sizeof targets);
  lt_test_fx_set (fx, m->key, m->from);

  memset (io, 0, sizeof io);
  for (int c = 0; c < 2; c++)
    lt_test_add_sine (io[c], LEN, rate_hz, 100.0, 0.25, 0.0);
  /* A soft start, so that only the move can click. */
  for (uint32_t i = 0; i < 8192; i++)
    for (int c = 0; c < 2; c++)
      io[c][i] *= (float) (0.5 - 0.5 * cos (G_PI * i / 8192.0));
  lt_test_fx_run_moving (fx, io[0], io[1], LEN, LEN / 2, targets);
  for (int c = 0; c < 2; c++)
    {
      double got = click_db (io[c], LEN, rate_hz, LEN / 4);

      g_test_message ("%s %g to %g, type %g: %.1f dBFS", m->key, m->from, m->to, m->type, got);
      g_assert_cmpfloat (got, <, -60.0);
    }
}

static void
test_clicks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    check_move (&moves[i], 48000.0, false);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i += 5)
    check_move (&moves[i], i % 2 ? 96000.0 : 192000.0, false);
}

static void
test_channels (void)
{
  static const struct
  {
    float  channel;
    double left, right; /* what a left-only tone becomes: 12 dB is × 3.98 */
  } cases[] = {
    { 0, 3.981, 0.0 }, { 1, 2.4905, 1.4905 }, { 2, 2.4905, 1.4905 }, { 3, 3.981, 0.0 }, { 4, 1.0, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LtTestFx) fx = new_eq (48000.0, 2);
      static float         io[2][24000];

      memset (io, 0, sizeof io);
      lt_test_add_sine (io[0], 24000, 48000.0, 1000.0, 0.1, 0.0);
      set_band (fx, 4, 0, 1000.0f, 12.0f, 1.0f);
      lt_test_fx_set (fx, "b4-channel", cases[i].channel);
      lt_test_fx_run (fx, io[0], io[1], 24000, 64);
      for (int c = 0; c < 2; c++)
        g_assert_cmpfloat_with_epsilon (lt_test_tone_amp (io[c] + 12000, 12000, 48000.0, 1000.0) / 0.1, c == 0 ? cases[i].left : cases[i].right, 0.01);
    }
}

/* Gain in dB of a tone at level_db through a dynamic band, settled. */
static double
settled (double level_db, float type, float range, double tone_hz)
{
  static float         io[96000];
  g_autoptr (LtTestFx) fx = new_eq (48000.0, 1);
  double               amp = pow (10.0, level_db / 20.0);

  memset (io, 0, sizeof io);
  lt_test_add_sine (io, 96000, 48000.0, tone_hz, amp, 0.0);
  set_band (fx, 4, type, 1000.0f, 0.0f, 1.0f);
  lt_test_fx_set (fx, "b4-threshold", -30.0f);
  lt_test_fx_set (fx, "b4-range", range);
  lt_test_fx_run (fx, io, NULL, 96000, 64);
  return 20.0 * log10 (lt_test_tone_amp (io + 48000, 48000, 48000.0, tone_hz) / amp);
}

static void
test_dynamics (void)
{
  g_assert_cmpfloat_with_epsilon (settled (-40.0, 0, -12.0f, 1000.0), 0.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (settled (-24.0, 0, -12.0f, 1000.0), -6.0, 0.2);
  g_assert_cmpfloat_with_epsilon (settled (-6.0, 0, -12.0f, 1000.0), -12.0, 0.2);
  g_assert_cmpfloat_with_epsilon (settled (-6.0, 0, 9.0f, 1000.0), 9.0, 0.2);
  g_assert_cmpfloat_with_epsilon (settled (-6.0, 1, -12.0f, 100.0), -12.0, 0.3);
  g_assert_cmpfloat_with_epsilon (settled (-6.0, 2, -12.0f, 10000.0), -12.0, 0.3);
  /* Loud elsewhere is none of its business. */
  g_assert_cmpfloat_with_epsilon (settled (-6.0, 2, -12.0f, 50.0), 0.0, 0.05);
}

/* The same with a key of key_db at key_hz beside a tone of −60 dBFS, in one channel or two, the key's switch as told. */
static double
settled_keyed (double key_db, double key_hz, uint32_t n_channels, float sw)
{
  static float         io[2][96000], key[2][96000];
  g_autoptr (LtTestFx) fx = new_eq (48000.0, n_channels);

  memset (io, 0, sizeof io);
  memset (key, 0, sizeof key);
  for (int c = 0; c < 2; c++)
    {
      lt_test_add_sine (io[c], 96000, 48000.0, 1000.0, 0.001, 0.0);
      lt_test_add_sine (key[c], 96000, 48000.0, key_hz, pow (10.0, key_db / 20.0), 0.0);
    }
  set_band (fx, 4, 0, 1000.0f, 0.0f, 1.0f);
  lt_test_fx_set (fx, "b4-threshold", -30.0f);
  lt_test_fx_set (fx, "b4-range", -12.0f);
  lt_test_fx_set (fx, "key", sw);
  lt_test_fx_run_keyed (fx, io[0], n_channels > 1 ? io[1] : NULL, key[0], key[1], 96000, 64);
  return 20.0 * log10 (lt_test_tone_amp (io[0] + 48000, 48000, 48000.0, 1000.0) / 0.001);
}

static void
test_key (void)
{
  for (uint32_t n_channels = 1; n_channels <= 2; n_channels++)
    {
      g_assert_cmpfloat_with_epsilon (settled_keyed (-6.0, 1000.0, n_channels, 1.0f), -12.0, 0.2);
      g_assert_cmpfloat_with_epsilon (settled_keyed (-24.0, 1000.0, n_channels, 1.0f), -6.0, 0.2);
      g_assert_cmpfloat_with_epsilon (settled_keyed (-40.0, 1000.0, n_channels, 1.0f), 0.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (settled_keyed (-12.0, 50.0, n_channels, 1.0f), 0.0, 0.05); /* loud elsewhere */
      g_assert_cmpfloat_with_epsilon (settled_keyed (-6.0, 1000.0, n_channels, 0.0f), 0.0, 1e-6);
    }
}

/* After a step in level the move covers 63 % of its way in the stated time. */
static void
test_attack_release (void)
{
  static const float   attack_ms = 100.0f, release_ms = 300.0f;
  g_autoptr (LtTestFx) fx = new_eq (48000.0, 1);
  float                move[16], io[64];
  int                  attack_at = -1, release_at = -1;

  set_band (fx, 4, 0, 3000.0f, 0.0f, 0.5f);
  lt_test_fx_set (fx, "b4-threshold", -40.0f);
  lt_test_fx_set (fx, "b4-range", -12.0f);
  lt_test_fx_set (fx, "b4-attack", attack_ms);
  lt_test_fx_set (fx, "b4-release", release_ms);
  for (int i = 0; i < 4 * 750; i++)
    {
      for (int k = 0; k < 64; k++)
        io[k] = (i < 1500) ? 0.25f * (float) sin (2.0 * G_PI * 3000.0 * (i * 64 + k) / 48000.0) : 0.0f;
      lt_test_fx_run (fx, io, NULL, 64, 64);
      fx->type->readout (fx->state, move);
      if (attack_at < 0 && move[3] < -12.0f * 0.632f)
        attack_at = i;
      if (i > 1500 && release_at < 0 && move[3] > -12.0f * 0.368f)
        release_at = i - 1500;
    }
  g_assert_cmpfloat_with_epsilon (attack_at * 64 / 48.0, attack_ms, 0.05 * attack_ms + 2.0);
  g_assert_cmpfloat_with_epsilon (release_at * 64 / 48.0, release_ms, 0.05 * release_ms + 12.0); /* its detector rings out first */
}

/* Impulse response of the linear phase, longest kernel included, from frame @at of a stream of zeros. */
static float *
linear_impulse (LtTestFx *fx, uint32_t at, uint32_t *n)
{
  uint32_t latency = lt_fx_latency (fx->type, &fx->setup, fx->values);
  float   *io;

  *n = (at + 2 * latency + 63) & ~63u;
  io = g_new0 (float, *n);
  io[at] = 1.0f;
  lt_test_fx_run (fx, io, NULL, *n, 64);
  return io;
}

/* Even around the latency: the group delay is that everywhere. */
static void
check_even (const float *io, uint32_t centre, uint32_t reach)
{
  for (uint32_t i = 1; i < reach; i++)
    g_assert_cmpfloat_with_epsilon (io[centre + i], io[centre - i], 2e-7);
}

static void
test_linear (void)
{
  static const struct
  {
    float type, freq, gain, q, slope;
  } cases[] = {
    { 0, 30, 12, 4, 12 },      { 0, 30, -12, 4, 12 },     { 0, 1000, 12, 1, 12 },    { 0, 15000, -12, 2, 12 }, { 1, 40, 12, 4, 12 },
    { 1, 200, -12, 0.7f, 12 }, { 2, 8000, 12, 0.7f, 12 }, { 3, 30, 0, 0.7071f, 48 }, { 3, 80, 0, 0.7071f, 6 }, { 4, 12000, 0, 0.7071f, 24 },
    { 7, 700, 12, 1, 12 },     { 6, 500, 0, 4, 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint r = 0; r < (i < 2 ? 3 : 2); r++)
      {
        g_autoptr (LtTestFx) fx = new_eq (rates[r], 1);
        uint32_t             at = r == 0 ? 0 : 5000, n, latency;
        double               worst = 0.0;

        set_band (fx, 3, cases[i].type, cases[i].freq, cases[i].gain, cases[i].q);
        lt_test_fx_set (fx, "b3-slope", cases[i].slope);
        lt_test_fx_set (fx, "phase", 1.0f);
        g_autofree float *io = linear_impulse (fx, at, &n);

        latency = lt_fx_latency (fx->type, &fx->setup, fx->values);
        check_even (io, at + latency, latency / 10 * 6);
        for (double f = 30.0; f < 0.49 * rates[r]; f *= f < 100.0 ? 1.017 : 1.31)
          {
            double want = fx->type->response_db (&fx->setup, fx->values, f);

            if (want > -50.0)
              worst = MAX (worst, fabs (level_at (io, n, rates[r], f) - want));
          }
        g_test_message ("case %u at %g Hz: %.4f dB", i, rates[r], worst);
        g_assert_cmpfloat (worst, <, 0.1);
      }
}

/* Bands of all channels, one after the other: both phases hear the same stereo picture. */
static void
test_linear_channels (void)
{
  static float io[2][2][96000];

  for (int phase = 0; phase < 2; phase++)
    {
      g_autoptr (LtTestFx) fx = new_eq (48000.0, 2);

      memset (io[phase], 0, sizeof io[phase]);
      lt_test_add_sine (io[phase][0], 96000, 48000.0, 1000.0, 0.25, 0.0);
      lt_test_add_sine (io[phase][1], 96000, 48000.0, 1000.0, 0.1, 0.0);
      for (int b = 1; b <= 5; b++)
        {
          g_autofree char *key = g_strdup_printf ("b%d-channel", b);

          set_band (fx, b, 0, 1000.0f, (float) (b * 2 - 5), 1.0f);
          lt_test_fx_set (fx, key, (float) ((b + 2) % 5));
        }
      lt_test_fx_set (fx, "phase", (float) phase);
      lt_test_fx_run (fx, io[phase][0], io[phase][1], 96000, 64);
    }
  for (int c = 0; c < 2; c++)
    g_assert_cmpfloat_with_epsilon (lt_test_tone_amp (io[1][c] + 72000, 24000, 48000.0, 1000.0), lt_test_tone_amp (io[0][c] + 72000, 24000, 48000.0, 1000.0), 1e-4);
}

/* Moves of the linear phase, and between the phases. */
static void
test_linear_clicks (void)
{
  static const Move linear_moves[] = {
    { "b3-gain", -12, 12, 0, 0, 100, 0 }, { "b3-gain", 0, 24, 1, 0, 200, 0 }, { "b3-freq", 20, 2000, 3, 0, 100, 0 },
    { "b3-type", 0, 3, 0, 12, 100, 0 },   { "b3-channel", 0, 1, 0, 12, 100, 0 }, { "phase", 0, 1, 0, 6, 100, 0 },
    { "phase", 1, 0, 0, 6, 100, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (linear_moves); i++)
    check_move (&linear_moves[i], 48000.0, strcmp (linear_moves[i].key, "phase") != 0);
}

/* Pieces, moves and all: the slots' work must not see where a quantum was cut. */
static void
test_linear_pieces (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (9);
  enum { LEN = 64 * 800 };
  static float      in[2][LEN], a[2][LEN], b[2][LEN];

  for (int c = 0; c < 2; c++)
    lt_test_music (in[c], LEN, 44100.0, 1.0, rng);
  for (int split = 0; split < 2; split++)
    {
      g_autoptr (LtTestFx) fx = new_eq (44100.0, 2);
      float (*io)[LEN] = split ? b : a;

      memcpy (io, in, sizeof in);
      for (uint32_t part = 0; part < 4; part++)
        {
          uint32_t at = part * (LEN / 4);

          set_band (fx, 3, 0, 300.0f + 100.0f * (float) part, 6.0f, 1.0f);
          lt_test_fx_set (fx, "phase", part == 0 || part == 3 ? 0.0f : 1.0f);
          lt_test_fx_set (fx, "b3-channel", part == 2 ? 1.0f : 0.0f);
          lt_test_fx_run (fx, io[0] + at, io[1] + at, LEN / 4, split ? 13 : 64);
        }
    }
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eq/transparent", test_transparent);
  g_test_add_func ("/eq/prototypes", test_prototypes);
  g_test_add_func ("/eq/bells", test_bells);
  g_test_add_func ("/eq/response", test_response);
  g_test_add_func ("/eq/noise", test_noise);
  g_test_add_func ("/eq/clicks", test_clicks);
  g_test_add_func ("/eq/channels", test_channels);
  g_test_add_func ("/eq/dynamics", test_dynamics);
  g_test_add_func ("/eq/key", test_key);
  g_test_add_func ("/eq/attack-release", test_attack_release);
  g_test_add_func ("/eq/linear", test_linear);
  g_test_add_func ("/eq/linear-channels", test_linear_channels);
  g_test_add_func ("/eq/linear-clicks", test_linear_clicks);
  g_test_add_func ("/eq/linear-pieces", test_linear_pieces);
  return g_test_run ();
}
