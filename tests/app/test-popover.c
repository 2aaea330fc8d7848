// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A popover goes when it is closed, when it goes out of sight and when its parent goes, and keeps nothing alive.
// Layer: tests.

#include "app/widgets/popover.h"

typedef struct
{
  GtkWidget *window, *box, *parent, *popover; /* the last two weak */
} Fixture;

static void
spin (void)
{
  for (guint i = 0; i < 50 || g_main_context_pending (NULL); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* A parent without a layout of its own and a popover that holds it, as a menu's actions do. */
static void
fixture_open (Fixture *f, gconstpointer data)
{
  f->window = gtk_window_new ();
  f->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  f->parent = gtk_button_new_with_label ("parent");
  f->popover = gtk_popover_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->box);
  gtk_box_append (GTK_BOX (f->box), f->parent);
  gtk_window_present (GTK_WINDOW (f->window));
  spin ();
  gtk_popover_set_child (GTK_POPOVER (f->popover), gtk_label_new ("inside"));
  g_object_set_data_full (G_OBJECT (f->popover), "parent", g_object_ref (f->parent), g_object_unref);
  g_object_add_weak_pointer (G_OBJECT (f->parent), (gpointer *) &f->parent);
  g_object_add_weak_pointer (G_OBJECT (f->popover), (gpointer *) &f->popover);
  lt_popover_open_at (f->popover, f->parent, 2.0, 3.0);
  spin ();
  g_assert_true (gtk_widget_get_mapped (f->popover));
}

static void
fixture_close (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  spin ();
  g_assert_null (f->popover);
  g_assert_null (f->parent);
}

static void
test_close (Fixture *f, gconstpointer data)
{
  gtk_popover_popdown (GTK_POPOVER (f->popover));
  g_assert_nonnull (gtk_widget_get_parent (f->popover)); /* an action still finds its way up */
  spin ();
  g_assert_null (f->popover);
  g_assert_nonnull (f->parent);
}

static void
test_parent_removed (Fixture *f, gconstpointer data)
{
  gtk_box_remove (GTK_BOX (f->box), f->parent);
  spin ();
  g_assert_null (f->popover);
  g_assert_null (f->parent);
}

/* Before any idle comes round. */
static void
test_parent_disposed (Fixture *f, gconstpointer data)
{
  GtkWidget *parent = g_object_ref (f->parent);

  gtk_box_remove (GTK_BOX (f->box), parent);
  g_assert_nonnull (f->popover);
  g_object_run_dispose (G_OBJECT (parent));
  g_assert_null (gtk_widget_get_first_child (parent));
  g_object_unref (parent);
  spin ();
  g_assert_null (f->popover);
}

static void
test_parent_hidden (Fixture *f, gconstpointer data)
{
  gtk_widget_set_visible (f->box, FALSE);
  spin ();
  g_assert_null (f->popover);
  g_assert_nonnull (f->parent);
}

static void
test_window (Fixture *f, gconstpointer data)
{
  g_assert_nonnull (f->popover); /* the fixture closes the window over it */
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/app/popover/close", Fixture, NULL, fixture_open, test_close, fixture_close);
  g_test_add ("/app/popover/parent-removed", Fixture, NULL, fixture_open, test_parent_removed, fixture_close);
  g_test_add ("/app/popover/parent-disposed", Fixture, NULL, fixture_open, test_parent_disposed, fixture_close);
  g_test_add ("/app/popover/parent-hidden", Fixture, NULL, fixture_open, test_parent_hidden, fixture_close);
  g_test_add ("/app/popover/window", Fixture, NULL, fixture_open, test_window, fixture_close);
  return g_test_run ();
}
