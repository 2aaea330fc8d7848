// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings a sound file into a session's folder: at its rate, mono or stereo, as plain samples.
// Layer: media.
//
// Plain WAV and RF64 at the right rate are copied byte for byte. Other lossless files at the right rate keep every
// bit and their word length, as WAV. What is lossy or changes its rate becomes 32-bit float WAV. More than two
// channels become mono files.

#pragma once

#include "media/markers.h"
#include "media/progress.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  LT_IMPORT_COPY = 0,
  LT_IMPORT_LINK = 1 << 0 /* leave a file where it is when it can be played as it is */
} LtImportFlags;

typedef struct
{
  const char      *source;
  const char      *right; /* the other half of a stereo pair (media/pair.h), or NULL */
  const char      *name;  /* of the track; NULL: from the file's name */
  uint32_t         rate_hz;
  const char      *folder; /* that the copies go to; it exists */
  LtImportFlags    flags;
  LtProgressFunc   progress; /* or NULL */
  gpointer         progress_data;
} LtImportSpec;

typedef struct
{
  char    *path;      /* a name in the folder; the absolute path when is_linked */
  bool     is_linked;
  char    *name;      /* "Guitar", "Guitar 2" */
  uint32_t n_channels;
  int64_t  n_frames;
  char    *hash;           /* media/hash.h, of the file at path */
  int64_t  time_reference; /* frames at the session's rate since midnight, from bext; -1: none */
} LtImportPart;

typedef struct
{
  GPtrArray *parts; /* of LtImportPart, at least one */
  GArray    *markers; /* of LtCue, at the session's rate, in all parts; may be empty */
  GPtrArray *notes; /* of sentences for the user: split, cut, cleaned; may be empty */
} LtImport;

void lt_import_free (LtImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImport, lt_import_free)

/* All parts or none: after a failure or a cancel the folder is as it was.
   Returns: (transfer full): NULL and @error set on failure */
LtImport *lt_import_file (const LtImportSpec *spec, GCancellable *cancellable, GError **error);
