// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time put into, or taken out of, what is not a clip: automation, markers, loop, punch range, tempo and metre.
// Layer: session. For the edits only.

#pragma once

#include "session/session-private.h"

/* (transfer full): @self with @length frames put in at @at. What was heard at a place is heard at its new one; in between
   values stay as they are at @at. */
LtSession *lt_time_shift_insert (const LtSession *self, int64_t at, int64_t length);

/* The same without the frames from @from up to @to. Markers in there go, ranges become shorter. */
LtSession *lt_time_shift_delete (const LtSession *self, int64_t from, int64_t to);

/* (transfer full): of LtPoint; ascending @points of a value with that row (NULL: in straight lines). */
GArray *lt_time_shift_insert_points (const LtParamSpec *row, const GArray *points, int64_t at, int64_t length);
GArray *lt_time_shift_delete_points (const LtParamSpec *row, const GArray *points, int64_t from, int64_t to);

/* (transfer full): the curve from @from up to @to, counted from @from, with a point at its start. */
GArray *lt_time_shift_take_points (const LtParamSpec *row, const GArray *points, int64_t from, int64_t to);

/* (transfer full): @piece of @length frames in place of what @points say from @at on; outside of it they say what they said. */
GArray *lt_time_shift_put_points (const LtParamSpec *row, const GArray *points, const GArray *piece, int64_t at, int64_t length);
