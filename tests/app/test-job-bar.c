// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One job is named and stopped in the bar; of several it tells how far all are, and lists them.
// Layer: tests.

#include "app/shell/job-bar.h"

typedef struct
{
  GtkWidget *window;
  LtJobBar  *bar;
} Fixture;

static void
spin (void)
{
  for (guint i = 0; i < 50 || g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->window = gtk_window_new ();
  f->bar = g_object_new (LT_TYPE_JOB_BAR, NULL);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->bar));
  gtk_window_present (GTK_WINDOW (f->window));
  spin ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  spin ();
}

/* The first of @type below @widget, or of such as are of @text; NULL: none. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (text == NULL || (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find (child, type, text);
  return found;
}

static GtkWidget *
label (Fixture *f, const char *text)
{
  return find (GTK_WIDGET (f->bar), GTK_TYPE_LABEL, text);
}

static double
fraction (Fixture *f)
{
  return gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (find (GTK_WIDGET (f->bar), GTK_TYPE_PROGRESS_BAR, NULL)));
}

static GtkButton *
button (Fixture *f, gboolean is_stop)
{
  GtkWidget *all = find (GTK_WIDGET (f->bar), GTK_TYPE_BUTTON, NULL);

  return GTK_BUTTON (is_stop ? gtk_widget_get_next_sibling (all) : all);
}

static void
test_one (Fixture *f, gconstpointer data)
{
  g_autoptr (LtJob) job = lt_job_new ("Weighing the tide");

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
  lt_job_bar_add (f->bar, job);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
  g_assert_nonnull (label (f, "Weighing the tide"));
  lt_job_set_label (job, "Weighing it again");
  g_assert_nonnull (label (f, "Weighing it again"));
  lt_job_progress (0.5, job);
  while (fraction (f) != 0.5) /* it is looked at now and then */
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button (f, TRUE), "clicked");
  g_assert_true (g_cancellable_is_cancelled (lt_job_get_cancellable (job)));
  lt_job_finish (job);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
}

static void
test_several (Fixture *f, gconstpointer data)
{
  g_autoptr (LtJob) one = lt_job_new ("One"), two = lt_job_new ("Two"), three = lt_job_new ("Three");

  lt_job_bar_add (f->bar, one);
  lt_job_bar_add (f->bar, two);
  g_assert_nonnull (label (f, "2 jobs"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (button (f, TRUE)))); /* which of them? */
  lt_job_progress (1.0, one);
  while (fraction (f) != 0.5)
    g_main_context_iteration (NULL, TRUE);

  g_signal_emit_by_name (button (f, FALSE), "clicked");
  spin ();
  g_assert_nonnull (label (f, "One"));
  g_assert_nonnull (label (f, "Two"));
  lt_job_bar_add (f->bar, three); /* while they are listed */
  g_assert_nonnull (label (f, "Three"));
  lt_job_finish (two);
  g_assert_null (label (f, "Two"));
  g_assert_nonnull (label (f, "2 jobs"));
  lt_job_finish (one);
  lt_job_finish (three);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
  spin ();
  g_assert_null (label (f, "One"));
}

/* Work goes on when its window has been closed. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autoptr (LtJob) job = lt_job_new ("Long");
  GtkWidget        *window = gtk_window_new ();
  LtJobBar         *bar = g_object_new (LT_TYPE_JOB_BAR, NULL);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bar));
  lt_job_bar_add (bar, job);
  gtk_window_destroy (GTK_WINDOW (window));
  lt_job_set_label (job, "Longer");
  lt_job_finish (job);
  g_assert_cmpuint (G_OBJECT (job)->ref_count, ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/app/job-bar/one", Fixture, NULL, set_up, test_one, tear_down);
  g_test_add ("/app/job-bar/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/app/job-bar/closed", Fixture, NULL, set_up, test_closed, tear_down);
  return g_test_run ();
}
