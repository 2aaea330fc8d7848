// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo song as a session: stems synthesised by data/demo, mixed by its tables through ordinary edits.
// Layer: studio.

#pragma once

#include "media/progress.h"
#include "session/folder.h"

#include <gio/gio.h>

/* Writes the demo session to @path, which must not exist. Returns: (transfer full): open for writing and saved;
   NULL and a sentence, and nothing is left behind. @progress may be NULL. */
LtFolder *lt_demo_session_create (const char *path, LtProgressFunc progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);
