// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Convolution reverb: equal to the direct sum without latency, at any rate; shapes, levels, damage, moves and tails.
// Layer: tests.

#include "dsp/biquad.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define SEED 0xc0e1

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

typedef struct
{
  uint32_t n_channels, n;
  float   *audio[4];
  void    *blob;
  size_t   size;
} Recording;

static Recording *
recording_new (uint32_t n_channels, uint32_t n)
{
  Recording *self = g_new0 (Recording, 1);

  self->n_channels = n_channels;
  self->n = n;
  for (uint32_t c = 0; c < n_channels; c++)
    self->audio[c] = g_new0 (float, n);
  return self;
}

static void
recording_free (Recording *self)
{
  for (uint32_t c = 0; c < 4; c++)
    g_free (self->audio[c]);
  g_free (self->blob);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Recording, recording_free)

static Recording *
noise_new (uint32_t n_channels, uint32_t n, GRand *rng)
{
  Recording *self = recording_new (n_channels, n);

  for (uint32_t c = 0; c < n_channels; c++)
    {
      lt_test_noise (self->audio[c], n, 1.0, rng);
      for (uint32_t i = 0; i < n; i++)
        self->audio[c][i] *= (float) exp (-5.0 * i / n);
    }
  return self;
}

static void
learn (Recording *self, double rate_hz)
{
  const LtFxType *type = lt_fx_find ("convolve");
  LtFxSetup       sound = { .rate_hz = rate_hz, .n_channels = self->n_channels };

  self->blob = g_malloc (type->learn_size (&sound, self->n));
  g_assert_cmpint (type->learn (&sound, (const float *const *) self->audio, self->n, self->blob, &self->size), ==, LT_OK);
  g_assert_cmpuint (self->size, <=, type->learn_size (&sound, self->n));
}

/* Only the impulse: no cuts, no fade, no source. */
static LtTestFx *
new_plain (const Recording *of, double rate_hz, uint32_t n_channels)
{
  LtTestFx *fx = lt_test_fx_new (lt_fx_find ("convolve"), rate_hz, n_channels);

  lt_test_fx_set (fx, "mix", 100.0f);
  lt_test_fx_set (fx, "low-cut", 20.0f);
  if (of != NULL)
    {
      lt_test_fx_set (fx, "fade", 0.0f);
      lt_test_fx_set_blob (fx, of->blob, of->size);
    }
  return fx;
}

/* dB of what @got differs from the best multiple of @want. */
static double
error_db (const double *want, const double *got, uint32_t n)
{
  double ww = 0.0, wg = 0.0, gg = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      ww += want[i] * want[i];
      wg += want[i] * got[i];
      gg += got[i] * got[i];
    }

  double k = wg / ww, rest = 0.0;
  for (uint32_t i = 0; i < n; i++)
    rest += (got[i] - k * want[i]) * (got[i] - k * want[i]);
  return 10.0 * log10 (rest / gg + 1e-30);
}

static double
direct (const float *taps, uint32_t n_taps, const float *in, uint32_t i)
{
  double sum = 0.0;

  for (uint32_t k = 0; k < n_taps && k <= i; k++)
    sum += (double) taps[k] * in[i - k];
  return sum;
}

/* What channel @c of a stereo strip should hear, but for its level. */
static double
direct_stereo (const Recording *r, float *const in[2], uint32_t c, uint32_t i)
{
  if (r->n_channels == 4)
    return direct (r->audio[c], r->n, in[0], i) + direct (r->audio[2 + c], r->n, in[1], i);
  return direct (r->audio[r->n_channels == 1 ? 0 : c], r->n, in[c], i);
}

static void
assert_direct (double rate_hz, uint32_t n_channels, uint32_t n_taps, uint32_t n_points)
{
  uint32_t             n = n_taps + 6400;
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + n_channels);
  g_autoptr (Recording) r = noise_new (n_channels, n_taps, rng);
  g_autofree float    *memory = g_new (float, 4 * n);
  float               *in[2] = { memory, memory + n }, *out[2] = { memory + 2 * n, memory + 3 * n };
  g_autofree double   *want = g_new (double, 2 * n_points), *got = g_new (double, 2 * n_points);

  learn (r, rate_hz);
  g_autoptr (LtTestFx) fx = new_plain (r, rate_hz, 2);
  g_assert_cmpuint (lt_fx_latency (fx->type, &fx->setup, fx->values), ==, 0);
  lt_test_noise (memory, 2 * n, 0.5, rng);
  memcpy (out[0], in[0], 2 * n * sizeof (float));
  lt_test_fx_run (fx, out[0], out[1], n, 64);
  for (uint32_t p = 0; p < 2 * n_points; p++)
    {
      uint32_t i = (uint32_t) g_rand_int_range (rng, 0, (gint32) n), c = p & 1;

      want[p] = direct_stereo (r, in, c, i);
      got[p] = out[c][i];
    }

  double db = error_db (want, got, 2 * n_points);
  g_test_message ("%.0f Hz, %u channels, %u taps: %.1f dB", rate_hz, n_channels, n_taps, db);
  g_assert_cmpfloat (db, <, -120.0);
}

static void
test_direct (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (uint32_t n_channels = 1; n_channels <= 4; n_channels *= 2)
      assert_direct (rates[r], n_channels, (uint32_t) (0.4 * rates[r]), 200);
  assert_direct (48000.0, 2, 480000, 60);
}

/* Mono: the mean of both ears. */
static void
test_mono (void)
{
  enum { N = 30000, POINTS = 400 };
  g_autoptr (GRand)     rng = g_rand_new_with_seed (SEED + 9);
  g_autoptr (Recording) r = noise_new (2, 20000, rng);
  g_autofree float     *in = g_new (float, N);
  g_autofree float     *out = g_new (float, N);
  double                want[POINTS], got[POINTS];

  learn (r, 48000.0);
  g_autoptr (LtTestFx) fx = new_plain (r, 48000.0, 1);
  lt_test_noise (in, N, 0.5, rng);
  memcpy (out, in, N * sizeof *in);
  lt_test_fx_run (fx, out, NULL, N, 64);
  for (int p = 0; p < POINTS; p++)
    {
      uint32_t i = (uint32_t) g_rand_int_range (rng, 0, N);

      want[p] = direct (r->audio[0], r->n, in, i) + direct (r->audio[1], r->n, in, i);
      got[p] = out[i];
    }
  g_assert_cmpfloat (error_db (want, got, POINTS), <, -120.0);
}

/* An impulse of one sample: what goes in comes out, in the same frame and as loud. */
static void
test_unit (void)
{
  enum { N = 6400 };
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);
  float             in[2 * N], out[2 * N];

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    {
      g_autoptr (Recording) r = recording_new (2, 1);

      r->audio[0][0] = r->audio[1][0] = 0.25f;
      learn (r, rates[k]);
      g_autoptr (LtTestFx) fx = new_plain (r, rates[k], 2);
      lt_test_noise (in, 2 * N, 0.5, rng);
      memcpy (out, in, sizeof in);
      lt_test_fx_run (fx, out, out + N, N, 64);
      for (int i = 0; i < 2 * N; i++)
        g_assert_cmpfloat_with_epsilon (out[i], in[i], 1e-6);
    }
}

/* Energy of what is heard as loud, roughly: a slope as music's, without the lows. */
static double
loudness_db (const float *in, uint32_t n, double rate_hz)
{
  LtBiquadCoeffs    c = lt_biquad_high_pass (rate_hz, 40.0, 0.5);
  LtBiquad          z = { 0 };
  g_autofree float *x = g_memdup2 (in, n * sizeof *in);

  lt_biquad_run (&z, &c, x, n);
  return lt_test_rms_db (x, n);
}

/* Every room and any recording: in the steady state music is as loud behind it as before. */
static void
test_level (void)
{
  const LtFxType *type = lt_fx_find ("convolve");
  int             room = lt_param_find (type->params, type->n_params, "room");

  for (guint k = 0; k < G_N_ELEMENTS (rates); k += 2)
    for (int choice = 0; choice <= (int) type->params[room].max; choice++)
      {
        g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 2);
        g_autoptr (LtTestFx) fx = new_plain (NULL, rates[k], 2);
        uint32_t             n = (uint32_t) (5.0 * rates[k]) / 64 * 64, from = n / 2;
        g_autofree float    *memory = g_new (float, 4 * n);
        float               *l = memory, *r = memory + n;

        lt_test_fx_set (fx, "room", (float) choice);
        if (choice == 3)
          lt_test_fx_set (fx, "length", 50.0f); /* of a cathedral */
        lt_test_noise (memory, 2 * n, 0.5, rng);
        for (uint32_t i = 1; i < 2 * n; i++)
          memory[i] = memory[i - 1] + (float) (3141.6 / rates[k]) * (memory[i] - memory[i - 1]); /* falls from 500 Hz on */
        memcpy (memory + 2 * n, memory, 2 * n * sizeof (float));
        lt_test_fx_run (fx, l, r, n, 64);

        double db = loudness_db (l + from, n - from, rates[k]) - loudness_db (memory + 2 * n + from, n - from, rates[k]);
        g_test_message ("%.0f Hz, %s: %.2f dB", rates[k], type->params[room].choices[choice].key, db);
        g_assert_cmpfloat (fabs (db), <, 1.5);
      }
}

/* A burst that no rate cuts off: what a recording at one rate says at another, stretched by @stretch. */
static void
assert_shape (double recorded_hz, double rate_hz, float stretch, float trim_ms)
{
  g_autoptr (Recording) r = recording_new (1, (uint32_t) (0.2 * recorded_hz));
  uint32_t              n = (uint32_t) (0.15 * rate_hz) / 64 * 64;
  g_autofree float     *out = g_new0 (float, n);
  g_autofree double    *want = g_new (double, n), *got = g_new (double, n);

  for (uint32_t i = 0; i < r->n; i++)
    {
      double t = i / recorded_hz - 0.05;

      r->audio[0][i] = (float) (exp (-t * t / (2.0 * 0.004 * 0.004)) * cos (2.0 * G_PI * 3000.0 * t));
    }
  learn (r, recorded_hz);
  g_autoptr (LtTestFx) fx = new_plain (r, rate_hz, 1);
  lt_test_fx_set (fx, "stretch", stretch);
  lt_test_fx_set (fx, "trim", trim_ms);
  out[0] = 1.0f;
  lt_test_fx_run (fx, out, NULL, n, 64);

  double trim_s = round (trim_ms * 0.001 * recorded_hz) / recorded_hz;
  for (uint32_t i = 0; i < n; i++)
    {
      double t = i / rate_hz / (stretch * 0.01) - 0.05 + trim_s;

      want[i] = exp (-t * t / (2.0 * 0.004 * 0.004)) * cos (2.0 * G_PI * 3000.0 * t);
      got[i] = out[i];
    }
  double db = error_db (want, got, n);
  g_test_message ("%.0f to %.0f Hz, stretch %g, trim %g: %.1f dB", recorded_hz, rate_hz, stretch, trim_ms, db);
  g_assert_cmpfloat (db, <, -90.0);
}

static void
test_shape (void)
{
  for (guint from = 0; from < G_N_ELEMENTS (rates); from++)
    for (guint to = 0; to < G_N_ELEMENTS (rates); to++)
      assert_shape (rates[from], rates[to], 100.0f, 0.0f);
  assert_shape (48000.0, 48000.0, 150.0f, 0.0f);
  assert_shape (48000.0, 48000.0, 50.0f, 0.0f);
  assert_shape (44100.0, 96000.0, 200.0f, 20.0f);
  assert_shape (96000.0, 48000.0, 77.0f, 10.0f);
}

/* A constant impulse shows its length and its fade. */
static void
test_length (void)
{
  enum { N = 9600 };
  g_autoptr (Recording) r = recording_new (1, 8000);
  float                 out[N] = { 0 };

  for (uint32_t i = 0; i < r->n; i++)
    r->audio[0][i] = 1.0f;
  learn (r, 48000.0);
  g_autoptr (LtTestFx) fx = new_plain (r, 48000.0, 1);
  lt_test_fx_set (fx, "length", 50.0f);
  lt_test_fx_set (fx, "fade", 50.0f);
  out[0] = 1.0f;
  lt_test_fx_run (fx, out, NULL, N, 64);

  double top = out[0];
  for (int i = 0; i < N; i++)
    {
      double want = i < 2000 ? 1.0 : (i < 4000 ? 0.5 + 0.5 * cos (G_PI * (i - 1999.5) / 2000.0) : 0.0);

      g_assert_cmpfloat_with_epsilon (out[i] / top, want, 1e-5);
    }
}

static void
test_predelay (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    {
      g_autoptr (Recording) r = recording_new (1, 1);
      uint32_t              n = (uint32_t) rates[k] / 2 / 64 * 64, at = (uint32_t) lround (0.1234 * rates[k]);
      g_autofree float     *out = g_new0 (float, n);

      r->audio[0][0] = 1.0f;
      learn (r, rates[k]);
      g_autoptr (LtTestFx) fx = new_plain (r, rates[k], 1);
      lt_test_fx_set (fx, "predelay", 123.4f);
      out[100] = 0.5f;
      lt_test_fx_run (fx, out, NULL, n, 64);
      for (uint32_t i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (out[i], i == 100 + at ? 0.5 : 0.0, 1e-6);
    }
}

/* Whatever a blob holds: no recording sounds as none does, and one with bad samples stays finite. */
static void
test_damage (void)
{
  enum { N = 9600 };
  g_autoptr (GRand)     rng = g_rand_new_with_seed (SEED + 3);
  g_autoptr (Recording) r = noise_new (2, 500, rng);
  float                 in[2 * N], none[2 * N], out[2 * N];
  g_autoptr (LtTestFx)  fx = new_plain (NULL, 48000.0, 2);

  learn (r, 48000.0);
  lt_test_noise (in, 2 * N, 0.5, rng);
  memcpy (none, in, sizeof in);
  lt_test_fx_run (fx, none, none + N, N, 64);
  for (size_t cut = 0; cut < r->size; cut += cut < 40 ? 1 : 397)
    {
      g_autofree void *copy = g_memdup2 (r->blob, MAX (cut, 1));

      lt_test_fx_set_blob (fx, copy, cut);
      memcpy (out, in, sizeof in);
      lt_test_fx_run (fx, out, out + N, N, 64);
      g_assert_cmpmem (out, sizeof out, none, sizeof none);
    }

  for (int round = 0; round < 200; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (r->blob, r->size);

      for (int k = 0; k < 3; k++)
        copy[g_rand_int_range (rng, 0, round < 100 ? 32 : (gint32) r->size)] = (guint8) (round & 1 ? 0xff : g_rand_int (rng));
      lt_test_fx_set_blob (fx, copy, r->size);
      memcpy (out, in, sizeof in);
      lt_test_fx_run (fx, out, out + N, 640, 64);
      for (int i = 0; i < 640; i++)
        g_assert_true (isfinite (out[i]) && isfinite (out[N + i]));
    }
  lt_test_fx_set_blob (fx, NULL, 0);
}

/* Silence is no impulse response, and what is learned ends where the recording falls silent. */
static void
test_learn (void)
{
  const LtFxType       *type = lt_fx_find ("convolve");
  g_autoptr (Recording) r = recording_new (2, 10000);
  LtFxSetup             sound = { .rate_hz = 48000.0, .n_channels = 2 };
  g_autofree void      *blob = g_malloc (type->learn_size (&sound, r->n));
  size_t                long_size, size;

  g_assert_true (type->flags & LT_FX_FILE);
  g_assert_cmpuint (type->learn_size (&sound, 0), ==, 0);
  g_assert_cmpint (type->learn (&sound, (const float *const *) r->audio, r->n, blob, &size), ==, LT_ERR_INVALID);
  r->audio[0][9999] = 1.0f;
  g_assert_cmpint (type->learn (&sound, (const float *const *) r->audio, r->n, blob, &long_size), ==, LT_OK);
  r->audio[0][9999] = 0.0f;
  r->audio[1][99] = NAN;
  r->audio[1][999] = 1.0f;
  g_assert_cmpint (type->learn (&sound, (const float *const *) r->audio, r->n, blob, &size), ==, LT_OK);
  g_assert_cmpuint (long_size - size, ==, 2 * 9000 * sizeof (float));
  g_assert_cmpuint (type->learn_size (&sound, G_MAXUINT64), <, 20u << 20);
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
    { "predelay", 0.0f, 100.0f }, { "predelay", 250.0f, 3.0f }, { "gain", -24.0f, 12.0f }, { "low-cut", 20.0f, 2000.0f }, { "low-cut", 2000.0f, 20.0f },
    { "high-cut", 20000.0f, 500.0f }, { "high-cut", 500.0f, 20000.0f }, { "width", 0.0f, 200.0f }, { "mix", 0.0f, 100.0f }, { "mix", 100.0f, 0.0f },
  };

  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
      {
        g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("convolve"), rates[k], 2);
        uint32_t             n = (uint32_t) (1.4 * rates[k]) / 64 * 64, when = n * 2 / 3 / 64 * 64;
        g_autofree float    *l = g_new0 (float, n);
        g_autofree float    *r = g_new0 (float, n);
        float                targets[LT_FX_MAX_PARAMS];

        lt_test_fx_set (fx, "room", 2.0f);
        lt_test_fx_set (fx, "mix", 70.0f);
        lt_test_fx_set (fx, moves[m].key, moves[m].from);
        memcpy (targets, fx->values, sizeof targets);
        targets[lt_param_find (fx->type->params, fx->type->n_params, moves[m].key)] = moves[m].to;
        lt_test_add_sine (l, n, rates[k], 100.0, 0.25, 0.0);
        memcpy (r, l, n * sizeof *l);
        lt_test_fx_run_moving (fx, l, r, n, when, targets);
        double db = clicks_db (l, n, when - 64, rates[k]);
        g_test_message ("%.0f Hz, %s %g to %g: %.1f dBFS above 5 kHz", rates[k], moves[m].key, moves[m].from, moves[m].to, db);
        g_assert_cmpfloat (db, <, -60.0);
      }
}

static void
test_dry (void)
{
  g_autoptr (GRand)    rng = g_rand_new_with_seed (SEED + 4);
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("convolve"), 48000.0, 2);
  float                in[4800], io[4800], other[4800];

  lt_test_fx_set (fx, "mix", 0.0f);
  lt_test_noise (in, 4800, 1.0, rng);
  in[7] = -0.0f;
  memcpy (io, in, sizeof io);
  memcpy (other, in, sizeof io);
  lt_test_fx_run (fx, io, other, 4800, 64);
  g_assert_cmpmem (io, sizeof io, in, sizeof in);
}

/* The tail is as long as it is said to be, not much longer, and then there is nothing at all. */
static void
test_tail (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (rates); k++)
    {
      g_autoptr (GRand)     rng = g_rand_new_with_seed (SEED + 5);
      uint32_t              n_taps = (uint32_t) (0.7 * rates[k]), last = 0;
      g_autoptr (Recording) r = noise_new (2, n_taps, rng);
      uint32_t              n = (uint32_t) (2.0 * rates[k]) / 64 * 64;
      g_autofree float     *left = g_new0 (float, n);
      g_autofree float     *right = g_new0 (float, n);

      learn (r, rates[k]);
      g_autoptr (LtTestFx) fx = new_plain (r, rates[k], 2);
      lt_test_fx_set (fx, "predelay", 50.0f);
      lt_test_noise (left, 9600, 1.0, rng);
      lt_test_fx_run (fx, left, right, n, 64);

      uint32_t tail = lt_fx_tail (fx->type, &fx->setup, fx->values);
      for (uint32_t i = 9600; i < n; i++)
        if (fabsf (left[i]) >= 1e-6f)
          last = i - 9600;
      g_assert_cmpuint (last, <, tail);
      g_assert_cmpuint (last, >, tail * 3 / 4);
      for (uint32_t i = 9600 + tail + 16384; i < n; i++)
        g_assert_true (left[i] == 0.0f && right[i] == 0.0f);
    }
}

/* The ends of what the program runs at. */
static void
test_extreme_rates (void)
{
  static const double extremes[] = { 8000.0, 384000.0 };
  g_autoptr (GRand)   rng = g_rand_new_with_seed (SEED + 6);
  float               l[6400], r[6400];

  for (guint k = 0; k < G_N_ELEMENTS (extremes); k++)
    {
      g_autoptr (LtTestFx) fx = new_plain (NULL, extremes[k], 2);

      lt_test_noise (l, 6400, 0.5, rng);
      lt_test_noise (r, 6400, 0.5, rng);
      lt_test_fx_run (fx, l, r, 6400, 64);
      for (int i = 0; i < 6400; i++)
        g_assert_true (isfinite (l[i]) && isfinite (r[i]));
      g_assert_cmpfloat (lt_test_rms_db (l + 3200, 3200), >, -60.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/convolve/direct", test_direct);
  g_test_add_func ("/convolve/mono", test_mono);
  g_test_add_func ("/convolve/unit", test_unit);
  g_test_add_func ("/convolve/level", test_level);
  g_test_add_func ("/convolve/shape", test_shape);
  g_test_add_func ("/convolve/length", test_length);
  g_test_add_func ("/convolve/predelay", test_predelay);
  g_test_add_func ("/convolve/damage", test_damage);
  g_test_add_func ("/convolve/learn", test_learn);
  g_test_add_func ("/convolve/moves", test_moves);
  g_test_add_func ("/convolve/dry", test_dry);
  g_test_add_func ("/convolve/tail", test_tail);
  g_test_add_func ("/convolve/extreme-rates", test_extreme_rates);
  return g_test_run ();
}
