// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pointer, touch and wheel on a control (visual-spec 3, shared rules).
// Layer: app/widgets.

#include "app/widgets/control-private.h"

#include <math.h>

#define MOUSE_THRESHOLD 2.0 /* px before a press is a drag */
#define TOUCH_THRESHOLD 8.0

typedef struct
{
  LtControl  *control;
  GtkGesture *drag;
  double      travel; /* of the hand, before rounding and snapping */
  double      along;  /* px since the press, at the last motion */
  double      before; /* the value that Escape brings back */
  gboolean    has_moved;
  gboolean    is_spent;        /* this press has done its work */
  gboolean    has_opened_text; /* the click before opened the number */
} Hand;

#define HAND "lt-control-hand"

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, Hand *hand)
{
  LtControl *self = hand->control;
  gboolean   is_typing = lt_control_is_typing (self);

  hand->is_spent = FALSE;
  if (n_press == 2 && (!is_typing || hand->has_opened_text))
    {
      lt_control_stop_typing (self);
      lt_control_reset (self);
      hand->is_spent = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  hand->has_opened_text = FALSE;
  if (!is_typing)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, Hand *hand)
{
  hand->has_moved = FALSE;
  hand->along = 0.0;
  hand->travel = lt_control_get_travel (hand->control);
  hand->before = lt_control_get_value (hand->control);
}

static double
threshold_of (GtkGesture *gesture)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN ? TOUCH_THRESHOLD : MOUSE_THRESHOLD;
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, Hand *hand)
{
  LtControl         *self = hand->control;
  const LtValueSpec *spec = lt_control_get_spec (self);
  GdkModifierType    state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean           is_fine = (state & GDK_SHIFT_MASK) != 0;
  double             along = gtk_orientable_get_orientation (GTK_ORIENTABLE (self)) == GTK_ORIENTATION_HORIZONTAL ? dx : -dy;

  if (hand->is_spent || lt_control_is_typing (self))
    return;
  if (!hand->has_moved)
    {
      double threshold = threshold_of (GTK_GESTURE (gesture));

      if (hypot (dx, dy) < threshold)
        return;
      hand->has_moved = TRUE;
      hand->along = CLAMP (along, -threshold, threshold);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      lt_control_begin (self, (state & GDK_ALT_MASK) != 0);
      lt_control_set_dragging (self, TRUE);
    }
  hand->travel += (along - hand->along) / LT_CONTROL_GET_CLASS (self)->get_drag_length (self) * (is_fine ? 0.1 : 1.0);
  hand->travel = CLAMP (hand->travel, 0.0, 1.0);
  hand->along = along;
  double value = lt_value_spec_from_travel (spec, hand->travel, is_fine);
  lt_control_change (self, (state & GDK_CONTROL_MASK) != 0 ? lt_value_spec_snap (spec, value) : value);
}

static void
on_click (Hand *hand, GdkModifierType state, double x, double y)
{
  LtControl      *self = hand->control;
  LtControlClass *class = LT_CONTROL_GET_CLASS (self);

  if ((state & GDK_CONTROL_MASK) != 0)
    lt_control_reset (self);
  else if ((state & GDK_ALT_MASK) != 0 && class->get_travel_at != NULL)
    lt_control_enter_value (self, lt_value_spec_from_travel (lt_control_get_spec (self), class->get_travel_at (self, x, y), FALSE));
  else if (class->types_on_click)
    {
      lt_control_start_typing (self, NULL);
      hand->has_opened_text = TRUE;
    }
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, Hand *hand)
{
  double x, y;

  if (hand->has_moved)
    {
      lt_control_set_dragging (hand->control, FALSE);
      lt_control_end (hand->control, FALSE);
    }
  else if (!hand->is_spent && !lt_control_is_typing (hand->control) && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    on_click (hand, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)), x, y);
  hand->has_moved = FALSE;
}

/* The old value is back, and the rest of this press does nothing. */
static gboolean
restore (Hand *hand)
{
  LtControl *self = hand->control;

  if (!hand->has_moved)
    return FALSE;
  hand->has_moved = FALSE;
  hand->is_spent = TRUE;
  lt_control_set_dragging (self, FALSE);
  lt_control_change (self, hand->before);
  lt_control_end (self, TRUE);
  return TRUE;
}

static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, Hand *hand)
{
  restore (hand);
  hand->is_spent = TRUE;
}

gboolean
lt_control_hand_restore (LtControl *self)
{
  return restore (g_object_get_data (G_OBJECT (self), HAND));
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, Hand *hand)
{
  LtControl      *self = hand->control;
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  double          n = -dy * ((state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0);

  if (dy == 0.0 || lt_control_is_typing (self) || (!gtk_widget_has_focus (GTK_WIDGET (self)) && (state & GDK_CONTROL_MASK) == 0))
    return GDK_EVENT_PROPAGATE;
  lt_control_nudge (self, lt_value_spec_step (lt_control_get_spec (self), lt_control_get_value (self), n));
  return GDK_EVENT_STOP;
}

static void
on_secondary (GtkGestureClick *gesture, int n_press, double x, double y, Hand *hand)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  lt_control_menu_popup (hand->control, x, y);
}

static void
on_long_press (GtkGestureLongPress *gesture, double x, double y, Hand *hand)
{
  hand->is_spent = TRUE;
  lt_control_menu_popup (hand->control, x, y);
}

void
lt_control_hand_install (LtControl *self)
{
  GtkWidget          *widget = GTK_WIDGET (self);
  Hand               *hand = g_new0 (Hand, 1);
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *secondary = gtk_gesture_click_new ();
  GtkGesture         *hold = gtk_gesture_long_press_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  hand->control = self;
  hand->drag = gtk_gesture_drag_new ();
  g_object_set_data_full (G_OBJECT (self), HAND, hand, g_free);

  /* Before the text that a first click has opened. Both: what one of a group claims does not get past its phase. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (hand->drag), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), hand);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary), hand);
  g_signal_connect (hold, "pressed", G_CALLBACK (on_long_press), hand);
  g_signal_connect (hand->drag, "drag-begin", G_CALLBACK (on_drag_begin), hand);
  g_signal_connect (hand->drag, "drag-update", G_CALLBACK (on_drag_update), hand);
  g_signal_connect (hand->drag, "drag-end", G_CALLBACK (on_drag_end), hand);
  g_signal_connect (hand->drag, "cancel", G_CALLBACK (on_cancel), hand);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), hand);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (hand->drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (secondary));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (hold));
  gtk_widget_add_controller (widget, scroll);
  gtk_gesture_group (click, hand->drag);
}
