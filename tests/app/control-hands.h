// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hands for tests of controls: keys, drags and typing, given to the controllers as events would, and a count of what is emitted.
// Layer: tests.

#pragma once

#include "app/widgets/control.h"

typedef struct
{
  guint    n_begun, n_changed, n_ended, n_cancelled;
  gboolean is_open; /* begun and not ended */
  double   value;   /* of the last "changed" */
} LtTestGestures;

static inline void
lt_test_on_begin (LtControl *control, LtTestGestures *seen)
{
  g_assert_false (seen->is_open);
  seen->is_open = TRUE;
  seen->n_begun++;
}

static inline void
lt_test_on_changed (LtControl *control, double value, LtTestGestures *seen)
{
  g_assert_true (seen->is_open);
  g_assert_true (value == lt_control_get_value (control));
  seen->n_changed++;
  seen->value = value;
}

static inline void
lt_test_on_end (LtControl *control, gboolean is_cancelled, LtTestGestures *seen)
{
  g_assert_true (seen->is_open);
  seen->is_open = FALSE;
  seen->n_ended++;
  seen->n_cancelled += is_cancelled;
}

static inline void
lt_test_watch (GtkWidget *control, LtTestGestures *seen)
{
  *seen = (LtTestGestures){ 0 };
  g_signal_connect (control, "gesture-begin", G_CALLBACK (lt_test_on_begin), seen);
  g_signal_connect (control, "changed", G_CALLBACK (lt_test_on_changed), seen);
  g_signal_connect (control, "gesture-end", G_CALLBACK (lt_test_on_end), seen);
}

/* The latest controller of @type that is awake, the first in the list; borrowed. */
static inline GtkEventController *
lt_test_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (widget);
  GtkEventController *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (found == NULL && G_TYPE_CHECK_INSTANCE_TYPE (controller, type) && gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_NONE)
        found = controller;
    }
  g_assert_nonnull (found);
  return found;
}

static inline gboolean
lt_test_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (lt_test_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", keyval, 0, state, &is_taken);
  return is_taken;
}

static inline double
lt_test_sign (double v)
{
  return v < 0.0 ? -1.0 : (v > 0.0 ? 1.0 : 0.0);
}

/* A press at 0, 0 that moves; the hand is still down when it returns. */
static inline void
lt_test_drag (GtkWidget *control, double dx, double dy)
{
  GtkEventController *drag = lt_test_controller (control, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (drag, "drag-begin", 0.0, 0.0);
  g_signal_emit_by_name (drag, "drag-update", lt_test_sign (dx) * 2.0, lt_test_sign (dy) * 2.0); /* the threshold */
  g_signal_emit_by_name (drag, "drag-update", dx + lt_test_sign (dx) * 2.0, dy + lt_test_sign (dy) * 2.0);
}

static inline void
lt_test_release (GtkWidget *control)
{
  g_signal_emit_by_name (lt_test_controller (control, GTK_TYPE_GESTURE_DRAG), "drag-end", 0.0, 0.0);
}

static inline void
lt_test_press (GtkWidget *control, int n_press)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (control);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_GESTURE_CLICK (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "pressed", n_press, 0.0, 0.0);
    }
}

/* The text in which a number is being typed; NULL: none. */
static inline GtkWidget *
lt_test_text (GtkWidget *control)
{
  for (GtkWidget *child = gtk_widget_get_first_child (control); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TEXT (child))
      return gtk_widget_get_visible (child) ? child : NULL;
  return NULL;
}

static inline void
lt_test_type (GtkWidget *control, const char *text, guint keyval)
{
  GtkWidget *entry;

  lt_control_start_typing (LT_CONTROL (control), NULL);
  entry = lt_test_text (control);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_assert_true (lt_test_key (entry, keyval, 0));
}

/* On the screen, so that it has a size and can have the focus. (transfer full): destroy the window. */
static inline GtkWidget *
lt_test_window (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 1000 && gtk_widget_get_width (child) == 0; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gtk_widget_get_width (child), >, 0);
  return window;
}
