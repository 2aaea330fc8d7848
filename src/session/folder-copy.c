// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Recordings first, into a folder beside the target; then the session; then the name.
// Layer: session.

#include "session/folder-copy.h"

#include "session/blob.h"
#include "session/folder.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

static bool
copy_tree (GFile *from, GFile *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (from, "standard::name,standard::type", G_FILE_QUERY_INFO_NONE, cancellable, error);
  GFileInfo *info;
  GFile     *child;

  if (files == NULL || (!g_file_query_exists (to, NULL) && !g_file_make_directory (to, cancellable, error)))
    return false;
  while (g_file_enumerator_iterate (files, &info, &child, cancellable, error))
    {
      if (info == NULL)
        return true;
      g_autoptr (GFile) target = g_file_get_child (to, g_file_info_get_name (info));
      bool good = g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY
                      ? copy_tree (child, target, cancellable, error)
                      : g_file_copy (child, target, G_FILE_COPY_NONE, cancellable, NULL, NULL, error);
      if (!good)
        return false;
    }
  return false;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (files != NULL && g_file_enumerator_iterate (files, NULL, &child, NULL, NULL) && child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

static bool
fill (const LtSession *session, const char *from, const char *inner, GCancellable *cancellable, GError **error)
{
  g_autofree char *audio_path = g_build_filename (from, "audio", NULL);
  g_autoptr (GFile) audio = g_file_new_for_path (audio_path);
  g_autoptr (GFile) folder = g_file_new_for_path (inner);
  g_autoptr (GFile) target = g_file_get_child (folder, "audio");

  lt_blob_open_folder (from); /* the new folder saves what the session's slots hold */
  g_autoptr (LtFolder) copy = lt_folder_create (inner, session, error);
  lt_blob_close_folder (from);
  return copy != NULL && (!g_file_query_exists (audio, NULL) || copy_tree (audio, target, cancellable, error));
}

bool
lt_folder_copy (const LtSession *session, const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (to);
  g_autofree char *temp = g_build_filename (parent, ".lathe-copy-XXXXXX", NULL);
  g_autofree char *name = g_filename_display_name (to);

  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("“%s” exists already; choose another name."), name);
      return false;
    }
  if (g_mkdtemp (temp) == NULL)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("“%s” could not be made: %s. Choose another place."), name, g_strerror (errno));
      return false;
    }

  g_autofree char *inner = g_build_filename (temp, "session", NULL);
  g_autoptr (GFile) temp_file = g_file_new_for_path (temp);
  bool good = fill (session, from, inner, cancellable, error);
  if (good && g_rename (inner, to) != 0)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("“%s” could not be made: %s. Choose another place."), name, g_strerror (errno));
      good = false;
    }
  remove_tree (temp_file);
  return good;
}
