// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The registry of meters.
// Layer: meter.

#include "meter/meter.h"

#include "meter-list.h"

#include <string.h>

#define DECLARE(name) extern const LtMeterType lt_meter_##name;
LT_METER_LIST (DECLARE)
#undef DECLARE

#define ROW(name) &lt_meter_##name,
const LtMeterType *const lt_meter_types[] = { LT_METER_LIST (ROW) NULL };
#undef ROW

const LtMeterType *
lt_meter_find (const char *key)
{
  for (const LtMeterType *const *t = lt_meter_types; *t != NULL; t++)
    if (strcmp ((*t)->key, key) == 0)
      return *t;
  return NULL;
}
