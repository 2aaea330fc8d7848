// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session of a test's own making, open as a user's would be.
// Layer: tests.

#pragma once

#include "app/shell/document.h"

/* Writes @song into folder @name of @dir and opens it. */
static inline void
lt_test_open_song (LtDocument *document, const char *dir, const char *name, LtSession *song)
{
  g_autofree char   *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;
  LtFolder          *folder = lt_folder_create (path, song, &error);

  g_assert_no_error (error);
  lt_document_take_folder (document, folder);
}
