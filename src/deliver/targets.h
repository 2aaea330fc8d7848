// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Deliveries to start from: formats, loudness and ceilings by name, read from dated data.
// Layer: deliver.

#pragma once

#include "media/writer.h"
#include "session/edit-delivery.h"

typedef struct
{
  LtId                id;      /* in a session; 0: of the program's list */
  char               *key;     /* of the program's list, the same in every language; NULL: of a session */
  char               *name;
  char               *pattern; /* of the file's name */
  const LtFileFormat *format;
  LtBits              bits;
  uint32_t            rate_hz; /* 0: the session's */
  LtQuantiseType      dither;
  double              target_lufs;  /* NAN: as mastered */
  double              ceiling_dbtp; /* NAN: none */
  bool                on;           /* wanted unless said otherwise */
  bool                tags;         /* the session's go into the file */
} LtTarget;

LtTarget *lt_targets_copy (const LtTarget *target);
void      lt_targets_free (LtTarget *target);

/* Returns: (transfer full): of LtTarget, in the order of the file. A group that cannot be understood is left out with a
   sentence in @notes (may be NULL). NULL: there is no such file, or it cannot be read. @path NULL: the program's own. */
GPtrArray *lt_targets_load (const char *path, GPtrArray *notes, GError **error);

/* (transfer full): of the program's list, by key or by name whatever its case. NULL: the error lists what there is. */
LtTarget *lt_targets_find (const char *word, GError **error);

/* (transfer full): what a session's delivery means. NULL: a format, word length or dither that this version does not know. */
LtTarget *lt_targets_resolve (const LtDeliverySpec *spec, GError **error);

/* As a session keeps it; the strings are the target's. */
LtDeliveryValues lt_targets_values (const LtTarget *target);

/* (transfer full): @session itself when it has deliveries, else with the program's list as its own: what a change starts
   from. The same session gives the same ids. NULL: the list can't be read. */
LtSession *lt_targets_adopt (const LtSession *session, GError **error);
