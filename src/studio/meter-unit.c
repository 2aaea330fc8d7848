// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Making and ending one meter.
// Layer: studio.

#include "studio/meter-unit.h"

#include <glib.h>

void
lt_meter_unit_init (LtMeterUnit *self, const char *key, double rate_hz)
{
  LtMeterSetup setup = { rate_hz, 2 };

  self->type = lt_meter_find (key);
  if (lt_arena_init (&self->arena, lt_arena_rounded (self->type->state_size (&setup))) != LT_OK)
    g_error ("out of memory"); /* as g_malloc does */
  self->state = lt_arena_take (&self->arena, self->type->state_size (&setup));
  if (self->type->init (self->state, &setup) != LT_OK)
    g_error ("out of memory");
}

void
lt_meter_unit_clear (LtMeterUnit *self)
{
  if (self->type == NULL)
    return;
  if (self->type->clear != NULL)
    self->type->clear (self->state);
  lt_arena_clear (&self->arena);
}
