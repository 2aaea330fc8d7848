// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The session as a file: session.json, the same bytes for the same session.
// Layer: session.

#pragma once

#include "session/session.h"

#define LT_STORE_FORMAT    1
#define LT_STORE_MAX_BYTES (256u * 1024 * 1024)

/* Returns: (transfer full): the text of session.json. Pure; never fails. */
GBytes *lt_store_save (const LtSession *session);

/* Returns: (transfer full): NULL and a sentence when the bytes are no session, are damaged beyond
   repair or come from a newer program. What can be repaired is, and @losses (GPtrArray of char *, with
   g_free; may be NULL) gets a sentence for each repair. Untrusted bytes are welcome. */
LtSession *lt_store_load (GBytes *bytes, GPtrArray *losses, GError **error);
