// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A lock that names its owner.
// Layer: session.

#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct LtLock LtLock;

/* NULL and a sentence that names the owner when somebody else, or this program itself, holds the lock at @path.
   What a dead program left is taken over. @what: what is locked, for the sentence. */
LtLock *lt_lock_take (const char *path, const char *what, GError **error);
void    lt_lock_release (LtLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtLock, lt_lock_release)

/* Whether anybody has it, this program included. Takes and writes nothing. */
bool lt_lock_is_held (const char *path);
