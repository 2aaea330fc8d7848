// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Waits for the end of a thread, but not for ever.
// Layer: device.

#pragma once

#include "base/status.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

/* Joins @thread, which clears @running last of all; it is set before the thread is
   made. LT_ERR_TIMEOUT at @until_ns (monotonic): it may be joined later. */
LT_MUST_USE LtStatus lt_device_join (pthread_t thread, atomic_bool *running, int64_t until_ns);
