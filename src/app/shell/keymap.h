// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which keys do what: the table's or those of a ready-made keymap over it, and what the user has changed of them.
// Layer: app. Main thread.
//
// No key is two things where both could be meant: who is given one takes it from the others. What the table itself
// gives twice, to a view and to the whole window, stays so: the view wins while it is in front.

#pragma once

#include "app/shell/actions.h"

#include <glib-object.h>

#define LT_TYPE_KEYMAP (lt_keymap_get_type ())
G_DECLARE_FINAL_TYPE (LtKeymap, lt_keymap, LT, KEYMAP, GObject)

/* As the table says. Signal "changed": any key of any action. */
LtKeymap *lt_keymap_new (void);
LtKeymap *lt_keymap_get_default (void); /* the program's; borrowed */

/* What it stands on; NULL: the table. What was given stays on top, and takes its keys from there; who loses one that way has
   it again as soon as it is free. @base doesn't change any more. */
void      lt_keymap_set_base (LtKeymap *self, LtKeymap *base);
LtKeymap *lt_keymap_get_base (LtKeymap *self); /* borrowed */

/* As gtk_accelerator_parse takes them, several apart by a space; NULL: none. Borrowed until the next change. */
const char *lt_keymap_get_keys (LtKeymap *self, const LtActionRow *row);
const char *lt_keymap_get_base_keys (LtKeymap *self, const LtActionRow *row); /* as if nothing had been given */

gboolean lt_keymap_is_changed (LtKeymap *self, const LtActionRow *row); /* other keys than those of what it stands on */
gboolean lt_keymap_is_given (LtKeymap *self, const LtActionRow *row);   /* it was given its own, the same or none */
guint    lt_keymap_count_given (LtKeymap *self);

/* Both could be meant by @key, which both have or would have. */
gboolean lt_keymap_clash (const LtActionRow *a, const LtActionRow *b, const char *key);

/* (transfer container): the rows that have one of @keys where @row would have it too; NULL: none. */
GPtrArray *lt_keymap_find_taken (LtKeymap *self, const LtActionRow *row, const char *keys);

/* NULL: no key. Those who have one of them lose it. What is no key is left out. */
void lt_keymap_set_keys (LtKeymap *self, const LtActionRow *row, const char *keys);
void lt_keymap_reset (LtKeymap *self, const LtActionRow *row); /* those of what it stands on, taken as above */
void lt_keymap_reset_all (LtKeymap *self);                     /* nothing is given */

/* All at once: @given is action → keys ("": none) that don't clash (transfer full); @base as above. */
void lt_keymap_replace (LtKeymap *self, LtKeymap *base, GHashTable *given);

/* (transfer full): the key of a press as it is written, whatever the layout needs Shift for; NULL: no key that can be used,
   and @why (may be NULL) says so in a sentence (borrowed). */
char *lt_keymap_dup_key (guint keyval, GdkModifierType state, const char **why);

/* (transfer full): the keys as people read them, apart by a comma; NULL: none. */
char *lt_keymap_dup_label (const char *keys);
