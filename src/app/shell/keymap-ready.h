// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ready-made keymaps: the keys of other programs, as far as their commands are here, read from dated data.
// Layer: app. Main thread.

#pragma once

#include "app/shell/keymap.h"

#include <gio/gio.h>

typedef struct
{
  char     *key;    /* of the file, the same in every language: "ardour" */
  char     *name;   /* of the program */
  char     *date;   /* when its keys were looked up: "2026-11" */
  char     *source; /* who says that they are its keys */
  LtKeymap *keymap; /* over the table */
} LtKeymapReady;

/* Of LtKeymapReady, by name; read once, and borrowed for ever. What can't be read is left out. */
GPtrArray *lt_keymap_ready_get_all (void);

const LtKeymapReady *lt_keymap_ready_find (const char *key);    /* NULL: there is none */
const LtKeymapReady *lt_keymap_ready_find_of (LtKeymap *keymap); /* whose keymap it is; NULL: nobody's */

/* (transfer full): NULL: it can't be read, or doesn't say what it is; @complaints as of lt_keymap_text_read. */
LtKeymapReady *lt_keymap_ready_load (const char *path, GPtrArray *complaints, GError **error);
void           lt_keymap_ready_free (LtKeymapReady *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtKeymapReady, lt_keymap_ready_free)
