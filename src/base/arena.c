// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arena over one aligned block.
// Layer: base.

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

LtStatus
lt_arena_init (LtArena *self, size_t size)
{
  size_t rounded = lt_arena_rounded (size > 0 ? size : 1);

  self->base = aligned_alloc (LT_ARENA_ALIGN, rounded);
  self->size = self->base != NULL ? rounded : 0;
  self->used = 0;
  if (self->base == NULL)
    return LT_ERR_MEMORY;

  memset (self->base, 0, rounded);
  return LT_OK;
}

void
lt_arena_clear (LtArena *self)
{
  free (self->base);
  *self = (LtArena) { 0 };
}

void *
lt_arena_take (LtArena *self, size_t size)
{
  size_t rounded = lt_arena_rounded (size);

  if (rounded < size || rounded > self->size - self->used)
    return NULL;

  void *part = self->base + self->used;
  self->used += rounded;
  return part;
}
