// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Triple buffer.
// Layer: base.

#include "base/latest.h"

#define FRESH 4

void
lt_latest_init (LtLatest *self, void *memory, size_t size)
{
  self->slots = memory;
  self->size = size;
  self->writing = 0;
  self->reading = 1;
  atomic_init (&self->middle, 2);
}

void *
lt_latest_begin (LtLatest *self)
{
  return self->slots + (size_t) self->writing * self->size;
}

void
lt_latest_publish (LtLatest *self)
{
  int old = atomic_exchange_explicit (&self->middle, self->writing | FRESH, memory_order_acq_rel);

  self->writing = old & 3;
}

const void *
lt_latest_read (LtLatest *self)
{
  if (atomic_load_explicit (&self->middle, memory_order_relaxed) & FRESH)
    {
      int old = atomic_exchange_explicit (&self->middle, self->reading, memory_order_acq_rel);

      self->reading = old & 3;
    }
  return self->slots + (size_t) self->reading * self->size;
}
