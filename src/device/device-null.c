// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Null device: absolute sleeps on the monotonic clock.
// Layer: device.

#include "device/device-null.h"

#include <errno.h>
#include <time.h>

#define NS_PER_S   1000000000
#define GIVE_UP_NS (NS_PER_S / 2)

int64_t
lt_device_null_now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * NS_PER_S + now.tv_nsec;
}

void
lt_device_null_start (LtDeviceNull *self, double rate_hz, uint32_t buffer_frames)
{
  self->rate_hz = rate_hz;
  self->buffer_frames = buffer_frames;
  self->start_ns = lt_device_null_now_ns ();
  self->n_buffers = 0;
}

void
lt_device_null_skip (LtDeviceNull *self, int64_t ns)
{
  double buffer_ns = (double) self->buffer_frames * NS_PER_S / self->rate_hz;

  self->n_buffers += (uint64_t) ((double) ns / buffer_ns);
}

void
lt_device_null_wait (LtDeviceNull *self)
{
  double  buffer_ns = (double) self->buffer_frames * NS_PER_S / self->rate_hz;
  int64_t due = self->start_ns + (int64_t) ((double) ++self->n_buffers * buffer_ns);
  int64_t late = lt_device_null_now_ns () - due;

  if (late > GIVE_UP_NS && (double) late > 4.0 * buffer_ns)
    {
      lt_device_null_start (self, self->rate_hz, self->buffer_frames);
      return;
    }
  if (late >= 0)
    return;

  struct timespec until = { .tv_sec = due / NS_PER_S, .tv_nsec = due % NS_PER_S };
  while (clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
    ;
}
