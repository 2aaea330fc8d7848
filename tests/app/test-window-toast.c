// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A toast takes back the step that it tells of, and none that came later.
// Layer: tests.

#include "app/shell/application-actions.h"
#include "app/shell/application.h"
#include "app/shell/window.h"
#include "helpers/test-session.h"
#include "open-song.h"
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

  f->dir = lt_test_session_dir ();
  f->window = g_object_ref_sink (g_object_new (LT_TYPE_WINDOW, NULL));
  f->context = lt_window_get_context (f->window);
  f->document = lt_context_get_document (f->context);
  lt_test_open_song (f->document, f->dir, "One.lathe", session);
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

static void
test_own_step (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  lt_context_toast (f->context, "Two it is", TRUE);
  spin ();
  g_assert_true (press_undo (GTK_WIDGET (f->window)));
  g_assert_cmpstr (lt_document_get_title (f->document), ==, "One");
}

/* Told first, done then: it is that step all the same. */
static void
test_told_before (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  spin ();
  lt_context_toast (f->context, "Three it is", TRUE);
  step (f, "Three");
  spin ();
  g_assert_true (press_undo (GTK_WIDGET (f->window)));
  g_assert_cmpstr (lt_document_get_title (f->document), ==, "Two");
}

static void
test_later_step (Fixture *f, gconstpointer data)
{
  step (f, "Two");
  lt_context_toast (f->context, "Two it is", TRUE);
  spin ();
  step (f, "Three");
  spin ();
  g_assert_true (press_undo (GTK_WIDGET (f->window)));
  g_assert_cmpstr (lt_document_get_title (f->document), ==, "Three");
}

/* As hands do that are refused again and again: none of them ends the program. */
static void
test_many (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 8; i++)
    {
      lt_context_toast (f->context, "No", i % 2 == 0);
      spin ();
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_autoptr (LtApplication) application = lt_application_new ();
  lt_application_actions_install (application);
  lt_window_set_views (views, G_N_ELEMENTS (views), NULL, NULL);
  g_test_add ("/app/window-toast/own-step", Fixture, NULL, set_up, test_own_step, tear_down);
  g_test_add ("/app/window-toast/told-before", Fixture, NULL, set_up, test_told_before, tear_down);
  g_test_add ("/app/window-toast/later-step", Fixture, NULL, set_up, test_later_step, tear_down);
  g_test_add ("/app/window-toast/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
