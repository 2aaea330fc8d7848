// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Single-producer, single-consumer ring of fixed-size elements in the caller's memory.
// Layer: base. Wait-free; may live in memory shared between two processes.

#pragma once

#include "base/rt.h"

#include <stdatomic.h>
#include <stdint.h>

typedef struct
{
  _Alignas (64) _Atomic uint32_t head; /* written by the producer only */
  _Alignas (64) _Atomic uint32_t tail; /* written by the consumer only */
  uint32_t capacity;                   /* elements, a power of two */
  uint32_t element_size;               /* bytes */
  int64_t  memory_offset;              /* of the elements, from this struct: valid in both processes */
} LtRing;

/* @memory holds capacity × element_size bytes and outlives the ring; capacity is
   a power of two up to 2^30. Neither side may run meanwhile. */
void lt_ring_init (LtRing *self, void *memory, uint32_t capacity, uint32_t element_size);

/* Producer only. */
LT_RT uint32_t lt_ring_space (const LtRing *self);
LT_RT uint32_t lt_ring_write (LtRing *self, const void *elements, uint32_t n); /* how many fitted */

/* Any thread: how many were written so far, modulo 2^32. */
LT_RT uint32_t lt_ring_written (const LtRing *self);

/* Consumer only. */
LT_RT uint32_t lt_ring_fill (const LtRing *self);
LT_RT uint32_t lt_ring_read (LtRing *self, void *elements, uint32_t n); /* how many there were */
LT_RT void     lt_ring_drop (LtRing *self, uint32_t n);                 /* n <= fill */
