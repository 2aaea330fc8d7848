// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The samples that are heard of a clip, for who edits them: its recording's, or those of its print when it is worked over.
// Layer: studio. Any thread.

#pragma once

#include "media/progress.h"
#include "session/clip-tail.h"

#include <gio/gio.h>

/* Where frame @frame of the time line is in the file of which the samples are, its print or its recording, and back, whichever way the clip
   runs. */
double lt_sample_heard_to_file (const LtSession *session, const LtClip *clip, double frame);
double lt_sample_heard_from_file (const LtSession *session, const LtClip *clip, double frame);

/* Frames of the file under a stretch of the time line, cut to the clip; empty: nothing of it. */
void lt_sample_heard_map (const LtSession *session, const LtClip *clip, int64_t from, int64_t to, int64_t *file_from, int64_t *file_to);

/* A tail so short is left out when a clip becomes a recording: filters ring for that long. */
#define LT_SAMPLE_HEARD_TAIL_S 0.05

/* Returns: (transfer full): of LtClipTail, those worth a clip of their own, of the clip and the pieces that lt_sample_heard_cover () names;
   borrowed from @session. */
GArray *lt_sample_heard_dup_tails (const LtSession *session, LtId clip_id);

/* The frames of the file that become one recording: what the clip plays, and with it the pieces of the same print that it goes on from,
   right away or while they ring: without it they would ring by themselves, or longer. */
void lt_sample_heard_cover (const LtSession *session, const LtClip *clip, int64_t *from, int64_t *to);

/* (borrowed) one of those pieces that is locked, and would ring by itself beside the recording; NULL: none. */
const LtClip *lt_sample_heard_find_locked (const LtSession *session, const LtClip *clip);

/* (transfer full): @session with the clip, and those pieces, playing @source_id, whose first frame is frame @from of the file and which
   has @n_frames. A clip that is not worked over stays as it is but for that. */
LtSession *lt_sample_heard_freeze (const LtSession *session, LtId clip_id, LtId source_id, int64_t from, int64_t n_frames);

/* Writes the tail's print, which is ready, into @path, or one like it that is free. (transfer full): the path; NULL and @error. */
char *lt_sample_heard_keep_tail (const LtSession *session, const LtClipTail *tail, const char *folder, const char *path, GCancellable *cancellable,
                                 GError **error);
