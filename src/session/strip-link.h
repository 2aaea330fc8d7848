// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which strips a group moves together.
// Layer: session.

#pragma once

#include "session/strip.h"

/* Returns: (transfer full): of LtId: @ids as they are, then all that their groups move with them. What they are moved by
   is for session/edit-many.h. */
GArray *lt_strip_link_list (const LtSession *session, const LtId *ids, guint n_ids, LtStripValue which);
