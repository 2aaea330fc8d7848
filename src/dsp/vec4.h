// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Four floats at once: the compiler's vector type and the few operations C has no sign for.
// Layer: dsp. Every operation rounds as its scalar twin does, so vector code equals scalar code.

#pragma once

#include "base/rt.h"

#include <stdint.h>
#include <string.h>

typedef float   LtVec4 __attribute__ ((vector_size (16)));
typedef int32_t LtVec4i __attribute__ ((vector_size (16)));

LT_RT static inline LtVec4
lt_vec4_load (const float *from)
{
  LtVec4 v;

  memcpy (&v, from, sizeof v);
  return v;
}

LT_RT static inline void
lt_vec4_store (float *to, LtVec4 v)
{
  memcpy (to, &v, sizeof v);
}

LT_RT static inline LtVec4
lt_vec4_all (float x)
{
  return (LtVec4) { x, x, x, x };
}

LT_RT static inline LtVec4
lt_vec4_abs (LtVec4 x)
{
  return (LtVec4) ((LtVec4i) x & 0x7fffffff);
}

/* Columns become rows. */
LT_RT static inline void
lt_vec4_transpose (LtVec4 m[4])
{
  LtVec4 a = __builtin_shufflevector (m[0], m[1], 0, 4, 1, 5);
  LtVec4 b = __builtin_shufflevector (m[2], m[3], 0, 4, 1, 5);
  LtVec4 c = __builtin_shufflevector (m[0], m[1], 2, 6, 3, 7);
  LtVec4 d = __builtin_shufflevector (m[2], m[3], 2, 6, 3, 7);

  m[0] = __builtin_shufflevector (a, b, 0, 1, 4, 5);
  m[1] = __builtin_shufflevector (a, b, 2, 3, 6, 7);
  m[2] = __builtin_shufflevector (c, d, 0, 1, 4, 5);
  m[3] = __builtin_shufflevector (c, d, 2, 3, 6, 7);
}

/* What a feedback loop may keep: NaN, infinity and the absurdly loud become silence, so
   nothing bad circulates; what no one can hear becomes exactly nothing, so tails end. */
#define LT_LOOP_LOUDEST 1e6f
#define LT_LOOP_SOFTEST 1e-20f

LT_RT static inline float
lt_loop_clean (float x)
{
  float a = __builtin_fabsf (x);

  return ((a >= LT_LOOP_SOFTEST) & (a <= LT_LOOP_LOUDEST)) ? x : 0.0f; /* no branch */
}

LT_RT static inline LtVec4
lt_vec4_loop_clean (LtVec4 x)
{
  LtVec4  a = lt_vec4_abs (x);
  LtVec4i keep = (a >= LT_LOOP_SOFTEST) & (a <= LT_LOOP_LOUDEST);

  return (LtVec4) ((LtVec4i) x & keep);
}
