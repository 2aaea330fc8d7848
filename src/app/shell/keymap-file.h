// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A user's keymap in a file: the ready-made keymap that it stands on, and what was changed of it.
// Layer: app. Main thread.

#pragma once

#include "app/shell/keymap.h"

#include <gio/gio.h>

#define LT_KEYMAP_FILE_MAX_BYTES (1 << 20)

/* (transfer full): the whole file. */
char *lt_keymap_file_dup_text (LtKeymap *self);

/* @self becomes what @text says. A bad line is told in a sentence (added to @complaints, of char *; may be NULL), kept for
   the next writing, and otherwise ignored. */
void lt_keymap_file_read_text (LtKeymap *self, const char *text, gsize size, GPtrArray *complaints);

/* A file that is not there: all as the table says. */
gboolean lt_keymap_file_load (LtKeymap *self, const char *path, GPtrArray *complaints, GError **error);
gboolean lt_keymap_file_save (LtKeymap *self, const char *path, GError **error);

/* What somebody chose: as lt_keymap_file_load, but a file that is not there, or in which no line is one of a keymap, is an
   error, and bad lines are left out. */
gboolean lt_keymap_file_import (LtKeymap *self, const char *path, GPtrArray *complaints, GError **error);

/* (transfer full): where the user's own is kept. */
char *lt_keymap_file_dup_path (void);

/* The user's own into the program's keymap. (transfer full): what there is to tell, one sentence; NULL: nothing. */
char *lt_keymap_file_start (void);
