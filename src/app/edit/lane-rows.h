// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The automation lanes that are seen, or their heads: it lies over lanes or track headers and lets through what it does not cover.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_LANE_ROWS (lt_lane_rows_get_type ())
G_DECLARE_FINAL_TYPE (LtLaneRows, lt_lane_rows, LT, LANE_ROWS, GtkWidget)

/* @heads: the column's; else the time line's. */
GtkWidget *lt_lane_rows_new (LtEditState *state, gboolean heads);

/* The widget of a lane that is seen; NULL: none. */
GtkWidget *lt_lane_rows_find (LtLaneRows *self, const LtAutomationTarget *target);
