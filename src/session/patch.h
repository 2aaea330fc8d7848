// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What turns one session into another one, as one line of JSON.
// Layer: session.

#pragma once

#include "session/session.h"

/* Returns: (transfer full): small when little changed; no line break inside. Pure. */
GBytes *lt_patch_make (const LtSession *from, const LtSession *to);

/* Returns: (transfer full): a session that saves to the same bytes as the one the patch was made for, and shares
   with @from what the patch does not touch. NULL and a sentence when the patch is none or does not fit. */
LtSession *lt_patch_apply (const LtSession *from, GBytes *patch, GError **error);
