// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the history shows to its store only.
// Layer: session.

#pragma once

#include "session/history.h"

/* What was dropped last; 0, 0: nothing that the store has not noted. */
typedef struct
{
  uint64_t id, parent;
} LtGone;

/* Empty, to be filled by the journal; not yet valid for others. */
LtHistory *lt_history_new_empty (void);

/* Takes over @record (its strings and references are the history's then); one of the same id is replaced. It becomes the place. */
void lt_history_put (LtHistory *self, const LtRecord *record);

/* Moves the place without asking for the session. */
void lt_history_visit (LtHistory *self, uint64_t id);

/* The newest record goes, when it is @id and not the place. Its id is free again. */
void    lt_history_forget (LtHistory *self, uint64_t id);
LtGone *lt_history_get_gone (LtHistory *self);

/* NULL: there is none. */
LtRecord *lt_history_get_mutable (LtHistory *self, uint64_t id);

/* Ids (uint64_t) that were made or replaced since the store took them last, in order. */
GArray *lt_history_get_dirty (LtHistory *self);
