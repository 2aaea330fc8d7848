// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory of a delay.
// Layer: engine. Control side only.

#include "engine/delay.h"

#include "base/audio.h"

/* Frames of ring: it must also hold the quantum that is being written. */
static uint32_t
ring_frames (uint32_t delay)
{
  uint32_t capacity = LT_QUANTUM;

  while (capacity < delay + LT_QUANTUM)
    capacity *= 2;
  return capacity;
}

size_t
lt_delay_bytes (uint32_t delay)
{
  return delay == 0 ? 0 : 2 * lt_arena_rounded (ring_frames (delay) * sizeof (float));
}

void
lt_delay_init (LtDelay *self, LtArena *arena, uint32_t delay)
{
  self->delay = delay;
  if (delay == 0)
    return;

  self->capacity = self->quiet = ring_frames (delay);
  for (int c = 0; c < 2; c++)
    self->ring[c] = lt_arena_take (arena, self->capacity * sizeof (float));
}
