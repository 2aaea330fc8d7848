// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of sends.
// Layer: session.

#pragma once

#include "session/strip.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL.
   Levels: -INFINITY to +6 dB. */

/* NULL and a sentence when @to_id is no bus or the sound would come back. */
LtSession *lt_edit_send_add (
    const LtSession *session, LtId from_id, LtId to_id, double level_db, LtId *id, GError **error);
/* Its automation goes too, and side-chains that listened to it listen to nobody. */
LtSession *lt_edit_send_remove (const LtSession *session, LtId send_id);
/* Any of them; a mute is 0 or 1. */
LtSession *lt_edit_send_value (const LtSession *session, LtId send_id, LtSendValue which, double value);
LtSession *lt_edit_send_level (const LtSession *session, LtId send_id, double level_db);
LtSession *lt_edit_send_pan (const LtSession *session, LtId send_id, double pan); /* −1 to +1 */
LtSession *lt_edit_send_pre (const LtSession *session, LtId send_id, bool pre);
LtSession *lt_edit_send_mute (const LtSession *session, LtId send_id, bool mute);
LtSession *lt_edit_send_target (const LtSession *session, LtId send_id, LtId to_id, GError **error);
