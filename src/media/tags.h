// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text that travels with a sound file: title, artist and the like, as keys and values.
// Layer: media.

#pragma once

#include <glib.h>

/* Keys are lower-case words, the same for every format: title artist album album-artist track disc date genre
   composer engineer mixer copyright comment software licence isrc barcode catalogue. */
typedef struct _LtTags LtTags;

LtTags *lt_tags_new (void);
LtTags *lt_tags_copy (const LtTags *self); /* NULL gives an empty set */
void    lt_tags_free (LtTags *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTags, lt_tags_free)

/* NULL ends the list. */
const char *const *lt_tags_known (void);

/* An unknown key is a caller's mistake; NULL or "" takes the value away. The text is made valid UTF-8 and cut at 4 KiB. */
void        lt_tags_set (LtTags *self, const char *key, const char *value);
const char *lt_tags_get (const LtTags *self, const char *key); /* NULL when not set */
guint       lt_tags_n_set (const LtTags *self);
