// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list in the settings; what is gone is left out, not forgotten: it may be on a disk that comes back.
// Layer: app.

#include "app/shell/recent.h"

#include "app/shell/settings.h"

void
lt_recent_add (const char *path)
{
  GSettings     *settings = lt_settings_get ();
  g_auto (GStrv) old = settings != NULL ? g_settings_get_strv (settings, "recent") : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  if (settings == NULL) /* not installed: nothing is remembered */
    return;
  g_ptr_array_add (paths, (char *) path);
  for (char **at = old; *at != NULL && paths->len < LT_RECENT_MAX; at++)
    if (g_strcmp0 (*at, path) != 0)
      g_ptr_array_add (paths, *at);
  g_ptr_array_add (paths, NULL);
  g_settings_set_strv (settings, "recent", (const char *const *) paths->pdata);
}

char **
lt_recent_dup (void)
{
  g_auto (GStrv) all = lt_settings_get () != NULL ? g_settings_get_strv (lt_settings_get (), "recent") : NULL;
  g_autoptr (GStrvBuilder) there = g_strv_builder_new ();

  for (char **path = all; path != NULL && *path != NULL; path++)
    {
      g_autofree char *file = g_build_filename (*path, "session.json", NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        g_strv_builder_add (there, *path);
    }
  return g_strv_builder_end (there);
}
