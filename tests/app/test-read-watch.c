// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is missing is told of every session anew, and nobody is told once the window is closed.
// Layer: tests.

#include "app/shell/application-actions.h"
#include "app/shell/application.h"
#include "app/shell/read-watch.h"
#include "helpers/test-session.h"
#include "open-song.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-track.h"

#include <string.h>

typedef struct
{
  char     *dir;
  LtWindow *window; /* owned */
} Fixture;

static void
spin (void)
{
  for (guint i = 0; i < 50 || g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
put_on_track (LtSession **session, LtId source_id)
{
  LtId track_id;

  lt_session_take (session, lt_edit_track_add (*session, "None", -1, &track_id));
  lt_session_take (session, lt_edit_clip_add (*session, track_id, source_id, 0, 0, 48000, NULL));
}

/* A session of as many recordings, none of which is there. @is_heard: each on a track. */
static void
open_session (Fixture *f, const char *name, guint n_recordings, gboolean is_heard)
{
  LtId                  id;
  LtSourceInfo          info = { .path = "audio/none.wav", .name = "none", .n_frames = 48000, .n_channels = 1, .rate_hz = 48000.0 };
  g_autoptr (LtSession) session = lt_session_new (48000.0, name);

  for (guint i = 0; i < n_recordings; i++)
    {
      lt_session_take (&session, lt_edit_session_add_source (session, &info, &id));
      if (is_heard)
        put_on_track (&session, id);
    }
  lt_test_open_song (lt_context_get_document (lt_window_get_context (f->window)), f->dir, name, session);
  lt_read_watch_look (f->window);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_session_dir ();
  f->window = g_object_ref_sink (g_object_new (LT_TYPE_WINDOW, NULL));
  open_session (f, "One.lathe", 1, FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->window);
  spin ();
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

/* Is there a banner that says so? */
static gboolean
is_told (GtkWidget *widget, const char *words)
{
  gboolean found = FALSE;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (widget, GTK_TYPE_REVEALER)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found; child = gtk_widget_get_next_sibling (child))
    found = is_told (child, words);
  return found;
}

static void
test_told_anew (Fixture *f, gconstpointer data)
{
  g_assert_true (is_told (GTK_WIDGET (f->window), "recording is missing"));
  lt_window_banner (f->window, "missing", NULL, NULL, NULL); /* put away */
  spin ();
  g_assert_false (is_told (GTK_WIDGET (f->window), "recording is missing"));
  open_session (f, "Two.lathe", 1, FALSE);
  g_assert_true (is_told (GTK_WIDGET (f->window), "recording is missing"));
}

/* No picture of it was asked for: what plays has met it. */
static void
test_unread (Fixture *f, gconstpointer data)
{
  g_autofree char   *folder = g_build_filename (f->dir, "Two.lathe", "audio", NULL), *path = g_build_filename (folder, "none.wav", NULL);
  g_autoptr (GError) error = NULL;
  LtLiveWish         wish = { .device = "null" };

  g_assert_true (lt_live_open (lt_context_get_live (lt_window_get_context (f->window)), 48000.0, &wish, &error));
  open_session (f, "Two.lathe", 1, TRUE);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, "no sound", -1, NULL));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.read-again", NULL);
  spin ();
  g_assert_false (is_told (GTK_WIDGET (f->window), "recording is missing"));
  g_assert_true (is_told (GTK_WIDGET (f->window), "none.wav"));
}

/* A window that is held, as by a thread that is at work for it, has given up what it shows. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  gpointer closed = f->window;

  open_session (f, "Two.lathe", 0, FALSE);
  spin ();
  g_object_add_weak_pointer (closed, &closed);
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_run_dispose (G_OBJECT (f->window)); /* closes the session, which has it look when it has time */
  spin ();
  g_assert_null (lt_window_get_context (f->window));
  g_clear_object (&f->window);
  spin ();
  g_assert_null (closed);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_autoptr (LtApplication) application = lt_application_new ();
  lt_application_actions_install (application);
  g_test_add ("/app/read-watch/told-anew", Fixture, NULL, set_up, test_told_anew, tear_down);
  g_test_add ("/app/read-watch/unread", Fixture, NULL, set_up, test_unread, tear_down);
  g_test_add ("/app/read-watch/closed", Fixture, NULL, set_up, test_closed, tear_down);
  return g_test_run ();
}
