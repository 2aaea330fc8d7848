// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time put into, or taken out of, a map of tempo and metre, so that music keeps its tempo where it moves to.
// Layer: session. For lt_time_shift.
//
// Changes of tempo move with what sounds. Changes of metre begin bars, so they move by whole bars, the nearest number of them. A map
// without changes stays as it is.

#pragma once

#include "session/session.h"

/* (transfer full): @length frames at @rate_hz put in at @at, at the tempo that came before; a ramp stands still there. */
LtTempoMap *lt_tempo_shift_insert (const LtTempoMap *self, double rate_hz, int64_t at, int64_t length);

/* (transfer full): without the frames from @from up to @to, and the changes in there; the tempo and the metre of @to go on at @from. */
LtTempoMap *lt_tempo_shift_delete (const LtTempoMap *self, double rate_hz, int64_t from, int64_t to);
