// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file that becomes visible under its name only when it is whole.
// Layer: media.
//
// It is written under a hidden name in the target's folder, then synced and renamed. Whatever happens
// before that, an older file of the same name stays as it was.

#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct
{
  char *target; /* the name it will have, links resolved */
  char *shown;  /* the name that was asked for */
  char *path;   /* the hidden name; NULL when done or dropped */
  int   fd;     /* open for reading and writing, or -1 */
  bool  replaces; /* what has the name, whether commit is forced or not; open sets it false */
} LtTempFile;

/* Whether the two names, of which one or both may lead to nothing yet, are of one file. */
bool lt_temp_file_is_same (const char *path, const char *other);

/* Could @target be written? Refuses a folder, a device, a name that is too long, a place that may not be written
   and, without @force, any file that is there. */
bool lt_temp_file_check (const char *target, bool force, GError **error);

/* Makes the hidden file. Refuses what check with force refuses. Safe to clear after failure. */
bool lt_temp_file_open (LtTempFile *self, const char *target, GError **error);

/* All is written: the disk may begin, while what was written is read again. */
void lt_temp_file_begin_sync (LtTempFile *self);

/* For what is written in one piece. */
bool lt_temp_file_write (LtTempFile *self, const void *data, gsize n, GError **error);

/* Sync, rename, sync of the folder, of all @n (one or more) or of none: what they replaced comes back when one fails.
   Without @force a file that has come there meanwhile is kept. */
bool lt_temp_file_commit_all (LtTempFile *const *files, guint n, bool force, GError **error);

/* The same under a name that is free: "NAME 2.EXT" and so on when it is taken; self->target tells which. */
bool lt_temp_file_commit_unique (LtTempFile *self, GError **error);

/* Closes; unlinks what was not committed. */
void lt_temp_file_clear (LtTempFile *self);
