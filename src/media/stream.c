// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stream as its owner sees it.
// Layer: media.

#include "media/stream-private.h"

#include <time.h>

uint32_t
lt_stream_n_channels (const LtStream *self)
{
  return self->n_channels;
}

int64_t
lt_stream_n_frames (const LtStream *self)
{
  return self->n_frames;
}

uint32_t
lt_stream_rate_hz (const LtStream *self)
{
  return self->rate_hz;
}

uint64_t
lt_stream_n_starved (const LtStream *self)
{
  return atomic_load_explicit (&self->n_starved, memory_order_relaxed);
}

uint64_t
lt_stream_n_errors (const LtStream *self)
{
  return atomic_load_explicit (&self->n_errors, memory_order_relaxed);
}

bool
lt_stream_wait_ready (LtStream *self, int64_t frame, uint32_t n, uint32_t timeout_ms)
{
  LtStreamer     *streamer = self->streamer;
  struct timespec until;
  bool            ready;
  int             failed = 0;

  clock_gettime (CLOCK_MONOTONIC, &until);
  until.tv_sec += timeout_ms / 1000;
  until.tv_nsec += timeout_ms % 1000 * 1000000L;
  if (until.tv_nsec >= 1000000000L)
    {
      until.tv_sec++;
      until.tv_nsec -= 1000000000L;
    }

  pthread_mutex_lock (&streamer->lock);
  while (!(ready = lt_stream_ready (self, frame, n)) && failed == 0)
    {
      /* Again and again: with a small budget newer wishes may have pushed this one out. */
      lt_streamer_disk_want (streamer, self, frame);
      pthread_cond_signal (&streamer->wake);
      failed = pthread_cond_timedwait (&streamer->done, &streamer->lock, &until);
    }
  pthread_mutex_unlock (&streamer->lock);
  return ready;
}
