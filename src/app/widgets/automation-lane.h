// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lane of one value along the time line: its line, its points, and the hand on them.
// Layer: app/widgets. Main thread.
//
// A click on the line makes a point, a double-click elsewhere too; a point is dragged (Shift: up and down only), a drag over
// an empty place picks, Delete removes. Left and Right go from point to point, Up and Down change the value, Alt+Left and
// Alt+Right move in time, Return makes a point at the playhead. The point in hand is a slider to a screen reader.
//
// Signals: "gesture-begin" (), "changed" (): lt_automation_lane_get_points () has what a hand made, "gesture-end" (gboolean
// cancelled): "changed" has brought back what was.

#pragma once

#include "app/widgets/lane-points.h"
#include "app/widgets/time-scale.h"

#include <gtk/gtk.h>

#define LT_AUTOMATION_LANE_HEIGHT 46

#define LT_TYPE_AUTOMATION_LANE (lt_automation_lane_get_type ())
G_DECLARE_FINAL_TYPE (LtAutomationLane, lt_automation_lane, LT, AUTOMATION_LANE, GtkWidget)

GtkWidget *lt_automation_lane_new (void);

/* Copied; what it points to is borrowed. */
void lt_automation_lane_set_spec (LtAutomationLane *self, const LtValueSpec *spec);

void lt_automation_lane_set_scale (LtAutomationLane *self, const LtTimeScale *scale);
void lt_automation_lane_set_colour (LtAutomationLane *self, const GdkRGBA *colour);
void lt_automation_lane_set_name (LtAutomationLane *self, const char *name); /* "Lead vocal: Volume" */
void lt_automation_lane_set_read (LtAutomationLane *self, gboolean is_read); /* FALSE: nobody follows it; it is drawn faint */

/* Of LtLanePoint; what is picked stays picked where it still is. @rest: the value where there are none. Ignored while a hand
   is on them. */
void          lt_automation_lane_set_points (LtAutomationLane *self, const GArray *points, double rest);
const GArray *lt_automation_lane_get_points (LtAutomationLane *self); /* borrowed */

/* A lane in focus uses this key; a window's own keys come after it. */
gboolean lt_automation_lane_takes_key (LtAutomationLane *self, guint keyval, GdkModifierType state);

void lt_automation_lane_set_position (LtAutomationLane *self, double frame); /* of the playhead, for Return */

/* Where a point that is dragged to @frame goes. @step: frames of an arrow key. */
typedef double (*LtAutomationLaneSnap) (double frame, gpointer data);
void lt_automation_lane_set_snap (LtAutomationLane *self, LtAutomationLaneSnap snap, gpointer data, double step);
