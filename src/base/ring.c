// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ring: indices run freely and wrap with the integer; their difference is the fill.
// Layer: base.

#include "base/ring.h"

#include <string.h>

static inline char *
slot_of (const LtRing *self, uint32_t index)
{
  return (char *) self + self->memory_offset
         + (size_t) (index & (self->capacity - 1)) * self->element_size;
}

void
lt_ring_init (LtRing *self, void *memory, uint32_t capacity, uint32_t element_size)
{
  atomic_init (&self->head, 0);
  atomic_init (&self->tail, 0);
  self->capacity = capacity;
  self->element_size = element_size;
  self->memory_offset = (char *) memory - (char *) self;
}

uint32_t
lt_ring_space (const LtRing *self)
{
  uint32_t head = atomic_load_explicit (&self->head, memory_order_relaxed);
  uint32_t tail = atomic_load_explicit (&self->tail, memory_order_acquire);

  return self->capacity - (head - tail);
}

uint32_t
lt_ring_write (LtRing *self, const void *elements, uint32_t n)
{
  uint32_t space = lt_ring_space (self);
  uint32_t head = atomic_load_explicit (&self->head, memory_order_relaxed);

  if (n > space)
    n = space;

  uint32_t first = self->capacity - (head & (self->capacity - 1));
  if (first > n)
    first = n;

  memcpy (slot_of (self, head), elements, (size_t) first * self->element_size);
  memcpy (slot_of (self, head + first), (const char *) elements + (size_t) first * self->element_size,
          (size_t) (n - first) * self->element_size);
  atomic_store_explicit (&self->head, head + n, memory_order_release);
  return n;
}

uint32_t
lt_ring_written (const LtRing *self)
{
  return atomic_load_explicit (&self->head, memory_order_acquire);
}

uint32_t
lt_ring_fill (const LtRing *self)
{
  uint32_t tail = atomic_load_explicit (&self->tail, memory_order_relaxed);
  uint32_t head = atomic_load_explicit (&self->head, memory_order_acquire);

  return head - tail;
}

uint32_t
lt_ring_read (LtRing *self, void *elements, uint32_t n)
{
  uint32_t fill = lt_ring_fill (self);
  uint32_t tail = atomic_load_explicit (&self->tail, memory_order_relaxed);

  if (n > fill)
    n = fill;

  uint32_t first = self->capacity - (tail & (self->capacity - 1));
  if (first > n)
    first = n;

  memcpy (elements, slot_of (self, tail), (size_t) first * self->element_size);
  memcpy ((char *) elements + (size_t) first * self->element_size, slot_of (self, tail + first),
          (size_t) (n - first) * self->element_size);
  atomic_store_explicit (&self->tail, tail + n, memory_order_release);
  return n;
}

void
lt_ring_drop (LtRing *self, uint32_t n)
{
  uint32_t tail = atomic_load_explicit (&self->tail, memory_order_relaxed);

  atomic_store_explicit (&self->tail, tail + n, memory_order_release);
}
