// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arena over one aligned block.
// Layer: base.

#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

LtStatus
lt_arena_init (LtArena *self, size_t size)
{
  size_t rounded = lt_arena_rounded (size > 0 ? size : 1);

  *self = (LtArena) { 0 };
  if (rounded < size || rounded > SIZE_MAX - LT_ARENA_ALIGN)
    return LT_ERR_MEMORY;

  /* Not aligned_alloc and memset: large zeroed blocks come from the system untouched, so that
     what an instance never uses takes no memory. */
  self->block = calloc (1, rounded + LT_ARENA_ALIGN);
  if (self->block == NULL)
    return LT_ERR_MEMORY;

  self->base = (char *) (((uintptr_t) self->block + LT_ARENA_ALIGN - 1) & ~(uintptr_t) (LT_ARENA_ALIGN - 1));
  self->size = rounded;
  return LT_OK;
}

void
lt_arena_clear (LtArena *self)
{
  free (self->block);
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
