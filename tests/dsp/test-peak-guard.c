// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Peak guard: untouched below, never over, the same in pieces.
// Layer: tests.

#include "dsp/peak-guard.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N 6400u

typedef struct
{
  LtTruePeakInterp interp;
  LtPeakGuard      guard;
  void            *memory;
} Fixture;

static void
set_up (Fixture *self)
{
  memset (self, 0, sizeof *self);
  lt_true_peak_interp_init (&self->interp);
  self->memory = aligned_alloc (64, lt_peak_guard_size ());
  memset (self->memory, 0, lt_peak_guard_size ());
  lt_peak_guard_init (&self->guard, &self->interp, 48000.0, self->memory);
}

static void
run (Fixture *self, float *io, const float *ceilings, uint32_t piece, bool between)
{
  for (uint32_t at = 0; at < N; at += piece)
    lt_peak_guard_run (&self->guard, io + at, ceilings + at, MIN (piece, N - at), between);
}

/* A tone at a quarter of the rate whose samples stand 3 dB below its peaks. */
static void
test_between (void)
{
  float ceilings[N], io[N], in[N] = { 0.0f };

  for (uint32_t i = 0; i < N; i++)
    ceilings[i] = 0.5f;
  for (int between = 0; between < 2; between++)
    for (int loud = 0; loud < 2; loud++)
      {
        Fixture f;

        set_up (&f);
        memset (in, 0, sizeof in);
        lt_test_add_sine (in, N, 48000.0, 12000.0, loud ? 0.7 : 0.495, G_PI / 4.0);
        memcpy (io, in, sizeof io);
        run (&f, io, ceilings, 64, between);

        double amp = lt_test_tone_amp (io + N / 2, N / 2, 48000.0, 12000.0);
        if (loud && between)
          {
            g_assert_cmpfloat (amp, <, 0.5);
            g_assert_cmpfloat (amp, >, 0.49);
          }
        else /* the samples of either are below */
          for (uint32_t i = LT_PEAK_GUARD_LATENCY + 256; i < N; i++) /* a tone's sudden start stands higher */
            g_assert_cmpfloat (io[i], ==, in[i - LT_PEAK_GUARD_LATENCY]);
        free (f.memory);
      }
}

/* Noise under a ceiling that moves: no sample over its own, and pieces change no bit. */
static void
test_moving (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (51);
  float             ceilings[N], whole[N], split[N];
  Fixture           f;

  set_up (&f);
  lt_test_noise (whole, N, 1.0, rng);
  memcpy (split, whole, sizeof split);
  for (uint32_t i = 0; i < N; i++)
    ceilings[i] = (float) (0.4 + 0.3 * sin (i * 0.01));
  run (&f, whole, ceilings, 64, true);
  for (uint32_t i = LT_PEAK_GUARD_LATENCY; i < N; i++)
    g_assert_cmpfloat (fabsf (whole[i]), <=, ceilings[i - LT_PEAK_GUARD_LATENCY]);
  lt_peak_guard_reset (&f.guard);
  run (&f, split, ceilings, 17, true);
  g_assert_cmpmem (whole, sizeof whole, split, sizeof split);
  free (f.memory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/peak-guard/between", test_between);
  g_test_add_func ("/dsp/peak-guard/moving", test_moving);
  return g_test_run ();
}
