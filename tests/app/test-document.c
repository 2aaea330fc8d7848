// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The document: edits are heard at once, one gesture is one step, the disk holds all of it.
// Layer: tests.

#include "app/shell/context.h"
#include "helpers/test-session.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/store.h"

typedef struct
{
  char       *dir, *path;
  LtDocument *document;
  LtId        track_id;
  guint       n_changed;
} Fixture;

static void
on_changed (LtDocument *document, const LtSession *old, const LtSession *now, gpointer data)
{
  Fixture *f = data;

  g_assert_true (old != now);
  f->n_changed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  g_autoptr (LtSession) session = lt_edit_track_add (empty, "Vox", -1, &f->track_id);

  f->dir = lt_test_session_dir ();
  f->path = g_build_filename (f->dir, "Song.lathe", NULL);
  f->document = lt_document_new ();
  LtFolder *folder = lt_folder_create (f->path, session, &error);
  g_assert_no_error (error);
  lt_document_take_folder (f->document, folder);
  g_signal_connect (f->document, "changed", G_CALLBACK (on_changed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->document);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
  g_free (f->path);
}

static double
fader (Fixture *f)
{
  return lt_session_find_strip (lt_document_get_session (f->document), f->track_id)->fader_db;
}

static void
move_fader (Fixture *f, double db, const char *key)
{
  lt_document_apply (f->document, lt_edit_strip_fader (lt_document_get_session (f->document), f->track_id, db), "Move fader", key);
}

static void
test_a_gesture_is_one_step (Fixture *f, gconstpointer data)
{
  g_autofree char *first = lt_document_new_gesture (f->document, "fader");
  g_autofree char *second = lt_document_new_gesture (f->document, "fader");

  for (int i = 1; i <= 50; i++)
    move_fader (f, -0.1 * i, first);
  for (int i = 1; i <= 50; i++)
    move_fader (f, -5.0 - 0.1 * i, second);
  g_assert_cmpuint (f->n_changed, ==, 100);
  g_assert_cmpfloat_with_epsilon (fader (f), -10.0, 1e-9);
  g_assert_cmpstr (lt_document_get_undo_label (f->document), ==, "Move fader");

  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat_with_epsilon (fader (f), -5.0, 1e-9);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (fader (f), ==, 0.0);
  g_assert_false (lt_document_get_can_undo (f->document));
  g_assert_false (lt_document_undo (f->document));

  g_assert_true (lt_document_redo (f->document));
  g_assert_true (lt_document_redo (f->document));
  g_assert_cmpfloat_with_epsilon (fader (f), -10.0, 1e-9);
  g_assert_false (lt_document_get_can_redo (f->document));
}

static void
test_a_gesture_that_pauses_stays_one_step (Fixture *f, gconstpointer data)
{
  g_autofree char *key = lt_document_new_gesture (f->document, "fader");

  move_fader (f, -1.0, key);
  g_assert_true (lt_document_flush (f->document, NULL));
  move_fader (f, -2.0, key);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (fader (f), ==, 0.0);
}

static void
test_a_cancelled_gesture_never_was (Fixture *f, gconstpointer data)
{
  for (int pauses = 0; pauses < 2; pauses++) /* short of the journal, and in it */
    {
      g_autofree char *key = lt_document_new_gesture (f->document, "fader");
      const LtSession *before = lt_document_get_session (f->document);

      g_assert_false (lt_document_get_edited (f->document) && pauses == 0);
      move_fader (f, -1.0, key);
      if (pauses)
        g_assert_true (lt_document_flush (f->document, NULL));
      move_fader (f, -2.0, key);
      move_fader (f, 0.0, key);
      lt_document_cancel (f->document, key);
      g_assert_true (lt_document_get_session (f->document) == before);
      g_assert_false (lt_document_get_can_undo (f->document));
      g_assert_false (lt_document_get_can_redo (f->document));
    }
}

static void
test_cancelling_leaves_the_rest (Fixture *f, gconstpointer data)
{
  g_autofree char *first = lt_document_new_gesture (f->document, "fader"), *second = lt_document_new_gesture (f->document, "fader");

  move_fader (f, -1.0, first);
  move_fader (f, -2.0, NULL);
  g_assert_true (lt_document_undo (f->document));
  lt_document_cancel (f->document, NULL);
  g_assert_true (lt_document_get_can_redo (f->document));
  move_fader (f, -3.0, second);
  g_assert_true (lt_document_flush (f->document, NULL));
  move_fader (f, -4.0, second);
  lt_document_cancel (f->document, second);
  g_assert_cmpfloat (fader (f), ==, -1.0);
  g_assert_true (lt_document_redo (f->document)); /* what could be redone before the gesture still can */
  g_assert_cmpfloat (fader (f), ==, -2.0);
  lt_document_cancel (f->document, first); /* not the last step: it stays */
  g_assert_cmpfloat (fader (f), ==, -2.0);
  move_fader (f, -5.0, NULL);
  lt_document_cancel (f->document, second);
  g_assert_cmpfloat (fader (f), ==, -5.0);
}

static void
test_what_was_flushed_survives (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  move_fader (f, -3.0, NULL);
  g_assert_true (lt_document_flush (f->document, NULL));

  g_autoptr (LtFolder) reader = lt_folder_open (f->path, LT_FOLDER_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (lt_session_find_strip (lt_folder_get_session (reader), f->track_id)->fader_db, ==, -3.0);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_document_save_finish (LT_DOCUMENT (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_saving (Fixture *f, gconstpointer data)
{
  gboolean done = FALSE;

  g_assert_false (lt_document_get_edited (f->document));
  move_fader (f, -3.0, NULL);
  g_assert_true (lt_document_get_edited (f->document));
  lt_document_save_async (f->document, NULL, on_saved, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (lt_document_get_edited (f->document));

  g_assert_true (lt_document_undo (f->document));
  g_assert_true (lt_document_get_edited (f->document));
  g_assert_true (lt_document_redo (f->document));
  g_assert_false (lt_document_get_edited (f->document));
}

static void
test_the_session_never_waits (Fixture *f, gconstpointer data)
{
  gboolean done = FALSE;

  /* An edit while the saving thread has the folder is taken, and not said to be saved. */
  move_fader (f, -3.0, NULL);
  lt_document_save_async (f->document, NULL, on_saved, &done);
  move_fader (f, -4.0, NULL);
  g_assert_cmpfloat (fader (f), ==, -4.0);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (lt_document_get_edited (f->document));
}

static void
test_selection_forgets_what_is_gone (void)
{
  g_autoptr (LtSelection) selection = lt_selection_new ();
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  LtId     id;
  g_autoptr (LtSession) session = lt_edit_track_add (empty, "Vox", -1, &id);
  int64_t  from, to;

  lt_selection_set_slot (selection, id, 999);
  lt_selection_set_clip (selection, 77);
  lt_selection_prune (selection, session);
  g_assert_cmpuint (lt_selection_get_strip (selection), ==, id);
  g_assert_cmpuint (lt_selection_get_slot (selection), ==, 0);
  g_assert_cmpuint (lt_selection_n_clips (selection), ==, 0);
  lt_selection_prune (selection, empty);
  g_assert_cmpuint (lt_selection_get_strip (selection), ==, 0);

  g_assert_false (lt_selection_get_range (selection, &from, &to));
  lt_selection_set_range (selection, 20, 10);
  g_assert_true (lt_selection_get_range (selection, &from, &to));
  g_assert_cmpint (from, ==, 10);
  g_assert_cmpint (to, ==, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/app/document/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-gesture-is-one-step", test_a_gesture_is_one_step);
  ADD ("a-gesture-that-pauses", test_a_gesture_that_pauses_stays_one_step);
  ADD ("a-cancelled-gesture", test_a_cancelled_gesture_never_was);
  ADD ("cancelling-leaves-the-rest", test_cancelling_leaves_the_rest);
  ADD ("what-was-flushed-survives", test_what_was_flushed_survives);
  ADD ("saving", test_saving);
  ADD ("edits-while-saving", test_the_session_never_waits);
  g_test_add_func ("/app/selection/forgets-what-is-gone", test_selection_forgets_what_is_gone);
  return g_test_run ();
}
