// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines on a plot: drags and keys within their range, what Escape takes back, what is said.
// Layer: tests.

#include "app/widgets/plot-line.h"
#include "control-hands.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  GtkWidget *plot, *line, *window;
  guint      n_begun, n_ended, n_cancelled;
} Fixture;

static void
on_begin (LtPlotLine *line, Fixture *f)
{
  g_assert_cmpuint (f->n_begun, ==, f->n_ended);
  f->n_begun++;
}

static void
on_moved (LtPlotLine *line, double value, Fixture *f)
{
  g_assert_cmpuint (f->n_begun, ==, f->n_ended + 1);
  lt_plot_line_set_value (line, value);
}

static void
on_end (LtPlotLine *line, gboolean cancelled, Fixture *f)
{
  f->n_ended++;
  f->n_cancelled += cancelled;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (-60.0, 0.0, 12.0);

  f->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (f->plot), &x, &y);
  gtk_widget_set_size_request (f->plot, 400, 200);
  f->line = lt_plot_line_new (LT_PLOT (f->plot), LT_COLOUR_ACCENT_LINE, TRUE);
  lt_plot_line_set_range (LT_PLOT_LINE (f->line), -40.0, -6.0, 0.5);
  lt_plot_line_set_value (LT_PLOT_LINE (f->line), -24.0);
  f->window = lt_test_window (f->plot);
  g_signal_connect (f->line, "gesture-begin", G_CALLBACK (on_begin), f);
  g_signal_connect (f->line, "moved", G_CALLBACK (on_moved), f);
  g_signal_connect (f->line, "gesture-end", G_CALLBACK (on_end), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static double
value_of (Fixture *f)
{
  return lt_plot_line_get_value (LT_PLOT_LINE (f->line));
}

static void
test_escape_restores (Fixture *f, gconstpointer data)
{
  g_assert_false (lt_test_key (f->line, GDK_KEY_Escape, 0)); /* is for others when nothing is dragged */
  lt_test_drag (f->line, 0.0, -30.0);
  g_assert_cmpfloat (value_of (f), >, -24.0);
  g_assert_true (lt_test_key (f->line, GDK_KEY_Up, 0)); /* the hand has it */
  g_assert_true (lt_test_key (f->line, GDK_KEY_Escape, 0));
  g_assert_cmpfloat (value_of (f), ==, -24.0);
  g_signal_emit_by_name (lt_test_controller (f->line, GTK_TYPE_GESTURE_DRAG), "drag-update", 0.0, -60.0);
  lt_test_release (f->line);
  g_assert_cmpfloat (value_of (f), ==, -24.0);
  g_assert_cmpuint (f->n_begun, ==, 1);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint           keyval;
    GdkModifierType state;
    double          value;
  } keys[] = {
    { GDK_KEY_Up, 0, -23.5 },      { GDK_KEY_Down, GDK_SHIFT_MASK, -23.55 }, { GDK_KEY_KP_Down, 0, -24.05 }, { GDK_KEY_Page_Up, 0, -19.05 },
    { GDK_KEY_Page_Down, 0, -24.05 }, { GDK_KEY_End, 0, -6.0 },              { GDK_KEY_Up, 0, -6.0 },        { GDK_KEY_Home, 0, -40.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (lt_test_key (f->line, keys[i].keyval, keys[i].state));
      g_assert_cmpfloat_with_epsilon (value_of (f), keys[i].value, 1e-9);
    }
  g_assert_cmpuint (f->n_ended, ==, G_N_ELEMENTS (keys));
  g_assert_false (lt_test_key (f->line, GDK_KEY_Return, 0));
}

/* A value that was set moves the line with the next frame: a hand finds it where it is seen. */
static void
wait_for_place (Fixture *f, GtkWidget *line, double value)
{
  graphene_rect_t box;

  for (;;)
    {
      g_assert_true (gtk_widget_compute_bounds (line, f->plot, &box));
      if (fabs (box.origin.x + 0.5 * box.size.width - lt_plot_to_x (LT_PLOT (f->plot), value)) < 2.0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* An upright one moves along x; its keys go by shares of the width, so that a step is the same ratio everywhere. */
static void
test_upright (Fixture *f, gconstpointer data)
{
  GtkWidget *line = lt_plot_line_new_upright (LT_PLOT (f->plot), LT_COLOUR_FG, 0.9);

  lt_plot_line_set_range (LT_PLOT_LINE (line), 20.0, 20000.0, 0.1);
  lt_plot_line_set_value (LT_PLOT_LINE (line), 200.0);
  g_signal_connect (line, "gesture-begin", G_CALLBACK (on_begin), f);
  g_signal_connect (line, "moved", G_CALLBACK (on_moved), f);
  g_signal_connect (line, "gesture-end", G_CALLBACK (on_end), f);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  lt_test_key (line, GDK_KEY_Right, 0);
  g_assert_cmpfloat_with_epsilon (lt_plot_line_get_value (LT_PLOT_LINE (line)), 200.0 * pow (1000.0, 0.1), 1e-6);
  lt_test_key (line, GDK_KEY_Down, 0);
  g_assert_cmpfloat_with_epsilon (lt_plot_line_get_value (LT_PLOT_LINE (line)), 200.0, 1e-6);
  wait_for_place (f, line, 200.0);
  lt_test_drag (line, 60.0, -80.0);
  g_assert_true (lt_plot_line_is_dragging (LT_PLOT_LINE (line)));
  g_assert_cmpfloat (lt_plot_line_get_value (LT_PLOT_LINE (line)), >, 300.0);
  lt_test_key (line, GDK_KEY_Escape, 0);
  g_assert_cmpfloat_with_epsilon (lt_plot_line_get_value (LT_PLOT_LINE (line)), 200.0, 1e-6);
  lt_test_release (line);
  g_assert_cmpuint (f->n_cancelled, ==, 1);
}

static void
test_what_is_said (Fixture *f, gconstpointer data)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (f->line);

  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_SLIDER);
  lt_plot_line_set_text (LT_PLOT_LINE (f->line), "Threshold \u221224.0 dB", "Threshold, \u221224 decibels");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Threshold, \u221224 decibels");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "Threshold \u221224.0 dB");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -40.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, -6.0);
  lt_test_key (f->line, GDK_KEY_Up, 0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, -23.5);
}

#define ADD(name, func) g_test_add ("/app/plot-line/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("escape", test_escape_restores);
  ADD ("keys", test_keys);
  ADD ("upright", test_upright);
  ADD ("what-is-said", test_what_is_said);
  return g_test_run ();
}
