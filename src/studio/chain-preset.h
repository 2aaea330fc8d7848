// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of whole chains, of a strip or of the master: a key file each, a group an effect, in the order of the inserts.
// Layer: studio. Main thread.
//
// A group is an effect's key (`comp`, the second one `comp#2`) with its values, and `bypass`, `level` and `blob` where the
// slot has them. Faders, sends and side-chains belong to the song and are in none.

#pragma once

#include "session/session.h"
#include "studio/preset-shelf.h"

/* Where those of strips and of the master are kept; the program's own are in folders of the same names. */
extern const LtPresetShelf lt_chain_preset_strip, lt_chain_preset_master;

/* (transfer full): the names of those that come with the program, sorted; may be empty. The user's: lt_preset_shelf_list. */
char **lt_chain_preset_list (const LtPresetShelf *shelf);

/* Returns: (transfer full) (nullable): what the program's preset @name says of itself in the user's language; @key is
   "name" or "help". */
char *lt_chain_preset_dup_text (const LtPresetShelf *shelf, const char *name, const char *key);

/* Returns: (transfer full): @session with the chain of preset @name, the program's or the user's @own, on strip @strip_id in
   place of the effects there. NULL and a sentence when there is none, or it says what can't be. */
LtSession *lt_chain_preset_apply (const LtSession     *session,
                                  LtId                 strip_id,
                                  const LtPresetShelf *shelf,
                                  const char          *name,
                                  bool                 own,
                                  GError             **error);

/* The effects of @strip as the user's preset @name, in place of one of that name. */
bool lt_chain_preset_save (const LtStrip       *strip,
                           const LtPresetShelf *shelf,
                           const char          *name,
                           GError             **error);
