// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where folders stand between the tracks: a row above their first track, nothing of the tracks while they are folded.
// Layer: app. Main thread.

#pragma once

#include "session/strip-order.h"

#define LT_FOLDER_ROW 26        /* px of the row of an open folder */
#define LT_FOLDER_ROW_FOLDED 48 /* of a folded one: it shows its tracks */

typedef struct
{
  LtId  folder_id;
  guint track; /* above this one */
  int   y, height; /* px, from the top of the first folder above the same track */
  guint depth;     /* in how many folders it is */
} LtFolderRow;

typedef struct LtFolderRows LtFolderRows;

LtFolderRows *lt_folder_rows_new (void);
void          lt_folder_rows_free (LtFolderRows *self);

/* Quick when @session is that of the last call. NULL: none. */
void lt_folder_rows_update (LtFolderRows *self, const LtSession *session);

/* Borrowed until the next update: those that are shown, from the top. */
const GArray *lt_folder_rows_get (const LtFolderRows *self);

/* px of the rows above track @track; one behind the last: 0. */
int      lt_folder_rows_get_lead (const LtFolderRows *self, guint track);
gboolean lt_folder_rows_is_hidden (const LtFolderRows *self, guint track);
