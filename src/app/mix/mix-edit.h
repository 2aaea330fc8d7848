// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From hands to the session: one gesture is one step of undo.
// Layer: app. Main thread.

#pragma once

#include "app/shell/followers.h"
#include "app/widgets/control.h"

/* NULL: none is open. Borrowed. */
const LtSession *lt_mix_edit_get_session (LtContext *context);

/* A step of its own. @next (transfer full): NULL with @error (transfer full), which a toast tells. FALSE: nothing changed. */
gboolean lt_mix_edit_apply (LtContext *context, LtSession *next, const char *label, GError *error);

/* What people do with @control is done to the value of the strip, or of the send, and of those that follow it
   (app/shell/followers.h). @label is translated and lives for ever. */
void lt_mix_edit_bind_strip (LtControl *control, LtContext *context, LtId strip_id, LtStripValue which, const char *label);
void lt_mix_edit_bind_send (LtControl *control, LtContext *context, LtId send_id, LtSendValue which, const char *label);

/* Of the strip's delay; the control's number is one of milliseconds, else of samples. */
void lt_mix_edit_bind_delay (LtControl *control, LtContext *context, LtId strip_id, const char *label);

/* A step of its own, for buttons and keys: for those that follow, too, unless Alt is held. */
gboolean lt_mix_edit_value (LtContext *context, LtId strip_id, LtStripValue which, double value, const char *label);
gboolean lt_mix_edit_send_value (LtContext *context, LtId send_id, LtSendValue which, double value, const char *label);
void     lt_mix_edit_send_pre (LtContext *context, LtId send_id, gboolean pre);
void     lt_mix_edit_colour (LtContext *context, LtId strip_id, guint colour);
void     lt_mix_edit_output (LtContext *context, LtId strip_id, LtId output_id);
void     lt_mix_edit_bypass (LtContext *context, LtId slot_id, gboolean bypass);

/* With a toast that offers the way back. A strip goes with those that follow it. */
void lt_mix_edit_remove_slot (LtContext *context, LtId slot_id);
void lt_mix_edit_remove_strip (LtContext *context, LtId strip_id);

/* Before position @at, and shown in the editor; −1: last, and of the strips that follow, too. */
void lt_mix_edit_add_slot (LtContext *context, LtId strip_id, const LtFxType *type, int at);

/* Another one in its place, with its defaults, and shown. */
void lt_mix_edit_replace_slot (LtContext *context, LtId slot_id, const LtFxType *type);

/* All effects of the strip, and of those that follow it. */
void lt_mix_edit_bypass_all (LtContext *context, LtId strip_id, gboolean bypass);

/* To position @at of @strip_id (−1: last), its own or another; @copies: the first stays. */
void lt_mix_edit_move_slot (LtContext *context, LtId slot_id, LtId strip_id, int at, gboolean copies);

/* From the strip and those that follow it; @bus_id 0: to a bus that is made for them. */
void lt_mix_edit_add_send (LtContext *context, LtId strip_id, LtId bus_id);
