// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of clips and their neighbours: joining and cross-fading.
// Layer: session.
//
// Clips of a track that overlap are summed, so an overlap is smooth when the earlier one fades out and the later one in over
// exactly its length: with equal gain where both play the same samples at the same time, else with equal power.

#pragma once

#include "session/session.h"

/* As in session/edit-clips.h. */

/* Neighbours of one track that are stretches of one sound, touching or overlapping, become one, without the fades between
   them. @kept receives what they became; @left (NULL: nobody asks) those of @ids, one a run of neighbours, that something
   follows which is no continuation: to be joined, they would have to be consolidated. */
LtSession *lt_edit_clips_join (const LtSession *session, const GArray *ids, GArray *kept, GArray *left);

/* Where one of them overlaps a neighbour of its track, both get the fades. Those that only touch are drawn out over each
   other by up to @reach frames, as far as there is sound; 0: they stay as they are. */
LtSession *lt_edit_clips_crossfade (const LtSession *session, const GArray *ids, int64_t reach);

/* Do both play the same samples at the same time? */
bool lt_edit_clips_is_same_sound (const LtClip *a, const LtClip *b);
