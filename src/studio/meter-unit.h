// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A meter of the registry with memory of its own.
// Layer: studio. One thread at a time.

#pragma once

#include "base/arena.h"
#include "meter/meter.h"

typedef struct
{
  const LtMeterType *type;
  void              *state;
  LtArena            arena;
} LtMeterUnit;

/* @key is registered, and takes two channels; memory that is out ends the program, as g_malloc does. */
void lt_meter_unit_init (LtMeterUnit *self, const char *key, double rate_hz);
void lt_meter_unit_clear (LtMeterUnit *self); /* or nothing, when it was not made */
