// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Device join: a flag first, because ThreadSanitizer knows no join with a monotonic deadline.
// Layer: device.

#include "device/device-join.h"

#include "device/device-null.h"

#include <time.h>

LtStatus
lt_device_join (pthread_t thread, atomic_bool *running, int64_t until_ns)
{
  while (atomic_load (running))
    {
      if (lt_device_null_now_ns () >= until_ns)
        return LT_ERR_TIMEOUT;
      nanosleep (&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    }
  return pthread_join (thread, NULL) == 0 ? LT_OK : LT_ERR_SYSTEM;
}
