// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wheel moves what does not fit, and is left to others when all fits.
// Layer: tests.

#include "app/widgets/scroll-box.h"
#include "control-hands.h"

#define SIZE 100

static gboolean
wheel (GtkWidget *box, double dx, double dy)
{
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (lt_test_controller (box, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", dx, dy, &is_taken);
  return is_taken;
}

static GtkWidget *
new_window (GtkOrientation orientation, int width, int height, GtkWidget **box)
{
  GtkWidget *child = gtk_box_new (orientation, 0), *around = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (child, width, height);
  *box = lt_scroll_box_new (orientation, child);
  gtk_widget_set_size_request (*box, SIZE, SIZE);
  gtk_widget_set_halign (*box, GTK_ALIGN_START);
  gtk_widget_set_valign (*box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (around), *box);
  return lt_test_window (around);
}

static void
test_wheel (void)
{
  GtkWidget *box, *window = new_window (GTK_ORIENTATION_VERTICAL, SIZE / 2, 3 * SIZE, &box);

  g_assert_cmpint (gtk_widget_get_height (box), ==, SIZE);
  g_assert_false (wheel (box, 1.0, 0.0));
  g_assert_true (wheel (box, 0.0, 2.0));
  gtk_window_destroy (GTK_WINDOW (window));

  window = new_window (GTK_ORIENTATION_HORIZONTAL, 3 * SIZE, SIZE / 2, &box);
  g_assert_false (wheel (box, 0.0, 1.0));
  g_assert_true (wheel (box, 1.0, 0.0));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_moves (void)
{
  GtkWidget       *box, *window = new_window (GTK_ORIENTATION_VERTICAL, SIZE / 2, 3 * SIZE, &box);
  GtkWidget       *viewport = gtk_widget_get_first_child (box);
  GtkAdjustment   *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));

  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==, 3.0 * SIZE);
  g_assert_true (wheel (box, 0.0, 100.0));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 2.0 * SIZE);
  g_assert_true (wheel (box, 0.0, -100.0));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0.0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A wheel over a strip whose effects all fit moves the strips. */
static void
test_all_fits (void)
{
  GtkWidget *box, *window = new_window (GTK_ORIENTATION_VERTICAL, SIZE / 2, SIZE / 2, &box);

  g_assert_false (wheel (box, 0.0, 1.0));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/app/scroll-box/wheel", test_wheel);
  g_test_add_func ("/app/scroll-box/moves", test_moves);
  g_test_add_func ("/app/scroll-box/all-fits", test_all_fits);
  return g_test_run ();
}
