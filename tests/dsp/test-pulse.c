// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The beat of rows whose beat is known.
// Layer: tests.

#include "dsp/pulse.h"

#include <glib.h>
#include <math.h>

#define HOP_S (256.0 / 48000.0)

/* Beats with an accent every fourth, some of them missing, some off the beat between, all of it a little uneven. */
static void
make_row (float *rise, uint32_t n, double bpm, double first_s, GRand *rng)
{
  double beat_s = 60.0 / bpm;

  for (uint32_t i = 0; i < n; i++)
    rise[i] = (float) g_rand_double_range (rng, 0.0, 0.3);
  for (int b = 0; first_s + b * beat_s < n * HOP_S; b++)
    {
      double t = first_s + b * beat_s + g_rand_double_range (rng, -0.004, 0.004);

      if (t >= 0.0 && t / HOP_S < n && g_rand_int_range (rng, 0, 10) > 0)
        rise[(uint32_t) (t / HOP_S)] += b % 4 == 0 ? 8.0f : 5.0f;
      t += beat_s * 0.5;
      if (t / HOP_S < n && g_rand_int_range (rng, 0, 3) == 0)
        rise[(uint32_t) (t / HOP_S)] += 2.5f;
    }
}

static void
test_tempi (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (1);
  uint32_t          n = (uint32_t) (60.0 / HOP_S);
  g_autofree float *rise = g_new (float, n), *scratch = g_new (float, 2 * n);

  for (int i = 0; i < 40; i++)
    {
      double  bpm = g_rand_double_range (rng, 78.0, 165.0), first_s = g_rand_double_range (rng, 0.0, 60.0 / bpm), off;
      LtPulse pulse;

      make_row (rise, n, bpm, first_s, rng);
      lt_pulse_find (rise, n, HOP_S, scratch, &pulse);
      g_test_message ("%.3f bpm from %.3f s: %.3f from %.3f, trust %.2f", bpm, first_s, pulse.bpm, pulse.first_s, pulse.trust);
      g_assert_cmpfloat (fabs (pulse.bpm - bpm), <, 0.05);
      off = fabs (pulse.first_s - first_s);
      g_assert_cmpfloat (fmin (off, 60.0 / bpm - off), <, 0.02);
    }
}

/* Without a beat none is invented. */
static void
test_none (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (2);
  uint32_t          n = (uint32_t) (60.0 / HOP_S);
  g_autofree float *rise = g_new0 (float, n), *scratch = g_new (float, 2 * n);
  LtPulse           pulse;

  lt_pulse_find (rise, n, HOP_S, scratch, &pulse);
  g_assert_cmpfloat (pulse.bpm, ==, 0.0);

  for (int i = 0; i < 10; i++)
    {
      for (uint32_t k = 0; k < n; k++)
        rise[k] = g_rand_int_range (rng, 0, 60) == 0 ? (float) g_rand_double_range (rng, 2.0, 8.0) : 0.0f;
      lt_pulse_find (rise, n, HOP_S, scratch, &pulse);
      g_assert_cmpfloat (pulse.trust, <, 0.25);
    }

  for (uint32_t k = 0; k < n; k++)
    rise[k] = k == 100 ? 30.0f : 0.0f;
  lt_pulse_find (rise, n, HOP_S, scratch, &pulse);
  g_assert_cmpfloat (pulse.bpm, ==, 0.0);

  make_row (rise, n, 120.0, 0.0, rng);
  lt_pulse_find (rise, (uint32_t) (3.0 / HOP_S), HOP_S, scratch, &pulse);
  g_assert_cmpfloat (pulse.bpm, ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pulse/tempi", test_tempi);
  g_test_add_func ("/pulse/none", test_none);
  return g_test_run ();
}
