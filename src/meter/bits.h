// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the bit meter offers beyond its readings: the last second, bit by bit.
// Layer: meter. @state is an instance of lt_meter_bits.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

/* Of the last second (or of what there is); moves every 10 ms. */
typedef struct
{
  uint32_t mask;     /* of 32-bit words: the bits in which some magnitude is not 0; the highest is full scale */
  uint32_t word;     /* shortest word, with its sign, that holds every sample, 1 to 32; 0: silence */
  uint32_t used;     /* bits from the highest to the lowest in use, with the sign; 0: silence */
  bool     is_finer; /* steps finer than those of 32 bits: floating point; word is 32 */
} LtBitsMoment;

LT_RT void lt_bits_moment (const void *state, LtBitsMoment *out);
