// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands before an automation lane: which value, the strip's mode, the value at the playhead, away with it.
// Layer: app. Main thread.

#pragma once

#include "app/edit/sub-head.h"

#define LT_TYPE_LANE_HEAD (lt_lane_head_get_type ())
G_DECLARE_FINAL_TYPE (LtLaneHead, lt_lane_head, LT, LANE_HEAD, LtSubHead)

GtkWidget *lt_lane_head_new (LtEditState *state);

void lt_lane_head_show (LtLaneHead *self, const LtAutomationTarget *target);
