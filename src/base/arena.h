// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One aligned, zeroed block of memory, carved into parts.
// Layer: base. The only place of base that allocates; never on the audio thread.

#pragma once

#include "base/status.h"

#include <stddef.h>

#define LT_ARENA_ALIGN 64u

typedef struct
{
  char  *base;
  void  *block; /* as it was allocated */
  size_t size;
  size_t used;
} LtArena;

/* Size that a part of @size bytes takes in an arena. Sum these to size an arena. */
static inline size_t
lt_arena_rounded (size_t size)
{
  return (size + LT_ARENA_ALIGN - 1) & ~(size_t) (LT_ARENA_ALIGN - 1);
}

/* Allocates @size zeroed bytes, aligned to 64. LT_ERR_MEMORY leaves @self empty. */
LT_MUST_USE LtStatus lt_arena_init (LtArena *self, size_t size);

/* Frees everything at once. Safe on a zeroed or already cleared arena. */
void lt_arena_clear (LtArena *self);

/* The next @size bytes, aligned to 64; NULL when the arena is full. */
void *lt_arena_take (LtArena *self, size_t size);
