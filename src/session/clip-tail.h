// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tails of clips: what their effects still give when the clip is over.
// Layer: session. Any thread.
//
// A clip's fade-out shapes what its effects give of all that begins in it; what began before the fade rings on, past the end of the
// clip, with the clip's gain and what its envelope is at the end. So a tail begins where the fade-out does, with nothing. Where a
// piece of the same print goes on in time (the other half of a cut clip), the ringing is in that print: the tail ends there, and is
// none at all when that piece is there at the end of the clip.

#pragma once

#include "session/session.h"

#define LT_CLIP_TAIL_MAX_S 10.0

typedef struct
{
  const LtClip *clip;
  int64_t       from, to; /* on the time line */
  int64_t       fade_out; /* frames at its end in which another piece of the print comes in; 0: it rings to its end */
} LtClipTail;

/* Frames behind the clip's end for which its effects may still be heard above −120 dBFS, as they say themselves, however the clip lies;
   at most LT_CLIP_TAIL_MAX_S. 0: it has no effects at work, or none of these rings. */
int64_t lt_clip_tail_length (const LtSession *session, const LtClip *clip);

/* The tail of clip @index of @track as it is heard. False: none is. */
bool lt_clip_tail_find (const LtSession *session, const LtTrack *track, guint index, LtClipTail *out);

/* The same of a clip of @session, wherever it is. */
bool lt_clip_tail_find_of (const LtSession *session, LtId clip_id, LtClipTail *out);

/* Both play the same in time, worked over alike, and the print of @next has what rings of @clip; that need not be the same print: a piece
   that is trimmed far has one of a wider window. */
bool lt_clip_tail_goes_on (const LtSession *session, const LtClip *clip, const LtClip *next);

/* Both sound alike: the same print, cut at the same place, equally loud, at the same time. */
bool lt_clip_tail_is_same (const LtClipTail *a, const LtClipTail *b);

/* Where the last of all tails is over; 0: there are none. */
int64_t lt_clip_tail_get_end (const LtSession *session);
