// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The contract of every effect, walked over every parameter row.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 9600u
#define ROUNDS 16
#define SEED 0x1a7e

static const double rates[] = { 44100.0, 48000.0, 96000.0, 192000.0 };

static LtTestFx *
new_random (const LtFxType *type, GRand *rng, int round)
{
  LtTestFx *fx = lt_test_fx_new (type, rates[(round / 2) % 4], 1 + (uint32_t) (round & 1));

  lt_test_fx_random_values (fx, rng, round / 2);
  return fx;
}

static void
test_rows (gconstpointer data)
{
  const LtFxType *type = data;

  g_assert_cmpuint (type->n_params, <=, LT_FX_MAX_PARAMS);
  g_assert_cmpuint (type->n_readouts, <=, LT_FX_MAX_READOUTS);
  g_assert_nonnull (type->help);
  for (const LtFxType *const *t = lt_fx_types; t[1] != NULL; t++)
    g_assert_cmpint (t[0]->family, <=, t[1]->family); /* one heading each in the menu */
  for (uint32_t i = 0; i < type->n_params; i++)
    {
      const LtParamSpec *p = &type->params[i];

      g_test_message ("%s", p->key);
      g_assert_nonnull (p->label);
      g_assert_cmpfloat (p->min, <, p->max);
      g_assert_cmpfloat (lt_param_clamp (p, p->def), ==, p->def);
      g_assert_true (g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*$", p->key, 0, 0));
      g_assert_cmpint (lt_param_find (type->params, type->n_params, p->key), ==, (int) i);
      if (p->curve == LT_CURVE_LOG)
        g_assert_cmpfloat (p->min, >, 0.0f);
      if (p->choices != NULL)
        {
          int n = 0;

          while (p->choices[n].key != NULL)
            n++;
          g_assert_cmpint (n - 1, ==, (int) p->max);
          g_assert_cmpfloat (p->min, ==, 0.0f);
        }
    }
}

/* Splitting a quantum must not change one bit; 17 also catches dropped tails. */
static void
test_block_size (gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  g_autofree float *in = g_new (float, 4 * N);
  g_autofree float *whole = g_new (float, 2 * N);
  g_autofree float *split = g_new (float, 2 * N);
  static const uint32_t pieces[] = { 17, 1, 31, 5 };

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LtTestFx) fx = new_random (data, rng, round);
      bool                 stereo = fx->setup.n_channels == 2;
      bool                 keyed = (fx->type->flags & LT_FX_KEY) && (round & 4);

      lt_test_music (in, 4 * N, fx->setup.rate_hz, 1.5, rng);
      memcpy (whole, in, 2 * N * sizeof (float));
      memcpy (split, in, 2 * N * sizeof (float));
      lt_test_fx_run_keyed (fx, whole, stereo ? whole + N : NULL, keyed ? in + 2 * N : NULL, keyed ? in + 3 * N : NULL, N, 64);
      lt_test_fx_reset (fx);
      lt_test_fx_run_keyed (fx, split, stereo ? split + N : NULL, keyed ? in + 2 * N : NULL, keyed ? in + 3 * N : NULL, N, pieces[round % 4]);

      g_assert_cmpmem (whole, 2 * N * sizeof (float), split, 2 * N * sizeof (float));
      for (uint32_t i = 0; i < 2 * N; i++)
        g_assert_true (isfinite (whole[i]));
    }
}

/* After reset an instance that has heard anything does what a fresh one does. */
static void
test_reset (gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);
  g_autofree float *in = g_new (float, 2 * N);
  g_autofree float *fresh = g_new (float, 2 * N);
  g_autofree float *again = g_new (float, 2 * N);

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LtTestFx) fx = new_random (data, rng, round);
      bool                 stereo = fx->setup.n_channels == 2;

      lt_test_music (in, 2 * N, fx->setup.rate_hz, 1.0, rng);
      memcpy (fresh, in, 2 * N * sizeof (float));
      memcpy (again, in, 2 * N * sizeof (float));
      lt_test_fx_run (fx, fresh, stereo ? fresh + N : NULL, N, 64);
      lt_test_fx_reset (fx);
      lt_test_fx_run (fx, again, stereo ? again + N : NULL, N, 64);
      g_assert_cmpmem (fresh, 2 * N * sizeof (float), again, 2 * N * sizeof (float));
    }
}

/* Values that move anywhere, at any time, leave the output finite and bounded. */
static void
test_moving (gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 2);
  g_autofree float *io = g_new (float, 2 * N);

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LtTestFx) fx = new_random (data, rng, round);
      g_autoptr (LtTestFx) other = new_random (data, rng, round | 2);
      bool                 stereo = fx->setup.n_channels == 2;

      for (int go = 0; go < 4; go++)
        {
          lt_test_music (io, 2 * N, fx->setup.rate_hz, 1.0, rng);
          lt_test_fx_run_moving (fx, io, stereo ? io + N : NULL, N, 64 * 8, go & 1 ? fx->values : other->values);
          for (uint32_t i = 0; i < 2 * N; i++)
            g_assert_true (isfinite (io[i]));
        }
    }
}

/* NaN and infinity in: finite out after the quantum that held them, and no lasting damage: once the tail
   of the quantum is over, music sounds about as loud as it does without. */
static void
test_bad_samples (gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 3);
  g_autofree float *io = g_new (float, 2 * N);
  g_autofree float *clean = g_new (float, 2 * N);
  static const float bad[] = { NAN, INFINITY, -INFINITY };

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LtTestFx) fx = new_random (data, rng, round);
      bool                 stereo = fx->setup.n_channels == 2;
      const uint32_t       from = 6400; /* of the stretch that must be well again */

      lt_test_music (io, 2 * N, fx->setup.rate_hz, 0.5, rng);
      memcpy (clean, io, 2 * N * sizeof (float));
      lt_test_fx_run (fx, clean, stereo ? clean + N : NULL, N, 64);
      lt_test_fx_reset (fx);
      io[640 + round] = io[N + 640 + round] = bad[round % 3];
      lt_test_fx_run (fx, io, stereo ? io + N : NULL, N, 64);
      for (uint32_t i = 0; i < 2 * N; i++)
        if (stereo || i < N)
          g_assert_true ((i % N >= 640 && i % N < 704) || isfinite (io[i]));
      g_assert_cmpfloat (lt_test_peak (io + from, N - from), <=, 2.0 * lt_test_peak (clean + from, N - from) + 0.01);
      g_assert_cmpfloat (lt_test_rms (io + from, N - from), >=, 0.25 * lt_test_rms (clean + from, N - from) - 0.001);
    }
}

/* A sample that is huge but a number may pass, and leaves everything finite. */
static void
test_huge_samples (gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 5);
  g_autofree float *io = g_new (float, 2 * N);

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LtTestFx) fx = new_random (data, rng, round);
      bool                 stereo = fx->setup.n_channels == 2;

      lt_test_music (io, 2 * N, fx->setup.rate_hz, 0.5, rng);
      io[640 + round] = io[N + 640 + round] = round & 1 ? 3e38f : -3e38f;
      lt_test_fx_run (fx, io, stereo ? io + N : NULL, N, 64);
      for (uint32_t i = 0; i < 2 * N; i++)
        if (stereo || i < N)
          g_assert_true ((i % N >= 640 && i % N < 704) || isfinite (io[i]));
    }
}

/* Digital silence in gives digital silence out, at once when fresh and after the tail when not. */
static void
test_silence (gconstpointer data)
{
  const LtFxType   *type = data;
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 4);

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LtTestFx) fx = new_random (type, rng, round);
      bool                 stereo = fx->setup.n_channels == 2;
      uint32_t             end = N + lt_fx_latency (type, &fx->setup, fx->values) + lt_fx_tail (type, &fx->setup, fx->values);

      if (end > 40u * 192000u)
        continue; /* a tail that outlasts the test */
      end = (end + 63u) & ~63u;

      uint32_t          n = end + 6400;
      g_autofree float *io = g_new0 (float, 2 * (gsize) n);

      lt_test_fx_run (fx, io, stereo ? io + n : NULL, n < 9600 ? n : 9600, 64);
      bool makes_noise = type->key != NULL && strcmp (type->key, "dither") == 0;
      if (!makes_noise)
        g_assert_cmpfloat (lt_test_peak (io, 9600), ==, 0.0);

      lt_test_fx_reset (fx);
      memset (io, 0, 2 * (gsize) n * sizeof (float));
      lt_test_music (io, N, fx->setup.rate_hz, 0.5, rng);
      lt_test_music (io + n, N, fx->setup.rate_hz, 0.5, rng);
      lt_test_fx_run (fx, io, stereo ? io + n : NULL, n, 64);
      if (!makes_noise)
        for (uint32_t i = end; i < n; i++)
          {
            g_assert_cmpfloat (fabsf (io[i]), <, 1e-6f);
            g_assert_cmpfloat (fabsf (io[n + i]), <=, stereo ? 1e-6f : 0.0f);
          }
    }
}

/* Silence of negative zeros is none that an effect may rest in. Both sound the same, then and after. */
static void
test_rest (gconstpointer data)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 6);
  const uint32_t    n_rest = 128000, n = n_rest + 2 * N;

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LtTestFx) fx = new_random (data, rng, round);
      bool                 stereo = fx->setup.n_channels == 2;
      bool                 keyed = (fx->type->flags & LT_FX_KEY) && (round & 8);
      g_autofree float    *awake = g_new0 (float, 2 * n);
      g_autofree float    *rested = g_new0 (float, 2 * n);
      g_autofree float    *key = g_new0 (float, 2 * n);

      for (uint32_t at = 0; at < 2 * n; at += n)
        {
          lt_test_music (awake + at, N, fx->setup.rate_hz, 0.5, rng);
          lt_test_music (awake + at + n - N, N, fx->setup.rate_hz, 0.5, rng);
          lt_test_music (key + at, N, fx->setup.rate_hz, 0.5, rng);
          lt_test_music (key + at + n - N, N, fx->setup.rate_hz, 0.5, rng);
        }
      memcpy (rested, awake, 2 * n * sizeof (float));
      for (uint32_t i = 0; i < n_rest; i++)
        awake[N + i] = awake[n + N + i] = -0.0f;
      lt_test_fx_run_keyed (fx, awake, stereo ? awake + n : NULL, keyed ? key : NULL, keyed ? key + n : NULL, n, 64);
      lt_test_fx_reset (fx);
      lt_test_fx_run_keyed (fx, rested, stereo ? rested + n : NULL, keyed ? key : NULL, keyed ? key + n : NULL, n, 64);
      for (uint32_t i = 0; i < (stereo ? 2 * n : n); i++)
        g_assert_cmpfloat (awake[i], ==, rested[i]);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *name;
    GTestDataFunc run;
  } tests[] = {
    { "rows", test_rows },
    { "block-size", test_block_size },
    { "reset", test_reset },
    { "moving", test_moving },
    { "bad-samples", test_bad_samples },
    { "huge-samples", test_huge_samples },
    { "silence", test_silence },
    { "rest", test_rest },
  };

  g_test_init (&argc, &argv, NULL);
  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/fx/%s/%s", (*t)->key, tests[i].name);

        g_test_add_data_func (path, *t, tests[i].run);
      }
  return g_test_run ();
}
