// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One job is named and stopped in the bar; of several it tells how far all are, and lists them. What is stopped at the end
// keeps the program alive until its worker has cleaned up.
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

static gboolean
is_stopped (LtJob *job)
{
  return g_cancellable_is_cancelled (lt_job_get_cancellable (job));
}

/* Those that work on the session go with it, the others with the window. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  g_autoptr (LtJob) edit = lt_job_new ("Edit"), export = lt_job_new ("Export"), done = lt_job_new ("Done");

  lt_job_set_of_session (edit);
  lt_job_bar_add (f->bar, edit);
  lt_job_bar_add (f->bar, export);
  lt_job_bar_add (f->bar, done);
  lt_job_finish (done);
  lt_job_bar_stop (f->bar, FALSE);
  g_assert_true (is_stopped (edit));
  g_assert_false (is_stopped (export));
  lt_job_bar_stop (f->bar, TRUE);
  g_assert_true (is_stopped (export));
  g_assert_false (is_stopped (done));
  lt_job_finish (edit);
  lt_job_finish (export);
}

/* As the clips that are prepared: stopped is done. */
static void
test_done_at_once (Fixture *f, gconstpointer data)
{
  LtJob *one = lt_job_new ("One"), *two = lt_job_new ("Two");

  g_signal_connect_swapped (lt_job_get_cancellable (one), "cancelled", G_CALLBACK (lt_job_finish), one);
  g_signal_connect_swapped (lt_job_get_cancellable (two), "cancelled", G_CALLBACK (lt_job_finish), two);
  lt_job_bar_add (f->bar, one);
  lt_job_bar_add (f->bar, two);
  g_object_unref (one);
  g_object_unref (two);
  lt_job_bar_stop (f->bar, TRUE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->bar)));
}

/* What comes to a bar that has gone is stopped, and nothing of the bar is touched. */
static void
test_late (Fixture *f, gconstpointer data)
{
  g_autoptr (LtJob)    job = lt_job_new ("Late");
  g_autoptr (LtJobBar) bar = g_object_ref_sink (g_object_new (LT_TYPE_JOB_BAR, NULL));

  g_object_run_dispose (G_OBJECT (bar));
  lt_job_bar_add (bar, job);
  g_assert_true (is_stopped (job));
  lt_job_finish (job);
}

/* --- the end of the program --- */

typedef struct
{
  LtJob   *job;
  gboolean is_deaf, has_ended;
} Work;

static void
in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (1000);
  g_usleep (G_USEC_PER_SEC / 5); /* cleans up */
  g_task_return_boolean (task, TRUE);
}

static void
on_worked (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *work = data;

  work->has_ended = TRUE;
  lt_job_finish (work->job);
}

/* A window is closed while work goes on, and nothing but that keeps the program alive. */
static void
on_activate (GApplication *application, Work *work)
{
  GtkWidget        *window = gtk_window_new ();
  LtJobBar         *bar = g_object_new (LT_TYPE_JOB_BAR, NULL);
  g_autoptr (GTask) task = work->is_deaf ? NULL : g_task_new (NULL, lt_job_get_cancellable (work->job), on_worked, work);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bar));
  lt_job_bar_add (bar, work->job);
  if (task != NULL)
    g_task_run_in_thread (task, in_thread);
  lt_job_bar_stop (bar, TRUE);
  lt_job_bar_stop (bar, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static double
run (Work *work)
{
  g_autoptr (GApplication) application = g_application_new ("org.example.JobBar", G_APPLICATION_NON_UNIQUE);
  g_autoptr (LtJob)        job = lt_job_new ("Long");
  gint64                   from = g_get_monotonic_time ();

  work->job = job;
  g_application_set_default (application);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), work);
  g_assert_cmpint (g_application_run (application, 0, NULL), ==, 0);
  g_assert_true (is_stopped (job));
  g_application_set_default (NULL);
  return (double) (g_get_monotonic_time () - from) / G_USEC_PER_SEC;
}

static void
test_cleans_up (Fixture *f, gconstpointer data)
{
  Work work = { 0 };

  g_assert_cmpfloat (run (&work), <, 5.0);
  g_assert_true (work.has_ended);
}

static void
test_deaf (Fixture *f, gconstpointer data)
{
  Work work = { .is_deaf = TRUE };

  g_assert_cmpfloat (run (&work), >, 3.0);
  g_assert_false (work.has_ended);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/app/job-bar/one", Fixture, NULL, set_up, test_one, tear_down);
  g_test_add ("/app/job-bar/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/app/job-bar/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/app/job-bar/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/app/job-bar/done-at-once", Fixture, NULL, set_up, test_done_at_once, tear_down);
  g_test_add ("/app/job-bar/late", Fixture, NULL, set_up, test_late, tear_down);
  g_test_add ("/app/job-bar/cleans-up", Fixture, NULL, set_up, test_cleans_up, tear_down);
  g_test_add ("/app/job-bar/deaf", Fixture, NULL, set_up, test_deaf, tear_down);
  return g_test_run ();
}
