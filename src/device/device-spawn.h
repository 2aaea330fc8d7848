// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts the device host as a child process and ends it in bounded time.
// Layer: device.

#pragma once

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct
{
  pid_t pid;  /* 0: none */
  int   news; /* host → program; -1: none */
  int   life; /* closed to end the host */
  int   log;  /* what it writes on stdout and stderr */
} LtDeviceSpawn;

/* A child that has nothing but its descriptors of device-link.h. The calling
   thread must live as long as the child: the child dies with it. */
LT_MUST_USE LtStatus lt_device_spawn_host (LtDeviceSpawn *self,
                                           const char    *program,
                                           int            memory_fd,
                                           int            wake_fd);

/* The same program listing its devices: `news` is then its standard output. */
LT_MUST_USE LtStatus lt_device_spawn_list (LtDeviceSpawn *self, const char *program);

/* Asks it to end and waits up to @grace_ms, then kills it. Returns within
   @grace_ms + 300 ms; closes the descriptors. */
void lt_device_spawn_end (LtDeviceSpawn *self, int grace_ms);
