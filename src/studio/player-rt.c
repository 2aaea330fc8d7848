// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The player on the device's thread.
// Layer: studio. Every function in this file but lt_player_fill_feed runs on the audio thread.

#include "studio/player-private.h"

#include <time.h>

LT_RT static bool
stream_read (void *self, int64_t frame, uint32_t n, float *const *out)
{
  return lt_stream_read (self, frame, n, out);
}

LT_RT static void
stream_want (void *self, int64_t frame)
{
  lt_stream_want (self, frame);
}

/* Asked by a driver that waits: what is not there is wished for. */
LT_RT static bool
stream_ready (void *self, int64_t frame, uint32_t n)
{
  if (lt_stream_ready (self, frame, n))
    return true;
  lt_stream_want (self, frame);
  return false;
}

void
lt_player_fill_feed (LtStream *stream, LtFeed *out)
{
  *out = (LtFeed) {
    .self = stream,
    .n_channels = lt_stream_n_channels (stream),
    .read = stream_read,
    .want = stream_want,
    .ready = stream_ready,
  };
}

uint32_t
lt_player_make (void *user, float *const *out)
{
  LtPlayer *self = user;
  uint32_t  n = lt_engine_quantum (self->engine, out);
  bool      rolling = lt_engine_is_rolling (self->engine);

  if (rolling && !self->was_rolling && atomic_load_explicit (&self->rolled_at, memory_order_relaxed) < 0)
    atomic_store_explicit (&self->rolled_at, self->made, memory_order_release);
  self->was_rolling = rolling;
  self->made += n;
  if (rolling)
    lt_streamer_tick (self->streamer);
  return n;
}

bool
lt_player_resting (void *user)
{
  const LtPlayer *self = user;

  return !lt_engine_is_rolling (self->engine);
}

/* Read from the kernel's shared page: no call into it. */
LT_RT_TRUSTED_BEGIN

LT_RT static int64_t
now_ns (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return (int64_t) t.tv_sec * 1000000000 + t.tv_nsec;
}

LT_RT_TRUSTED_END

LT_RT static void
keep (LtPlayer *self, float *const *out, uint32_t n_frames)
{
  float frames[2 * LT_QUANTUM];

  for (uint32_t at = 0; at < n_frames; at += LT_QUANTUM)
    {
      uint32_t n = n_frames - at < LT_QUANTUM ? n_frames - at : LT_QUANTUM;

      for (uint32_t i = 0; i < n; i++)
        {
          frames[2 * i] = out[0][at + i];
          frames[2 * i + 1] = out[1][at + i];
        }
      uint32_t lost = n - lt_ring_write (&self->capture, frames, n);
      if (lost > 0)
        atomic_fetch_add_explicit (&self->n_capture_lost, lost, memory_order_relaxed);
    }
}

/* What the device took, and how long it took to make. */
LT_RT static void
note_moment (LtPlayer *self, uint32_t n_frames, int64_t began)
{
  LtPlayerMoment *moment = lt_latest_begin (&self->moment);
  double          rate_hz = lt_engine_get_rate (self->engine);
  double          share = (double) (now_ns () - began) * rate_hz / (1e9 * n_frames);

  self->load += (share - self->load) * n_frames / (n_frames + 0.3 * rate_hz);
  if (!self->free_running && share > 1.0)
    atomic_fetch_add_explicit (&self->n_late, 1, memory_order_relaxed);
  *moment = (LtPlayerMoment) {
    .end = lt_engine_get_position (self->engine) - (self->fifo.held_n - self->fifo.held_at),
    .n_frames = n_frames,
    .time_ns = began,
    .load = self->load,
  };
  lt_latest_publish (&self->moment);
}

void
lt_player_run (void *user, float *const *out, uint32_t n_channels, uint32_t n_frames)
{
  LtPlayer *self = user;
  int64_t   began = now_ns ();

  (void) n_channels;
  lt_quantum_fifo_run (&self->fifo, out, n_frames);
  if (self->capture_memory != NULL)
    keep (self, out, n_frames);
  note_moment (self, n_frames, began);
}

bool
lt_player_wait (void *user, uint32_t n_frames)
{
  LtPlayer       *self = user;
  struct timespec moment = { 0, 200000 };

  for (int i = 0; i < 200; i++)
    {
      bool room = self->capture_memory == NULL || lt_ring_space (&self->capture) >= n_frames;

      room = room && lt_engine_has_room (self->engine, n_frames + LT_QUANTUM);
      if (room && lt_engine_ready (self->engine, n_frames + LT_QUANTUM))
        return true;
      nanosleep (&moment, NULL);
    }
  return false;
}
