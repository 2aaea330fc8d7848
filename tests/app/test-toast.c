// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a toast tells can be read, whatever its letters are and however narrow the window is.
// Layer: tests.

#include "app/shell/toast.h"

#include <string.h>

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *found = GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

static GtkWidget *
show (GtkWidget **window, int width, const char *text)
{
  GtkWidget *overlay = adw_toast_overlay_new (), *label;

  *window = gtk_window_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new (NULL));
  gtk_window_set_child (GTK_WINDOW (*window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (*window), width, 300);
  gtk_window_present (GTK_WINDOW (*window));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), lt_toast_new (text));
  label = find_label (overlay, text);
  while (label != NULL && gtk_widget_get_height (label) == 0)
    g_main_context_iteration (NULL, TRUE);
  return label;
}

static void
test_letters (void)
{
  GtkWidget *window;

  g_assert_nonnull (show (&window, 700, "“R&B <1>.wav” is not there"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_wraps (void)
{
  const char  *text = "The keys work until Lathe is closed; they could not be saved: no space left on this device";
  GtkWidget   *window, *label = show (&window, 360, text);
  PangoLayout *layout;

  g_assert_nonnull (label);
  layout = gtk_label_get_layout (GTK_LABEL (label));
  g_assert_cmpint (pango_layout_get_line_count (layout), >, 1);
  g_assert_false (pango_layout_is_ellipsized (layout));
  g_assert_cmpint (gtk_widget_get_width (label), <, 360);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/toast/letters", test_letters);
  g_test_add_func ("/toast/wraps", test_wraps);
  return g_test_run ();
}
