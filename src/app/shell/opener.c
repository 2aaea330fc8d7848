// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each way is a piece of work in a thread that ends with an open folder; the window takes it over.
// Layer: app.

#include "app/shell/opener.h"

#include "app/shell/read-watch.h"
#include "app/shell/recent.h"
#include "app/shell/settings.h"
#include "app/shell/window-actions.h"
#include "studio/balance.h"
#include "studio/demo-session.h"
#include "studio/intake.h"
#include "studio/master-preset.h"
#include "studio/measure.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  WAY_OPEN,
  WAY_MIX,
  WAY_MASTER,
  WAY_DEMO,
  WAY_NEW,
} Way;

typedef struct
{
  Way        way;
  char      *path;  /* of the session's folder */
  char     **paths; /* of sound files and folders */
  LtJob     *job;
  GPtrArray *notes; /* of char *: what the user should know */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_strfreev (work->paths);
  g_object_unref (work->job);
  g_ptr_array_unref (work->notes);
  g_free (work);
}

static LtIntakeSpec
spec_of (Work *work)
{
  return (LtIntakeSpec) {
    .paths = (const char *const *) work->paths,
    .progress = lt_job_progress,
    .progress_data = work->job,
    .cancellable = lt_job_get_cancellable (work->job),
    .notes = work->notes,
  };
}

static LtFolder *
open_folder (Work *work, GError **error)
{
  LtFolder *folder = lt_folder_open (work->path, LT_FOLDER_WRITE, error);

  for (guint i = 0; folder != NULL && i < lt_folder_get_losses (folder)->len; i++)
    g_ptr_array_add (work->notes, g_strdup (g_ptr_array_index (lt_folder_get_losses (folder), i)));
  return folder;
}

/* Levels are a step of their own, so that undo takes them back and leaves the tracks. */
static LtFolder *
make_mix (Work *work, GError **error)
{
  LtIntakeSpec spec = spec_of (work);

  if (!lt_intake_create (work->path, &spec, error))
    return NULL;

  g_autoptr (LtFolder) folder = open_folder (work, error);
  if (folder == NULL)
    return NULL;
  g_autoptr (LtBalance) balance = lt_balance_new (lt_folder_get_session (folder), work->path, NULL, lt_job_progress, work->job, spec.cancellable, error);
  g_autoptr (LtSession) balanced = balance != NULL ? lt_balance_apply (balance, balance->session) : NULL;
  if (balanced == NULL || !lt_folder_push (folder, balanced, _ ("Balance tracks"), NULL, error) || !lt_folder_save (folder, error))
    return NULL;
  return g_steal_pointer (&folder);
}

static LtFolder *
make_master (Work *work, GError **error)
{
  LtIntakeSpec  spec = spec_of (work);
  LtMeasurement measured;

  if (!lt_measure_file (work->paths[0], &measured, lt_job_progress, work->job, spec.cancellable, error)
      || !lt_intake_create (work->path, &spec, error))
    return NULL;

  g_autoptr (LtFolder) folder = open_folder (work, error);
  const LtSession *session = folder != NULL ? lt_folder_get_session (folder) : NULL;
  if (session == NULL || session->tracks->len == 0)
    return g_steal_pointer (&folder);

  const LtTrack *track = g_ptr_array_index (session->tracks, 0);
  g_autoptr (LtSession) staged = lt_master_preset_stage (session, track->strip->id, measured.integrated_lufs);
  g_autoptr (LtSession) mastered = lt_master_preset_apply (staged, LT_MASTER_PRESET_DEFAULT, error);
  if (mastered == NULL || !lt_folder_push (folder, mastered, _ ("Set up the master chain"), NULL, error) || !lt_folder_save (folder, error))
    return NULL;
  return g_steal_pointer (&folder);
}

static LtFolder *
make_new (Work *work, GError **error)
{
  g_autofree char *name = g_path_get_basename (work->path);
  g_autofree char *title = g_strndup (name, strlen (name) - strlen (".lathe"));
  g_autoptr (LtSession) session = lt_session_new (48000.0, title);

  return lt_folder_create (work->path, session, error);
}

static LtFolder *
make (Work *work, GError **error)
{
  switch (work->way)
    {
    case WAY_OPEN:
      return open_folder (work, error);
    case WAY_MIX:
      return make_mix (work, error);
    case WAY_MASTER:
      return make_master (work, error);
    case WAY_DEMO:
      return lt_demo_session_create (work->path, lt_job_progress, work->job, lt_job_get_cancellable (work->job), error);
    case WAY_NEW:
    default:
      return make_new (work, error);
    }
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError   *error = NULL;
  LtFolder *folder = make (data, &error);

  if (folder != NULL)
    g_task_return_pointer (task, folder, (GDestroyNotify) lt_folder_close);
  else
    g_task_return_error (task, error);
}

/* --- what the window says of it --- */

void
lt_opener_tell_notes (LtWindow *window, const GPtrArray *notes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < notes->len && i < 3; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (notes, i));
  if (notes->len > 3)
    g_string_append_printf (text, ngettext (" And %u more.", " And %u more.", notes->len - 3), notes->len - 3);
  lt_window_banner (window, "notes", notes->len > 0 ? text->str : NULL, NULL, NULL);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  LtWindow   *window = LT_WINDOW (source);
  Work       *work = g_task_get_task_data (G_TASK (result));
  LtContext  *context = lt_window_get_context (window);
  g_autoptr (GError) error = NULL;
  LtFolder   *folder = g_task_propagate_pointer (G_TASK (result), &error);

  lt_job_finish (work->job);
  if (context == NULL) /* the window was closed meanwhile */
    {
      g_clear_pointer (&folder, lt_folder_close);
      return;
    }
  if (folder == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lt_window_banner (window, "open", error->message, NULL, NULL);
      return;
    }

  gboolean recovered = lt_folder_is_recovered (folder);
  lt_window_banner (window, "open", NULL, NULL, NULL);
  lt_document_take_folder (lt_context_get_document (context), folder);
  if (work->way != WAY_OPEN)
    lt_window_set_view (window, work->way == WAY_MASTER ? "master" : "mix");
  lt_opener_tell_notes (window, work->notes);
  lt_read_watch_look (window);
  lt_window_banner (window, "recovered",
                    recovered ? _ ("This session was not saved last time. All of it was recovered from the journal.") : NULL, _ ("Save"), "win.save");
  lt_recent_add (lt_document_get_path (lt_context_get_document (context)));
}

/* @path and @paths are taken. */
static void
start (LtWindow *window, Way way, const char *label, char *path, char **paths)
{
  g_autoptr (LtJob) job = lt_job_new (label);
  g_autoptr (GTask) task = g_task_new (window, lt_job_get_cancellable (job), on_made, NULL);
  Work *work = g_new0 (Work, 1);

  *work = (Work) { way, path, paths, g_object_ref (job), g_ptr_array_new_with_free_func (g_free) };
  g_task_set_task_data (task, work, work_free);
  lt_window_actions_save_and_close (window);
  lt_window_add_job (window, job);
  g_task_run_in_thread (task, make_in_thread);
}

/* (transfer full): NAME.lathe, or NAME 2.lathe …, which is not there yet. */
static char *
dup_free_path (const char *name)
{
  g_autofree char *folder = lt_settings_dup_sessions_folder ();

  for (guint i = 1;; i++)
    {
      g_autofree char *file = i == 1 ? g_strdup_printf ("%s.lathe", name) : g_strdup_printf ("%s %u.lathe", name, i);
      char            *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return path;
      g_free (path);
    }
}

static char *
dup_name (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = g_file_test (path, G_FILE_TEST_IS_DIR) ? NULL : strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

void
lt_opener_open (LtWindow *window, const char *path)
{
  g_autofree char *folder = g_str_has_suffix (path, "session.json") ? g_path_get_dirname (path) : g_strdup (path);
  g_autofree char *name = dup_name (folder);
  g_autofree char *label = g_strdup_printf (_ ("Opening “%s”"), name);

  start (window, WAY_OPEN, label, g_canonicalize_filename (folder, NULL), NULL);
}

void
lt_opener_mix (LtWindow *window, const char *const *paths)
{
  gboolean         folder = g_file_test (paths[0], G_FILE_TEST_IS_DIR);
  g_autofree char *parent = folder ? NULL : g_path_get_dirname (paths[0]);
  g_autofree char *name = dup_name (folder ? paths[0] : parent);
  g_autofree char *label = g_strdup_printf (_ ("Importing “%s”"), name);

  start (window, WAY_MIX, label, dup_free_path (name), g_strdupv ((char **) paths));
}

void
lt_opener_master (LtWindow *window, const char *path)
{
  const char      *paths[] = { path, NULL };
  g_autofree char *name = dup_name (path);
  g_autofree char *label = g_strdup_printf (_ ("Measuring and importing “%s”"), name);

  start (window, WAY_MASTER, label, dup_free_path (name), g_strdupv ((char **) paths));
}

void
lt_opener_demo (LtWindow *window)
{
  start (window, WAY_DEMO, _ ("Playing the demo song into its tracks"), dup_free_path (_ ("Demo")), NULL);
}

void
lt_opener_new (LtWindow *window)
{
  start (window, WAY_NEW, _ ("Making a session"), dup_free_path (_ ("New session")), NULL);
}
