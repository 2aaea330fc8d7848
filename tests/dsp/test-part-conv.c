// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Partitioned convolution: equal to the direct sum, however it is cut, and at rest in silence.
// Layer: tests.

#include "dsp/part-conv.h"

#include "base/rt.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED 0xc0de

static const LtPartConvSpec mono
    = { .n_in = 1, .n_out = 1, .n_filters = 1, .n_routes = 1, .routes = { { 0, 0, 0 } } };
static const LtPartConvSpec pair = {
  .n_in = 2, .n_out = 2, .n_filters = 2, .n_routes = 2, .routes = { { 0, 0, 0 }, { 1, 1, 1 } }
};
static const LtPartConvSpec crossed
    = { .n_in = 2,
        .n_out = 2,
        .n_filters = 4,
        .n_routes = 4,
        .routes = { { 0, 0, 0 }, { 0, 1, 1 }, { 1, 0, 2 }, { 1, 1, 3 } } };

typedef struct
{
  LtPartConv conv;
  void      *memory;
  float     *taps[LT_PART_CONV_ROUTES];
} Fixture;

static Fixture *
fixture_new (const LtPartConvSpec *of, uint32_t n_taps, uint32_t phase, GRand *rng)
{
  Fixture       *self = g_new0 (Fixture, 1);
  LtPartConvSpec spec = *of;

  spec.n_taps = n_taps;
  spec.phase = phase;
  size_t size = (lt_part_conv_size (&spec) + 63) & ~(size_t) 63;
  self->memory = aligned_alloc (64, size);
  memset (self->memory, 0, size);
  g_assert_cmpint (lt_part_conv_init (&self->conv, self->memory, &spec), ==, LT_OK);
  for (uint32_t f = 0; f < spec.n_filters; f++)
    {
      self->taps[f] = g_new (float, n_taps);
      lt_test_noise (self->taps[f], n_taps, 1.0, rng);
      for (uint32_t i = 0; i < n_taps; i++)
        self->taps[f][i] *= (float) exp (-3.0 * i / n_taps);
      lt_part_conv_set (&self->conv, f, self->taps[f]);
    }
  return self;
}

static void
fixture_free (Fixture *self)
{
  lt_part_conv_clear (&self->conv);
  free (self->memory);
  for (uint32_t f = 0; f < LT_PART_CONV_ROUTES; f++)
    g_free (self->taps[f]);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
run (Fixture *self, float *const io[2], uint32_t n, uint32_t piece)
{
  LtRtMode mode = lt_rt_enter ();

  for (uint32_t at = 0; at < n; at += piece)
    {
      float       *out[2] = { io[0] + at, io[1] + at };
      const float *in[2] = { out[0], out[1] };

      lt_part_conv_run (&self->conv, in, out, MIN (piece, n - at));
    }
  lt_rt_leave (mode);
}

/* What output @c is at frame @i, in double precision. */
static double
direct (const Fixture *self, float *const in[2], uint32_t c, uint32_t i)
{
  const LtPartConvSpec *spec = &self->conv.spec;
  double                sum = 0.0;

  for (uint32_t r = 0; r < spec->n_routes; r++)
    if (spec->routes[r].out == c)
      for (uint32_t k = 0; k <= i && k < spec->n_taps; k++)
        sum += (double) self->taps[spec->routes[r].filter][k] * in[spec->routes[r].in][i - k];
  return sum;
}

static void
assert_direct (const LtPartConvSpec *spec, uint32_t n_taps, uint32_t phase, uint32_t n)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + n_taps + phase);
  g_autoptr (Fixture) conv = fixture_new (spec, n_taps, phase, rng);
  g_autofree float *memory = g_new (float, 4 * n);
  float            *in[2] = { memory, memory + n }, *out[2] = { memory + 2 * n, memory + 3 * n };
  double            error = 0.0, power = 0.0;

  lt_test_noise (memory, 2 * n, 0.5, rng);
  memcpy (out[0], in[0], 2 * n * sizeof (float));
  run (conv, out, n, 64);
  uint32_t step = n_taps < 2000 ? 1 : 1 + n_taps / 150; /* the sum is slow: some frames of it */
  for (uint32_t c = 0; c < spec->n_out; c++)
    for (uint32_t i = 0; i < n; i += 1 + (uint32_t) g_rand_int_range (rng, 0, (gint32) step))
      {
        double want = direct (conv, in, c, i), off = out[c][i] - want;

        error += off * off;
        power += want * want;
      }
  g_test_message ("%u taps, phase %u: %.1f dB", n_taps, phase, 10.0 * log10 (error / power));
  g_assert_cmpfloat (error, <, power * 1e-12);
}

/* −120 dB is asked; lengths on both sides of every level's beginning. */
static void
test_direct (void)
{
  static const uint32_t lengths[] = { 1,    2,    63,   64,   65,   127,  128,  129,   1000,
                                      1024, 1025, 1536, 1537, 5000, 8192, 8193, 12289, 40000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      assert_direct (&mono, lengths[i], i, 2 * lengths[i] + 3000);
      assert_direct (&pair, lengths[i], 0, lengths[i] + 2000);
      assert_direct (&crossed, lengths[i], 3 * i + 1, lengths[i] + 1500);
    }
}

/* The plans for long impulses, with longer partitions. */
static void
test_long (void)
{
  assert_direct (&mono, 200001, 77, 260000);
  assert_direct (&mono, 1200001, 5, 1230000);
}

static void
test_pieces (void)
{
  static const uint32_t pieces[] = { 64, 1, 17, 63, 65, 1000 };
  enum
  {
    N = 30000
  };
  g_autofree float *memory = g_new (float, 6 * N);
  float            *in = memory, *whole[2] = { memory + 2 * N, memory + 3 * N },
        *cut[2] = { memory + 4 * N, memory + 5 * N };
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED);
  g_autoptr (Fixture) conv = fixture_new (&pair, 20000, 9, rng);

  lt_test_noise (in, 2 * N, 0.5, rng);
  for (guint p = 0; p < G_N_ELEMENTS (pieces); p++)
    {
      lt_part_conv_reset (&conv->conv);
      memcpy (cut[0], in, 2 * N * sizeof (float));
      run (conv, cut, N, pieces[p]);
      if (p == 0)
        memcpy (whole[0], cut[0], 2 * N * sizeof (float));
      g_assert_cmpmem (whole[0], 2 * N * sizeof (float), cut[0], 2 * N * sizeof (float));
    }
}

/* Both instruction sets give the same bits. */
static void
test_wide (void)
{
  enum
  {
    N = 20000
  };
  g_autofree float *memory = g_new (float, 4 * N);
  float            *one[2] = { memory, memory + N }, *other[2] = { memory + 2 * N, memory + 3 * N };
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 1);
  g_autoptr (Fixture) conv = fixture_new (&crossed, 15000, 0, rng);

  if (!conv->conv.wide)
    {
      g_test_skip ("no AVX2 here");
      return;
    }
  lt_test_noise (memory, 2 * N, 0.5, rng);
  memcpy (other[0], one[0], 2 * N * sizeof (float));
  run (conv, one, N, 64);
  lt_part_conv_reset (&conv->conv);
  conv->conv.wide = false;
  run (conv, other, N, 64);
  g_assert_cmpmem (one[0], 2 * N * sizeof (float), other[0], 2 * N * sizeof (float));
}

/* Sound, silence long enough to rest in, and sound again: as with silence that must be worked through. */
static void
test_rest (void)
{
  enum
  {
    TAPS = 15000,
    N = 140000,
    BURST = 3000,
    AGAIN = 90000
  };
  g_autofree float *memory = g_new0 (float, 4 * N);
  float *rested[2] = { memory, memory + N }, *late[2] = { memory + 2 * N, memory + 3 * N };
  g_autoptr (GRand) rng = g_rand_new_with_seed (SEED + 2);
  g_autoptr (Fixture) conv = fixture_new (&pair, TAPS, 0, rng);

  for (int c = 0; c < 2; c++)
    {
      lt_test_noise (rested[c], BURST, 0.5, rng);
      lt_test_noise (rested[c] + AGAIN, BURST, 0.5, rng);
      memcpy (late[c] + AGAIN, rested[c] + AGAIN, BURST * sizeof (float));
    }
  run (conv, rested, N, 64);
  lt_part_conv_reset (&conv->conv);
  run (conv, late, N, 64);
  for (int c = 0; c < 2; c++)
    {
      uint32_t over = BURST + TAPS + 3 * 8192;

      g_assert_cmpfloat (lt_test_peak (rested[c] + BURST + TAPS, AGAIN - BURST - TAPS), <,
                         1e-4); /* rounding of a sum of ±40 */
      g_assert_cmpfloat (lt_test_peak (rested[c] + over, AGAIN - over), ==, 0.0);
      g_assert_cmpfloat (lt_test_peak (late[c], AGAIN), ==, 0.0);
      for (uint32_t i = AGAIN; i < N; i++)
        g_assert_cmpfloat (rested[c][i], ==, late[c][i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part-conv/direct", test_direct);
  g_test_add_func ("/part-conv/long", test_long);
  g_test_add_func ("/part-conv/pieces", test_pieces);
  g_test_add_func ("/part-conv/wide", test_wide);
  g_test_add_func ("/part-conv/rest", test_rest);
  return g_test_run ();
}
