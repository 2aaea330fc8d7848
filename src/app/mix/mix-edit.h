// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From hands to the session: one gesture is one step of undo.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "app/widgets/control.h"

/* An edit of one number, as session/edit-*.h has them. */
typedef LtSession *(*LtMixEditFunc) (const LtSession *session, LtId id, double value);

/* NULL: none is open. Borrowed. */
const LtSession *lt_mix_edit_get_session (LtContext *context);

/* A step of its own. @next (transfer full): NULL with @error (transfer full), which a toast tells. FALSE: nothing changed. */
gboolean lt_mix_edit_apply (LtContext *context, LtSession *next, const char *label, GError *error);

/* What people do with @control becomes @edit of @id. @label is translated and lives for ever. */
void lt_mix_edit_bind (LtControl *control, LtContext *context, LtMixEditFunc edit, LtId id, const char *label);

/* This one alone is heard. */
void lt_mix_edit_solo_only (LtContext *context, LtId strip_id);

/* With a toast that offers the way back. */
void lt_mix_edit_remove_slot (LtContext *context, LtId slot_id);
void lt_mix_edit_remove_strip (LtContext *context, LtId strip_id);

/* Before position @at (−1: last), and shown in the editor. */
void lt_mix_edit_add_slot (LtContext *context, LtId strip_id, const LtFxType *type, int at);

/* To position @at of @strip_id (−1: last), its own or another; @copies: the first stays. */
void lt_mix_edit_move_slot (LtContext *context, LtId slot_id, LtId strip_id, int at, gboolean copies);

/* @bus_id 0: to a bus that is made for it. */
void lt_mix_edit_add_send (LtContext *context, LtId strip_id, LtId bus_id);
