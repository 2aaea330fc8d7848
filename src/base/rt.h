// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Marks and set-up for the audio thread.
// Layer: base.

#pragma once

#include <stdbool.h>

/* LT_RT: bounded time; no allocation, lock, file, log or GLib call inside.
   clang >= 20 proves it (-Wfunction-effects); elsewhere the symbol whitelist of
   tests/arch and the wrapped build of tests/rt do. Between TRUSTED_BEGIN and _END
   it takes our word, and a comment says why. Behind a function pointer's
   parameters LT_RT marks what it points to. */
#if defined(__clang__) && __clang_major__ >= 20
#define LT_RT __attribute__ ((nonblocking))
#define LT_RT_TRUSTED_BEGIN _Pragma ("clang diagnostic push") _Pragma ("clang diagnostic ignored \"-Wfunction-effects\"")
#define LT_RT_TRUSTED_END _Pragma ("clang diagnostic pop")
#else
#define LT_RT
#define LT_RT_TRUSTED_BEGIN
#define LT_RT_TRUSTED_END
#endif

#if defined(__GNUC__)
#define LT_MUST_USE __attribute__ ((warn_unused_result))
#else
#define LT_MUST_USE
#endif

/* Compiled twice, with and without wide registers; the loader picks. The same operations in the same order, so the same
   bits on every machine. Once under the thread sanitizer: the loader asks before that tool has started. On static
   functions of names of their own only: clang 14 gives another name to what it defines than to what other files call, and
   makes the resolvers of static ones global. */
#if defined(__SANITIZE_THREAD__)
#define LT_WIDE
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LT_WIDE
#endif
#endif
#if !defined(LT_WIDE) && defined(__x86_64__) && defined(__gnu_linux__)
#define LT_WIDE __attribute__ ((target_clones ("avx2", "default")))
#elif !defined(LT_WIDE)
#define LT_WIDE
#endif

#define LT_N_ELEMENTS(a) (sizeof (a) / sizeof ((a)[0]))

/* Marks a literal for translation without calling gettext; xgettext reads it. */
#ifndef N_
#define N_(String) (String) /* to the letter as in glib/gi18n.h, so that either may come first */
#endif

/* Enter and leave the audio thread's rules on the calling thread. Enter sets
   flush-to-zero and denormals-are-zero and remembers what was set before;
   both drivers call it, so a denormal never makes a render differ from playback.
   Calls nest. */
typedef unsigned LtRtMode;

LT_RT LtRtMode lt_rt_enter (void);
LT_RT void     lt_rt_leave (LtRtMode before);

/* True between enter and leave on the calling thread: asked by the test that
   wraps malloc, lock and write. */
LT_RT bool lt_rt_inside (void);
