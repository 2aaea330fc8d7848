// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What audio is in this program: planar 32-bit float, at most 64 frames at a time.
// Layer: base.

#pragma once

#include <stdint.h>

#define LT_QUANTUM 64u        /* frames; the grid of the session's time line */
#define LT_MAX_CHANNELS 2u    /* of a strip */
#define LT_RATE_MIN_HZ 8000.0
#define LT_RATE_MAX_HZ 384000.0

typedef uint64_t LtId; /* stable name of anything in a session; 0 is nobody */

/* Frames from @pos to the next grid line, 1 to LT_QUANTUM; @pos >= 0. */
static inline uint32_t
lt_quantum_length (int64_t pos)
{
  return LT_QUANTUM - (uint32_t) (pos % LT_QUANTUM);
}
