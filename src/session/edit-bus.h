// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of buses: the list of them.
// Layer: session.

#pragma once

#include "session/session.h"

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. @id receives what was made; it may be NULL. */

/* Into the mix, after the other buses. The name is made unique. */
LtSession *lt_edit_bus_add (const LtSession *session, const char *name, LtId *id);

/* What played into it plays into the mix, its sends go, and side-chains that listened to it fall silent. */
LtSession *lt_edit_bus_remove (const LtSession *session, LtId bus_id);
