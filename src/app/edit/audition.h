// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One clip heard alone, through its track and the rest of the way: from a place in it to its end, then all is as it was.
// Layer: app. Main thread. Neither document nor files know of it.

#pragma once

#include "app/edit/edit-state.h"

/* From @from (frames of the time line; where it is outside of the clip: its start). One that sounds already ends. */
void lt_audition_start (LtEditState *state, LtId clip_id, int64_t from);

/* Ends it; nothing happens when none sounds. Returns: whether one did. */
gboolean lt_audition_stop (LtEditState *state);

/* (transfer full): @session as it is heard then: no other clip on the track, no other track, not muted, no loop. */
LtSession *lt_audition_make (const LtSession *session, LtId clip_id);
