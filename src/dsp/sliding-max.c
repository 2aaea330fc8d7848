// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sliding maximum: its memory.
// Layer: dsp.

#include "dsp/sliding-max.h"

static uint32_t
capacity (uint32_t max_window)
{
  uint32_t n = 2;

  while (n < max_window + 1) /* a new value enters before the oldest leaves */
    n *= 2;
  return n;
}

size_t
lt_sliding_max_size (uint32_t max_window)
{
  return capacity (max_window) * sizeof (LtSlidingMaxEntry);
}

void
lt_sliding_max_init (LtSlidingMax *self, uint32_t max_window, void *memory)
{
  self->entries = memory;
  self->mask = capacity (max_window) - 1;
  lt_sliding_max_reset (self);
}
