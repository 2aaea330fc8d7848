// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blobs: what a slot knows that is no number (an impulse response, a noise print), found by its content.
// Layer: session. Any thread.
//
// A slot holds a blob's name, the SHA-256 of its bytes as 64 hexadecimal digits, so that the document stays small and a
// value. The bytes are kept for the life of the program, and in blobs/ of the session's folder.

#pragma once

#include "session/session.h"

#define LT_BLOB_MAX_BYTES ((gsize) 256 << 20)

/* Returns: (transfer full): the name of @bytes, which are kept from now on. */
char *lt_blob_put (GBytes *bytes);

/* Returns: (transfer full): NULL: missing, here and in every folder that is open, or damaged there. */
GBytes *lt_blob_get (const char *name);

bool lt_blob_is_name (const char *text);

/* The blobs in this session's folder can be found until the same number of times it was closed. */
void lt_blob_open_folder (const char *path);
void lt_blob_close_folder (const char *path);

/* What the slots of @session, of its snapshots and of its versions hold and the folder at @path lacks is written to it; blobs
   that are missing are passed by. */
bool lt_blob_save (const LtSession *session, const char *path, GError **error);

/* The same for one blob. */
bool lt_blob_save_one (const char *path, const char *name, GError **error);

/* Takes away all blobs of a folder that could not be made. */
void lt_blob_unsave (const char *path);
