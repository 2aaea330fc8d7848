// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps the next seconds of every playing file in memory, within a budget.
// Layer: media.
//
// One thread reads the disk. The most urgent block comes first; the block that was wanted longest ago gives
// its place. Hand-over to the audio thread is by C11 atomics alone (media/stream.h).

#pragma once

#include "media/stream.h"

#include <glib.h>

typedef struct _LtStreamer LtStreamer;

/* 0 takes the default: 96 MiB, 3 s of read-ahead (less when so many streams play that the budget would not do). */
LtStreamer *lt_streamer_new (uint64_t budget_bytes, double ahead_s);

/* Every stream must have been removed, or no audio thread be left. */
void lt_streamer_free (LtStreamer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStreamer, lt_streamer_free)

/* Channels first … first + n_channels - 1 of the file, at most 2; n_channels 0 takes all of a mono or stereo file.
   The file's rate is the caller's business. Returns: owned by the streamer; NULL and @error set on failure */
LtStream *lt_streamer_add (LtStreamer *self, const char *path, uint32_t first, uint32_t n_channels, GError **error);

/* Once no plan that reads it is left: the stream is gone when this returns. */
void lt_streamer_remove (LtStreamer *self, LtStream *stream);

/* The audio thread, once a quantum, whatever it plays: the disk thread looks for wishes more often while it is called.
   Blocks are safe without it. */
LT_RT void lt_streamer_tick (LtStreamer *self);

/* Memory that holds sound now, and what it may grow to. */
uint64_t lt_streamer_used_bytes (LtStreamer *self);
uint64_t lt_streamer_budget_bytes (const LtStreamer *self);
