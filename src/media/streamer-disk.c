// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The disk thread: takes wishes, loads the most urgent blocks, gives up those not wanted any more.
// Layer: media.

#include "media/stream-private.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#define JOBS_A_PASS 16u      /* then wishes are looked at again */
#define HOLD_S 6.0           /* how long a place stays wanted after its last wish, beside the newest */
#define MIN_WINDOW 2u        /* blocks after a place */
#define POLL_S 0.003         /* while the audio thread ticks */
#define POLL_IDLE_S 0.05

typedef struct
{
  LtStream *stream;
  int64_t   block;
  double    due_s; /* until it is needed */
} Job;

static double
now_s (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

void
lt_streamer_disk_want (LtStreamer *self, LtStream *stream, int64_t frame)
{
  int64_t         block = MAX (frame, 0) / stream->block_frames;
  LtStreamCursor *oldest = &stream->cursors[0];

  for (uint32_t i = 0; i < LT_STREAM_N_CURSORS; i++)
    {
      LtStreamCursor *c = &stream->cursors[i];

      /* Reading goes on: the place moves with it. Anything else is another place. */
      if (c->time_s > 0.0 && (block == c->block || block == c->block + 1))
        {
          oldest = c;
          break;
        }
      if (c->time_s < oldest->time_s)
        oldest = c;
    }
  *oldest = (LtStreamCursor) { block, now_s () };
}

static void
take_wants (LtStreamer *self)
{
  for (guint s = 0; s < self->streams->len; s++)
    {
      LtStream *stream = g_ptr_array_index (self->streams, s);

      for (uint32_t i = 0; i < LT_STREAM_N_WANTS; i++)
        {
          if (atomic_load_explicit (&stream->wants[i], memory_order_relaxed) == 0)
            continue;

          int64_t want = atomic_exchange_explicit (&stream->wants[i], 0, memory_order_acquire);

          if (want > 0)
            lt_streamer_disk_want (self, stream, want - 1);
        }
    }
}

/* The newest place of a stream always counts, so that play starts at once where it stopped; unless there is not
   room for all (@hold_s is shorter than usual). */
static bool
is_active (const LtStream *stream, const LtStreamCursor *cursor, double time_s, double hold_s)
{
  if (cursor->time_s <= 0.0)
    return false;
  if (time_s - cursor->time_s < hold_s)
    return true;
  if (hold_s < HOLD_S)
    return false;
  for (uint32_t i = 0; i < LT_STREAM_N_CURSORS; i++)
    if (stream->cursors[i].time_s > cursor->time_s)
      return false;
  return true;
}

static uint32_t
count_active (const LtStreamer *self, double time_s, double hold_s)
{
  uint32_t n = 0;

  for (guint s = 0; s < self->streams->len; s++)
    {
      const LtStream *stream = g_ptr_array_index (self->streams, s);

      for (uint32_t i = 0; i < LT_STREAM_N_CURSORS; i++)
        n += is_active (stream, &stream->cursors[i], time_s, hold_s);
    }
  return n;
}

/* Blocks that windows may take: some are left to be exchanged. */
static uint32_t
room_of (const LtStreamer *self)
{
  return self->n_blocks * 7 / 8;
}

/* With more places than blocks only the newest count; without this none of them would get any further. */
static double
choose_hold (const LtStreamer *self, double time_s, uint32_t *n_active)
{
  double hold_s = HOLD_S;

  while ((*n_active = count_active (self, time_s, hold_s)) * MIN_WINDOW > room_of (self) && hold_s > 1e-4)
    hold_s *= 0.5;
  return hold_s;
}

/* Blocks after a place that are kept: what the read-ahead asks, within a fair share of the budget. */
static int64_t
window_of (const LtStreamer *self, const LtStream *stream, uint32_t n_active)
{
  int64_t wanted = (int64_t) ceil (self->ahead_s * stream->rate_hz / stream->block_frames) + 1;
  int64_t share = (int64_t) room_of (self) / MAX (n_active, 1u);

  return CLAMP (wanted, MIN_WINDOW, MAX (share, (int64_t) MIN_WINDOW));
}

static int
compare_jobs (const void *a, const void *b)
{
  double x = ((const Job *) a)->due_s, y = ((const Job *) b)->due_s;

  return x < y ? -1 : x > y;
}

/* Marks what a place wants as wanted in this pass, and notes what is missing. */
static void
look_ahead (LtStreamer *self, LtStream *stream, const LtStreamCursor *cursor, int64_t window, GArray *jobs)
{
  int64_t end = MIN (cursor->block + window, stream->n_blocks);

  for (int64_t b = cursor->block; b < end; b++)
    {
      LtStreamBlock *block = atomic_load_explicit (&stream->table[b], memory_order_relaxed);
      Job            job = { stream, b, (double) (b - cursor->block) * stream->block_frames / stream->rate_hz };

      if (block != NULL)
        block->stamp = self->pass;
      else
        g_array_append_val (jobs, job);
    }
}

static void
find_jobs (LtStreamer *self, GArray *jobs)
{
  double   time_s = now_s ();
  uint32_t n_active = 0;
  double   hold_s = choose_hold (self, time_s, &n_active);

  g_array_set_size (jobs, 0);
  self->pass++;
  for (guint s = 0; s < self->streams->len; s++)
    {
      LtStream *stream = g_ptr_array_index (self->streams, s);
      int64_t   window = window_of (self, stream, n_active);

      for (uint32_t i = 0; i < LT_STREAM_N_CURSORS; i++)
        if (is_active (stream, &stream->cursors[i], time_s, hold_s))
          look_ahead (self, stream, &stream->cursors[i], window, jobs);
    }
  if (jobs->len > 1)
    qsort (jobs->data, jobs->len, sizeof (Job), compare_jobs);
}

/* A block that nobody can be reading. NULL: all are wanted now, or held for a moment. */
static LtStreamBlock *
take_block (LtStreamer *self)
{
  if (self->n_used < self->n_blocks)
    return &self->blocks[self->n_used++];

  for (;;)
    {
      LtStreamBlock *oldest = NULL;

      for (uint32_t i = 0; i < self->n_blocks; i++)
        {
          LtStreamBlock *b = &self->blocks[i];

          if (b->owner == NULL)
            return b;
          if (b->is_retired && atomic_load (&b->owner->n_readers) == 0)
            return b;
          if (!b->is_retired && b->stamp < self->pass && (oldest == NULL || b->stamp < oldest->stamp))
            oldest = b;
        }
      if (oldest == NULL)
        return NULL;

      /* Out of the table first, then is anyone inside? (stream-private.h) */
      atomic_store (&oldest->owner->table[oldest->index], NULL);
      oldest->is_retired = true;
    }
}

/* Without the lock while the disk works. */
static bool
do_job (LtStreamer *self, const Job *job)
{
  LtStream      *stream = job->stream;
  LtStreamBlock *block = take_block (self);
  float         *planes[2];
  int64_t        start = job->block * stream->block_frames;
  uint32_t       n = stream->block_frames;

  if (block == NULL)
    return false;

  block->owner = stream;
  block->index = job->block;
  block->is_retired = false;
  block->stamp = self->pass;
  stream->is_busy = true;
  for (uint32_t c = 0; c < stream->n_channels; c++)
    planes[c] = block->samples + (size_t) c * n;

  pthread_mutex_unlock (&self->lock);
  uint32_t got = lt_reader_read (stream->reader, start, n, planes);
  pthread_mutex_lock (&self->lock);

  if (got < MIN ((int64_t) n, stream->n_frames - start))
    atomic_fetch_add_explicit (&stream->n_errors, 1, memory_order_relaxed);
  atomic_store (&stream->table[job->block], block);
  stream->is_busy = false;
  pthread_cond_broadcast (&self->done);
  return true;
}

static void
sleep_a_little (LtStreamer *self, uint32_t *seen_ticks)
{
  uint32_t        ticks = atomic_load_explicit (&self->n_ticks, memory_order_relaxed);
  double          until_s = now_s () + (ticks != *seen_ticks ? POLL_S : POLL_IDLE_S);
  struct timespec until = { (time_t) until_s, (long) (1e9 * (until_s - floor (until_s))) };

  *seen_ticks = ticks;
  pthread_cond_timedwait (&self->wake, &self->lock, &until);
}

void *
lt_streamer_disk_run (void *streamer)
{
  LtStreamer *self = streamer;
  GArray     *jobs = g_array_new (FALSE, FALSE, sizeof (Job));
  uint32_t    seen_ticks = 0;

  pthread_mutex_lock (&self->lock);
  while (!self->is_ending)
    {
      bool     worked = false;
      uint64_t n_changes = self->n_changes;

      take_wants (self);
      find_jobs (self, jobs);
      for (guint i = 0; i < MIN (jobs->len, JOBS_A_PASS) && !self->is_ending; i++)
        {
          const Job *job = &g_array_index (jobs, Job, i);

          if (self->n_changes != n_changes)
            break; /* streams came or went while a job ran without the lock: the list is stale */
          if (atomic_load_explicit (&job->stream->table[job->block], memory_order_relaxed) != NULL)
            continue; /* two places wanted the same */
          if (!do_job (self, job))
            break;
          worked = true;
        }
      if (!worked && !self->is_ending)
        sleep_a_little (self, &seen_ticks);
    }
  pthread_mutex_unlock (&self->lock);
  g_array_unref (jobs);
  return NULL;
}
