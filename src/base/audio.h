// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What audio is in this program: planar 32-bit float, at most 64 frames at a time.
// Layer: base.

#pragma once

#include "base/rt.h"

#include <stdint.h>
#include <string.h>

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

/* Digital silence: every bit is 0. Sound is told by its first frames. */
LT_RT static inline bool
lt_is_silent (const float *in, uint32_t n)
{
  uint32_t i = 0;

  for (; i + 4 <= n; i += 4)
    {
      uint64_t bits[2];

      memcpy (bits, in + i, sizeof bits);
      if ((bits[0] | bits[1]) != 0)
        return false;
    }
  for (; i < n; i++)
    {
      uint32_t bits;

      memcpy (&bits, in + i, sizeof bits);
      if (bits != 0)
        return false;
    }
  return true;
}
