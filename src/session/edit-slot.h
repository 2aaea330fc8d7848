// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of slots: effects in a strip and their values.
// Layer: session.

#pragma once

#include "session/session.h"

/* All but lt_edit_slot_add () do the same to an effect of a clip, which stays within its clip (session/edit-clip-fx.h).
   Edits are pure: the session that is given stays as it is; the result is @session itself (a new reference) when nothing
   changes. Ids must exist. @id receives what was made; it may be NULL. */

/* Before position @at (−1: last). @values: type->n_params numbers, or NULL for the defaults. A VCA takes none, and @id
   becomes 0. */
LtSession *lt_edit_slot_add (const LtSession *session,
                             LtId             strip_id,
                             const LtFxType  *type,
                             int              at,
                             const float     *values,
                             LtId            *id);

/* With its automation. */
LtSession *lt_edit_slot_remove (const LtSession *session, LtId slot_id);

/* To position @at (−1: last) of @strip_id, its own or another one; automation goes along. NULL and a
   sentence when its side-chain would loop there. */
LtSession *
lt_edit_slot_move (const LtSession *session, LtId slot_id, LtId strip_id, int at, GError **error);

LtSession *lt_edit_slot_bypass (const LtSession *session, LtId slot_id, bool bypass);

/* Brought into the range of lt_slot_level_row. */
LtSession *lt_edit_slot_level (const LtSession *session, LtId slot_id, double level_db);

/* Slots of an effect that this program does not know have no values. */
LtSession *lt_edit_slot_value (const LtSession *session, LtId slot_id, uint32_t param, float value);
LtSession *lt_edit_slot_values (const LtSession *session, LtId slot_id, const float *values);

/* What it has learned, or was given: the name of a blob; NULL: nothing. */
LtSession *lt_edit_slot_blob (const LtSession *session, LtId slot_id, const char *blob);

/* Not an edit to keep: the session in which the strip of @slot_id gives what the slot hears: nothing behind the slot's
   input, both channels as they are, and nobody soloed, so that side-chains before it hear what they heard. */
LtSession *lt_edit_slot_alone_before (const LtSession *session, LtId slot_id);

/* Side-chain from @key_id (a strip or a send; 0: none), @pre that strip's fader. NULL and a sentence when it would loop. */
LtSession *
lt_edit_slot_key (const LtSession *session, LtId slot_id, LtId key_id, bool pre, GError **error);
