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

/* The same in steps, beside somebody else who reads the file from its start to its end, so that the disk reads it once. */
typedef struct _LtHash LtHash;

LtHash *lt_hash_begin (const char *path, GError **error);
void    lt_hash_follow (LtHash *self, double done); /* up to that share of the file */
char   *lt_hash_end (LtHash *self, GCancellable *cancellable, GError **error); /* the rest; @self goes. As lt_hash_file () */
void    lt_hash_free (LtHash *self); /* given up; NULL is fine */
