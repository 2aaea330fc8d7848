// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a keymap's text says: a line an action, "edit.split = s <Control>k" ("none": no key), and a few facts, "keymap = ardour".
// Layer: app. Main thread.

#pragma once

#include <glib.h>

typedef struct
{
  GHashTable *given; /* action → keys; "": none */
  GHashTable *facts; /* keymap, name, date, source → what is said of them */
  GPtrArray  *kept;  /* of char *: lines that mean nothing to this program */
} LtKeymapText;

/* (transfer full): a bad line is told in a sentence (added to @complaints, of char *; may be NULL), kept, and otherwise
   ignored. Of two lines that clash, the first is right. */
LtKeymapText *lt_keymap_text_read (const char *text, gsize size, GPtrArray *complaints);
void          lt_keymap_text_free (LtKeymapText *self);

/* (transfer full): what stands before the "="; NULL: there is none. */
char *lt_keymap_text_dup_left (const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtKeymapText, lt_keymap_text_free)
