// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Powers of two by a polynomial, and what follows from them.
// Layer: data.

#include "osc.h"
#include "song.h"

#include <string.h>

double
lt_demo_osc_exp2 (double x)
{
  double   f = lt_demo_osc_wrap (x);
  int64_t  i = (int64_t) (x - f);
  double   a = f * 0.6931471805599453;
  double   p = 1.0;
  uint64_t bits = (uint64_t) (i + 1023) << 52;
  double   whole;

  for (int k = 10; k > 0; k--)
    p = 1.0 + p * a / k;
  memcpy (&whole, &bits, sizeof whole);
  return p * whole;
}

double
lt_demo_osc_db (double db)
{
  return lt_demo_osc_exp2 (db * 0.16609640474436813);
}

double
lt_demo_osc_decay (double seconds)
{
  return lt_demo_osc_exp2 (-1.4426950408889634 / (seconds * LT_DEMO_RATE));
}

double
lt_demo_osc_note_hz (double note)
{
  return 440.0 * lt_demo_osc_exp2 ((note - 69.0) / 12.0);
}
