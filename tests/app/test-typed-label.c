// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A label that goes while GTK still wants to look at it.
// Layer: tests.

#include "app/widgets/typed-label.h"

#define LATER_MS 400 /* long after GTK has looked */

static gboolean
on_later (gpointer done)
{
  *(gboolean *) done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, on_later, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* A label that has the keyboard, loses it and goes; then the machine does nothing for @stall_ms. Criticals end a test. */
static void
let_go (guint stall_ms)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *label = lt_typed_label_new (), *other = gtk_button_new ();

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), other);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (100);
  gtk_editable_label_start_editing (GTK_EDITABLE_LABEL (label));
  wait_ms (50);
  gtk_widget_grab_focus (other);
  gtk_box_remove (GTK_BOX (box), label);
  g_usleep (1000 * stall_ms);
  wait_ms (LATER_MS);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_goes_at_once (void)
{
  let_go (0);
}

/* Both are due: GTK looks before the label is let go. */
static void
test_goes_after_a_stall (void)
{
  let_go (LATER_MS);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed-label/goes-at-once", test_goes_at_once);
  g_test_add_func ("/typed-label/goes-after-a-stall", test_goes_after_a_stall);
  return g_test_run ();
}
