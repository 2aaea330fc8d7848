// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points of an automation lane as a text that another lane, track or session can take.
// Layer: session.
//
// The text is JSON with the words of session.json; the unit and the range of the row come along, for a lane of another row.

#pragma once

#include "session/automation-target.h"

#define LT_LANE_COPY_MEDIA_TYPE "application/vnd.lathe.automation+json"
#define LT_LANE_COPY_MAX_BYTES ((gsize) 16 << 20)

typedef struct
{
  double      rate_hz;
  LtParamSpec row;      /* its unit, curve and range; def is min, and it has no key */
  bool        is_fader; /* it goes as far as a fader does */
  GArray     *points;   /* of LtPoint, ascending, the first one at 0; never empty */
} LtLaneCopy;

/* (transfer full): @points (of LtPoint, ascending, not empty) of @target. */
char *lt_lane_copy_write (const LtSession *session, const LtAutomationTarget *target, const GArray *points);

/* NULL and a sentence when it is something else, or damaged. */
LtLaneCopy *lt_lane_copy_read (const char *text, gsize length, GError **error);
void        lt_lane_copy_free (LtLaneCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtLaneCopy, lt_lane_copy_free)

/* Places become frames of @rate_hz; of points that meet the later one stays. */
void lt_lane_copy_set_rate (LtLaneCopy *self, double rate_hz);
