// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which sound files are meant by a list of files and folders.
// Layer: studio.

#pragma once

#include "studio/intake-place.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  char    *left;  /* or the only file */
  char    *right; /* the other half of a stereo pair, or NULL */
  char    *name;  /* NULL: the file's */
  uint32_t rate_hz, n_channels;
  int64_t  n_frames;
  int64_t  time_reference; /* BWF, frames since midnight; -1: none */
} LtIntakeItem;

/* In the order given, those of a folder sorted as people count (2 before 10). A file that was named itself and
   cannot be read is an error unless @lenient; else, and when found in a folder, it is left out with a sentence in @notes.
   Returns: (transfer full): of LtIntakeItem, frees them */
GPtrArray *lt_intake_list (const char *const *paths, bool lenient, GPtrArray *notes, GError **error);

/* What becomes of them in a session at @rate_hz, before they are brought in. Returns: (transfer full): of LtIntakePiece */
GArray *lt_intake_list_pieces (const GPtrArray *items, double rate_hz);
