// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cue points of a file that comes in become markers of the session.
// Layer: studio. Pure.

#pragma once

#include "media/markers.h"
#include "session/session.h"

/* @cues: of LtCue, at the session's rate, of a recording whose first frame is at @pos_frames. One that is there already (its
   name, within a frame of its place) does not come again; those before 0 are left out. @n_added: adds how many came.
   Returns: (transfer full) */
LtSession *lt_intake_markers_add (const LtSession *session, const GArray *cues, int64_t pos_frames, guint *n_added);
