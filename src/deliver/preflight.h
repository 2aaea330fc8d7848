// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Before a render: what would surprise the listener.
// Layer: deliver.

#pragma once

#include "session/session.h"

/* Sentences, (transfer full), maybe none: solo left on, muted tracks, missing files, effects that this
   program doesn't know, nothing to hear. */
GPtrArray *lt_preflight_check (const LtSession *session, const char *folder);
