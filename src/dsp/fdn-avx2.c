// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The feedback delay network's block for machines with AVX2.
// Layer: dsp.
//
// The whole file, headers too, is compiled for them: vectors of eight are split early, so that
// clones of one function would get the halves.

#if defined(__x86_64__)
#define LT_FDN_AVX2 1
#if defined(__clang__)
#pragma clang attribute push (__attribute__ ((target ("avx2"))), apply_to = function)
#else
#pragma GCC target ("avx2")
#endif
#else
#define LT_FDN_AVX2 1
#endif

#include "dsp/fdn-private.h"

void
lt_fdn_avx2_run (LtFdn *self, const LtFdnBlock *blk)
{
  run_block (self, blk);
}

#if LT_FDN_AVX2 && defined(__clang__)
#pragma clang attribute pop
#endif

bool
lt_fdn_avx2_runs (void)
{
#if LT_FDN_AVX2
  return __builtin_cpu_supports ("avx2") != 0;
#else
  return false;
#endif
}
