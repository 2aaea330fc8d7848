// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a mixer snapshot holds, as a session that can be checked and compiled like any other.
// Layer: session.

#pragma once

#include "session/session.h"

/* Returns: (transfer full): @session with the strips of @snapshot in place of its own, without clips and takes: the mixer of then.
   Groups that are gone since are left. What the snapshot holds no mix or master of is that of now. */
LtSession *lt_snapshot_session_new (const LtSession *session, const LtSnapshot *snapshot);
