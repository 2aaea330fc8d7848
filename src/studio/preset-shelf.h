// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the user's own presets are kept: lathe/presets/ below $XDG_DATA_HOME, as text in the format of those that come
// with the program, and blobs/ beside them.
// Layer: studio. Main thread.
//
// Presets of an effect share one file, a group each; those of a strip or the master are a file each. Names may hold any
// characters: what a group's or a file's name can't is written as %XX.

#pragma once

#include "fx/fx.h"

#include <glib.h>

typedef struct
{
  const char     *folder; /* "fx", "strip", "master" */
  const LtFxType *type;   /* of "fx" only */
} LtPresetShelf;

/* (transfer full): lathe/presets, which may not be there. What blobs it has are found from now on. */
char *lt_preset_shelf_dup_root (void);

/* Returns: (transfer full): @name as it is kept: without space around it. NULL and a sentence when it can't be one. */
char *lt_preset_shelf_dup_name (const char *name, GError **error);

/* Returns: (transfer full): the names, sorted as people do; may be empty. A file that can't be read is told in @notes (may
   be NULL). */
char **lt_preset_shelf_list (const LtPresetShelf *self, GPtrArray *notes);
bool   lt_preset_shelf_has (const LtPresetShelf *self, const char *name);

/* Returns: (transfer full): the file that holds @name, and in *@group (transfer full; may be NULL) its group, for an
   effect. NULL and a sentence when there is none, or it can't be read. */
GKeyFile *
lt_preset_shelf_open (const LtPresetShelf *self, const char *name, char **group, GError **error);

/* Keeps @preset as @name, in place of one of that name: for an effect its group @group, for others all of it. A file that
   can't be understood is left as it is: false and a sentence. */
bool lt_preset_shelf_put (const LtPresetShelf *self,
                          const char          *name,
                          GKeyFile            *preset,
                          const char          *group,
                          GError             **error);

/* False and a sentence when there is no @name, or another one has the new name already. */
bool lt_preset_shelf_rename (const LtPresetShelf *self,
                             const char          *name,
                             const char          *to,
                             GError             **error);
bool lt_preset_shelf_remove (const LtPresetShelf *self, const char *name, GError **error);

/* Before a preset with @blob is put: its bytes are kept too. NULL: nothing to do. */
bool lt_preset_shelf_put_blob (const char *blob, GError **error);
