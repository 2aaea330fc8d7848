// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An answer comes once, to who asked; and to nobody when that is gone. So do questions go with their window.
// Layer: tests.

#include "app/shell/file-ask.h"
#include "app/shell/question.h"

typedef struct
{
  GtkWidget            *window, *owner;
  GtkFileChooserNative *dialog; /* weak */
  guint                 n_answers, n_seen_owner;
} Fixture;

static Fixture *asking;

static void
spin (void)
{
  for (guint i = 0; i < 50 || g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
on_answer (gpointer owner, GtkFileChooser *chooser)
{
  g_assert_true (GTK_FILE_CHOOSER (asking->dialog) == chooser);
  asking->n_answers++;
  asking->n_seen_owner += owner == asking->owner;
}

static void
ask (Fixture *f)
{
  f->dialog = gtk_file_chooser_native_new ("Choose", GTK_WINDOW (f->window), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *) &f->dialog);
  lt_file_ask_show (f->dialog, f->owner, on_answer);
  spin ();
}

static void
fixture_open (Fixture *f, gconstpointer data)
{
  asking = f;
  f->window = gtk_window_new ();
  f->owner = gtk_button_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->owner);
  gtk_window_present (GTK_WINDOW (f->window));
  ask (f);
  g_assert_nonnull (f->dialog);
}

static void
fixture_close (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  spin ();
  g_assert_null (f->dialog);
}

static void
respond (Fixture *f, int response)
{
  g_signal_emit_by_name (f->dialog, "response", response);
  spin ();
}

static void
test_answer (Fixture *f, gconstpointer data)
{
  respond (f, GTK_RESPONSE_ACCEPT);
  g_assert_cmpuint (f->n_answers, ==, 1);
  g_assert_cmpuint (f->n_seen_owner, ==, 1);
  g_assert_null (f->dialog);

  ask (f);
  respond (f, GTK_RESPONSE_CANCEL);
  g_assert_cmpuint (f->n_answers, ==, 1);
  g_assert_null (f->dialog);
}

/* Another one of the same owner takes its place. */
static void
test_anew (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkFileChooserNative) first = g_object_ref (f->dialog);

  g_object_remove_weak_pointer (G_OBJECT (first), (gpointer *) &f->dialog);
  ask (f);
  g_signal_emit_by_name (first, "response", GTK_RESPONSE_ACCEPT);
  g_assert_cmpuint (f->n_answers, ==, 0);
  respond (f, GTK_RESPONSE_ACCEPT);
  g_assert_cmpuint (f->n_answers, ==, 1);
}

/* A portal that answers late holds the dialog. */
static void
test_owner_gone (Fixture *f, gconstpointer data)
{
  GtkFileChooserNative *late = g_object_ref (f->dialog);

  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = f->owner = NULL;
  spin ();
  respond (f, GTK_RESPONSE_ACCEPT);
  g_assert_cmpuint (f->n_answers, ==, 0);
  g_object_unref (late);
}

static void
count (AdwMessageDialog *dialog, const char *response, guint *n)
{
  ++*n;
}

static void
test_question (void)
{
  GtkWidget *window = gtk_window_new (), *question = lt_question_new (GTK_WINDOW (window), "Really?", NULL);
  guint      n = 0;

  g_object_add_weak_pointer (G_OBJECT (question), (gpointer *) &question);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "no", "No", "yes", "Yes", NULL);
  g_signal_connect (question, "response", G_CALLBACK (count), &n);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (question));
  spin ();
  gtk_window_destroy (GTK_WINDOW (window));
  spin ();
  g_assert_null (question);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/file-ask/answer", Fixture, NULL, fixture_open, test_answer, fixture_close);
  g_test_add ("/app/file-ask/anew", Fixture, NULL, fixture_open, test_anew, fixture_close);
  g_test_add ("/app/file-ask/owner-gone", Fixture, NULL, fixture_open, test_owner_gone, fixture_close);
  g_test_add_func ("/app/file-ask/question", test_question);
  return g_test_run ();
}
