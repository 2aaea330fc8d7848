// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a session a render of its master hears, and whether that is the same in two of them.
// Layer: studio.

#pragma once

#include "session/session.h"

/* SHA-256, hex, of the document without what no render hears: names, colours, what is shown how, groups, markers,
   snapshots, references, tags, loop and metre; solo that only the monitor hears; how automation is written. What this
   program does not know counts. Any thread. */
char *lt_session_sound_dup_hash (const LtSession *session);

/* Do both render to the same? Fast while values alone differ. Any thread. */
bool lt_session_sound_is_same (const LtSession *a, const LtSession *b);
