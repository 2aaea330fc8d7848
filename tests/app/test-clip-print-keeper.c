// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints of clips in the window: made in the background, heard when they are ready, given up when nobody wants them any more.
// Layer: tests.

#include "app/shell/clip-print-keeper.h"
#include "helpers/test-dir.h"
#include "helpers/test-player.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-slot.h"
#include "studio/clip-print.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  LtTestDir         *dir;
  LtContext         *context;
  LtClipPrintKeeper *keeper;
  LtId               clip;
} Fixture;

static LtDocument *
document (Fixture *f)
{
  return lt_context_get_document (f->context);
}

static const LtClip *
clip (Fixture *f)
{
  return lt_session_find_clip (lt_document_get_session (document (f)), f->clip, NULL);
}

static LtClipPrintState
state (Fixture *f)
{
  return lt_clip_print_keeper_get_state (f->keeper, clip (f), NULL);
}

static void
wait_for (Fixture *f, LtClipPrintState wanted)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (state (f) != wanted && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (state (f), ==, wanted);
}

static void
apply (Fixture *f, LtSession *next)
{
  lt_document_apply (document (f), next, "Edit", NULL);
}

static const LtSession *
session (Fixture *f)
{
  return lt_document_get_session (document (f));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_dir_new ();
  f->context = lt_context_new ();
  f->keeper = lt_clip_print_keeper_of (f->context);

  g_autofree char      *path = g_build_filename (f->dir, "song", NULL);
  g_autofree char      *written = g_build_filename (f->dir, "audio", NULL), *audio = g_build_filename (path, "audio", NULL);
  g_autoptr (LtSession) song = lt_test_player_song (f->dir, NULL);
  g_autoptr (GError)    error = NULL;

  f->clip = ((const LtClip *) ((const LtTrack *) song->tracks->pdata[0])->clips->pdata[0])->id;
  LtFolder *folder = lt_folder_create (path, song, &error);
  g_assert_no_error (error);
  g_rmdir (audio);
  g_assert_cmpint (g_rename (written, audio), ==, 0);
  lt_document_take_folder (document (f), folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_document_close (document (f));
  g_object_unref (f->context);
  lt_test_dir_free (f->dir);
}

static void
test_made (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_NONE);
  apply (f, lt_edit_clip_fx_add_slot (session (f), f->clip, lt_fx_find ("comp"), -1, NULL, NULL));
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_WAITING);
  g_assert_null (lt_clip_print_keeper_get_path (f->keeper, clip (f)));
  wait_for (f, LT_CLIP_PRINT_READY);

  g_autofree char *path = lt_clip_print_dup_ready (session (f), clip (f), lt_document_get_path (document (f)));
  g_assert_cmpstr (lt_clip_print_keeper_get_path (f->keeper, clip (f)), ==, path);

  lt_document_undo (document (f));
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_NONE);
  lt_document_redo (document (f));
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_READY); /* it is there still */
}

/* While a hand turns a knob only what it ends on is made. */
static void
test_given_up (Fixture *f, gconstpointer data)
{
  LtId slot;

  apply (f, lt_edit_clip_fx_add_slot (session (f), f->clip, lt_fx_find ("saturate"), -1, NULL, &slot));
  g_autofree char *first = lt_clip_print_dup_path (session (f), clip (f), lt_document_get_path (document (f)));
  for (int i = 1; i <= 20; i++)
    {
      apply (f, lt_edit_slot_value (session (f), slot, 0, 0.5f * (float) i));
      g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_WAITING);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  wait_for (f, LT_CLIP_PRINT_READY);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
}

static void
test_failure_is_told (Fixture *f, gconstpointer data)
{
  g_autofree char *wav = lt_test_dir_path (f->dir, "song/audio/Sine.wav");

  g_assert_true (g_file_set_contents (wav, "no sound at all", -1, NULL));
  apply (f, lt_edit_clip_fx_add_slot (session (f), f->clip, lt_fx_find ("eq"), -1, NULL, NULL));
  wait_for (f, LT_CLIP_PRINT_FAILED);
  g_assert_nonnull (lt_clip_print_keeper_get_problem (f->keeper, clip (f)));
  lt_clip_print_keeper_retry (f->keeper);
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_WAITING);
  wait_for (f, LT_CLIP_PRINT_FAILED);
}

static LtClipPrintWork
work (Fixture *f)
{
  LtClipPrintWork out;

  lt_clip_print_keeper_get_work (f->keeper, &out);
  return out;
}

/* A file lies where the folder of the prints would be: even who may write everywhere can't write there. */
static void
test_no_room (Fixture *f, gconstpointer data)
{
  g_autofree char *clips = g_build_filename (g_get_user_cache_dir (), "lathe", "clips", NULL), *aside = g_strconcat (clips, "-aside", NULL);
  gboolean         has_clips = g_file_test (clips, G_FILE_TEST_EXISTS);

  if (has_clips)
    g_assert_cmpint (g_rename (clips, aside), ==, 0);
  g_autofree char *parent = g_path_get_dirname (clips);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (clips, "in the way", -1, NULL));

  apply (f, lt_edit_clip_fx_add_slot (session (f), f->clip, lt_fx_find ("gate"), -1, NULL, NULL));
  g_assert_cmpuint (work (f).n_waiting, ==, 1);
  g_assert_null (work (f).problem);
  wait_for (f, LT_CLIP_PRINT_FAILED);
  g_assert_cmpuint (work (f).n_waiting, ==, 0);
  g_assert_cmpuint (work (f).n_failed, ==, 1);
  g_assert_cmpstr (work (f).problem, ==, lt_clip_print_keeper_get_problem (f->keeper, clip (f)));
  g_assert_nonnull (strstr (work (f).problem, clips)); /* it names the place */

  lt_clip_print_keeper_retry (f->keeper);
  g_assert_cmpuint (work (f).n_failed, ==, 0);
  wait_for (f, LT_CLIP_PRINT_FAILED); /* nothing has changed */
  g_assert_cmpint (g_unlink (clips), ==, 0);
  if (has_clips)
    g_assert_cmpint (g_rename (aside, clips), ==, 0);
  lt_clip_print_keeper_retry (f->keeper);
  wait_for (f, LT_CLIP_PRINT_READY);
  g_assert_cmpuint (work (f).n_waiting + work (f).n_failed, ==, 0);
  g_assert_null (lt_clip_print_keeper_get_problem (f->keeper, clip (f)));
}

/* What was stopped stays so over other edits, until it is tried again. */
static void
test_stopped (Fixture *f, gconstpointer data)
{
  apply (f, lt_edit_clip_fx_add_slot (session (f), f->clip, lt_fx_find ("deess"), -1, NULL, NULL));
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_WAITING);
  lt_clip_print_keeper_stop (f->keeper, clip (f));
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_FAILED);
  g_assert_nonnull (work (f).problem);
  apply (f, lt_edit_clip_gain (session (f), f->clip, -3.0));
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_FAILED);

  lt_clip_print_keeper_retry (f->keeper);
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_WAITING);
  lt_clip_print_keeper_stop (f->keeper, NULL);
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_FAILED);
  lt_clip_print_keeper_retry (f->keeper);
  wait_for (f, LT_CLIP_PRINT_READY);
  lt_clip_print_keeper_stop (f->keeper, NULL); /* what is ready stays */
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_READY);
}

/* A clip that is cut elsewhere keeps its print, and gets another tail. */
static void
test_tail (Fixture *f, gconstpointer data)
{
  const char      *path = NULL;
  g_autofree char *print = NULL, *first = NULL;
  LtClipTail       tail;

  apply (f, lt_edit_clip_fx_add_slot (session (f), f->clip, lt_fx_find ("delay"), -1, NULL, NULL));
  g_assert_true (lt_clip_print_keeper_get_tail (f->keeper, clip (f), &tail, &path));
  g_assert_null (path);
  g_assert_cmpint (tail.from, ==, clip (f)->pos_frames + clip (f)->length_frames);
  wait_for (f, LT_CLIP_PRINT_READY);
  g_assert_true (lt_clip_print_keeper_get_tail (f->keeper, clip (f), &tail, &path));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  first = g_strdup (path);
  print = g_strdup (lt_clip_print_keeper_get_path (f->keeper, clip (f)));

  apply (f, lt_edit_clip_trim_end (session (f), f->clip, 50000));
  g_assert_cmpint (state (f), ==, LT_CLIP_PRINT_WAITING);
  g_assert_cmpstr (lt_clip_print_keeper_get_path (f->keeper, clip (f)), ==, print);
  wait_for (f, LT_CLIP_PRINT_READY);
  g_assert_true (lt_clip_print_keeper_get_tail (f->keeper, clip (f), &tail, &path));
  g_assert_cmpint (tail.from, ==, 50000);
  g_assert_cmpstr (path, !=, first);

  apply (f, lt_edit_clip_mute (session (f), f->clip, true));
  g_assert_false (lt_clip_print_keeper_get_tail (f->keeper, clip (f), &tail, NULL));
}

/* The context goes in the middle of it. */
static void
test_goes (Fixture *f, gconstpointer data)
{
  apply (f, lt_edit_clip_fx_add_slot (session (f), f->clip, lt_fx_find ("reverb"), -1, NULL, NULL));
  for (gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 2; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("lathe-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/clip-print-keeper/made", Fixture, NULL, set_up, test_made, tear_down);
  g_test_add ("/app/clip-print-keeper/given-up", Fixture, NULL, set_up, test_given_up, tear_down);
  g_test_add ("/app/clip-print-keeper/failure-is-told", Fixture, NULL, set_up, test_failure_is_told, tear_down);
  g_test_add ("/app/clip-print-keeper/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/app/clip-print-keeper/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/app/clip-print-keeper/tail", Fixture, NULL, set_up, test_tail, tear_down);
  g_test_add ("/app/clip-print-keeper/goes", Fixture, NULL, set_up, test_goes, tear_down);
  return g_test_run ();
}
