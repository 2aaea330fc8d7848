// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pointer and keys on the points of a lane.
// Layer: app/widgets.

#include "app/widgets/automation-lane-private.h"
#include "app/widgets/lane-bends.h"

#include <glib/gi18n.h>
#include <math.h>

#define REACH_PX 9.0 /* of a point */
#define LINE_REACH_PX 6.0
#define DRAG_PX 3.0
#define SCALE_PX 100.0 /* up for twice as much, down for nothing */
#define SCALE_MAX 4.0
#define SCALE_STEP 0.05 /* of a key */
#define PENCIL_PX 1.0 /* that fewer points may be off what was drawn */
#define SLACK_PX 3.0 /* of the box that picks */

static LtLanePoint *
point (LtAutomationLane *self, guint i)
{
  return &g_array_index (self->points, LtLanePoint, i);
}

/* --- what lies at a place --- */

/* The point within reach; −1: none. */
static int
find_point (LtAutomationLane *self, double x, double y)
{
  double best = REACH_PX;
  int    found = -1;

  for (guint i = 0; i < self->points->len; i++)
    {
      double dx = lt_time_scale_x (&self->scale, (double) point (self, i)->pos) - x;
      double away = fabs (dx) < REACH_PX ? hypot (dx, lt_automation_lane_y_of (self, point (self, i)->value) - y) : REACH_PX;

      if (away < best)
        {
          best = away;
          found = (int) i;
        }
    }
  return found;
}

gboolean
lt_automation_lane_is_on_line (LtAutomationLane *self, double x, double y)
{
  return fabs (lt_automation_lane_line_y (self, x) - y) <= LINE_REACH_PX;
}

static double
snapped (LtAutomationLane *self, double frame)
{
  return self->snap != NULL ? self->snap (frame, self->snap_data) : frame;
}

static gboolean
holds (LtAutomationLane *self)
{
  return self->spec.travel == LT_TRAVEL_STEP;
}

static void
add_at (LtAutomationLane *self, double frame, double value)
{
  int64_t pos = llround (MAX (frame, 0.0));

  lt_automation_lane_open_gesture (self);
  GArray *more = lt_lane_points_add (self->points, pos, value, holds (self));
  self->current = (guint) MAX (lt_lane_points_first_picked (more), 0);
  lt_automation_lane_change (self, more);
}

/* --- the pointer --- */

static GdkModifierType
mods (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
}

/* The line goes where the pencil goes. */
static void
draw_to (LtAutomationLane *self, double x, double y)
{
  double room = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 12.0, 1.0);

  lt_stroke_add (self->stroke, round (MAX (lt_time_scale_frame (&self->scale, x), 0.0)), lt_value_spec_to_travel (&self->spec, lt_automation_lane_value_at_y (self, y)));
  lt_automation_lane_change (self, lt_lane_points_draw (self->before, &self->spec, self->rest, self->stroke, PENCIL_PX / room));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, LtAutomationLane *self)
{
  int at = find_point (self, x, y);

  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->begin_x = self->box_x = x;
  self->begin_y = self->box_y = y;
  self->is_new = FALSE;
  if (self->has_pencil)
    {
      self->hand = LT_LANE_HAND_DRAWS;
      lt_automation_lane_open_gesture (self);
      self->stroke = lt_stroke_new ();
      draw_to (self, x, y);
      return;
    }
  if (at < 0 && lt_automation_lane_bends_at (self, x, mods (drag)))
    {
      lt_automation_lane_begin_bend (self, x);
      return;
    }
  self->hand = at >= 0 || lt_automation_lane_is_on_line (self, x, y) ? LT_LANE_HAND_MOVES : LT_LANE_HAND_PICKS;
  if (at >= 0 && (mods (drag) & GDK_CONTROL_MASK) != 0)
    {
      self->hand = LT_LANE_HAND_SCALES;
      self->unpicks = point (self, (guint) at)->picked;
      point (self, (guint) at)->picked = TRUE;
      self->current = (guint) at;
      lt_automation_lane_touched (self);
    }
  else if (at >= 0 && !point (self, (guint) at)->picked)
    lt_automation_lane_pick_only (self, at);
  else if (at >= 0)
    self->current = (guint) at;
  else if (self->hand == LT_LANE_HAND_MOVES)
    {
      self->is_new = TRUE;
      add_at (self, lt_time_scale_frame (&self->scale, x), lt_lane_points_at (self->points, &self->spec, self->rest, lt_time_scale_frame (&self->scale, x)));
    }
}

static void
move_picked (LtAutomationLane *self, double dx, double dy, gboolean is_vertical)
{
  double room = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 12.0, 1.0);
  double frames = is_vertical ? 0.0 : dx * lt_time_scale_get_frames_per_pixel (&self->scale);
  guint  current = MIN (self->current, self->before->len > 0 ? self->before->len - 1 : 0);
  double pos;

  if (self->before->len == 0)
    return;
  pos = (double) g_array_index (self->before, LtLanePoint, current).pos;
  if (frames != 0.0)
    frames = snapped (self, pos + frames) - pos;
  lt_automation_lane_change (self, lt_lane_points_move (self->before, &self->spec, frames, -dy / room));
}

static void
scale_picked (LtAutomationLane *self, double dy, gboolean is_fine)
{
  if (self->before == NULL && fabs (dy) < DRAG_PX)
    return;
  lt_automation_lane_open_gesture (self);
  self->deed = _ ("Scale automation");
  self->factor = CLAMP (round ((1.0 - dy * (is_fine ? 0.1 : 1.0) / SCALE_PX) * 1000.0) / 1000.0, 0.0, SCALE_MAX); /* as the tag reads */
  lt_automation_lane_change (self, lt_lane_points_scale (self->before, &self->spec, self->spec.def, self->factor));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, LtAutomationLane *self)
{
  if (self->hand == LT_LANE_HAND_PICKS)
    {
      double from, to, low, high;

      self->box_x = self->begin_x + dx;
      self->box_y = self->begin_y + dy;
      from = lt_time_scale_frame (&self->scale, MIN (self->begin_x, self->box_x) - SLACK_PX);
      to = lt_time_scale_frame (&self->scale, MAX (self->begin_x, self->box_x) + SLACK_PX);
      low = lt_automation_lane_value_at_y (self, MAX (self->begin_y, self->box_y) + SLACK_PX);
      high = lt_automation_lane_value_at_y (self, MIN (self->begin_y, self->box_y) - SLACK_PX);
      lt_lane_points_pick (self->points, from, to, low, high);
      self->current = (guint) MAX (lt_lane_points_first_picked (self->points), 0);
      lt_automation_lane_touched (self);
    }
  if (self->hand == LT_LANE_HAND_DRAWS)
    draw_to (self, self->begin_x + dx, self->begin_y + dy);
  if (self->hand == LT_LANE_HAND_SCALES)
    scale_picked (self, dy, (mods (drag) & GDK_SHIFT_MASK) != 0);
  if (self->hand == LT_LANE_HAND_BENDS)
    lt_automation_lane_drag_bend (self, dy, (mods (drag) & GDK_SHIFT_MASK) != 0);
  if (self->hand != LT_LANE_HAND_MOVES || (hypot (dx, dy) < DRAG_PX && lt_lane_points_n_picked (self->points) > 0 && self->before == NULL))
    return;
  if (self->before == NULL)
    lt_automation_lane_open_gesture (self);
  else if (self->is_new) /* from here the new point belongs to what is moved */
    {
      self->is_new = FALSE;
      g_array_unref (self->before);
      self->before = g_array_copy (self->points);
    }
  move_picked (self, dx, dy, (mods (drag) & GDK_SHIFT_MASK) != 0);
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, LtAutomationLane *self)
{
  if (self->hand == LT_LANE_HAND_PICKS && hypot (dx, dy) < DRAG_PX)
    lt_automation_lane_pick_only (self, -1);
  if (self->hand == LT_LANE_HAND_SCALES && self->before == NULL && self->unpicks && self->current < self->points->len)
    {
      point (self, self->current)->picked = FALSE;
      lt_automation_lane_touched (self);
    }
  self->hand = LT_LANE_HAND_NONE;
  lt_automation_lane_close_gesture (self, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_cancel (GtkGesture *drag, GdkEventSequence *sequence, LtAutomationLane *self)
{
  self->hand = LT_LANE_HAND_NONE;
  lt_automation_lane_close_gesture (self, TRUE);
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, LtAutomationLane *self)
{
  if (n_press != 2 || self->has_pencil || find_point (self, x, y) >= 0 || self->before != NULL)
    return;
  if (lt_automation_lane_bends_at (self, x, mods (click)))
    {
      lt_automation_lane_straighten_at (self, x);
      return;
    }
  self->hand = LT_LANE_HAND_SPENT;
  add_at (self, snapped (self, lt_time_scale_frame (&self->scale, x)), lt_automation_lane_value_at_y (self, y));
  lt_automation_lane_close_gesture (self, FALSE);
}

/* Of the point below it, or the one at which the line below it begins, where that is not picked. */
static void
on_secondary (GtkGestureClick *click, int n_press, double x, double y, LtAutomationLane *self)
{
  int at = find_point (self, x, y);

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED); /* the menu of the view is another one */
  if (self->before != NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (at < 0 && lt_automation_lane_is_on_line (self, x, y))
    at = lt_lane_bends_find (self->points, &self->spec, lt_time_scale_frame (&self->scale, x));
  if (at >= 0 && !point (self, (guint) at)->picked)
    lt_automation_lane_pick_only (self, at);
  lt_automation_lane_open_menu (self, x, y);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtAutomationLane *self)
{
  const char *grip = (mods (motion) & GDK_CONTROL_MASK) != 0 ? "ns-resize" : "move";
  const char *line = lt_automation_lane_bends_at (self, x, mods (motion)) ? "ns-resize" : lt_automation_lane_is_on_line (self, x, y) ? "copy" : NULL;
  const char *name = self->has_pencil ? "crosshair" : find_point (self, x, y) >= 0 ? grip : line;

  if (self->hand == LT_LANE_HAND_NONE)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/* --- keys --- */

static void
go (LtAutomationLane *self, int by)
{
  int first = lt_lane_points_first_picked (self->points);

  if (self->points->len > 0)
    lt_automation_lane_pick_only (self, first < 0 ? (int) MIN (self->current, self->points->len - 1) : CLAMP ((int) self->current + by, 0, (int) self->points->len - 1));
}

/* What an arrow works on: without a picked point, the one in hand. */
static gboolean
has_picked (LtAutomationLane *self)
{
  if (self->points->len > 0 && lt_lane_points_n_picked (self->points) == 0)
    lt_automation_lane_pick_only (self, (int) MIN (self->current, self->points->len - 1));
  return self->points->len > 0;
}

static gboolean
step_value (LtAutomationLane *self, double steps)
{
  if (has_picked (self))
    lt_automation_lane_change_once (self, lt_lane_points_step (self->points, &self->spec, steps), NULL);
  return TRUE;
}

static gboolean
step_time (LtAutomationLane *self, int by)
{
  if (has_picked (self))
    lt_automation_lane_change_once (self, lt_lane_points_move (self->points, &self->spec, by * self->step, 0.0), NULL);
  return TRUE;
}

/* Larger or smaller, about their own mean, where one point alone is. */
static gboolean
step_scale (LtAutomationLane *self, double steps)
{
  if (has_picked (self) && lt_lane_points_n_picked (self->points) > 1)
    lt_automation_lane_change_once (
        self, lt_lane_points_scale (self->points, &self->spec, lt_lane_points_mean (self->points, &self->spec), 1.0 + steps * SCALE_STEP), _ ("Scale automation"));
  return TRUE;
}

static gboolean
remove_picked (LtAutomationLane *self)
{
  if (lt_lane_points_n_picked (self->points) > 0)
    lt_automation_lane_change_once (self, lt_lane_points_remove (self->points), NULL);
  return TRUE;
}

static gboolean
on_escape (LtAutomationLane *self)
{
  if (self->before != NULL)
    {
      self->hand = LT_LANE_HAND_SPENT;
      if (self->is_new) /* not even the point that the press made */
        self->is_new = FALSE;
      lt_automation_lane_close_gesture (self, TRUE);
      return TRUE;
    }
  if (lt_lane_points_n_picked (self->points) == 0)
    return FALSE;
  lt_automation_lane_pick_only (self, -1);
  return TRUE;
}

static gboolean
add_at_playhead (LtAutomationLane *self)
{
  add_at (self, self->position, lt_lane_points_at (self->points, &self->spec, self->rest, self->position));
  lt_automation_lane_close_gesture (self, FALSE);
  return TRUE;
}

/* At the point in hand. */
static gboolean
open_menu_by_key (LtAutomationLane *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), x = 0.0, y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  if (self->current < self->points->len)
    {
      x = lt_time_scale_x (&self->scale, (double) point (self, self->current)->pos);
      y = lt_automation_lane_y_of (self, point (self, self->current)->value);
    }
  lt_automation_lane_open_menu (self, CLAMP (x, 0.0, width), y);
  return TRUE;
}

/* With Shift these do something else in the view: to its range, to a track. */
static gboolean
is_of_others (LtAutomationLane *self, guint keyval, GdkModifierType state)
{
  return (state & GDK_SHIFT_MASK) != 0 && self->before == NULL
         && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_Insert);
}

gboolean
lt_automation_lane_work_key (LtAutomationLane *self, guint keyval, GdkModifierType state)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0;
  double   fine = (state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0;

  if (self->before != NULL && lt_automation_lane_takes_key (self, keyval, state)) /* a hand is on them; Escape with Ctrl too, which scales */
    return keyval != GDK_KEY_Escape || on_escape (self);
  if (is_of_others (self, keyval, state))
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return lt_automation_lane_work_board_key (self, keyval, state);
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (alt)
        return step_time (self, keyval == GDK_KEY_Left ? -1 : 1);
      go (self, keyval == GDK_KEY_Left ? -1 : 1);
      return self->points->len > 0;
    case GDK_KEY_Up:
      return alt ? step_scale (self, fine) : step_value (self, fine);
    case GDK_KEY_Down:
      return alt ? step_scale (self, -fine) : step_value (self, -fine);
    case GDK_KEY_Page_Up:
      return alt ? lt_automation_lane_work_bend_key (self, keyval, state) : step_value (self, 10.0);
    case GDK_KEY_Page_Down:
      return alt ? lt_automation_lane_work_bend_key (self, keyval, state) : step_value (self, -10.0);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Insert:
      return add_at_playhead (self);
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      return alt && keyval == GDK_KEY_BackSpace ? lt_automation_lane_work_bend_key (self, keyval, state) : remove_picked (self);
    case GDK_KEY_Escape:
      return on_escape (self);
    case GDK_KEY_Menu:
      return open_menu_by_key (self);
    case GDK_KEY_F10:
      return (state & GDK_SHIFT_MASK) != 0 && open_menu_by_key (self);
    default:
      return FALSE;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtAutomationLane *self)
{
  return lt_automation_lane_work_key (self, keyval, state);
}

gboolean
lt_automation_lane_takes_key (LtAutomationLane *self, guint keyval, GdkModifierType state)
{
  static const guint keys[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down, GDK_KEY_Page_Up, GDK_KEY_Page_Down, GDK_KEY_Return,
                                GDK_KEY_KP_Enter, GDK_KEY_Insert, GDK_KEY_Delete, GDK_KEY_BackSpace, GDK_KEY_Menu };

  if ((state & GDK_CONTROL_MASK) != 0)
    return lt_automation_lane_takes_board_key (keyval, state) || (keyval == GDK_KEY_Escape && self->before != NULL);
  if (keyval == GDK_KEY_Escape)
    return self->before != NULL || lt_lane_points_n_picked (self->points) > 0;
  if (keyval == GDK_KEY_F10)
    return (state & GDK_SHIFT_MASK) != 0;
  if (is_of_others (self, keyval, state))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] == keyval)
      return TRUE;
  return FALSE;
}

void
lt_automation_lane_install_hand (LtAutomationLane *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *secondary = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_gesture_group (drag, click);
  for (GtkEventController **c = (GtkEventController *[]) { GTK_EVENT_CONTROLLER (drag), GTK_EVENT_CONTROLLER (click), GTK_EVENT_CONTROLLER (secondary), keys, motion, focus, NULL };
       *c != NULL; c++)
    gtk_widget_add_controller (GTK_WIDGET (self), *c);
}
