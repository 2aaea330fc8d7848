// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The folder: nothing is lost by kills, tears, full disks, strangers or a second writer.
// Layer: tests.

#include "helpers/test-session.h"
#include "media/media-error.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "session/folder.h"
#include "session/lock.h"
#include "session/store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *dir;
  char *path; /* of the session */
  char *file; /* session.json */
} Place;

static void
place_init (Place *self)
{
  self->dir = lt_test_session_dir ();
  self->path = g_build_filename (self->dir, "Söng.lathe", NULL);
  self->file = g_build_filename (self->path, "session.json", NULL);
}

static void
place_clear (Place *self)
{
  lt_test_session_remove_dir (self->dir);
  g_free (self->dir);
  g_free (self->path);
  g_free (self->file);
}

static LtFolder *
create (const Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  LtFolder *folder = lt_folder_create (place->path, session, &error);

  g_assert_no_error (error);
  return folder;
}

static LtFolder *
reopen (const Place *place, LtFolderMode mode)
{
  g_autoptr (GError) error = NULL;
  LtFolder *folder = lt_folder_open (place->path, mode, &error);

  g_assert_no_error (error);
  return folder;
}

static void
push_fader (LtFolder *folder, double fader_db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) next = lt_edit_strip_fader (lt_folder_get_session (folder), 1, fader_db);

  g_assert_true (lt_folder_push (folder, next, "Fader", NULL, &error));
  g_assert_no_error (error);
}

static double
fader_of (const LtFolder *folder)
{
  return lt_folder_get_session (folder)->mix->fader_db;
}

static void
write_text (const char *path, const char *text)
{
  FILE *file = g_fopen (path, "we");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (text, 1, strlen (text), file), ==, strlen (text));
  g_assert_cmpint (fclose (file), ==, 0);
}

static char *
read_text (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Undo and redo go on where the last program left off, saved or not. */
static void
test_restart (void)
{
  Place     place;
  LtFolder *folder;

  place_init (&place);
  folder = create (&place);
  for (int i = 1; i <= 5; i++)
    push_fader (folder, -i);
  g_assert_false (lt_folder_is_saved (folder));
  g_assert_true (lt_folder_save (folder, NULL));
  g_assert_true (lt_folder_is_saved (folder));
  lt_folder_close (folder);

  folder = reopen (&place, LT_FOLDER_WRITE);
  g_assert_false (lt_folder_is_recovered (folder));
  g_assert_cmpuint (lt_folder_get_losses (folder)->len, ==, 0);
  g_assert_cmpint (lt_folder_undo (folder, 2, NULL), ==, 2);
  g_assert_cmpfloat (fader_of (folder), ==, -3.0);
  lt_folder_close (folder);

  /* Not saved: the journal knows. */
  folder = reopen (&place, LT_FOLDER_READ);
  g_assert_true (lt_folder_is_recovered (folder));
  g_assert_cmpfloat (fader_of (folder), ==, -3.0);
  lt_folder_close (folder);

  folder = reopen (&place, LT_FOLDER_WRITE);
  g_assert_cmpint (lt_folder_redo (folder, 1, NULL), ==, 1);
  g_assert_cmpfloat (fader_of (folder), ==, -4.0);
  g_assert_cmpint (lt_folder_undo (folder, 99, NULL), ==, 4);
  g_assert_cmpint (lt_folder_undo (folder, 1, NULL), ==, 0);
  g_assert_cmpint (lt_folder_redo (folder, 99, NULL), ==, 5);
  g_assert_true (lt_folder_save (folder, NULL));
  g_assert_false (lt_folder_is_recovered (folder));
  lt_folder_close (folder);

  folder = reopen (&place, LT_FOLDER_READ);
  g_assert_false (lt_folder_is_recovered (folder));
  g_assert_cmpfloat (fader_of (folder), ==, -5.0);
  g_assert_false (lt_folder_push (folder, lt_folder_get_session (folder), "", NULL, NULL));
  lt_folder_close (folder);
  place_clear (&place);
}

static void
test_paths (void)
{
  Place place;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  LtSource inside = { .path = (char *) "audio/a.wav" },
           outside = { .path = (char *) "/music/a.wav" };

  place_init (&place);
  LtFolder        *folder = create (&place);
  g_autofree char *a = lt_folder_dup_source_path (folder, &inside);
  g_autofree char *b = lt_folder_dup_source_path (folder, &outside);
  g_autofree char *expected = g_build_filename (place.path, "audio", "a.wav", NULL);
  g_assert_cmpstr (a, ==, expected);
  g_assert_cmpstr (b, ==, "/music/a.wav");
  lt_folder_close (folder);

  /* By the file, with a slash; not twice into one place; not what is none. */
  g_autoptr (LtFolder) by_file = lt_folder_open (place.file, LT_FOLDER_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_folder_get_path (by_file), ==, place.path);
  g_assert_null (lt_folder_create (place.path, session, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (lt_folder_open (place.dir, LT_FOLDER_WRITE, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT);
  g_clear_error (&error);
  g_autofree char *litter = g_build_filename (place.dir, "history", NULL);
  g_assert_false (g_file_test (litter, G_FILE_TEST_EXISTS));
  g_assert_null (lt_folder_open ("/nonexistent/x.lathe", LT_FOLDER_READ, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lt_folder_create ("/nonexistent/x.lathe", session, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO);
  place_clear (&place);
}

/* Another program changed session.json: what it wrote is the newest step, and can be undone. */
static void
test_changed_outside (void)
{
  Place     place;
  LtFolder *folder;

  place_init (&place);
  folder = create (&place);
  push_fader (folder, -1.0);
  g_assert_true (lt_folder_save (folder, NULL));
  lt_folder_close (folder);

  g_autofree char *text = read_text (place.file);
  g_auto (GStrv) parts = g_strsplit (text, "\"tempo\": 120", 2);
  g_autofree char *changed = g_strjoin ("\"tempo\": 99", parts[0], parts[1], NULL);
  write_text (place.file, changed);

  folder = reopen (&place, LT_FOLDER_READ);
  g_assert_cmpfloat (lt_folder_get_session (folder)->tempo_bpm, ==, 99.0);
  lt_folder_close (folder);
  folder = reopen (&place, LT_FOLDER_WRITE);
  g_assert_cmpfloat (lt_folder_get_session (folder)->tempo_bpm, ==, 99.0);
  g_assert_false (lt_folder_is_recovered (folder));
  g_assert_cmpint (lt_folder_undo (folder, 1, NULL), ==, 1);
  g_assert_cmpfloat (lt_folder_get_session (folder)->tempo_bpm, ==, 120.0);
  g_assert_cmpfloat (fader_of (folder), ==, -1.0);
  lt_folder_close (folder);
  place_clear (&place);
}

static void
test_damaged (void)
{
  static const char *const bad[] = { "", "{", "[]", "{\"format\":1,\"rate\":\"x\"}", "\xff\xff" };
  Place                    place;
  LtFolder                *folder;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  folder = create (&place);
  push_fader (folder, -1.0);
  g_assert_true (lt_folder_save (folder, NULL));
  lt_folder_close (folder);
  g_autofree char *good = read_text (place.file);
  g_autofree char *aside = g_strconcat (place.file, ".damaged", NULL);
  g_autofree char *journal = g_build_filename (place.path, "history", "journal", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      write_text (place.file, bad[i]);
      folder = reopen (&place, LT_FOLDER_WRITE);
      g_assert_true (lt_folder_is_recovered (folder));
      g_assert_cmpuint (lt_folder_get_losses (folder)->len, >, 0);
      g_assert_cmpfloat (fader_of (folder), ==, -1.0);
      g_autofree char *untouched = read_text (place.file);
      g_assert_cmpstr (untouched, ==, bad[i]);
      g_assert_true (lt_folder_save (folder, &error));
      g_assert_no_error (error);
      lt_folder_close (folder);

      g_autofree char *now = read_text (place.file);
      g_autofree char *kept = read_text (aside);
      g_assert_cmpstr (now, ==, good);
      g_assert_cmpstr (kept, ==, bad[i]);
    }

  /* From the future: refused, and left alone. */
  write_text (place.file, "{\"format\":2,\"rate\":48000}");
  g_assert_null (lt_folder_open (place.path, LT_FOLDER_WRITE, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_VERSION);
  g_clear_error (&error);

  /* No history: session.json is enough. Neither: a sentence. */
  write_text (place.file, good);
  write_text (journal, "rubbish\n");
  folder = reopen (&place, LT_FOLDER_WRITE);
  g_assert_cmpfloat (fader_of (folder), ==, -1.0);
  push_fader (folder, -2.0);
  g_assert_cmpint (lt_folder_undo (folder, 9, NULL), ==, 1);
  lt_folder_close (folder);
  folder = reopen (&place, LT_FOLDER_WRITE);
  g_assert_cmpint (lt_folder_redo (folder, 9, NULL), ==, 1);
  lt_folder_close (folder);
  write_text (place.file, "{");
  write_text (journal, "rubbish\n");
  g_assert_null (lt_folder_open (place.path, LT_FOLDER_READ, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "session.json"));
  g_clear_error (&error);

  /* A pipe instead of a file must not be waited for. */
  g_unlink (place.file);
  g_unlink (journal);
  g_assert_cmpint (mkfifo (place.file, 0600), ==, 0);
  g_assert_null (lt_folder_open (place.path, LT_FOLDER_READ, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO);
  place_clear (&place);
}

static void
test_strays (void)
{
  Place place;

  place_init (&place);
  lt_folder_close (create (&place));
  g_autofree char *stray = g_build_filename (place.path, ".session.json.0badcafe.tmp", NULL);
  g_autofree char *other = g_build_filename (place.path, ".session.json.notes", NULL);
  write_text (stray, "half a");
  write_text (other, "mine");
  lt_folder_close (reopen (&place, LT_FOLDER_READ));
  g_assert_true (g_file_test (stray, G_FILE_TEST_EXISTS));
  lt_folder_close (reopen (&place, LT_FOLDER_WRITE));
  g_assert_false (g_file_test (stray, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  place_clear (&place);
}

/* A disk that is full after n bytes: said so, the old file whole, nothing left beside it, and later all is well. */
static void
child_full (const Place *place)
{
  struct rlimit limit = { 3000, RLIM_INFINITY };
  LtFolder     *folder = reopen (place, LT_FOLDER_WRITE);
  g_autoptr (GRand) rng = g_rand_new_with_seed (5);
  g_autoptr (LtSession) big = lt_test_session_new (rng);
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (lt_folder_push (folder, big, "Big", NULL, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO);
  g_assert_nonnull (strstr (error->message, lt_media_error_write_hint (EFBIG))); /* what to do */
  g_clear_error (&error);
  g_assert_true (lt_folder_get_session (folder) == big);
  g_assert_false (lt_folder_save (folder, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO);
  g_assert_nonnull (strstr (error->message, lt_media_error_write_hint (EFBIG)));
  g_clear_error (&error);

  LtFolder *reader = reopen (place, LT_FOLDER_READ);
  g_assert_cmpfloat (fader_of (reader), ==, -1.0);
  lt_folder_close (reader);

  limit.rlim_cur = RLIM_INFINITY;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_true (lt_folder_save (folder, &error));
  g_assert_no_error (error);
  g_autofree char *text = read_text (place->file);
  g_autoptr (GBytes) want = lt_store_save (big);
  g_assert_cmpmem (text, strlen (text), g_bytes_get_data (want, NULL), g_bytes_get_size (want));
  lt_folder_close (folder);
}

static int
wait_for (pid_t pid)
{
  int status = 0;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
test_full (void)
{
  Place     place;
  LtFolder *folder;

  place_init (&place);
  folder = create (&place);
  push_fader (folder, -1.0);
  g_assert_true (lt_folder_save (folder, NULL));
  lt_folder_close (folder);

  pid_t pid = fork ();
  if (pid == 0)
    {
      child_full (&place);
      _exit (0);
    }
  g_assert_cmpint (wait_for (pid), ==, 0);

  folder = reopen (&place, LT_FOLDER_WRITE);
  g_assert_false (lt_folder_is_recovered (folder));
  g_assert_cmpint (lt_folder_undo (folder, 1, NULL), ==, 1);
  g_assert_cmpfloat (fader_of (folder), ==, -1.0);
  lt_folder_close (folder);

  g_autoptr (GDir) dir = g_dir_open (place.path, 0, NULL);
  const char *entry;
  while ((entry = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_suffix (entry, ".tmp"));
  place_clear (&place);
}

/* ---- Two programs ---- */

static void
tell (int fd, int value)
{
  g_assert_cmpint (write (fd, &value, sizeof value), ==, sizeof value);
}

static pid_t
spawn_holder (const Place *place, int *from_child)
{
  int   ends[2];
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      LtFolder *folder = reopen (place, LT_FOLDER_WRITE);

      push_fader (folder, -7.0);
      tell (ends[1], 1);
      for (;;)
        pause ();
    }
  close (ends[1]);
  *from_child = ends[0];
  return pid;
}

static void
test_lock (void)
{
  Place place;
  int   from_child, ready = 0;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  lt_folder_close (create (&place));
  pid_t pid = spawn_holder (&place, &from_child);
  g_assert_cmpint (read (from_child, &ready, sizeof ready), ==, sizeof ready);

  /* Refused by name; reading is free, and sees what was journalled. */
  g_assert_null (lt_folder_open (place.path, LT_FOLDER_WRITE, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOCKED);
  g_autofree char *number = g_strdup_printf ("%d", (int) pid);
  g_assert_nonnull (strstr (error->message, number));
  g_assert_nonnull (strstr (error->message, g_get_user_name ()));
  g_clear_error (&error);
  LtFolder *reader = reopen (&place, LT_FOLDER_READ);
  g_assert_cmpfloat (fader_of (reader), ==, -7.0);
  g_assert_false (lt_folder_is_recovered (reader)); /* not saved yet is not crashed */
  lt_folder_close (reader);

  /* What a killed owner left is taken over, with its work. */
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  wait_for (pid);
  close (from_child);
  reader = reopen (&place, LT_FOLDER_READ);
  g_assert_true (lt_folder_is_recovered (reader));
  lt_folder_close (reader);
  LtFolder *writer = reopen (&place, LT_FOLDER_WRITE);
  g_assert_true (lt_folder_is_recovered (writer));
  g_assert_cmpfloat (fader_of (writer), ==, -7.0);

  /* Nor twice by one program. */
  g_assert_null (lt_folder_open (place.path, LT_FOLDER_WRITE, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOCKED);
  lt_folder_close (writer);
  lt_folder_close (reopen (&place, LT_FOLDER_WRITE));
  place_clear (&place);
}

/* A lock can be asked for without being taken: by its holder, by others, and where there is none. */
static void
test_lock_is_asked (void)
{
  Place place;

  place_init (&place);
  LtFolder        *writer = create (&place);
  g_autofree char *lock = g_build_filename (place.path, "history", "lock", NULL);

  g_assert_true (lt_lock_is_held (lock));
  push_fader (writer, -2.0);
  LtFolder *reader = reopen (&place, LT_FOLDER_READ);
  g_assert_false (lt_folder_is_recovered (reader));
  g_assert_cmpfloat (fader_of (reader), ==, -2.0);
  lt_folder_close (reader);
  g_assert_true (lt_lock_is_held (lock)); /* asking lets nothing go */
  lt_folder_close (writer);

  g_assert_false (lt_lock_is_held (lock));
  reader = reopen (&place, LT_FOLDER_READ);
  g_assert_true (lt_folder_is_recovered (reader)); /* closed without a save */
  lt_folder_close (reader);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_false (lt_lock_is_held (lock));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  place_clear (&place);
}

/* Acknowledges every step that was journalled, until it is killed. */
static void
child_edit (const Place *place, int to_parent, int from)
{
  LtFolder *folder = reopen (place, LT_FOLDER_WRITE);

  for (int i = from;; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);
      g_autoptr (LtSession) next = lt_edit_session_title (lt_folder_get_session (folder), title);

      g_assert_true (lt_folder_push (folder, next, title, NULL, NULL));
      tell (to_parent, i);
      if (i % 3 == 0)
        g_assert_true (lt_folder_save (folder, NULL));
    }
}

/* Killed at random, over and over: the session is one that was whole, and no acknowledged step is missing. */
static void
test_kill (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (9);
  Place place;
  int   last = 0;

  place_init (&place);
  lt_folder_close (create (&place));
  for (int round = 0; round < 60; round++)
    {
      int   ends[2], acknowledged;
      pid_t pid;

      g_assert_cmpint (pipe (ends), ==, 0);
      pid = fork ();
      if (pid == 0)
        child_edit (&place, ends[1], last + 1);
      close (ends[1]);
      /* Mostly from the first step on; now and then already while it opens, however long that takes on this machine. */
      if (round % 4 != 0 && read (ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged)
        last = MAX (last, acknowledged);
      g_usleep ((gulong) g_rand_int_range (rng, 0, 12000));
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      while (read (ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged)
        last = MAX (last, acknowledged);
      close (ends[0]);
      wait_for (pid);

      g_autofree char *text = read_text (place.file);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (LtSession) whole = lt_store_load (bytes, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (whole);

      LtFolder *folder = reopen (&place, round % 2 == 0 ? LT_FOLDER_READ : LT_FOLDER_WRITE);
      int       found = atoi (lt_folder_get_session (folder)->title);
      g_assert_cmpint (found, >=, last);
      g_assert_cmpint (found, <=, last + 1);
      g_assert_cmpuint (lt_folder_get_losses (folder)->len, ==, 0);
      last = found;
      lt_folder_close (folder);
    }
  g_assert_cmpint (last, >, 0);

  /* And every step can be undone. */
  LtFolder *folder = reopen (&place, LT_FOLDER_WRITE);
  g_assert_cmpint (lt_folder_undo (folder, G_MAXUINT, NULL), ==, last);
  g_assert_cmpstr (lt_folder_get_session (folder)->title, ==, "Song");
  lt_folder_close (folder);
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/folder/restart", test_restart);
  g_test_add_func ("/session/folder/paths", test_paths);
  g_test_add_func ("/session/folder/changed-outside", test_changed_outside);
  g_test_add_func ("/session/folder/damaged", test_damaged);
  g_test_add_func ("/session/folder/strays", test_strays);
  g_test_add_func ("/session/folder/full", test_full);
  g_test_add_func ("/session/folder/lock", test_lock);
  g_test_add_func ("/session/folder/lock-asked", test_lock_is_asked);
  g_test_add_func ("/session/folder/kill", test_kill);
  return g_test_run ();
}
