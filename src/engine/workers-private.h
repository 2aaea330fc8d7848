// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the threads share.
// Layer: engine.

#pragma once

#include "engine/workers.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>

#define LT_WORKERS_SPINS 4000

struct LtWorkers
{
  pthread_t threads[LT_WORKERS_MAX];
  uint32_t  n_started;
  uint32_t  n_threads; /* as wished, the calling one counted */
  int       priority;

  sem_t            bell;
  _Atomic uint32_t sleepers; /* who waits for the bell, or is about to */
  _Atomic bool     quit;

  /* Of the round: its number (24 bits), how many indices it has (20), and which is the next to take (20). All in one word,
     so that who comes late, from an earlier round, cannot take of this one by that one's count. */
  _Alignas (64) _Atomic uint64_t ticket;
  _Alignas (64) _Atomic uint32_t left; /* indices that are not done */
  _Atomic uint32_t               most; /* to be taken at once; of an earlier round it does no harm */

  /* Written before a round's ticket, and not before the round before is done: who has taken an index may read them. */
  LtWork work;
  void  *data;
};

/* Takes indices and does them, until there is none. False: there was none. */
LT_RT bool lt_workers_share (LtWorkers *self);

LT_RT static inline void
lt_workers_relax (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause ();
#elif defined(__aarch64__)
  __asm__ volatile ("yield");
#endif
}
