// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of its source a clip works over, and where its own frames lie in the result, which is called its print.
// Layer: session. Any thread.
//
// A clip counts its offset in the frames of the whole source stretched: cutting, trimming and slipping stay whole numbers. What
// is worked over together is a window of the source that all parts of a cut clip keep, so that they go on sounding as the whole.

#pragma once

#include "session/session.h"

/* Nothing of stretch, pitch and effects is set, not even an effect that is bypassed. */
bool lt_clip_sound_is_unset (const LtClip *clip);

/* It is heard as recorded: nothing is set, or all of it rests. */
bool lt_clip_sound_is_plain (const LtClip *clip);

/* Both are worked over the same; over whichever window. */
bool lt_clip_sound_is_alike (const LtClip *a, const LtClip *b);

/* The same, over the same window: one print serves both. */
bool lt_clip_sound_is_same (const LtClip *a, const LtClip *b);

/* Frames of the session that a source of @n_frames lasts, @stretch times as long; at least 1. */
int64_t lt_clip_sound_stretched (int64_t n_frames, double stretch);

/* Frames of the source, [*first, *last), under @length frames of the clip from its frame @at on: however it is stretched and
   whichever way it runs, not cut to what there is of the source. */
void lt_clip_sound_played (const LtClip *clip, int64_t at, int64_t length, int64_t *first, int64_t *last);

/* Where frame @source_frame of the source sounds on the time line, whether the clip plays it or not: by the stretch, which an
   engine follows within milliseconds. */
double lt_clip_sound_place (const LtClip *clip, double source_frame);

/* Frames of @source that the print is made from, [*from, *to): the clip's window, and whatever else it plays. */
void lt_clip_sound_window (const LtClip *clip, const LtSource *source, int64_t *from, int64_t *to);

/* How long the print is, and the frame of it with which the clip begins. A clip that plays backwards has a print that does. */
int64_t lt_clip_sound_print_length (const LtClip *clip, const LtSource *source);
int64_t lt_clip_sound_print_offset (const LtClip *clip, const LtSource *source);

/* Borrowed; NULL: the clip has no such slot, or no clip of the session has. @clip and @track may be NULL. */
const LtSlot *lt_clip_sound_find_slot (const LtClip *clip, LtId slot_id);
const LtSlot *lt_clip_sound_find (const LtSession *session, LtId slot_id, const LtClip **clip, const LtTrack **track);
