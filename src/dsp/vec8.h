// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Eight floats at once, for kernels that are compiled once for each instruction set. Without contraction they give
// the same bits.
// Layer: dsp. Passed by address only: how a value of this size is passed depends on the instruction set.

#pragma once

#include "dsp/vec4.h"

typedef float   LtVec8 __attribute__ ((vector_size (32)));
typedef int32_t LtVec8i __attribute__ ((vector_size (32)));
typedef float   LtVec8At __attribute__ ((vector_size (32), aligned (4), may_alias)); /* anywhere in an array */

#define LT_VEC8_INLINE static inline __attribute__ ((always_inline, unused))

LT_RT LT_VEC8_INLINE void
lt_vec8_load (LtVec8 *v, const float *from)
{
  *v = *(const LtVec8At *) from;
}

LT_RT LT_VEC8_INLINE void
lt_vec8_store (float *to, const LtVec8 *v)
{
  *(LtVec8At *) to = *v;
}

/* See lt_vec4_loop_clean. */
LT_RT LT_VEC8_INLINE void
lt_vec8_loop_clean (LtVec8 *x)
{
  LtVec8  a = (LtVec8) ((LtVec8i) *x & 0x7fffffff);
  LtVec8i keep = (a >= LT_LOOP_SOFTEST) & (a <= LT_LOOP_LOUDEST);

  *x = (LtVec8) ((LtVec8i) *x & keep);
}

/* Eight rows of four frames, each row `stride` floats apart, as four columns of eight. */
LT_RT LT_VEC8_INLINE void
lt_vec8_load_columns (LtVec8 column[4], const float *from, uint32_t stride)
{
  LtVec4 low[4], high[4];

  for (uint32_t k = 0; k < 4; k++)
    {
      low[k] = lt_vec4_load (from + k * stride);
      high[k] = lt_vec4_load (from + (k + 4) * stride);
    }
  lt_vec4_transpose (low);
  lt_vec4_transpose (high);
  for (uint32_t k = 0; k < 4; k++)
    column[k] = __builtin_shufflevector (low[k], high[k], 0, 1, 2, 3, 4, 5, 6, 7);
}

LT_RT LT_VEC8_INLINE void
lt_vec8_store_columns (float *to, uint32_t stride, const LtVec8 column[4])
{
  LtVec4 low[4], high[4];

  for (uint32_t k = 0; k < 4; k++)
    {
      low[k] = __builtin_shufflevector (column[k], column[k], 0, 1, 2, 3);
      high[k] = __builtin_shufflevector (column[k], column[k], 4, 5, 6, 7);
    }
  lt_vec4_transpose (low);
  lt_vec4_transpose (high);
  for (uint32_t k = 0; k < 4; k++)
    {
      lt_vec4_store (to + k * stride, low[k]);
      lt_vec4_store (to + (k + 4) * stride, high[k]);
    }
}
