// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the file system says is free for whoever runs this program.
// Layer: media.

#include "media/disk-room.h"

#include "media/media-error.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <sys/statvfs.h>

/* Where it is written: a link stays one. (transfer full) */
static char *
dup_folder (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  char            *real = realpath (path, NULL), *folder = g_path_get_dirname (real != NULL ? real : full);

  free (real);
  return folder;
}

bool
lt_disk_room_check (const char *path, uint64_t n_bytes, GError **error)
{
  g_autofree char *folder = dup_folder (path);
  struct statvfs   disk;

  if (statvfs (folder, &disk) != 0 || disk.f_blocks == 0) /* some that lie on a network have no size */
    return true;

  uint64_t block = disk.f_frsize != 0 ? disk.f_frsize : MAX (disk.f_bsize, 1), n_blocks = n_bytes / block + (n_bytes % block != 0);
  if (n_blocks <= disk.f_bavail) /* in blocks: some say that they have more bytes than can be counted */
    return true;

  g_autofree char *shown = g_filename_display_name (folder), *needed = g_format_size (n_bytes), *left = g_format_size (disk.f_bavail * block);
  /* Translators: a folder and two sizes, as 2.9 TB and 35.1 GB */
  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_WRITE, _ ("“%s” has no room for this: it needs %s, and %s are free. Free some space or choose another folder."),
               shown, needed, left);
  return false;
}
