// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Content hash of a file: SHA-256 over all its bytes, header and tags included.
// Layer: media.
//
// Whole bytes, so that any tool can repeat it (sha256sum) and a changed tag is noticed too.

#pragma once

#include "media/progress.h"

#include <gio/gio.h>

/* Returns: (transfer full): 64 hexadecimal digits, lower case; NULL and @error set when it could not be read */
char *lt_hash_file (const char *path, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                    GError **error);
