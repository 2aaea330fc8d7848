// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Workers: one shared index, a short spin, then sleep.
// Layer: engine.

#include "engine/workers.h"

#include "base/rt.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define MAX_THREADS 64u
#define SPINS 4000

struct LtWorkers
{
  pthread_mutex_t  mutex;
  pthread_cond_t   wake;
  pthread_t        threads[MAX_THREADS];
  uint32_t         n_started;
  bool             quit; /* under the mutex */
  unsigned         sleepers; /* under the mutex */
  _Atomic uint32_t round;    /* one more for each run */
  _Atomic uint32_t next;     /* the next index to take */
  _Atomic uint32_t left;     /* helpers still in this round */

  LtWork   work;
  void    *data;
  uint32_t n;
};

static void
relax (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause ();
#endif
}

static void
share (LtWorkers *self)
{
  uint32_t index;

  while ((index = atomic_fetch_add_explicit (&self->next, 1, memory_order_relaxed)) < self->n)
    self->work (self->data, index);
}

/* Waits until another round than @seen has begun; false: quit. */
static bool
await_round (LtWorkers *self, uint32_t seen)
{
  for (int i = 0; i < SPINS; i++)
    {
      if (atomic_load_explicit (&self->round, memory_order_acquire) != seen)
        return true;
      relax ();
    }

  pthread_mutex_lock (&self->mutex);
  self->sleepers++;
  while (!self->quit && atomic_load_explicit (&self->round, memory_order_acquire) == seen)
    pthread_cond_wait (&self->wake, &self->mutex);
  self->sleepers--;
  bool go_on = !self->quit;
  pthread_mutex_unlock (&self->mutex);
  return go_on;
}

/* On a busy machine a helper may have lost its processor: it gets this one. */
static void
await_helpers (LtWorkers *self)
{
  for (int i = 0; atomic_load_explicit (&self->left, memory_order_acquire) > 0; i++)
    if (i < SPINS)
      relax ();
    else
      sched_yield ();
}

static void *
work_loop (void *data)
{
  LtWorkers *self = data;
  LtRtMode   mode = lt_rt_enter ();
  uint32_t   seen = 0;

  while (await_round (self, seen))
    {
      seen++;
      share (self);
      atomic_fetch_sub_explicit (&self->left, 1, memory_order_release);
    }
  lt_rt_leave (mode);
  return NULL;
}

LtWorkers *
lt_workers_new (uint32_t n_threads)
{
  LtWorkers *self;

  if (n_threads < 1 || n_threads > MAX_THREADS || (self = calloc (1, sizeof *self)) == NULL)
    return NULL;

  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->wake, NULL);
  while (self->n_started + 1 < n_threads
         && pthread_create (&self->threads[self->n_started], NULL, work_loop, self) == 0)
    self->n_started++;
  return self;
}

void
lt_workers_free (LtWorkers *self)
{
  if (self == NULL)
    return;

  pthread_mutex_lock (&self->mutex);
  self->quit = true;
  atomic_fetch_add_explicit (&self->round, 1, memory_order_release);
  pthread_cond_broadcast (&self->wake);
  pthread_mutex_unlock (&self->mutex);
  for (uint32_t i = 0; i < self->n_started; i++)
    pthread_join (self->threads[i], NULL);
  pthread_cond_destroy (&self->wake);
  pthread_mutex_destroy (&self->mutex);
  free (self);
}

void
lt_workers_run (LtWorkers *self, LtWork work, void *data, uint32_t n)
{
  LtRtMode mode = lt_rt_enter ();

  self->work = work;
  self->data = data;
  self->n = n;
  atomic_store_explicit (&self->next, 0, memory_order_relaxed);
  atomic_store_explicit (&self->left, self->n_started, memory_order_relaxed);
  if (n > 1 && self->n_started > 0)
    {
      pthread_mutex_lock (&self->mutex);
      atomic_fetch_add_explicit (&self->round, 1, memory_order_release);
      if (self->sleepers > 0)
        pthread_cond_broadcast (&self->wake);
      pthread_mutex_unlock (&self->mutex);
    }
  share (self);
  if (n > 1 && self->n_started > 0)
    await_helpers (self);
  lt_rt_leave (mode);
}
