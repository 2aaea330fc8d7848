// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The schema lies among the installed ones, or beside the program's data in a build folder.
// Layer: app.

#include "app/shell/settings.h"

#include "studio/data-dir.h"

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema       *schema = source != NULL ? g_settings_schema_source_lookup (source, LATHE_APP_ID, TRUE) : NULL;
  g_autofree char       *compiled = NULL;

  if (schema == NULL && (compiled = lt_data_dir_find ("gschemas.compiled")) == NULL)
    compiled = lt_data_dir_find ("../glib-2.0/schemas/gschemas.compiled");
  if (compiled == NULL)
    return schema;

  g_autofree char *folder = g_path_get_dirname (compiled);
  g_autoptr (GSettingsSchemaSource) own = g_settings_schema_source_new_from_directory (folder, source, TRUE, NULL);
  return own != NULL ? g_settings_schema_source_lookup (own, LATHE_APP_ID, TRUE) : NULL;
}

GSettings *
lt_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    {
      g_autoptr (GSettingsSchema) schema = find_schema ();

      g_return_val_if_fail (schema != NULL, NULL);
      settings = g_settings_new_full (schema, NULL, NULL);
    }
  return settings;
}

char *
lt_settings_dup_sessions_folder (void)
{
  g_autofree char *wanted = lt_settings_get () != NULL ? g_settings_get_string (lt_settings_get (), "sessions-folder") : g_strdup ("");
  const char      *music = g_get_user_special_dir (G_USER_DIRECTORY_MUSIC);
  char            *folder = *wanted != '\0' ? g_strdup (wanted) : g_build_filename (music != NULL ? music : g_get_home_dir (), "Lathe", NULL);

  g_mkdir_with_parents (folder, 0777);
  return folder;
}

gboolean
lt_settings_takes_markers (const char *const *paths)
{
  GSettings *settings = lt_settings_get ();

  return paths[0] != NULL && paths[1] == NULL && !g_file_test (paths[0], G_FILE_TEST_IS_DIR)
         && (settings == NULL || g_settings_get_boolean (settings, "import-markers"));
}
