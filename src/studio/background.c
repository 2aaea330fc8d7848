// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// On Linux a priority is a thread's own.
// Layer: studio.

#include "studio/background.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NICE 10

void
lt_background_give_way (void)
{
  (void) setpriority (PRIO_PROCESS, (id_t) syscall (SYS_gettid), NICE);
}
