// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session cut in two at a slot of its master: what comes before it, and what comes from it on.
// Layer: session. Pure. Neither half is a session to keep; both are as loud as the whole is there.

#pragma once

#include "session/edit-session.h"

/* The master gives what @slot_id is given. */
LtSession *lt_slot_halves_before (const LtSession *session, LtId slot_id);

/* The master has @slot_id and what stands behind it, and hears @source alone, from the start on. Side-chains from outside
   the master are silent. */
LtSession *lt_slot_halves_from (const LtSession *session, LtId slot_id, const LtSourceInfo *source);

/* The same with nothing behind @slot_id: the master gives what that slot gives. */
LtSession *lt_slot_halves_only (const LtSession *session, LtId slot_id, const LtSourceInfo *source);
