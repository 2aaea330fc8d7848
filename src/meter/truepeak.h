// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the true-peak meter offers beyond its reading: each channel, and the peak of the last moment.
// Layer: meter. @state is an instance of lt_meter_truepeak.

#pragma once

#include "base/rt.h"

#include <stdint.h>

/* Highest since the reset on channel @c. −INFINITY: silence. */
LT_RT double lt_truepeak_channel_dbtp (const void *state, uint32_t c);

/* As a reset while the sound goes on: it forgets what it has found and not what it has heard, as a curve that began with a step
   would rise above the sound's. What was heard last, a block at most, may still count. Where the meter runs. */
LT_RT void lt_truepeak_restart (void *state);

/* Highest on channel @c since the last call of this function, for a bar that falls by itself. A meter whose
   recent peaks are asked for works harder: it can pass over less. Where the meter runs. */
LT_RT double lt_truepeak_take_recent_dbtp (void *state, uint32_t c);
