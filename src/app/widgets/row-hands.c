// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Four controllers, two of them in a group.
// Layer: app/widgets.

#include "app/widgets/row-hands.h"

static void
connect (gpointer controller, const char *signal, GCallback callback, GtkWidget *widget)
{
  if (callback != NULL)
    g_signal_connect (controller, signal, callback, widget);
}

void
lt_row_hands_add (GtkWidget *widget, const LtRowHands *hands)
{
  GtkGesture         *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();

  if (hands->any_button)
    gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  connect (drag, "drag-begin", hands->begin, widget);
  connect (drag, "drag-update", hands->update, widget);
  connect (drag, "drag-end", hands->end, widget);
  connect (drag, "cancel", hands->cancel, widget);
  connect (click, "pressed", hands->click, widget);
  connect (motion, "motion", hands->motion, widget);
  connect (keys, "key-pressed", hands->key, widget);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_gesture_group (drag, click);
  gtk_widget_set_focusable (widget, TRUE);
}
