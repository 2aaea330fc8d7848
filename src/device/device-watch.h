// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Notices that a sound server or a card has come, by the files that they make: asking them all takes a process each time.
// Layer: device. The supervisor's.

#pragma once

#include <stdbool.h>

/* A descriptor to poll for input; -1: nothing can be watched. Closed by the caller. JACK's and PulseAudio's places are taken
   from the environment as those systems do. */
int lt_device_watch_open (void);

/* Takes in what has happened so far; true when a server or a card may have come by it. */
bool lt_device_watch_heard (int fd);
