// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One sound file as live playback reads it: from memory, without waiting, at any position.
// Layer: media.
//
// Any number of threads may read one stream at once. What is not in memory yet reads as silence and is counted.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct _LtStream LtStream;

/* ---- the audio thread's ---- */

/* n frames from @frame into out[channel] of each of the stream's channels. Before 0 and past the end is silence.
   Also announces what comes next. Returns: false when a part was not in memory (it is silence in @out). */
LT_RT bool lt_stream_read (LtStream *self, int64_t frame, uint32_t n, float *const *out);

/* Reading will begin at @frame soon: a clip that starts within the next seconds, the start of a loop. */
LT_RT void lt_stream_want (LtStream *self, int64_t frame);

/* Is all of it in memory? */
LT_RT bool lt_stream_ready (const LtStream *self, int64_t frame, uint32_t n);

/* ---- anyone's ---- */

uint32_t lt_stream_n_channels (const LtStream *self);
int64_t  lt_stream_n_frames (const LtStream *self);
uint32_t lt_stream_rate_hz (const LtStream *self);
uint64_t lt_stream_n_starved (const LtStream *self); /* reads that found something missing */
uint64_t lt_stream_n_errors (const LtStream *self);  /* blocks that the disk did not give, or that the file lost */

/* Announces and waits; never on the audio thread. Returns: ready before the time was over */
bool lt_stream_wait_ready (LtStream *self, int64_t frame, uint32_t n, uint32_t timeout_ms);
