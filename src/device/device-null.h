// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The null device: a timer that says when the next buffer is due.
// Layer: device. No drift: every deadline is counted from the start.

#pragma once

#include <stdint.h>

typedef struct
{
  double   rate_hz;
  uint32_t buffer_frames;
  int64_t  start_ns;  /* monotonic clock */
  uint64_t n_buffers; /* since start_ns */
} LtDeviceNull;

/* Monotonic clock. */
int64_t lt_device_null_now_ns (void);

/* The first buffer is due one buffer from now. */
void lt_device_null_start (LtDeviceNull *self, double rate_hz, uint32_t buffer_frames);

/* Leaves out as many buffers as take @ns, rounded down: the next wait sleeps for them, too. */
void lt_device_null_skip (LtDeviceNull *self, int64_t ns);

/* Sleeps until the next buffer is due. After a long sleep of the machine or the
   thread it starts counting anew instead of asking for all that was missed. */
void lt_device_null_wait (LtDeviceNull *self);
