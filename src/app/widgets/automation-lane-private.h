// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the lane's files share: it is drawn in one, and worked by hand in the others.
// Layer: app/widgets.

#pragma once

#include "app/widgets/automation-lane.h"
#include "app/widgets/stroke.h"

typedef enum
{
  LT_LANE_HAND_NONE,
  LT_LANE_HAND_MOVES, /* the picked points */
  LT_LANE_HAND_SCALES, /* the picked points, about the dashes */
  LT_LANE_HAND_BENDS, /* the line behind the current point */
  LT_LANE_HAND_PICKS, /* a box over an empty place */
  LT_LANE_HAND_DRAWS, /* with the pencil */
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
  gboolean   has_pencil;
  LtStroke  *stroke; /* frames and travel; NULL: nothing is drawn */
  gboolean   is_new; /* the point came with this press */
  gboolean   unpicks; /* so does a press that scales nothing */
  double     factor; /* of the scaling */
  double     bend_pos, bend_y; /* where the line was taken: frames, and where it was then */
  const char *deed;  /* what the gesture is called in the list of undo; NULL: nothing else than the lane is */
};

/* automation-lane.c */
double lt_automation_lane_y_of (LtAutomationLane *self, double value);
double lt_automation_lane_value_at_y (LtAutomationLane *self, double y);
double lt_automation_lane_line_y (LtAutomationLane *self, double x);
void   lt_automation_lane_touched (LtAutomationLane *self); /* points or current have changed: drawn and told anew */
void   lt_automation_lane_emit_begin (LtAutomationLane *self);
void   lt_automation_lane_emit_changed (LtAutomationLane *self);
void   lt_automation_lane_emit_end (LtAutomationLane *self, gboolean is_cancelled);
void   lt_automation_lane_emit_copy (LtAutomationLane *self);
void   lt_automation_lane_emit_paste (LtAutomationLane *self);

/* automation-lane-gesture.c: @points are transfer full; @deed is translated, static. */
void lt_automation_lane_open_gesture (LtAutomationLane *self);
void lt_automation_lane_close_gesture (LtAutomationLane *self, gboolean is_cancelled);
void lt_automation_lane_change (LtAutomationLane *self, GArray *points);
void lt_automation_lane_change_once (LtAutomationLane *self, GArray *points, const char *deed); /* a gesture of its own */
void lt_automation_lane_pick_only (LtAutomationLane *self, int which);                          /* −1: none */

/* automation-lane-bend.c */
gboolean lt_automation_lane_bends_at (LtAutomationLane *self, double x, GdkModifierType state); /* a press there does */
void     lt_automation_lane_begin_bend (LtAutomationLane *self, double x);
void     lt_automation_lane_drag_bend (LtAutomationLane *self, double dy, gboolean is_fine);
void     lt_automation_lane_straighten_at (LtAutomationLane *self, double x);
gboolean lt_automation_lane_can_bend (LtAutomationLane *self); /* one of the picked points */
gboolean lt_automation_lane_is_bent (LtAutomationLane *self);
gboolean lt_automation_lane_work_bend_key (LtAutomationLane *self, guint keyval, GdkModifierType state);
char    *lt_automation_lane_dup_bend (LtAutomationLane *self, guint at, gboolean in_words); /* (transfer full); NULL: straight */
gboolean lt_automation_lane_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip);

/* automation-lane-hand.c */
void     lt_automation_lane_install_hand (LtAutomationLane *self);
gboolean lt_automation_lane_is_on_line (LtAutomationLane *self, double x, double y); /* within reach of it */

/* TRUE: the lane has used it. */
gboolean lt_automation_lane_work_key (LtAutomationLane *self, guint keyval, GdkModifierType state);

/* automation-lane-menu.c */
void lt_automation_lane_install_menu (GtkWidgetClass *class);
void lt_automation_lane_open_menu (LtAutomationLane *self, double x, double y);

/* automation-lane-board.c */
gboolean lt_automation_lane_takes_board_key (guint keyval, GdkModifierType state);
gboolean lt_automation_lane_work_board_key (LtAutomationLane *self, guint keyval, GdkModifierType state);
