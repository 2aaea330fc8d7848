// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When a server is asked for again: soon after it was lost, rarely after a long time, at once when one seems to have come.
// Layer: device. The supervisor's.

#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  uint32_t attempts; /* since the last sound, or since a server seemed to have come */
  bool     heard;    /* there was sound since the start */
  bool     again;    /* the last rest was cut short by what came during an attempt */
  int      watch_fd; /* of device-watch.h */
} LtDeviceRetry;

void lt_device_retry_open (LtDeviceRetry *self);
void lt_device_retry_close (LtDeviceRetry *self);

/* Waits from an attempt that was begun at @began_ns (monotonic) and has ended to the next; ends early when @quit is set and
   @control_fd, an eventfd that is emptied, was written. */
void lt_device_retry_rest (LtDeviceRetry *self, int64_t began_ns, int control_fd, atomic_bool *quit);
