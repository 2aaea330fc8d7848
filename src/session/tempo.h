// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session's map of tempo and metre: a value that sessions share.
// Layer: session.

#pragma once

#include "session/session.h"

/* Out of any points: sorted, in range, of several at one place the last one; those of the beginning are moved to it.
   At least one of each must be given. */
LtTempoMap *lt_tempo_new (const LtTempoPoint *tempos, guint n_tempos, const LtMetreChange *metres, guint n_metres);
LtTempoMap *lt_tempo_ref (const LtTempoMap *self);
void        lt_tempo_unref (LtTempoMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTempoMap, lt_tempo_unref)

/* @fresh: nobody else has it yet; takes @map. For edits and the store. */
void lt_tempo_give (LtSession *fresh, LtTempoMap *map);

/* Places on the time line as those in the music. */
double  lt_tempo_get_pulse (const LtSession *session, int64_t frames);
int64_t lt_tempo_get_frames (const LtSession *session, double pulse);

/* (transfer full): "25|1|000", as people count. */
char *lt_tempo_dup_place (const LtTempoMap *self, double pulse);

/* "25|1|000", "25.1", "25", as written, whether its bar has so many beats or not: false when it is none. */
bool lt_tempo_read_place (const char *text, LtTempoPlace *place);

/* The same as a place of the time line: false, too, when its bar has no such beat, or a beat no such tick. */
bool lt_tempo_parse_place (const LtTempoMap *self, const char *text, double *pulse);
