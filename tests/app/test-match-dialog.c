// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matching in the window: what is heard, reckoned and applied; nothing at 0 %, one step of undo, files that are gone, a stop.
// Layer: tests.

#include "app/master/match-dialog.h"
#include "app/master/match-work.h"
#include "app/widgets/arc-knob.h"
#include "control-hands.h"
#include "eyes.h"
#include "helpers/test-session.h"
#include "helpers/test-song.h"
#include "session/edit-reference.h"
#include "session/edit-slot.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>

#define RATE 48000.0

typedef struct
{
  char        *dir, *path; /* of the session in it */
  LtContext   *context;
  LtDocument  *document;
  LtMatchWork *work;
} Fixture;

static const LtSession *
session_of (Fixture *f)
{
  return lt_document_get_session (f->document);
}

/* Its own stems are what it follows; its master is empty. */
static LtSession *
new_song (const char *folder)
{
  LtSession *session = lt_test_song_new (folder, RATE, 4.0);

  while (session->master->slots->len > 0)
    lt_session_take (&session, lt_edit_slot_remove (session, ((const LtSlot *) g_ptr_array_index (session->master->slots, 0))->id));
  for (guint i = 0; i < 2; i++)
    {
      const LtSource *source = g_ptr_array_index (session->sources, i);

      lt_session_take (&session, lt_edit_reference_add (session, source->id, i == 0 ? "Theirs" : "Ours", NULL));
    }
  return session;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->dir = lt_test_session_dir ();
  g_autofree char *made = g_build_filename (f->dir, "made", NULL), *sound = g_build_filename (made, "audio", NULL);
  g_assert_cmpint (g_mkdir (made, 0700), ==, 0);
  g_autoptr (LtSession) session = new_song (made);
  f->path = g_build_filename (f->dir, "Song.lathe", NULL);
  g_autofree char *audio = g_build_filename (f->path, "audio", NULL);
  LtFolder        *folder = lt_folder_create (f->path, session, &error);

  g_assert_no_error (error);
  g_rmdir (audio);
  g_assert_cmpint (g_rename (sound, audio), ==, 0);
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  lt_document_take_folder (f->document, folder);
  f->work = lt_match_work_new (session_of (f), f->path);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  while (lt_match_work_get_job (f->work) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (f->work);
  g_clear_object (&f->context);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
  g_free (f->path);
}

static void
rest (LtMatchWork *work)
{
  while (lt_match_work_get_job (work) != NULL || lt_match_work_is_reckoning (work))
    g_main_context_iteration (NULL, TRUE);
}

static void
listen (Fixture *f)
{
  lt_match_work_listen (f->work);
  rest (f->work);
}

static guint
n_set_bands (const LtSlot *slot)
{
  guint n = 0;

  for (guint b = 0; b < LT_MATCH_PROFILE_BANDS; b++)
    {
      g_autofree char *key = g_strdup_printf ("g%u", b + 1);

      n += slot->values[lt_param_find (slot->type->params, slot->type->n_params, key)] != 0.0f;
    }
  return n;
}

static void
test_learns_and_applies (Fixture *f, gconstpointer data)
{
  g_assert_null (lt_match_work_get_report (f->work));
  listen (f);
  const LtMatchReport *report = lt_match_work_get_report (f->work);
  g_assert_nonnull (report);
  g_assert_cmpfloat (report->spectrum, ==, 100.0);
  g_assert_cmpfloat (report->width, ==, 0.0);

  g_autoptr (LtSession) next = lt_match_work_apply (f->work, session_of (f));
  const LtSlot         *slot = g_ptr_array_index (next->master->slots, 0);
  g_autofree char      *label = lt_match_work_dup_label (f->work);
  g_assert_cmpuint (next->master->slots->len, ==, 1);
  g_assert_cmpstr (slot->effect, ==, "match");
  g_assert_cmpuint (n_set_bands (slot), >, 10);
  g_assert_cmpstr (label, ==, "Match to Theirs, Ours");
  lt_match_work_set_song (f->work, 0, TRUE, 2.0);
  g_autofree char *weighted = lt_match_work_dup_label (f->work);
  g_assert_cmpstr (weighted, ==, "Match to Theirs (2), Ours");
}

/* Weights are kept with the match that was made by them, and are there the next time; a loop is another sound. */
static void
test_weights_and_loops (Fixture *f, gconstpointer data)
{
  LtId id = lt_match_work_get_song (f->work, 0)->id;

  listen (f);
  g_assert_cmpfloat (lt_match_work_get_song (f->work, 0)->weight, ==, 1.0);
  lt_match_work_set_song (f->work, 0, TRUE, 2.5);
  rest (f->work);
  g_autoptr (LtSession) matched = lt_match_work_apply (f->work, session_of (f));
  g_assert_cmpfloat (lt_session_find_reference (matched, id)->weight, ==, 2.5);
  g_autoptr (LtMatchWork) again = lt_match_work_new (matched, f->path);
  g_assert_cmpfloat (lt_match_work_get_song (again, 0)->weight, ==, 2.5);

  g_autoptr (LtSession) looped = lt_edit_reference_loop (matched, id, 48000, 120000);
  lt_match_work_follow (f->work, looped);
  const LtMatchSong *first = lt_match_work_get_song (f->work, 0);
  g_assert_false (first->is_known);
  g_assert_true (lt_match_work_get_song (f->work, 1)->is_known);
  g_assert_cmpint (first->from, ==, 48000);
  g_assert_cmpint (first->to, ==, 120000);
  listen (f);
  g_assert_true (lt_match_work_get_song (f->work, 0)->is_known);
  g_assert_cmpfloat (lt_match_work_get_song (f->work, 0)->weight, ==, 2.5);
}

/* A match that is at work is turned down to nothing; where there is none, none is made. */
static void
test_nothing_at_zero (Fixture *f, gconstpointer data)
{
  listen (f);
  g_autoptr (LtSession) matched = lt_match_work_apply (f->work, session_of (f));

  lt_match_work_set_amount (f->work, LT_MATCH_SPECTRUM, 0.0);
  rest (f->work);
  const LtMatchReport *report = lt_match_work_get_report (f->work);
  for (guint b = 0; b < LT_MATCH_PROFILE_BANDS; b++)
    g_assert_cmpfloat (report->heard_db[b], ==, 0.0);
  g_autoptr (LtSession) same = lt_match_work_apply (f->work, session_of (f));
  g_assert_true (same == session_of (f));
  g_autoptr (LtSession) quiet = lt_match_work_apply (f->work, matched);
  g_assert_true (quiet != matched);
  g_assert_cmpuint (quiet->master->slots->len, ==, 1);
}

/* The hand is quicker than what is reckoned: what it wished last is what stands in the end. */
static void
test_the_last_wish_counts (Fixture *f, gconstpointer data)
{
  listen (f);
  for (guint i = 0; i <= 40; i++)
    {
      lt_match_work_set_amount (f->work, LT_MATCH_SPECTRUM, i);
      g_main_context_iteration (NULL, FALSE);
    }
  rest (f->work);
  const LtMatchReport *report = lt_match_work_get_report (f->work);
  double               most = 0.0, all = 0.0;

  g_assert_cmpfloat (report->spectrum, ==, 40.0);
  for (guint b = 0; b < LT_MATCH_PROFILE_BANDS; b++)
    {
      most = fmax (most, fabs (report->heard_db[b]));
      all = fmax (all, fabs (report->gain_db[b]));
    }
  g_assert_cmpfloat (most, >, 0.0);
  g_assert_cmpfloat (most, <, all);
}

static void
test_who_is_followed (Fixture *f, gconstpointer data)
{
  double both[LT_MATCH_PROFILE_BANDS];
  bool   differs = false;

  listen (f);
  memcpy (both, lt_match_work_get_report (f->work)->wanted_db, sizeof both);
  lt_match_work_set_song (f->work, 1, FALSE, 1.0);
  rest (f->work);
  for (guint b = 0; b < LT_MATCH_PROFILE_BANDS; b++)
    differs = differs || fabs (both[b] - lt_match_work_get_report (f->work)->wanted_db[b]) > 0.1;
  g_assert_true (differs);
  g_autofree char *label = lt_match_work_dup_label (f->work);
  g_assert_cmpstr (label, ==, "Match to Theirs");
  lt_match_work_set_song (f->work, 0, FALSE, 1.0);
  rest (f->work);
  g_assert_null (lt_match_work_get_report (f->work));
  g_autoptr (LtSession) same = lt_match_work_apply (f->work, session_of (f));
  g_assert_true (same == session_of (f));
}

/* What cannot be read says so and is left out; back in its place it is heard. */
static void
test_a_file_that_is_gone (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup (lt_match_work_get_song (f->work, 0)->path), *elsewhere = g_build_filename (f->dir, "elsewhere.wav", NULL);

  g_assert_cmpint (g_rename (path, elsewhere), ==, 0);
  lt_match_work_listen (f->work);
  while (lt_match_work_get_job (f->work) != NULL)
    g_main_context_iteration (NULL, TRUE);
  rest (f->work);
  g_assert_nonnull (lt_match_work_get_song (f->work, 0)->error);
  g_assert_null (strstr (lt_match_work_get_song (f->work, 0)->error, "(null)"));
  g_assert_false (lt_match_work_is_all_known (f->work));
  g_assert_true (lt_match_work_get_song (f->work, 1)->is_known);
  g_autofree char *label = lt_match_work_dup_label (f->work);
  g_assert_cmpstr (label, ==, "Match to Ours");

  g_assert_cmpint (g_rename (elsewhere, path), ==, 0);
  listen (f);
  g_assert_null (lt_match_work_get_song (f->work, 0)->error);
  g_assert_true (lt_match_work_is_all_known (f->work));
}

static void
test_stopped_and_again (Fixture *f, gconstpointer data)
{
  lt_match_work_listen (f->work);
  lt_match_work_stop (f->work);
  rest (f->work);
  g_assert_false (lt_match_work_is_all_known (f->work));
  g_assert_null (lt_match_work_get_error (f->work));
  for (guint i = 0; i < lt_match_work_get_n (f->work); i++)
    g_assert_null (lt_match_work_get_song (f->work, i)->error);
  listen (f);
  g_assert_true (lt_match_work_is_all_known (f->work));
  g_assert_nonnull (lt_match_work_get_report (f->work));
}

/* --- the dialog --- */

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *button;

  for (int n = 0; (button = lt_test_find (root, GTK_TYPE_BUTTON, n)) != NULL; n++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  return NULL;
}

static LtControl *
find_knob (GtkWidget *root, const char *label)
{
  GtkWidget *knob;

  for (int n = 0; (knob = lt_test_find (root, LT_TYPE_ARC_KNOB, n)) != NULL; n++)
    if (g_strcmp0 (lt_control_get_spec (LT_CONTROL (knob))->label, label) == 0)
      return LT_CONTROL (knob);
  g_assert_not_reached ();
}

static void
test_one_step (Fixture *f, gconstpointer data)
{
  GtkWidget *parent = lt_test_window (gtk_label_new ("Song"));
  GtkWindow *dialog = lt_match_dialog_new (GTK_WINDOW (parent), f->context);
  GtkWidget *apply = find_button (GTK_WIDGET (dialog), "Apply");

  g_assert_nonnull (apply);
  g_assert_false (gtk_widget_get_sensitive (apply));
  gtk_window_present (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  while (!gtk_widget_get_sensitive (apply))
    g_main_context_iteration (NULL, TRUE);
  lt_control_enter_value (find_knob (GTK_WIDGET (dialog), "Spectrum"), 0.0);
  g_assert_false (gtk_widget_get_sensitive (apply));
  g_assert_cmpuint (session_of (f)->master->slots->len, ==, 0);
  lt_control_enter_value (find_knob (GTK_WIDGET (dialog), "Spectrum"), 60.0);
  while (!gtk_widget_get_sensitive (apply))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (apply, "clicked");

  const LtSlot *slot = g_ptr_array_index (session_of (f)->master->slots, 0);
  g_assert_cmpfloat (slot->values[lt_param_find (slot->type->params, slot->type->n_params, "spectrum")], ==, 60.0f);
  g_assert_cmpstr (lt_document_get_undo_label (f->document), ==, "Match to Theirs, Ours");
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpuint (session_of (f)->master->slots->len, ==, 0);
  g_assert_false (lt_document_get_can_undo (f->document));
  while (dialog != NULL) /* nothing holds what was closed */
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (parent));
}

static gboolean
says (GtkWidget *root, const char *text)
{
  GtkWidget *label;

  for (int n = 0; (label = lt_test_find (root, GTK_TYPE_LABEL, n)) != NULL; n++)
    if (gtk_widget_get_mapped (label) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) == 0)
      return TRUE;
  return FALSE;
}

static void
test_says_what_is_missing (Fixture *f, gconstpointer data)
{
  GtkWidget *parent = lt_test_window (gtk_label_new ("Song"));
  GtkWindow *dialog = lt_match_dialog_new (GTK_WINDOW (parent), f->context);
  GtkWidget *root = GTK_WIDGET (dialog), *tick;

  gtk_window_present (dialog);
  while (!says (root, "Match to Theirs, Ours"))
    g_main_context_iteration (NULL, TRUE);
  for (int n = 0; (tick = lt_test_find (root, GTK_TYPE_CHECK_BUTTON, n)) != NULL; n++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), FALSE);
  while (!says (root, "Tick a song to follow."))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_sensitive (find_button (root, "Apply")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (lt_test_find (root, GTK_TYPE_CHECK_BUTTON, 1)), TRUE);
  while (!says (root, "Match to Ours"))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (parent));
}

#define ADD(name, test) g_test_add ("/match-dialog/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("learns-and-applies", test_learns_and_applies);
  ADD ("nothing-at-zero", test_nothing_at_zero);
  ADD ("weights-and-loops", test_weights_and_loops);
  ADD ("the-last-wish-counts", test_the_last_wish_counts);
  ADD ("who-is-followed", test_who_is_followed);
  ADD ("a-file-that-is-gone", test_a_file_that_is_gone);
  ADD ("stopped-and-again", test_stopped_and_again);
  ADD ("one-step", test_one_step);
  ADD ("says-what-is-missing", test_says_what_is_missing);
  return g_test_run ();
}
