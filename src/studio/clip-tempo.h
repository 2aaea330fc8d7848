// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tempo under a clip's print, for effects whose times are notes. Parts of a cut clip lie on the same frames of the time line, so
// one print serves them all.
// Layer: studio. Any thread.

#pragma once

#include "session/session.h"

typedef struct
{
  const LtTempoMap *map; /* borrowed from the session */
  double            rate_hz;
  int64_t           begin;  /* where on the time line the print's first frame would sound; before 0 too */
  bool              is_even; /* from there to the print's end */
} LtClipTempo;

LtClipTempo lt_clip_tempo_of (const LtSession *session, const LtClip *clip, const LtSource *source);

/* Quarter notes a minute at frame @frame of the print. */
double lt_clip_tempo_at (const LtClipTempo *self, int64_t frame);

/* Appends what there is to say of it: the same text is the same tempo all along. */
void lt_clip_tempo_describe (const LtClipTempo *self, GString *text);
