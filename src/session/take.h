// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looking at the takes of a track.
// Layer: session. Any thread.

#pragma once

#include "session/session.h"

guint lt_take_n (const LtTrack *track);

/* Borrowed; NULL: none. @track and @index, its place among the track's takes, may be NULL. */
const LtTake *lt_take_find (const LtSession *session, LtId take_id, const LtTrack **track, guint *index);

/* Which take of @track its clip @clip was chosen from: the one that plays the same samples at the same time. −1: none. */
int lt_take_find_of (const LtTrack *track, const LtClip *clip);

/* From where to where its track is heard as @clip: cross-fades belong to both halves, so it ends in the middle of them. Frames. */
void lt_take_get_stretch (const LtTrack *track, const LtClip *clip, int64_t *from, int64_t *to);

/* A stretch of a track that is heard as one clip, and the take it was chosen from; −1: none. */
typedef struct
{
  int64_t from, to; /* frames */
  LtId    clip_id;
  int     take;
} LtTakeStretch;

GArray *lt_take_dup_stretches (const LtTrack *track); /* (transfer full): of LtTakeStretch, in the order of the clips */

/* Clips of takes that lie on one another, and what was chosen from them: it stays in line when all of it moves the same way. */
typedef struct
{
  int64_t from, to; /* frames */
  int64_t last;     /* where the last of its clips starts */
  bool    locked;   /* one of them is */
} LtTakeStack;

GArray *lt_take_dup_stacks (const LtTrack *track); /* (transfer full): of LtTakeStack, ascending and apart */

/* Borrowed; NULL: @clip, of a take or of the track, is in none of @stacks. */
const LtTakeStack *lt_take_find_stack (const GArray *stacks, const LtClip *clip);

/* Has the take a clip between @from and @to? */
bool lt_take_has_sound (const LtTake *take, int64_t from, int64_t to);
