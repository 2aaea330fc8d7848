// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file that is not there yet replaces nothing, but may lie where it does not belong.
// Layer: deliver.

#include "deliver/output-guard.h"

#include "deliver/delivery.h"
#include "media/temp-file.h"
#include "studio/file-feeds.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

static bool
is_source (const char *target, const LtSession *session, const char *folder)
{
  for (guint i = 0; i < session->sources->len; i++)
    {
      g_autofree char *path = lt_file_feeds_dup_path (session->sources->pdata[i], folder);

      if (lt_temp_file_is_same (target, path))
        return true;
    }
  return false;
}

static const char *const kept[] = { "audio", "blobs", "history", NULL };

/* A lone file is played and mastered as if the root were its session. */
static bool
is_session (const char *folder)
{
  g_autofree char *document = g_build_filename (folder, "session.json", NULL), *journal = g_build_filename (folder, "history", "journal", NULL);

  return g_file_test (document, G_FILE_TEST_IS_REGULAR) || g_file_test (journal, G_FILE_TEST_IS_REGULAR);
}

/* Any file in the folders where the session keeps its own. */
static bool
is_kept (const char *target, const char *folder)
{
  g_autofree char *document = g_build_filename (folder, "session.json", NULL);

  if (!is_session (folder))
    return false;
  if (lt_temp_file_is_same (target, document))
    return true;
  for (guint i = 0; kept[i] != NULL; i++)
    {
      g_autofree char  *path = g_build_filename (folder, kept[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char       *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL);

          if (lt_temp_file_is_same (target, file))
            return true;
        }
    }
  return false;
}

/* Without links, as far as something is there; where a link leads counts before what goes up from it. (transfer full) */
static char *
dup_real (const char *path)
{
  g_autofree char *here = g_get_current_dir (), *full = g_path_is_absolute (path) ? g_strdup (path) : g_build_filename (here, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full), *name = g_path_get_basename (full);
  char            *found = realpath (full, NULL);

  if (found != NULL)
    {
      char *real = g_strdup (found);

      free (found);
      return real;
    }
  if (strcmp (parent, full) == 0)
    return g_steal_pointer (&full);

  g_autofree char *real_parent = dup_real (parent);
  return g_canonicalize_filename (g_str_has_suffix (full, "/") ? "." : name, real_parent);
}

/* Is @path one of the folders, of the session in @folder (which a link may stand for) or of any other? */
static bool
is_kept_folder (const char *path, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (path), *name = g_path_get_basename (path);

  for (guint i = 0; is_session (folder) && kept[i] != NULL; i++)
    {
      g_autofree char *own = g_build_filename (folder, kept[i], NULL);

      if (lt_temp_file_is_same (path, own))
        return true;
    }
  return g_strv_contains (kept, name) && is_session (parent);
}

bool
lt_output_guard_check_folder (const char *path, const char *folder, GError **error)
{
  g_autofree char *at = dup_real (path);

  while (!is_kept_folder (at, folder))
    {
      char *parent = g_path_get_dirname (at);
      bool  is_root = strcmp (parent, at) == 0;

      g_free (at);
      at = parent;
      if (is_root)
        return true;
    }

  g_autofree char *shown = g_filename_display_name (at);
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE,
               _ ("“%s” is where a session keeps its own files, and nothing else is written there; choose another folder."), shown);
  return false;
}

bool
lt_output_guard_check (const char *target, const LtSession *session, const char *folder, GError **error)
{
  g_autofree char *shown = target != NULL ? g_filename_display_name (target) : NULL, *parent = target != NULL ? g_path_get_dirname (target) : NULL;

  if (target == NULL)
    return true;
  if (!g_file_test (target, G_FILE_TEST_EXISTS) || (!is_source (target, session, folder) && !is_kept (target, folder)))
    return lt_output_guard_check_folder (parent, folder, error);
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("“%s” is a file of the session, which nothing replaces; choose another name."), shown);
  return false;
}

bool
lt_output_guard_check_input (const char *target, const char *input, GError **error)
{
  g_autofree char *shown = target != NULL ? g_filename_display_name (target) : NULL;

  if (target == NULL || input == NULL || !lt_temp_file_is_same (target, input))
    return true;
  g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("“%s” is read for this and would be replaced; choose another name for what is written."), shown);
  return false;
}
