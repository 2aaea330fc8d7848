// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Workers begin, sleep, wake and end.
// Layer: engine.

#include "engine/workers-private.h"

#include <stdlib.h>

/* Until there is work, or for a while. */
static void
look_out (LtWorkers *self)
{
  LtRtMode mode = lt_rt_enter ();

  for (int i = 0; i < LT_WORKERS_SPINS; i++)
    if (lt_workers_share (self))
      i = 0;
    else
      lt_workers_relax ();
  lt_rt_leave (mode);
}

static void *
work_loop (void *data)
{
  LtWorkers *self = data;

  if (self->priority > 0)
    pthread_setschedparam (pthread_self (), SCHED_FIFO, &(struct sched_param) { .sched_priority = self->priority });
  for (;;)
    {
      look_out (self);
      atomic_fetch_add (&self->sleepers, 1);
      if (atomic_load (&self->quit))
        return NULL;
      while (sem_wait (&self->bell) != 0)
        continue; /* a signal */
    }
}

LtWorkers *
lt_workers_new (uint32_t n_threads, int priority)
{
  if (n_threads < 1 || n_threads > LT_WORKERS_MAX)
    return NULL;

  LtWorkers *self = aligned_alloc (64, sizeof *self);
  if (self == NULL)
    return NULL;

  *self = (LtWorkers) { .n_threads = n_threads, .priority = priority };
  if (sem_init (&self->bell, 0, 0) != 0)
    {
      free (self);
      return NULL;
    }
  while (self->n_started + 1 < n_threads && pthread_create (&self->threads[self->n_started], NULL, work_loop, self) == 0)
    self->n_started++;
  return self;
}

void
lt_workers_awaken (LtWorkers *self)
{
  if (atomic_load (&self->sleepers) == 0)
    return;
  for (uint32_t n = atomic_exchange (&self->sleepers, 0); n > 0; n--)
    sem_post (&self->bell);
}

void
lt_workers_free (LtWorkers *self)
{
  if (self == NULL)
    return;

  atomic_store (&self->quit, true);
  lt_workers_awaken (self);
  for (uint32_t i = 0; i < self->n_started; i++)
    pthread_join (self->threads[i], NULL);
  sem_destroy (&self->bell);
  free (self);
}
