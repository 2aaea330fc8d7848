// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Onsets: notes, clicks and drums are found where they begin, and nothing where nothing begins.
// Layer: tests.

#include "dsp/onset.h"

#include "base/arena.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define LEAST 4.0f

/* Onsets of a whole signal, as frames; @most cuts the stream. */
static GArray *
find (const float *in, uint32_t n, double rate_hz, uint32_t most)
{
  GArray           *found = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  uint32_t          hop = lt_onset_hop (rate_hz), size = lt_onset_size (rate_hz), n_rows = 0, n_picked;
  g_autofree float *rise = g_new0 (float, n / hop + 2);
  g_autofree uint32_t *picked = g_new (uint32_t, n / hop + 2);
  LtArena           arena;
  LtOnset           onset;

  g_assert_cmpint (lt_arena_init (&arena, lt_onset_memory (rate_hz)), ==, LT_OK);
  g_assert_cmpint (lt_onset_init (&onset, rate_hz, lt_arena_take (&arena, lt_onset_memory (rate_hz))), ==, LT_OK);
  for (uint32_t at = 0; at < n; at += most)
    n_rows += lt_onset_run (&onset, in + at, MIN (most, n - at), rise + n_rows);
  n_picked = lt_onset_pick (rise, n_rows, hop / rate_hz, LEAST, picked, n / hop + 2);
  for (uint32_t i = 0; i < n_picked; i++)
    {
      uint32_t from = picked[i] * hop, to = MIN (from + size, n), at = from + lt_onset_place (in + from, to - from, rate_hz);

      g_array_append_val (found, at);
    }
  lt_onset_clear (&onset);
  lt_arena_clear (&arena);
  return found;
}

/* A decaying note of a few partials, or a hit of noise. */
static void
add_hit (float *io, uint32_t n, double rate_hz, uint32_t at, double freq_hz, GRand *rng)
{
  for (uint32_t i = at; i < n && i < at + (uint32_t) rate_hz; i++)
    {
      double t = (i - at) / rate_hz, sound = 0.0;

      for (int h = 1; freq_hz > 0.0 && h <= 5; h++)
        sound += sin (2.0 * G_PI * freq_hz * h * t) / h;
      io[i] += (float) (0.3 * exp (-t * (freq_hz > 0.0 ? 4.0 : 25.0)) * (freq_hz > 0.0 ? sound : g_rand_double_range (rng, -1.0, 1.0)));
    }
}

static void
test_hits (void)
{
  static const double rates[] = { 44100.0, 48000.0, 96000.0 };

  for (gsize r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      double            rate_hz = rates[r];
      uint32_t          n = (uint32_t) (rate_hz * 12.0);
      g_autofree float *in = g_new (float, n);
      g_autoptr (GRand) rng = g_rand_new_with_seed ((guint32) r);
      g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (uint32_t));

      lt_test_noise (in, n, 0.001, rng);
      for (double t = 0.3; t < 11.5; t += g_rand_double_range (rng, 0.12, 0.6))
        {
          uint32_t at = (uint32_t) (t * rate_hz);

          add_hit (in, n, rate_hz, at, g_rand_boolean (rng) ? g_rand_double_range (rng, 80.0, 900.0) : 0.0, rng);
          g_array_append_val (wanted, at);
        }

      g_autoptr (GArray) found = find (in, n, rate_hz, n), cut = find (in, n, rate_hz, 777);
      uint32_t           met = 0, exact = 0;

      g_assert_cmpmem (found->data, found->len * sizeof (uint32_t), cut->data, cut->len * sizeof (uint32_t));
      for (guint w = 0; w < wanted->len; w++)
        for (guint f = 0; f < found->len; f++)
          {
            double off_s = ((double) g_array_index (found, uint32_t, f) - g_array_index (wanted, uint32_t, w)) / rate_hz;

            met += fabs (off_s) < 0.02;
            exact += fabs (off_s) < 0.002;
          }
      g_test_message ("%g Hz: %u wanted, %u found, %u met, %u within 2 ms", rate_hz, wanted->len, found->len, met, exact);
      g_assert_cmpuint (met, >=, wanted->len * 9 / 10);
      g_assert_cmpuint (exact, >=, wanted->len * 8 / 10);
      g_assert_cmpuint (found->len, <=, wanted->len * 11 / 10);
    }
}

/* Nothing begins in silence, in even noise, in a held tone, or in one with vibrato. */
static void
test_even (void)
{
  const double      rate_hz = 48000.0;
  uint32_t          n = (uint32_t) rate_hz * 6;
  g_autofree float *in = g_new0 (float, n);
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);

  g_autoptr (GArray) silence = find (in, n, rate_hz, n);
  g_assert_cmpuint (silence->len, ==, 0);

  lt_test_noise (in, n, 0.3, rng);
  g_autoptr (GArray) noise = find (in, n, rate_hz, n);
  g_assert_cmpuint (noise->len, <=, 1); /* its own beginning */

  double phase = 0.0;
  for (uint32_t i = 0; i < n; i++)
    {
      phase += 2.0 * G_PI * 440.0 * (1.0 + 0.01 * sin (2.0 * G_PI * 5.5 * i / rate_hz)) / rate_hz;
      in[i] = (float) (0.3 * (sin (phase) + 0.5 * sin (2.0 * phase) + 0.3 * sin (3.0 * phase)));
    }
  g_autoptr (GArray) vibrato = find (in, n, rate_hz, n);
  g_assert_cmpuint (vibrato->len, <=, 1);
}

/* A single click is placed to the sample. */
static void
test_place (void)
{
  const double      rate_hz = 48000.0;
  g_autofree float *in = g_new0 (float, 4096);
  g_autoptr (GRand) rng = g_rand_new_with_seed (6);

  lt_test_noise (in, 4096, 0.0005, rng);
  for (uint32_t i = 0; i < 1000; i++)
    in[2000 + i] += (float) (0.5 * cos (2.0 * G_PI * 1000.0 * i / rate_hz) * exp (-(double) i / 300.0));
  g_assert_cmpuint (lt_onset_place (in, 4096, rate_hz), ==, 2000);
  g_assert_cmpuint (lt_onset_place (in, 10, rate_hz), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/onset/hits", test_hits);
  g_test_add_func ("/onset/even", test_even);
  g_test_add_func ("/onset/place", test_place);
  return g_test_run ();
}
