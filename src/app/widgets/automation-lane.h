// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lane of one value along the time line: its line, its points, and the hand on them.
// Layer: app/widgets. Main thread.
//
// A click on the line makes a point, a double-click elsewhere too; a point is dragged (Shift: up and down only), a drag over
// an empty place picks, Delete removes. Ctrl and a click picks one more, Ctrl and a drag up or down scales the picked values
// about the dashes. Alt and a drag up or down bends the line between two points, Alt and a double-click straightens it.
// Left and Right go from point to point, Up and Down change the value, Alt+Left and Alt+Right move in time, Alt+Up and
// Alt+Down scale about the mean, Alt+Page Up and Alt+Page Down bend, Alt+Backspace straightens, Return makes a point at the
// playhead. Ctrl with A, C, X and V picks all, copies, cuts and pastes at the playhead; a secondary click opens a menu of
// these. The point in hand is a slider to a screen reader.
//
// Signals: "gesture-begin" (), "changed" (): lt_automation_lane_get_points () has what a hand made, "gesture-end" (gboolean
// cancelled): "changed" has brought back what was. "copy" () and "paste" (): the view's clipboard takes what is picked, all
// where nothing is, or gives it to lt_automation_lane_put ().

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

/* What the gesture that is open is called for undo, translated; NULL: it has no name of its own. */
const char *lt_automation_lane_get_deed (LtAutomationLane *self);

/* Points (LtLanePoint, the first one at 0, not empty) of a row @of at the playhead, as one gesture. Ignored while a hand is on
   them. */
void lt_automation_lane_put (LtAutomationLane *self, const GArray *piece, const LtValueSpec *of);

/* A lane in focus uses this key; a window's own keys come after it. */
gboolean lt_automation_lane_takes_key (LtAutomationLane *self, guint keyval, GdkModifierType state);

void lt_automation_lane_set_position (LtAutomationLane *self, double frame); /* of the playhead, for Return */

/* TRUE: a drag draws the line anew where it goes, with as few points as tell it; Escape takes it back. */
void lt_automation_lane_set_pencil (LtAutomationLane *self, gboolean has_pencil);

/* Where a point that is dragged to @frame goes. @step: frames of an arrow key. */
typedef double (*LtAutomationLaneSnap) (double frame, gpointer data);
void lt_automation_lane_set_snap (LtAutomationLane *self, LtAutomationLaneSnap snap, gpointer data, double step);
