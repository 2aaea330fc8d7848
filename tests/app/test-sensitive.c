// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is switched off while it is in focus hears that it no longer is; what is in focus elsewhere stays so.
// Layer: tests.

#include "app/widgets/sensitive.h"

typedef struct
{
  GtkWidget *window, *box, *entry, *other;
  int        n_left;
} Fixture;

static void
on_leave (int *n_left)
{
  (*n_left)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget          *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  f->window = gtk_window_new ();
  f->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  f->entry = gtk_entry_new ();
  f->other = gtk_entry_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), all);
  gtk_box_append (GTK_BOX (all), f->box);
  gtk_box_append (GTK_BOX (all), f->other);
  gtk_box_append (GTK_BOX (f->box), f->entry);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), &f->n_left);
  gtk_widget_add_controller (f->entry, focus);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static void
test_within (Fixture *f, gconstpointer data)
{
  GtkWidget *off[] = { f->entry, f->box };

  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    {
      gtk_widget_grab_focus (f->entry);
      g_assert_cmpint (f->n_left, ==, i);
      lt_sensitive_set (off[i], FALSE);
      g_assert_cmpint (f->n_left, ==, i + 1);
      g_assert_null (gtk_root_get_focus (GTK_ROOT (f->window)));
      g_assert_false (gtk_widget_is_sensitive (f->entry));
      lt_sensitive_set (off[i], TRUE);
      g_assert_true (gtk_widget_is_sensitive (f->entry));
    }
}

static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  GtkWidget *focus;

  gtk_widget_grab_focus (f->other);
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, f->other));
  lt_sensitive_set (f->box, FALSE);
  lt_sensitive_set (f->other, TRUE);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == focus);
  g_assert_false (gtk_widget_is_sensitive (f->entry));
}

/* One that is in no window yet. */
static void
test_alone (void)
{
  g_autoptr (GtkWidget) entry = g_object_ref_sink (gtk_entry_new ());

  lt_sensitive_set (entry, FALSE);
  g_assert_false (gtk_widget_get_sensitive (entry));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/app/sensitive/within", Fixture, NULL, set_up, test_within, tear_down);
  g_test_add ("/app/sensitive/elsewhere", Fixture, NULL, set_up, test_elsewhere, tear_down);
  g_test_add_func ("/app/sensitive/alone", test_alone);
  return g_test_run ();
}
