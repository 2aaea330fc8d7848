// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stereo frames in a file without a name in the user's cache folder: it goes with whoever has it, whatever happens.
// Layer: studio.

#pragma once

#include "engine/feed.h"

#include <gio/gio.h>

typedef struct _LtFrameFile LtFrameFile;

LtFrameFile *lt_frame_file_new (GError **error);
void         lt_frame_file_free (LtFrameFile *self); /* NULL is fine */

/* n frames from @from (0 or more), interleaved; what is behind the end is silence. Any thread. */
bool lt_frame_file_read (const LtFrameFile *self, int64_t from, uint32_t n, float *out, GError **error);
bool lt_frame_file_write (LtFrameFile *self, int64_t from, uint32_t n, const float *in, GError **error);

/* Ends at @n_frames. */
bool lt_frame_file_cut (LtFrameFile *self, int64_t n_frames, GError **error);

/* What is in the file, as a clip plays it; offline, for one strip. What can't be read is silence. */
typedef struct _LtFrameFeed LtFrameFeed;

LtFrameFeed *lt_frame_file_feed_new (const LtFrameFile *file); /* borrowed: it has to live as long */
void         lt_frame_file_feed_free (LtFrameFeed *self);      /* NULL is fine */
LtFeed       lt_frame_file_feed (LtFrameFeed *self);
