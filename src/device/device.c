// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The device: one engine thread that asks for frames when the timer says so.
// Layer: device.

#include "device/device.h"

#include "base/arena.h"
#include "base/audio.h"
#include "device/device-null.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define NS_PER_S 1000000000
#define CONTROL_NS (2 * (int64_t) NS_PER_S)
#define FIFO_PRIORITY 60 /* under an audio server's own callback threads */

struct LtDevice
{
  LtArena        arena;  /* this struct lives in it, too */
  LtDeviceConfig config; /* constant since open */
  float         *out[LT_DEVICE_MAX_CHANNELS]; /* engine thread only */

  pthread_t        thread;  /* control thread only */
  bool             started; /* control thread only */
  atomic_bool      quit;    /* control → engine */
  atomic_bool      running; /* engine → any */
  atomic_bool      fifo;    /* engine → any */
  _Atomic uint64_t frames;  /* engine → any */

  LtDeviceNull timer; /* engine thread only */
};

static void
ask (LtDevice *self, uint32_t n_frames)
{
  LtRtMode before = lt_rt_enter ();

  self->config.run (self->config.user, self->out, self->config.n_channels, n_frames);
  lt_rt_leave (before);
  atomic_fetch_add_explicit (&self->frames, n_frames, memory_order_relaxed);
}

static void
serve_timer (LtDevice *self)
{
  const LtDeviceConfig *c = &self->config;

  if (!c->free_running)
    lt_device_null_wait (&self->timer);
  else if (c->wait != NULL && !c->wait (c->user, c->buffer_frames))
    {
      nanosleep (&(struct timespec) { .tv_nsec = NS_PER_S / 1000 }, NULL);
      return;
    }
  if (!atomic_load_explicit (&self->quit, memory_order_relaxed))
    ask (self, c->buffer_frames);
}

static bool
try_fifo (void)
{
  struct sched_param param = { .sched_priority = FIFO_PRIORITY };

  return pthread_setschedparam (pthread_self (), SCHED_FIFO, &param) == 0;
}

static void *
engine_thread (void *data)
{
  LtDevice *self = data;

  /* Running free it would starve everybody else. */
  if (!self->config.free_running)
    atomic_store (&self->fifo, try_fifo ());

  atomic_store (&self->running, true);
  lt_device_null_start (&self->timer, self->config.rate_hz, self->config.buffer_frames);
  while (!atomic_load_explicit (&self->quit, memory_order_relaxed))
    serve_timer (self);
  atomic_store (&self->running, false);
  return NULL;
}

static bool
is_sane (const LtDeviceConfig *c)
{
  return c->run != NULL && c->rate_hz >= LT_RATE_MIN_HZ && c->rate_hz <= LT_RATE_MAX_HZ
         && c->n_channels >= 1 && c->n_channels <= LT_DEVICE_MAX_CHANNELS && c->buffer_frames >= 1
         && c->buffer_frames <= LT_DEVICE_MAX_FRAMES;
}

LtStatus
lt_device_open (const LtDeviceConfig *config, LtDevice **out)
{
  size_t  channel_size = LT_DEVICE_MAX_FRAMES * sizeof (float);
  LtArena arena = { 0 };

  *out = NULL;
  if (!is_sane (config))
    return LT_ERR_INVALID;
  if (config->name == NULL || strcmp (config->name, "null") != 0)
    return LT_ERR_UNAVAILABLE;

  LtStatus status = lt_arena_init (&arena, lt_arena_rounded (sizeof (LtDevice))
                                               + config->n_channels * channel_size);
  if (status != LT_OK)
    return status;

  LtDevice *self = lt_arena_take (&arena, sizeof (LtDevice));
  for (uint32_t c = 0; c < config->n_channels; c++)
    self->out[c] = lt_arena_take (&arena, channel_size);
  self->config = *config;
  self->arena = arena;
  *out = self;
  return LT_OK;
}

LtStatus
lt_device_start (LtDevice *self)
{
  if (self->started)
    return LT_OK;

  atomic_store (&self->quit, false);
  if (pthread_create (&self->thread, NULL, engine_thread, self) != 0)
    return LT_ERR_SYSTEM;
  self->started = true;
  return LT_OK;
}

LtStatus
lt_device_stop (LtDevice *self)
{
  if (!self->started)
    return LT_OK;

  int64_t         until_ns = lt_device_null_now_ns () + CONTROL_NS;
  struct timespec until = { .tv_sec = until_ns / NS_PER_S, .tv_nsec = until_ns % NS_PER_S };

  atomic_store (&self->quit, true);
  if (pthread_clockjoin_np (self->thread, NULL, CLOCK_MONOTONIC, &until) != 0)
    return LT_ERR_TIMEOUT;
  self->started = false;
  return LT_OK;
}

void
lt_device_close (LtDevice *self)
{
  if (self == NULL || lt_device_stop (self) != LT_OK)
    return;

  LtArena arena = self->arena;
  lt_arena_clear (&arena);
}

void
lt_device_get_status (LtDevice *self, LtDeviceStatus *status)
{
  *status = (LtDeviceStatus) {
    .running = atomic_load (&self->running),
    .rate_hz = self->config.rate_hz,
    .buffer_frames = self->config.buffer_frames,
    .frames = atomic_load (&self->frames),
    .backend = "null",
    .name = "null",
  };
  snprintf (status->scheduling, sizeof status->scheduling, "%s",
            atomic_load (&self->fifo) ? "fifo" : "other");
}
