// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which sound files are meant by a list of files and folders.
// Layer: studio.

#pragma once

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  char    *left;  /* or the only file */
  char    *right; /* the other half of a stereo pair, or NULL */
  char    *name;  /* NULL: the file's */
  uint32_t rate_hz;
  int64_t  n_frames;
} LtIntakeItem;

/* In the order given, those of a folder sorted as people count (2 before 10). A file that was named itself and
   cannot be read is an error; one found in a folder is left out with a sentence in @notes.
   Returns: (transfer full): of LtIntakeItem, frees them */
GPtrArray *lt_intake_list (const char *const *paths, GPtrArray *notes, GError **error);
