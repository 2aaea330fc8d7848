// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history: levels and reduction at their heights, a pause that holds, keys that go from the plot to its line.
// Layer: tests.

#include "app/widgets/history-plot.h"
#include "app/widgets/plot-line.h"
#include "control-hands.h"
#include "eyes.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  GtkWidget *plot, *line, *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  lt_palette_set_theme (TRUE, FALSE);
  f->plot = lt_history_plot_new (2.0, -60.0, 0.0, 12.0);
  f->line = lt_plot_line_new (LT_PLOT (f->plot), LT_COLOUR_FG, FALSE);
  gtk_widget_set_size_request (f->plot, 400, 160);
  f->window = lt_test_window (f->plot);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

/* @seconds of one level with one reduction. */
static void
show (Fixture *f, double seconds, float level_db, float reduction_db)
{
  guint n = (guint) (seconds * 60.0);
  g_autofree LtHistoryColumn *columns = g_new (LtHistoryColumn, n);

  for (guint i = 0; i < n; i++)
    columns[i] = (LtHistoryColumn) { level_db, level_db, level_db, reduction_db };
  lt_history_plot_set_columns (LT_HISTORY_PLOT (f->plot), columns, n, 60.0);
}

static void
test_heights (Fixture *f, gconstpointer data)
{
  LtPlot         *plot = LT_PLOT (f->plot);
  graphene_rect_t well;

  lt_plot_get_well (plot, &well);
  lt_plot_line_set_value (LT_PLOT_LINE (f->line), -55.0);
  cairo_surface_t *empty = lt_test_picture (f->plot);
  show (f, 1.0, -30.0f, 3.0f);
  cairo_surface_t *half = lt_test_picture (f->plot);
  double right = well.origin.x + well.size.width - 20, left = well.origin.x + 20;

  g_assert_cmpuint (lt_test_pixel (half, right, lt_plot_to_y (plot, -28.0)), ==, lt_test_pixel (empty, right, lt_plot_to_y (plot, -28.0)));
  g_assert_cmpuint (lt_test_pixel (half, right, lt_plot_to_y (plot, -32.0)), !=, lt_test_pixel (empty, right, lt_plot_to_y (plot, -32.0)));
  g_assert_cmpuint (lt_test_pixel (half, right, lt_plot_to_right (plot, -1.0)), !=, lt_test_pixel (empty, right, lt_plot_to_right (plot, -1.0)));
  g_assert_cmpuint (lt_test_pixel (half, right, lt_plot_to_right (plot, -5.0)), ==, lt_test_pixel (empty, right, lt_plot_to_right (plot, -5.0)));
  g_assert_cmpuint (lt_test_pixel (half, left, lt_plot_to_y (plot, -32.0)), ==, lt_test_pixel (empty, left, lt_plot_to_y (plot, -32.0))); /* so long ago nothing was */
  g_assert_cmpuint (lt_test_pixel (half, well.origin.x, well.origin.y), ==, lt_test_pixel (empty, well.origin.x, well.origin.y)); /* the corner stays round */
  cairo_surface_destroy (empty);
  cairo_surface_destroy (half);
}

static void
test_pause_holds (Fixture *f, gconstpointer data)
{
  LtPlot *plot = LT_PLOT (f->plot);

  show (f, 2.0, -20.0f, 0.0f);
  gtk_widget_grab_focus (f->plot);
  g_assert_true (gtk_widget_is_focus (f->plot));
  g_assert_true (lt_test_key (f->plot, GDK_KEY_space, 0));
  g_assert_true (lt_history_plot_is_paused (LT_HISTORY_PLOT (f->plot)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->plot), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Paused");
  cairo_surface_t *before = lt_test_picture (f->plot);
  show (f, 2.0, -50.0f, 0.0f);
  cairo_surface_t *after = lt_test_picture (f->plot);
  g_assert_cmpuint (lt_test_pixel (before, 150, lt_plot_to_y (plot, -30.0)), ==, lt_test_pixel (after, 150, lt_plot_to_y (plot, -30.0)));
  cairo_surface_destroy (after);
  g_assert_true (lt_test_key (f->plot, GDK_KEY_Return, 0));
  g_assert_false (lt_history_plot_is_paused (LT_HISTORY_PLOT (f->plot)));
  show (f, 2.0, -50.0f, 0.0f);
  after = lt_test_picture (f->plot);
  g_assert_cmpuint (lt_test_pixel (before, 150, lt_plot_to_y (plot, -30.0)), !=, lt_test_pixel (after, 150, lt_plot_to_y (plot, -30.0)));
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_the_keyboard_goes_on_to_the_line (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (f->plot);
  g_assert_true (gtk_widget_child_focus (f->plot, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (f->line));
  g_assert_false (lt_test_key (f->plot, GDK_KEY_Return, 0)); /* that is the line's, not a pause */
  g_assert_false (lt_history_plot_is_paused (LT_HISTORY_PLOT (f->plot)));
  g_assert_false (gtk_widget_child_focus (f->plot, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (f->plot, GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_is_focus (f->plot));
  g_assert_false (gtk_widget_child_focus (f->plot, GTK_DIR_TAB_BACKWARD));
}

#define ADD(name, func) g_test_add ("/app/history-plot/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  ADD ("heights", test_heights);
  ADD ("pause", test_pause_holds);
  ADD ("keyboard", test_the_keyboard_goes_on_to_the_line);
  return g_test_run ();
}
