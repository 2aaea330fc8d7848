// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Workers at work: one word that all take indices from.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/workers-private.h"

#include <sched.h>

#define INDEX_BITS 20u
#define INDEX_MASK ((1u << INDEX_BITS) - 1u)

LT_RT static uint64_t
ticket_of (uint64_t round, uint32_t n, uint32_t next)
{
  return round << (2 * INDEX_BITS) | (uint64_t) n << INDEX_BITS | next;
}

/* How many indices from *first on are now the caller's; 0: there is none. */
LT_RT static uint32_t
take (LtWorkers *self, uint32_t *first)
{
  uint64_t ticket = atomic_load_explicit (&self->ticket, memory_order_acquire);

  for (;;)
    {
      uint32_t next = (uint32_t) ticket & INDEX_MASK, n = (uint32_t) (ticket >> INDEX_BITS) & INDEX_MASK;
      if (next >= n)
        return 0;

      uint32_t portion = lt_workers_portion (n - next, self->n_threads, atomic_load_explicit (&self->most, memory_order_relaxed));
      *first = next;
      if (atomic_compare_exchange_weak_explicit (&self->ticket, &ticket, ticket + portion, memory_order_acquire, memory_order_acquire))
        return portion;
    }
}

bool
lt_workers_share (LtWorkers *self)
{
  uint32_t first, n;
  bool     any = false;

  while ((n = take (self, &first)) > 0)
    {
      for (uint32_t i = first; i < first + n; i++)
        self->work (self->data, i);
      atomic_fetch_sub_explicit (&self->left, n, memory_order_release);
      any = true;
    }
  return any;
}

/* On a busy machine one who has taken an index may have lost its processor: it gets this one. That is no lock, and the
   kernel does not wait in it. */
LT_RT_TRUSTED_BEGIN

LT_RT static __attribute__ ((noinline)) void
workers_make_room (void)
{
  sched_yield ();
}

LT_RT_TRUSTED_END

void
lt_workers_run (LtWorkers *self, LtWork work, void *data, uint32_t n, uint32_t most)
{
  LtRtMode mode = lt_rt_enter ();
  uint64_t round = (atomic_load_explicit (&self->ticket, memory_order_relaxed) >> (2 * INDEX_BITS)) + 1;

  self->work = work;
  self->data = data;
  atomic_store_explicit (&self->most, most, memory_order_relaxed);
  atomic_store_explicit (&self->left, n, memory_order_relaxed);
  atomic_store_explicit (&self->ticket, ticket_of (round, n, 0), memory_order_release);
  lt_workers_share (self);
  for (int i = 0; atomic_load_explicit (&self->left, memory_order_acquire) > 0; i++)
    if (i < LT_WORKERS_SPINS)
      lt_workers_relax ();
    else
      workers_make_room ();
  lt_rt_leave (mode);
}
