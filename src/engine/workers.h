// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A few threads that share the strips of one level of a plan.
// Layer: engine. Who runs them never locks and never waits for one that sleeps.

#pragma once

#include "base/rt.h"
#include "base/status.h"

#include <stdint.h>

#define LT_WORKERS_MAX 64u /* threads, the calling one counted */

typedef struct LtWorkers LtWorkers;

typedef void (*LtWork) (void *data, uint32_t index) LT_RT;

/* @n_threads 1 to LT_WORKERS_MAX, the calling thread counted. @priority: 0, or the real-time one (SCHED_FIFO) that each
   tries to get. NULL when threads or memory are out. */
LtWorkers *lt_workers_new (uint32_t n_threads, int priority);
void       lt_workers_free (LtWorkers *self); /* nobody runs them; NULL is fine */

/* Who will soon run them calls this where it may call the kernel: those that sleep are up for a tenth of a millisecond,
   and as long as there is work. Whoever is not up when work comes leaves it to the others. */
void lt_workers_awaken (LtWorkers *self);

/* work (data, 0 … n - 1), n under 2^20, each exactly once, in any order and on any of the threads that are up; returns when
   all are done. Every thread is in the audio thread's mode meanwhile. One thread at a time runs them. @most: indices that one
   takes at once while there are many; more than 1 where work is so short that taking it weighs. */
LT_RT void lt_workers_run (LtWorkers *self, LtWork work, void *data, uint32_t n, uint32_t most);

/* How many of @left are taken at once: fewer towards the end, so that all are done at about the same time. */
LT_RT static inline uint32_t
lt_workers_portion (uint32_t left, uint32_t n_threads, uint32_t most)
{
  uint32_t portion = left / (4 * n_threads);

  return portion < 1 ? 1 : portion < most ? portion : most;
}
