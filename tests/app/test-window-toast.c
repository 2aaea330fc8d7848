// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A toast takes back the step that it tells, or none; the last one alone is shown, and only over the view it was told in.
// Layer: tests.

#include "app/shell/application-actions.h"
#include "app/shell/application.h"
#include "app/shell/window.h"
#include "helpers/test-session.h"
#include "session/edit-session.h"

typedef struct
{
  char       *dir;
  LtWindow   *window; /* owned */
  LtContext  *context;
  LtDocument *document;
} Fixture;

static void
spin (void)
{
  for (guint i = 0; i < 50 || g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static GtkWidget *
build_view (LtContext *context)
{
  return gtk_label_new (NULL);
}

static const LtWindowView views[] = {
  { "edit", "Edit", "lathe-waveform-symbolic", build_view },
  { "mix", "Mix", "lathe-faders-symbolic", build_view },
};

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "One");
  g_autofree char      *path = NULL;
  g_autoptr (GError)    error = NULL;

  f->dir = lt_test_session_dir ();
  path = g_build_filename (f->dir, "One.lathe", NULL);
  f->window = g_object_ref_sink (g_object_new (LT_TYPE_WINDOW, NULL));
  f->context = lt_window_get_context (f->window);
  f->document = lt_context_get_document (f->context);
  lt_document_take_folder (f->document, lt_folder_create (path, session, &error));
  g_assert_no_error (error);
  lt_window_set_view (f->window, "edit");
  spin ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->window);
  spin ();
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

static void
step (Fixture *f, const char *title)
{
  lt_document_apply (f->document, lt_edit_session_title (lt_document_get_session (f->document), title), title, NULL);
}

/* How many labels, or buttons, below @widget say @text. */
static guint
count (GtkWidget *widget, GType type, const char *text)
{
  guint n = 0;

  if (type == GTK_TYPE_LABEL && GTK_IS_LABEL (widget))
    n = g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
  else if (type == GTK_TYPE_BUTTON && GTK_IS_BUTTON (widget))
    n = g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0 && gtk_widget_get_visible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count (child, type, text);
  return n;
}

static guint
n_told (Fixture *f, const char *text)
{
  spin ();
  return count (GTK_WIDGET (f->window), GTK_TYPE_LABEL, text);
}

static guint
n_undo (Fixture *f)
{
  spin ();
  return count (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Undo");
}

static gboolean
press_undo (GtkWidget *widget)
{
  gboolean found = GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Undo") == 0;

  if (found)
    g_signal_emit_by_name (widget, "clicked");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found; child = gtk_widget_get_next_sibling (child))
    found = press_undo (child);
  return found;
}

/* --- the step --- */

static void
test_undo (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  lt_context_toast (f->context, "Two it is", TRUE);
  g_assert_cmpuint (n_told (f, "Two it is"), ==, 1);
  g_assert_true (press_undo (GTK_WIDGET (f->window)));
  g_assert_cmpstr (lt_document_get_title (f->document), ==, "One");
  g_assert_cmpuint (n_told (f, "Two it is"), ==, 0);
}

static void
test_another_step (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  lt_context_toast (f->context, "Two it is", TRUE);
  g_assert_cmpuint (n_undo (f), ==, 1);
  step (f, "Three");
  g_assert_cmpuint (n_told (f, "Two it is"), ==, 0);
}

static void
test_undone (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  lt_context_toast (f->context, "Two it is", TRUE);
  spin ();
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpuint (n_told (f, "Two it is"), ==, 0);
}

static void
test_session_closed (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  lt_context_toast (f->context, "Two it is", TRUE);
  lt_document_close (f->document);
  g_assert_cmpuint (n_told (f, "Two it is"), ==, 0);
}

/* Told first, done then: it is that step all the same. */
static void
test_told_before (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  spin ();
  lt_context_toast (f->context, "Three it is", TRUE);
  step (f, "Three");
  g_assert_cmpuint (n_undo (f), ==, 1);
  g_assert_true (press_undo (GTK_WIDGET (f->window)));
  g_assert_cmpstr (lt_document_get_title (f->document), ==, "Two");
}

static void
test_no_step (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  spin ();
  lt_context_toast (f->context, "Nothing it was", TRUE);
  g_assert_cmpuint (n_told (f, "Nothing it was"), ==, 1);
  g_assert_cmpuint (n_undo (f), ==, 0);
}

/* What has no button tells no step, and stays. */
static void
test_plain (Fixture *f, gconstpointer data)
{
  lt_context_toast (f->context, "So it is", FALSE);
  spin ();
  step (f, "Two");
  g_assert_cmpuint (n_told (f, "So it is"), ==, 1);
}

/* --- one after the other --- */

static void
test_last (Fixture *f, gconstpointer data)
{
  lt_context_toast (f->context, "First", FALSE);
  g_assert_cmpuint (n_told (f, "First"), ==, 1);
  lt_context_toast (f->context, "Second", FALSE);
  g_assert_cmpuint (n_told (f, "First"), ==, 0);
  g_assert_cmpuint (n_told (f, "Second"), ==, 1);
  lt_context_toast (f->context, "Second", FALSE);
  lt_context_toast (f->context, "Second", FALSE);
  g_assert_cmpuint (n_told (f, "Second"), ==, 1);
}

/* Several sentences of one action follow each other, and all go with the next. */
static void
test_several (Fixture *f, gconstpointer data)
{
  lt_context_toast (f->context, "First", FALSE);
  lt_context_toast (f->context, "Second", FALSE);
  g_assert_cmpuint (n_told (f, "First"), ==, 1);
  lt_context_toast (f->context, "Third", FALSE);
  g_assert_cmpuint (n_told (f, "First") + n_told (f, "Second"), ==, 0);
  g_assert_cmpuint (n_told (f, "Third"), ==, 1);
}

static void
test_view (Fixture *f, gconstpointer data)
{
  lt_context_toast (f->context, "Of this view", FALSE);
  spin ();
  lt_window_set_view (f->window, "mix");
  g_assert_cmpuint (n_told (f, "Of this view"), ==, 0);

  lt_context_toast (f->context, "To the other view", FALSE);
  lt_window_set_view (f->window, "edit");
  g_assert_cmpuint (n_told (f, "To the other view"), ==, 1);

  lt_window_set_view (f->window, "mix");
  lt_context_toast (f->context, "In the other view", FALSE);
  g_assert_cmpuint (n_told (f, "In the other view"), ==, 1);
}

static void
test_of_session (Fixture *f, gconstpointer data)
{
  g_autoptr (LtJob) edit = lt_job_new ("Edit"), export = lt_job_new ("Export");

  lt_job_set_of_session (edit);
  lt_window_add_job (f->window, edit);
  lt_window_add_job (f->window, export);
  lt_document_close (f->document);
  g_assert_true (g_cancellable_is_cancelled (lt_job_get_cancellable (edit)));
  g_assert_false (g_cancellable_is_cancelled (lt_job_get_cancellable (export)));
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  spin ();
  g_assert_true (g_cancellable_is_cancelled (lt_job_get_cancellable (export)));
  lt_job_finish (edit);
  lt_job_finish (export);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_autoptr (LtApplication) application = lt_application_new ();
  lt_application_actions_install (application);
  lt_window_set_views (views, G_N_ELEMENTS (views), NULL, NULL);
  g_test_add ("/app/window-toast/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/app/window-toast/another-step", Fixture, NULL, set_up, test_another_step, tear_down);
  g_test_add ("/app/window-toast/undone", Fixture, NULL, set_up, test_undone, tear_down);
  g_test_add ("/app/window-toast/session-closed", Fixture, NULL, set_up, test_session_closed, tear_down);
  g_test_add ("/app/window-toast/told-before", Fixture, NULL, set_up, test_told_before, tear_down);
  g_test_add ("/app/window-toast/no-step", Fixture, NULL, set_up, test_no_step, tear_down);
  g_test_add ("/app/window-toast/plain", Fixture, NULL, set_up, test_plain, tear_down);
  g_test_add ("/app/window-toast/last", Fixture, NULL, set_up, test_last, tear_down);
  g_test_add ("/app/window-toast/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/app/window-toast/view", Fixture, NULL, set_up, test_view, tear_down);
  g_test_add ("/app/window-toast/of-session", Fixture, NULL, set_up, test_of_session, tear_down);
  return g_test_run ();
}
