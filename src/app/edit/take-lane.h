// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A take in its lane: its clips, paler where something else is heard; dragged over, or with a key, it is chosen.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_TAKE_LANE (lt_take_lane_get_type ())
G_DECLARE_FINAL_TYPE (LtTakeLane, lt_take_lane, LT, TAKE_LANE, GtkWidget)

GtkWidget *lt_take_lane_new (LtEditState *state);

/* Cheap when nothing changed. */
void lt_take_lane_show (LtTakeLane *self, const LtTrack *track, guint index);

/* The stretch that keys are on, by a frame in it; below 0: none. */
int64_t lt_take_lane_get_cursor (LtTakeLane *self);
void    lt_take_lane_set_cursor (LtTakeLane *self, int64_t frame);
