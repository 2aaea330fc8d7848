// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two neighbours of a track that overlap, and the X of their fades: where it is, what moves it, what bends it.
// Layer: app. Pure, but for words, which are translated.

#pragma once

#include "session/edit-clip.h"

#define LT_CROSS_REACH_PX 12.0 /* to each side of its middle: where a hand takes hold of it */
#define LT_CROSS_LEAST_PX 6.0  /* a narrower one is no target */

typedef struct
{
  const LtClip *before, *after; /* borrowed from the session */
  int64_t       from, to;       /* of the overlap, on the time line */
} LtCross;

/* The clips @i and @i + 1 of @track. FALSE: they don't overlap, one lies within the other, or neither fades there. */
gboolean lt_cross_find (const LtTrack *track, guint i, LtCross *out);

/* The one in which @clip_id is the later clip. */
gboolean lt_cross_find_into (const LtSession *session, LtId clip_id, LtCross *out);

/* (transfer full): it and both edges later by @by frames, as far as both sounds and their other fades let it. What sounds
   stays in its place. @session itself when a clip is locked. */
LtSession *lt_cross_move (const LtSession *session, const LtCross *cross, int64_t by);

/* (transfer full): both fades as long as the overlap, with @curve. */
LtSession *lt_cross_bend (const LtSession *session, const LtCross *cross, LtFadeCurve curve);

/* The curve @steps fuller (below 0: emptier) in its middle than @curve; stops at the fullest. */
LtFadeCurve lt_cross_step_curve (LtFadeCurve curve, int steps);

/* (transfer full): @next, which is @session but for trimmed edges of @clip_id: fades that filled an overlap fill it still. */
LtSession *lt_cross_keep (const LtSession *session, const LtSession *next, LtId clip_id);

const char *lt_cross_get_curve_name (LtFadeCurve curve); /* translated */
