// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files read with a bound, and replaced whole or not at all.
// Layer: session.

#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* Returns: (transfer full): LT_SESSION_ERROR_NOT_FOUND when there is none; anything but a plain file, and one larger
   than @max_bytes, is refused without waiting for it. */
GBytes *lt_file_io_read (const char *path, gsize max_bytes, GError **error);

/* Writes @bytes beside @path, to the disk, and renames. Afterwards the old file or the new one is there, never
   a mixture, also after a power cut; on failure the old one, and nothing else is left. A link is followed. */
bool lt_file_io_write (const char *path, GBytes *bytes, GError **error);

/* Says that @path could not be written, why, by an errno, and what to do. Returns: false. */
bool lt_file_io_fail (const char *path, int errnum, GError **error);

/* The names in a folder, to the disk. False: errno. */
bool lt_file_io_sync_dir (const char *path);

/* Removes what a killed writer of @path left beside it. Only for who holds the lock. */
void lt_file_io_clean (const char *path);
