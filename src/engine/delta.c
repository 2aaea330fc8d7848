// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory of a delta.
// Layer: engine. Control side only.

#include "engine/delta.h"

LtDelta *
lt_delta_new (LtId slot_id, uint32_t delay)
{
  LtArena arena;

  if (lt_arena_init (&arena, lt_arena_rounded (sizeof (LtDelta)) + lt_delay_bytes (delay)) != LT_OK)
    return NULL;

  LtDelta *self = lt_arena_take (&arena, sizeof *self);
  self->slot_id = slot_id;
  lt_delay_init (&self->line, &arena, delay);
  self->arena = arena;
  return self;
}

void
lt_delta_free (LtDelta *self)
{
  if (self == NULL)
    return;

  LtArena arena = self->arena; /* it lives in it */
  lt_arena_clear (&arena);
}
