// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device retry: each attempt starts a process and asks every sound system, so that they must not be many.
// Layer: device.

#include "device/device-retry.h"

#include "base/status.h"
#include "device/device-null.h"
#include "device/device-watch.h"

#include <poll.h>
#include <unistd.h>

#define NS_PER_MS        1000000
#define RETRY_MS         500 /* from the start of an attempt to the next */
#define REST_MS          200 /* at least so long from the end of one to the next */
#define PATIENT_RETRY_MS 1000
#define RARE_RETRY_MS    15000
#define EAGER_RETRIES    20u
#define PATIENT_RETRIES  120u
#define FIRST_RETRIES    4u /* where there has never been sound, there may be no device at all */

void
lt_device_retry_open (LtDeviceRetry *self)
{
  *self = (LtDeviceRetry){ .watch_fd = lt_device_watch_open () };
}

void
lt_device_retry_close (LtDeviceRetry *self)
{
  if (self->watch_fd >= 0)
    close (self->watch_fd);
  self->watch_fd = -1;
}

/* A lost device is likely to come back; one that never was is not. */
static int
retry_ms (const LtDeviceRetry *self)
{
  if (self->attempts < (self->heard ? EAGER_RETRIES : FIRST_RETRIES))
    return RETRY_MS;
  return self->heard && self->attempts < PATIENT_RETRIES ? PATIENT_RETRY_MS : RARE_RETRY_MS;
}

/* True: a server seems to have come before @until_ns; @watch_fd −1: only time is waited for. */
static bool
wait_until (int64_t until_ns, int watch_fd, int control_fd, atomic_bool *quit)
{
  bool heard = false;

  while (!heard && !atomic_load (quit))
    {
      int64_t       left_ms = (until_ns - lt_device_null_now_ns () + NS_PER_MS - 1) / NS_PER_MS;
      struct pollfd fds[] = {
        { .fd = control_fd, .events = POLLIN },
        { .fd = watch_fd, .events = POLLIN },
      };
      uint64_t count;

      if (left_ms <= 0)
        return false;
      if (poll (fds, LT_N_ELEMENTS (fds), (int) left_ms) <= 0)
        continue;
      if (fds[0].revents != 0 && read (control_fd, &count, sizeof count) < 0)
        continue;
      heard = lt_device_watch_heard (watch_fd);
    }
  return heard;
}

void
lt_device_retry_rest (LtDeviceRetry *self, int64_t began_ns, int control_fd, atomic_bool *quit)
{
  int64_t next_ns = began_ns + (int64_t) retry_ms (self) * NS_PER_MS;
  int64_t rested_ns = lt_device_null_now_ns () + (int64_t) REST_MS * NS_PER_MS;

  /* What came during the attempt may be its own doing: it is tried once more at most. */
  self->again = lt_device_watch_heard (self->watch_fd) && !self->again;

  /* A socket is there before its server answers: attempts are eager again. */
  if (!self->again && wait_until (next_ns, self->watch_fd, control_fd, quit))
    self->attempts = 0;
  wait_until (rested_ns, -1, control_fd, quit);
}
