// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The audio thread's sign of life.
// Layer: media. Every function in this file runs on the audio thread.

#include "media/stream-private.h"

void
lt_streamer_tick (LtStreamer *self)
{
  atomic_fetch_add_explicit (&self->n_ticks, 1, memory_order_relaxed);
}
