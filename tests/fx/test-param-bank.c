// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Smoothing of parameters: continuous, monotonic, arrives, forced values land.
// Layer: tests.

#include "fx/param-bank.h"

#include <glib.h>
#include <math.h>

static LtParamBank
new_bank (gpointer *memory)
{
  const LtFxType *type = lt_fx_find ("trim");
  float           values[LT_FX_MAX_PARAMS];
  LtParamBank     bank;

  lt_fx_defaults (type, values);
  *memory = g_malloc0 (lt_param_bank_size (type));
  lt_param_bank_init (&bank, type, 48000.0, values, *memory);
  return bank;
}

static void
test_moves (void)
{
  g_autofree gpointer memory = NULL;
  LtParamBank         bank = new_bank (&memory);
  float               before = 0.0f;
  int                 quanta = 0;

  lt_param_bank_set (&bank, 0, -12.0f);
  while (quanta < 1000)
    {
      lt_param_bank_advance (&bank, 64);
      g_assert_cmpfloat (bank.from[0], ==, before);
      g_assert_cmpfloat (bank.to[0], <=, bank.from[0]);
      before = bank.to[0];
      quanta++;
      if (bank.n_moving == 0)
        break;
    }
  g_assert_cmpfloat (bank.to[0], ==, -12.0f);
  g_assert_cmpfloat (bank.from[0], ==, -12.0f);
  g_assert_cmpint (quanta, >, 10);   /* not a jump */
  g_assert_cmpint (quanta, <, 400);  /* and it ends */
}

static void
test_force_and_snap (void)
{
  g_autofree gpointer memory = NULL;
  LtParamBank         bank = new_bank (&memory);

  lt_param_bank_force (&bank, 0, 3.0f);
  lt_param_bank_advance (&bank, 64);
  g_assert_cmpfloat (bank.from[0], ==, 0.0f);
  g_assert_cmpfloat (bank.to[0], ==, 3.0f);
  lt_param_bank_advance (&bank, 64);
  g_assert_cmpfloat (bank.from[0], ==, 3.0f);
  g_assert_cmpuint (bank.n_moving, ==, 0);

  lt_param_bank_set (&bank, 0, NAN);
  lt_param_bank_snap (&bank);
  g_assert_cmpfloat (bank.to[0], ==, 0.0f); /* the default */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/param-bank/moves", test_moves);
  g_test_add_func ("/param-bank/force-and-snap", test_force_and_snap);
  return g_test_run ();
}
