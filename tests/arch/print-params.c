// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints every effect and every parameter row, one a line, for tests/arch/params.py.
// Layer: tests.

#include "fx/fx.h"

#include <stdio.h>

static const char *const units[] = {
  [LT_UNIT_NONE] = "-",
  [LT_UNIT_DB] = "dB",
  [LT_UNIT_HZ] = "Hz",
  [LT_UNIT_MS] = "ms",
  [LT_UNIT_S] = "s",
  [LT_UNIT_PERCENT] = "%",
  [LT_UNIT_RATIO] = "ratio",
  [LT_UNIT_DB_OCTAVE] = "dB/octave",
  [LT_UNIT_BITS] = "bits",
  [LT_UNIT_DEGREES] = "degrees",
};

static const char *const curves[] = {
  [LT_CURVE_LINEAR] = "linear",
  [LT_CURVE_LOG] = "log",
  [LT_CURVE_STEP] = "step",
};

static void
print_row (const LtFxType *type, const LtParamSpec *row)
{
  printf ("%s.%s %s %s %.9g %.9g %.9g", type->key, row->key, units[row->unit], curves[row->curve],
          (double) row->min, (double) row->max, (double) row->def);
  for (const LtChoice *choice = row->choices; choice != NULL && choice->key != NULL; choice++)
    printf ("%s%s", choice == row->choices ? " " : ",", choice->key);
  putchar ('\n');
}

int
main (void)
{
  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      puts ((*type)->key);
      for (uint32_t p = 0; p < (*type)->n_params; p++)
        print_row (*type, &(*type)->params[p]);
    }
  return 0;
}
