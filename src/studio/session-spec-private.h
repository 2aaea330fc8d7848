// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a session both halves of its description ask: lanes that count, VCAs, outputs.
// Layer: studio.

#pragma once

#include "studio/session-spec.h"

#define LT_SESSION_SPEC_MAX_DEPTH 64 /* of what cannot go on: a session has no loops */

/* The lane that counts: none does while the strip's automation rests. */
const LtLane *lt_session_spec_lane (const LtStrip *strip, LtId slot_id, const char *key);

/* The VCA right above @strip, or NULL. */
const LtStrip *lt_session_spec_vca_above (const LtSession *session, const LtStrip *strip);

/* What @strip plays into; NULL: nothing does so from a VCA, or from the master. */
const LtStrip *lt_session_spec_output (const LtSession *session, const LtStrip *strip);

/* The button of @send, where no lane says when. */
bool lt_session_spec_is_send_muted (const LtStrip *strip, const LtSend *send);
