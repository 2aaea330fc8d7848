// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the lane's two files share: it is drawn in one, and worked by hand in the other.
// Layer: app/widgets.

#pragma once

#include "app/widgets/automation-lane.h"

typedef enum
{
  LT_LANE_HAND_NONE,
  LT_LANE_HAND_MOVES, /* the picked points */
  LT_LANE_HAND_PICKS, /* a box over an empty place */
  LT_LANE_HAND_SPENT, /* this press has done its work */
} LtLaneHand;

struct _LtAutomationLane
{
  GtkWidget parent_instance;

  LtValueSpec spec;
  LtTimeScale scale;
  GdkRGBA     colour;
  char       *name;
  gboolean    is_read;
  GArray     *points; /* of LtLanePoint */
  double      rest, position, step;
  GtkWidget  *handle; /* what a screen reader meets: the point in hand */
  guint       current; /* that point, where there are any */

  LtAutomationLaneSnap snap;
  gpointer             snap_data;

  /* the hand */
  LtLaneHand hand;
  GArray    *before; /* NULL: no gesture is open */
  double     begin_x, begin_y, box_x, box_y;
  gboolean   is_new; /* the point came with this press */
};

/* automation-lane.c */
double lt_automation_lane_y_of (LtAutomationLane *self, double value);
double lt_automation_lane_value_at_y (LtAutomationLane *self, double y);
double lt_automation_lane_line_y (LtAutomationLane *self, double x);
void   lt_automation_lane_touched (LtAutomationLane *self); /* points or current have changed: drawn and told anew */

/* automation-lane-hand.c */
void lt_automation_lane_install_hand (LtAutomationLane *self);
void lt_automation_lane_emit_begin (LtAutomationLane *self);
void lt_automation_lane_emit_changed (LtAutomationLane *self);
void lt_automation_lane_emit_end (LtAutomationLane *self, gboolean is_cancelled);
