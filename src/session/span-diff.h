// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where on the time line two sessions play something else: what of a song has to be rendered again.
// Layer: session.

#pragma once

#include "session/session.h"

typedef struct
{
  int64_t from, to; /* frames; to: not included, INT64_MAX: for good */
} LtSpanDiff;

/* Appends to @spans (of LtSpanDiff) where clips and points of lanes play otherwise in @after than in @before, in order
   and apart from each other, the tails of clips' own effects among them; what clips and lanes cause later on in strips is not
   counted. A clip that was split, or trimmed where it was, counts where it sounds otherwise alone.
   Returns: (transfer full): @before with sources, clips and lanes of @after: what else differs, differs between this and
   @after. NULL: more differs than has a place (tracks, lanes come or go, a track becomes stereo). */
LtSession *lt_span_diff_find (const LtSession *before, const LtSession *after, GArray *spans);

/* @spans as it has to be: in order, none empty, those nearer than @gap frames in one. */
void lt_span_diff_tidy (GArray *spans, int64_t gap);
