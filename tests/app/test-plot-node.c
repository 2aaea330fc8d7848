// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nodes on a plot: drags, keys, and what Escape takes back.
// Layer: tests.

#include "app/widgets/plot-node.h"
#include "control-hands.h"

#include <locale.h>

typedef struct
{
  GtkWidget *plot, *node, *window;
  guint      n_begun, n_ended, n_cancelled, n_toggled, n_removed;
  double     turned;
} Fixture;

static void
on_begin (LtPlotNode *node, Fixture *f)
{
  g_assert_cmpuint (f->n_begun, ==, f->n_ended);
  f->n_begun++;
}

static void
on_moved (LtPlotNode *node, double x, double y, Fixture *f)
{
  g_assert_cmpuint (f->n_begun, ==, f->n_ended + 1);
  lt_plot_node_set_place (node, x, y);
}

static void
on_turned (LtPlotNode *node, double steps, Fixture *f)
{
  f->turned += steps;
}

static void
on_end (LtPlotNode *node, gboolean cancelled, Fixture *f)
{
  g_assert_cmpuint (f->n_begun, ==, f->n_ended + 1);
  f->n_ended++;
  f->n_cancelled += cancelled;
}

static void
on_toggled (LtPlotNode *node, Fixture *f)
{
  f->n_toggled++;
}

static void
on_removed (LtPlotNode *node, Fixture *f)
{
  f->n_removed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plot = lt_plot_new ();
  gtk_widget_set_size_request (f->plot, 600, 200);
  f->node = lt_plot_node_new (LT_PLOT (f->plot), 1);
  lt_plot_node_set_place (LT_PLOT_NODE (f->node), 1000.0, 3.0);
  f->window = lt_test_window (f->plot);
  g_signal_connect (f->node, "gesture-begin", G_CALLBACK (on_begin), f);
  g_signal_connect (f->node, "moved", G_CALLBACK (on_moved), f);
  g_signal_connect (f->node, "turned", G_CALLBACK (on_turned), f);
  g_signal_connect (f->node, "gesture-end", G_CALLBACK (on_end), f);
  g_signal_connect (f->node, "toggled", G_CALLBACK (on_toggled), f);
  g_signal_connect (f->node, "removed", G_CALLBACK (on_removed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static double
x_of (Fixture *f)
{
  return lt_plot_node_get_x (LT_PLOT_NODE (f->node));
}

static double
y_of (Fixture *f)
{
  return lt_plot_node_get_y (LT_PLOT_NODE (f->node));
}

static void
test_escape_restores (Fixture *f, gconstpointer data)
{
  for (guint i = 1; i <= 2; i++) /* the next press is a gesture again */
    {
      lt_test_drag (f->node, 40.0, -30.0);
      g_assert_true (lt_plot_node_is_dragging (LT_PLOT_NODE (f->node)));
      g_assert_cmpfloat (y_of (f), !=, 3.0);
      g_assert_true (lt_test_key (f->node, GDK_KEY_Escape, 0));
      g_assert_cmpfloat (x_of (f), ==, 1000.0);
      g_assert_cmpfloat (y_of (f), ==, 3.0);
      g_assert_cmpuint (f->n_cancelled, ==, i);

      g_signal_emit_by_name (lt_test_controller (f->node, GTK_TYPE_GESTURE_DRAG), "drag-update", 90.0, 90.0);
      g_assert_false (lt_test_key (f->node, GDK_KEY_Escape, 0)); /* is for others when nothing is dragged */
      lt_test_release (f->node);
      g_assert_cmpfloat (x_of (f), ==, 1000.0);
      g_assert_cmpuint (f->n_begun, ==, i);
      g_assert_cmpuint (f->n_ended, ==, i);
    }
}

static void
test_what_takes_over_restores (Fixture *f, gconstpointer data)
{
  lt_test_drag (f->node, 40.0, -30.0);
  g_signal_emit_by_name (lt_test_controller (f->node, GTK_TYPE_GESTURE_DRAG), "cancel", NULL);
  lt_test_release (f->node);
  g_assert_cmpfloat (y_of (f), ==, 3.0);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  lt_test_key (f->node, GDK_KEY_Up, 0);
  g_assert_cmpfloat_with_epsilon (y_of (f), 3.5, 1e-9);
  lt_test_key (f->node, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpfloat_with_epsilon (y_of (f), 3.45, 1e-9);
  lt_test_key (f->node, GDK_KEY_Right, 0);
  g_assert_cmpfloat (x_of (f), >, 1050.0);
  lt_test_key (f->node, GDK_KEY_Left, 0);
  g_assert_cmpfloat_with_epsilon (x_of (f), 1000.0, 1e-6);
  lt_test_key (f->node, GDK_KEY_Page_Up, 0);
  g_assert_cmpfloat (f->turned, ==, 1.0);
  lt_test_key (f->node, GDK_KEY_Return, 0);
  lt_test_key (f->node, GDK_KEY_Delete, 0);
  g_assert_cmpuint (f->n_toggled, ==, 1);
  g_assert_cmpuint (f->n_removed, ==, 1);
  g_assert_cmpuint (f->n_begun, ==, 5);
  g_assert_cmpuint (f->n_ended, ==, 5);
}

static void
test_what_is_said (Fixture *f, gconstpointer data)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (f->node);

  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_SLIDER);
  lt_plot_node_set_text (LT_PLOT_NODE (f->node), "1.00 kHz   +3.0 dB", "Band 1, bell, 1 kilohertz, plus 3 decibels");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Band 1, bell, 1 kilohertz, plus 3 decibels");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "1.00 kHz   +3.0 dB");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -12.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 12.0);
  lt_test_key (f->node, GDK_KEY_Up, 0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 3.5);
}

#define ADD(name, func) g_test_add ("/app/plot-node/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("escape", test_escape_restores);
  ADD ("taken-over", test_what_takes_over_restores);
  ADD ("keys", test_keys);
  ADD ("what-is-said", test_what_is_said);
  return g_test_run ();
}
