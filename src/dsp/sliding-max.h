// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The largest of the last `window` values, at constant cost a value on average.
// Layer: dsp. Memory is the caller's.
// Ref: D. Lemire, "Streaming maximum-minimum filter using no more than three comparisons per
//      element", 2006 (the monotonic wedge).

#pragma once

#include "base/rt.h"

#include <stddef.h>
#include <stdint.h>

typedef struct
{
  float    value;
  uint32_t at;
} LtSlidingMaxEntry;

typedef struct
{
  LtSlidingMaxEntry *entries; /* falling values, rising times */
  uint32_t           mask, head, tail, now;
} LtSlidingMax;

/* Bytes for windows of up to max_window values. */
size_t lt_sliding_max_size (uint32_t max_window);
void   lt_sliding_max_init (LtSlidingMax *self, uint32_t max_window, void *memory);

LT_RT static inline void
lt_sliding_max_reset (LtSlidingMax *self)
{
  self->head = self->tail = self->now = 0;
}

/* window: 1 to max_window; it may change from value to value. */
LT_RT static inline float
lt_sliding_max_push (LtSlidingMax *self, float value, uint32_t window)
{
  while (self->tail != self->head && self->entries[(self->tail - 1) & self->mask].value <= value)
    self->tail--;
  self->entries[self->tail++ & self->mask] = (LtSlidingMaxEntry) { value, self->now };
  while (self->now - self->entries[self->head & self->mask].at >= window)
    self->head++;
  self->now++;
  return self->entries[self->head & self->mask].value;
}
