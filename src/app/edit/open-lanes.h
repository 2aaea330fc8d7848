// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which automation lanes are shown: per strip, in the order in which they were opened.
// Layer: app. Main thread.

#pragma once

#include "session/automation-target.h"

typedef struct _LtOpenLanes LtOpenLanes;

LtOpenLanes *lt_open_lanes_new (void);
void         lt_open_lanes_free (LtOpenLanes *self);
void         lt_open_lanes_clear (LtOpenLanes *self);

/* Those of @strip_id that exist in @session, of LtAutomationTarget; (transfer full). */
GArray *lt_open_lanes_dup (LtOpenLanes *self, const LtSession *session, LtId strip_id);
guint   lt_open_lanes_count (LtOpenLanes *self, const LtSession *session, LtId strip_id);

gboolean lt_open_lanes_has (LtOpenLanes *self, const LtAutomationTarget *target);
gboolean lt_open_lanes_has_any (LtOpenLanes *self, LtId strip_id);
void     lt_open_lanes_show (LtOpenLanes *self, const LtAutomationTarget *target);
void     lt_open_lanes_hide (LtOpenLanes *self, const LtAutomationTarget *target);

/* @to in the place of @from. */
void lt_open_lanes_replace (LtOpenLanes *self, const LtAutomationTarget *from, const LtAutomationTarget *to);

/* All away; or, where none is open, those with points, else the fader's. */
void lt_open_lanes_toggle (LtOpenLanes *self, const LtStrip *strip);
void lt_open_lanes_show_used (LtOpenLanes *self, const LtStrip *strip);
