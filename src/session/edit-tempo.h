// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the map of tempo and metre.
// Layer: session. Pure, as in session/edit-session.h.
//
// Changes of tempo stand at pulses (base/tempo-map.h), those of metre at bars counted from 0. At 0 is the beginning, which
// can be changed but neither moved nor removed.

#pragma once

#include "session/session.h"

typedef enum
{
  LT_TEMPO_KEEP_TIMES, /* everything stays at its time: bars are numbered anew around it */
  /* Clips that are not locked, markers, loop, punch range, automation and changes of tempo stay at their bars. Takes that lie on one
     another, and what was chosen from them, go together as the first of them does, and not at all when one is locked. */
  LT_TEMPO_KEEP_BARS,
} LtTempoKeep;

/* Adds a change, or gives the one at @pulse other values. @bpm: clamped to 1–999. @ramp: moves to the next one's over the beats. */
LtSession *lt_edit_tempo_set (const LtSession *session, int64_t pulse, double bpm, bool ramp, LtTempoKeep keep);
/* There must be one at @from; one at @to goes. */
LtSession *lt_edit_tempo_move (const LtSession *session, int64_t from, int64_t to, LtTempoKeep keep);
LtSession *lt_edit_tempo_remove (const LtSession *session, int64_t pulse, LtTempoKeep keep);

/* The same of metres. @num 1–64, @den 1, 2, 4… 64. */
LtSession *lt_edit_tempo_set_metre (const LtSession *session, int64_t bar, uint32_t num, uint32_t den, LtTempoKeep keep);
LtSession *lt_edit_tempo_move_metre (const LtSession *session, int64_t from, int64_t to, LtTempoKeep keep);
LtSession *lt_edit_tempo_remove_metre (const LtSession *session, int64_t bar, LtTempoKeep keep);

/* The map of another session; everything stays at its time. */
LtSession *lt_edit_tempo_take (const LtSession *session, const LtSession *from);
