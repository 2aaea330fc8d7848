// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of a strip's own values: level, place, output, name.
// Layer: session.

#pragma once

#include "session/strip.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. Values are brought into their rows' ranges. */

/* Any of them; switches are 0 and 1, choices an index. What a strip of its kind does not have stays as it is. */
LtSession *
lt_edit_strip_value (const LtSession *session, LtId strip_id, LtStripValue which, double value);

LtSession *lt_edit_strip_fader (const LtSession *session, LtId strip_id, double fader_db);
LtSession *lt_edit_strip_trim (const LtSession *session, LtId strip_id, double trim_db);
LtSession *lt_edit_strip_pan (const LtSession *session, LtId strip_id, double pan);
LtSession *lt_edit_strip_polarity (const LtSession *session, LtId strip_id, bool inverted);
LtSession *lt_edit_strip_mute (const LtSession *session, LtId strip_id, bool mute);
LtSession *lt_edit_strip_solo (const LtSession *session, LtId strip_id, bool solo);
LtSession *lt_edit_strip_solo_safe (const LtSession *session, LtId strip_id, bool solo_safe);

/* Of a track or a bus, ± LT_STRIP_DELAY_MAX_S; less than 0: earlier than all others. Others stay as they are. */
LtSession *lt_edit_strip_delay (const LtSession *session, LtId strip_id, int64_t delay_frames);

/* Made unique. */
LtSession *lt_edit_strip_name (const LtSession *session, LtId strip_id, const char *name);

/* 1–12, 0: none. */
LtSession *lt_edit_strip_colour (const LtSession *session, LtId strip_id, uint32_t colour);

/* To a bus, or to the mix (0 or the mix's id). NULL and a sentence when it would loop, or is no bus,
   or the strip is the mix or the master. */
LtSession *
lt_edit_strip_output (const LtSession *session, LtId strip_id, LtId output_id, GError **error);
