// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program's own files.
// Layer: studio.

#include "studio/data-dir.h"

char *
lt_data_dir_find (const char *relative)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *bin = g_path_get_dirname (program != NULL ? program : "/");
  g_autofree char *above = g_path_get_dirname (bin);
  g_autofree char *build = g_build_filename (above, "data", NULL);
  g_autofree char *moved = g_build_filename (above, "share", "lathe", NULL);
  const char      *folders[] = { g_getenv ("LATHE_DATADIR"), build, moved, LATHE_DATADIR };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = folders[i] != NULL && *folders[i] != '\0' ? g_build_filename (folders[i], relative, NULL) : NULL;

      if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}
