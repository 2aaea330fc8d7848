// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Does a parameter move without a click?
// Layer: tests.

#pragma once

#include "helpers/test-fx.h"

typedef struct
{
  const char *key;
  float       from, to;
} LtTestMove;

/* Peak above 5 kHz, dBFS, while a −12 dBFS sine of 100 Hz plays and the parameter moves. The effect is reset
   first and keeps @move's end. */
double lt_test_move_db (LtTestFx *fx, const LtTestMove *move);

/* Every one of @n moves, from the defaults at 44.1, 48, 96 and 192 kHz, stays below −60 dBFS. */
void lt_test_moves (const char *effect, const LtTestMove *moves, guint n);

/* At the lowest and the highest rate anything that the rows allow leaves loud noise bounded. */
void lt_test_extreme_rates (const char *effect);

/* At mix 0 not one bit changes, whatever the other rows say. */
void lt_test_dry (const char *effect);
