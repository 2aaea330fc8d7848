// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The print of the mix in the window: heard while its view is shown, old when the mix has changed.
// Layer: tests.

#include "app/master/master-view.h"
#include "app/master/mix-print-button.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-strip.h"

#include <glib/gstdio.h>

#define RATE 48000.0

typedef struct
{
  LtTestDir        *dir;
  LtContext        *context;
  LtDocument       *document;
  GtkWidget        *window;
  LtMixPrintButton *button;
} Fixture;

static const LtSession *
now (Fixture *f)
{
  return lt_document_get_session (f->document);
}

static const LtMixPrint *
heard (Fixture *f)
{
  return lt_live_get_mix_print (lt_context_get_live (f->context));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->dir = lt_test_dir_new ();
  g_autofree char *path = g_build_filename (f->dir, "song", NULL), *audio = g_build_filename (path, "audio", NULL);
  g_autofree char *written = g_build_filename (f->dir, "audio", NULL);
  g_autoptr (LtSession) song = lt_test_song_new (f->dir, RATE, 2.0);
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  f->button = LT_MIX_PRINT_BUTTON (lt_mix_print_button_new (f->context));
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->button));
  LtFolder *folder = lt_folder_create (path, song, &error);
  g_assert_no_error (error);
  g_rmdir (audio);
  g_assert_cmpint (g_rename (written, audio), ==, 0);
  lt_document_take_folder (f->document, folder);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_document_close (f->document);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->context);
  lt_test_dir_free (f->dir);
}

static void
wait_until_heard (Fixture *f, gboolean is_heard)
{
  while ((heard (f) != NULL) != is_heard)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_old (Fixture *f)
{
  return gtk_widget_get_visible (gtk_widget_get_last_child (GTK_WIDGET (f->button)));
}

static gboolean
is_lit (Fixture *f)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (GTK_WIDGET (f->button))));
}

static void
test_heard_while_shown (Fixture *f, gconstpointer data)
{
  g_assert_false (is_lit (f));
  lt_mix_print_button_toggle (f->button);
  g_assert_true (is_lit (f));
  wait_until_heard (f, TRUE);
  gtk_widget_set_visible (f->window, FALSE); /* another view */
  wait_until_heard (f, FALSE);
  g_assert_true (is_lit (f));
  gtk_widget_set_visible (f->window, TRUE);
  wait_until_heard (f, TRUE);
  lt_mix_print_button_toggle (f->button);
  g_assert_null (heard (f));
  g_assert_false (is_lit (f));
}

static void
test_old (Fixture *f, gconstpointer data)
{
  const LtMixPrint *first;
  LtId              track = ((const LtTrack *) now (f)->tracks->pdata[0])->strip->id;
  double            fader_db = lt_session_find_strip (now (f), track)->fader_db;

  lt_mix_print_button_toggle (f->button);
  wait_until_heard (f, TRUE);
  first = heard (f);
  lt_document_apply (f->document, lt_edit_strip_fader (now (f), track, fader_db - 3.0), "Fader", NULL);
  while (!is_old (f))
    g_main_context_iteration (NULL, TRUE);
  lt_document_apply (f->document, lt_edit_strip_fader (now (f), track, fader_db), "Fader", NULL);
  while (is_old (f))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (heard (f) == first);

  lt_document_apply (f->document, lt_edit_strip_fader (now (f), track, fader_db - 6.0), "Fader", NULL);
  while (!is_old (f))
    g_main_context_iteration (NULL, TRUE);
  lt_mix_print_button_refresh (f->button);
  while (heard (f) == first)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (lt_mix_print_is_fresh (heard (f), now (f)));
  g_assert_false (is_old (f));
  g_assert_true (is_lit (f));
  lt_document_close (f->document);
  g_assert_null (heard (f));
  g_assert_false (is_lit (f));

  /* without a session nothing can be printed, and the button doesn't stay in */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (GTK_WIDGET (f->button))), TRUE);
  lt_mix_print_button_toggle (f->button);
  g_assert_false (is_lit (f));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  lt_master_view_add_actions ();
  g_test_add ("/mix-print-button/heard-while-shown", Fixture, NULL, set_up, test_heard_while_shown, tear_down);
  g_test_add ("/mix-print-button/old", Fixture, NULL, set_up, test_old, tear_down);
  return g_test_run ();
}
