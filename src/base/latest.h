// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Triple buffer: one writer publishes whole values, one reader sees the newest; neither waits.
// Layer: base.

#pragma once

#include "base/rt.h"

#include <stdatomic.h>
#include <stddef.h>

typedef struct
{
  char       *slots;   /* three values of @size bytes, owned by the caller */
  size_t      size;    /* bytes, a multiple of 64 keeps the threads apart */
  _Atomic int middle;  /* slot 0–2 between the threads; bit 2: newer than the reader's */
  int         writing; /* writer only */
  int         reading; /* reader only */
} LtLatest;

/* @memory holds 3 × @size zeroed bytes and outlives it. */
void lt_latest_init (LtLatest *self, void *memory, size_t size);

/* Writer only: fill the returned value, then publish it. */
LT_RT void *lt_latest_begin (LtLatest *self);
LT_RT void  lt_latest_publish (LtLatest *self);

/* Reader only: the newest published value; stays valid until the next call. */
LT_RT const void *lt_latest_read (LtLatest *self);
