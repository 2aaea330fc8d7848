// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of one effect: the key file presets/fx/KEY.preset, a group a preset, in the order of the menu; one that comes
// with the program, and one of the user's own (studio/preset-shelf.h).
// Layer: studio.

#pragma once

#include "session/session.h"
#include "studio/preset-shelf.h"

typedef struct
{
  char *name;  /* the same in every language */
  char *title; /* in the user's */
  char *blob;  /* what the slot is given with them (session/blob.h); NULL: keeps its own */
  bool  own;   /* the user's; it may have the name of one that is not */
  float
      values[LT_FX_MAX_PARAMS]; /* of all parameters: what the preset says, defaults for the rest */
} LtFxPreset;

/* (transfer full): of LtFxPreset, @type's in the order of the file; may be empty. One that cannot be understood is left
   out with a sentence in @notes (may be NULL), and so is a file that is missing or can't be read. */
GPtrArray *lt_fx_preset_load (const LtFxType *type, GPtrArray *notes);

/* All of @type's @values (LT_FX_MAX_PARAMS of them) from @group of a file that is open; @name is for the sentence. False
   and a sentence when the group says what can't be; @values are undefined then. */
bool lt_fx_preset_read (GKeyFile       *file,
                        const char     *group,
                        const LtFxType *type,
                        const char     *name,
                        float          *values,
                        GError        **error);

/* The same of the user's own, sorted by name. */
GPtrArray *lt_fx_preset_load_own (const LtFxType *type, GPtrArray *notes);

LtPresetShelf lt_fx_preset_shelf (const LtFxType *type);

/* Does @slot hold what @preset says? */
bool lt_fx_preset_fits (const LtFxPreset *preset, const LtSlot *slot);

/* Returns: (transfer full): @session with @preset on a slot of its effect. */
LtSession *lt_fx_preset_apply (const LtSession *session, LtId slot_id, const LtFxPreset *preset);

/* What @slot holds as the user's own preset @name, in place of one of that name. */
bool lt_fx_preset_save (const LtSlot *slot, const char *name, GError **error);

/* The same into @group of a file: what differs from the defaults, and the blob's name. */
void lt_fx_preset_write (GKeyFile *file, const char *group, const LtSlot *slot);

/* (transfer full): the blob that @group names; NULL: none. */
char *lt_fx_preset_dup_blob (GKeyFile *file, const char *group);
