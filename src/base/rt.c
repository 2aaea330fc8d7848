// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Flush-to-zero for the audio thread, and the flag that the real-time test reads.
// Layer: base.

#include "base/rt.h"

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

/* In .tdata although it begins as nothing: a program whose thread storage holds only unset values cannot be started when
 * the linker puts them before a page's end (seen with mold 1.10, rui314/mold issue 1151). */
static _Thread_local int depth __attribute__ ((section (".tdata")));

/* A thread's own flag in the program's own memory costs a load; the compiler thinks of libraries, where it may allocate. */
LT_RT_TRUSTED_BEGIN

LtRtMode
lt_rt_enter (void)
{
  LtRtMode before = 0;

  depth++;
#if defined(__SSE2__)
  before = _mm_getcsr ();
  _mm_setcsr (before | 0x8040u); /* FTZ, DAZ */
#elif defined(__aarch64__)
  unsigned long fpcr;
  __asm__ volatile ("mrs %0, fpcr" : "=r"(fpcr));
  before = (LtRtMode) fpcr;
  __asm__ volatile ("msr fpcr, %0" : : "r"(fpcr | (1ul << 24)));
#endif
  return before;
}

void
lt_rt_leave (LtRtMode before)
{
#if defined(__SSE2__)
  _mm_setcsr (before);
#elif defined(__aarch64__)
  __asm__ volatile ("msr fpcr, %0" : : "r"((unsigned long) before));
#else
  (void) before;
#endif
  depth--;
}

bool
lt_rt_inside (void)
{
  return depth > 0;
}

LT_RT_TRUSTED_END
