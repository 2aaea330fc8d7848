// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The convolution's loops for machines with AVX2.
// Layer: dsp.
//
// The whole file, headers too, is compiled for them; see fdn-avx2.c.

#if defined(__x86_64__)
#define LT_PART_CONV_AVX2 1
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#else
#define LT_PART_CONV_AVX2 0
#endif

#include "dsp/part-conv-private.h"

void
lt_part_conv_avx2_multiply (const LtPartConvSpec *spec,
                            LtPartConvLevel      *level,
                            uint32_t              first,
                            uint32_t              end)
{
  multiply_groups (spec, level, first, end);
}

void
lt_part_conv_avx2_head (float *out, const float *x, const float *taps, uint32_t n)
{
  add_head (out, x, taps, n);
}

#if LT_PART_CONV_AVX2 && defined(__clang__)
#pragma clang attribute pop
#endif

bool
lt_part_conv_avx2_runs (void)
{
#if LT_PART_CONV_AVX2
  return __builtin_cpu_supports ("avx2") != 0;
#else
  return false;
#endif
}
