// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries to start from: formats, loudness and ceilings by name, read from dated data.
// Layer: deliver.

#pragma once

#include "media/writer.h"

typedef struct
{
  char               *name;
  char               *suffix; /* behind the title in the file's name */
  const LtFileFormat *format;
  LtBits              bits;
  uint32_t            rate_hz; /* 0: the session's */
  LtQuantiseType      dither;
  double              target_lufs;  /* NAN: as mastered */
  double              ceiling_dbtp; /* NAN: none */
  bool                on;           /* wanted unless said otherwise */
} LtTarget;

LtTarget *lt_targets_copy (const LtTarget *target);
void      lt_targets_free (LtTarget *target);

/* Returns: (transfer full): of LtTarget, in the order of the file. A group that cannot be understood is left out with a
   sentence in @notes (may be NULL). NULL: there is no such file, or it cannot be read. @path NULL: the program's own. */
GPtrArray *lt_targets_load (const char *path, GPtrArray *notes, GError **error);

/* (transfer full): "Title (suffix).wav", safe as a file's name. */
char *lt_targets_dup_file_name (const LtTarget *target, const char *title);
