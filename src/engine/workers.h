// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A few threads that share the strips of one level of a plan, offline.
// Layer: engine. Not for the audio thread: it may sleep.

#pragma once

#include "base/status.h"

#include <stdint.h>

typedef struct LtWorkers LtWorkers;

typedef void (*LtWork) (void *data, uint32_t index);

/* @n_threads 1 to 64, the calling thread counted. NULL when threads or memory are out. */
LtWorkers *lt_workers_new (uint32_t n_threads);
void       lt_workers_free (LtWorkers *self); /* NULL is fine */

/* work (data, 0 … n - 1), each exactly once, in any order and on any of the threads; returns when all
   are done. Every thread has entered the audio thread's floating-point mode. */
void lt_workers_run (LtWorkers *self, LtWork work, void *data, uint32_t n);
