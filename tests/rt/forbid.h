// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A program that links forbid.c ends when the audio thread allocates, locks, waits, or touches a file.
// Layer: tests.

#pragma once

#include <stdbool.h>

/* Ends the program when the calling thread is the audio thread. The wrappers call it. */
void lt_forbid_check (const char *name);

/* From now on only threads that say true are watched: a render, which keeps the same rules but for its files, may run beside. */
void lt_forbid_choose (bool here);
