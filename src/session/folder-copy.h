// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A copy of a session's folder, with a history of its own.
// Layer: session.

#pragma once

#include "session/session.h"

#include <gio/gio.h>

/* @session and the recordings in @from (its folder) to @to, which must not exist: it appears whole, or not at all. Any
   thread. */
bool lt_folder_copy (const LtSession *session, const char *from, const char *to, GCancellable *cancellable, GError **error);
