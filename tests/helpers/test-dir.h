// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A temporary folder for one test, taken away with everything in it.
// Layer: tests.

#pragma once

#include <glib.h>

typedef char LtTestDir; /* its path */

LtTestDir *lt_test_dir_new (void);
void       lt_test_dir_free (LtTestDir *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTestDir, lt_test_dir_free)

/* A path in it; free with g_free. */
char *lt_test_dir_path (const LtTestDir *self, const char *name);

/* How many entries a folder has, hidden ones too. */
guint lt_test_dir_count (const char *path);
