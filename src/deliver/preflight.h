// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Before a render: what would surprise the listener.
// Layer: deliver.

#pragma once

#include "session/session.h"

#include <gio/gio.h>

/* Sentences that say what and where, (transfer full), maybe none: solo, mute, listening and Listen left on, effects bypassed
   or not known, automation that rests, missing files and those of another rate, something behind the limiter, overs of the
   last print, nothing to hear. */
GPtrArray *lt_preflight_check (const LtSession *session, const char *folder);

/* Adds one for each file that is played and clipped: reads them all. Any thread. */
void lt_preflight_check_clipped (const LtSession *session, const char *folder, GPtrArray *out, GCancellable *cancellable);

/* The same for a file of the frames from @from up to @to alone: of what no clip plays there, and of places and overs
   elsewhere, nothing is told. */
GPtrArray *lt_preflight_check_range (const LtSession *session, const char *folder, int64_t from, int64_t to);
void       lt_preflight_check_clipped_range (const LtSession *session, const char *folder, int64_t from, int64_t to, GPtrArray *out,
                                             GCancellable *cancellable);
