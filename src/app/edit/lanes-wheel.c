// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing of the document changes here.
// Layer: app.

#include "app/edit/lanes-wheel.h"

#include <math.h>

#define ZOOM_STEPS 1.0 /* a notch of the wheel: the fourth root of 2 */
#define SCROLL_PX 60.0

struct _LtLanesWheel
{
  GtkWidget   *widget; /* borrowed: it owns this */
  LtEditState *state;
  double       pan_start, pan_y;
  double       pointer_x;
  double       zoom_left, size_left; /* what a smooth wheel or a pinch has not used up */
  GPtrArray   *controllers;          /* borrowed from the widget */
};

/* The whole steps in @left and @by; what remains waits. */
static int
use_up (double *left, double by)
{
  *left += by;
  int steps = (int) *left;
  *left -= steps;
  return steps;
}

static void
scroll_by (LtLanesWheel *self, double dx, double dy)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  GtkAdjustment     *vertical = lt_edit_state_get_vertical (self->state);

  if (dx != 0.0)
    lt_edit_state_set_start (self->state, scale->start + dx * lt_time_scale_get_frames_per_pixel (scale));
  if (dy != 0.0)
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + dy);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, LtLanesWheel *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  GdkEvent       *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (scroll));
  gboolean        is_smooth = event != NULL && gdk_event_get_event_type (event) == GDK_SCROLL && gdk_scroll_event_get_direction (event) == GDK_SCROLL_SMOOTH;
  double          px = is_smooth ? SCROLL_PX / 2.0 : SCROLL_PX;
  double          turn = dx + dy; /* with Shift some servers turn the wheel sideways themselves */

  if (lt_edit_state_get_session (self->state) == NULL)
    return FALSE;
  if ((state & GDK_CONTROL_MASK) && (state & GDK_SHIFT_MASK))
    lt_edit_state_step_wave (self->state, -use_up (&self->size_left, turn));
  else if (state & GDK_CONTROL_MASK)
    lt_edit_state_zoom_at (self->state, use_up (&self->zoom_left, dy * ZOOM_STEPS), self->pointer_x);
  else if (state & GDK_ALT_MASK)
    lt_edit_state_step_row_heights (self->state, -use_up (&self->size_left, turn));
  else if (state & GDK_SHIFT_MASK)
    scroll_by (self, turn * px, 0.0);
  else
    scroll_by (self, dx * px, dy * px);
  return TRUE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, LtLanesWheel *self)
{
  self->pointer_x = x;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, LtLanesWheel *self)
{
  double x, y;

  self->zoom_left = 0.0;
  self->pan_start = 0.0;
  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    self->pointer_x = x;
}

static void
on_pinch (GtkGestureZoom *gesture, double factor, LtLanesWheel *self)
{
  double wanted = -4.0 * log2 (MAX (factor, 1e-3)); /* zoom steps since the pinch began */

  lt_edit_state_zoom_at (self->state, use_up (&self->zoom_left, wanted - self->pan_start), self->pointer_x);
  self->pan_start = wanted;
}

static void
on_pan_begin (GtkGestureDrag *gesture, double x, double y, LtLanesWheel *self)
{
  self->pan_start = lt_edit_state_get_scale (self->state)->start;
  self->pan_y = gtk_adjustment_get_value (lt_edit_state_get_vertical (self->state));
  gtk_widget_set_cursor_from_name (self->widget, "grabbing");
}

static void
on_pan (GtkGestureDrag *gesture, double dx, double dy, LtLanesWheel *self)
{
  lt_edit_state_set_start (self->state, self->pan_start - dx * lt_time_scale_get_frames_per_pixel (lt_edit_state_get_scale (self->state)));
  gtk_adjustment_set_value (lt_edit_state_get_vertical (self->state), self->pan_y - dy);
}

static void
on_pan_end (GtkGestureDrag *gesture, double dx, double dy, LtLanesWheel *self)
{
  gtk_widget_set_cursor_from_name (self->widget, NULL);
}

static void
add (LtLanesWheel *self, gpointer controller)
{
  gtk_widget_add_controller (self->widget, controller);
  g_ptr_array_add (self->controllers, controller);
}

LtLanesWheel *
lt_lanes_wheel_new (GtkWidget *widget, LtEditState *state)
{
  LtLanesWheel       *self = g_new0 (LtLanesWheel, 1);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *pinch = gtk_gesture_zoom_new (), *pan = gtk_gesture_drag_new ();

  self->widget = widget;
  self->state = g_object_ref (state);
  self->controllers = g_ptr_array_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect (pan, "drag-begin", G_CALLBACK (on_pan_begin), self);
  g_signal_connect (pan, "drag-update", G_CALLBACK (on_pan), self);
  g_signal_connect (pan, "drag-end", G_CALLBACK (on_pan_end), self);
  add (self, scroll);
  add (self, motion);
  add (self, pinch);
  add (self, pan);
  return self;
}

void
lt_lanes_wheel_free (LtLanesWheel *self)
{
  for (guint i = 0; i < self->controllers->len; i++)
    gtk_widget_remove_controller (self->widget, self->controllers->pdata[i]);
  g_ptr_array_unref (self->controllers);
  g_object_unref (self->state);
  g_free (self);
}
