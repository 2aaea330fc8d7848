// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes JSON that is the same for the same values: own order, one value a line or one line for all.
// Layer: session.

#pragma once

#include <json-glib/json-glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  GString *out;
  guint    depth;
  bool     pretty;
  bool     first; /* nothing written yet in the innermost bracket */
} LtEmit;

void    lt_emit_init (LtEmit *self, bool pretty);
GBytes *lt_emit_finish (LtEmit *self); /* with a final newline when pretty */

/* @key NULL: inside of a list, or the outermost value. */
void lt_emit_open (LtEmit *self, const char *key, char bracket);
void lt_emit_close (LtEmit *self, char bracket);
void lt_emit_int (LtEmit *self, const char *key, int64_t value);
void lt_emit_bool (LtEmit *self, const char *key, bool value);
void lt_emit_string (LtEmit *self, const char *key, const char *value); /* NULL: null */
/* The shortest text that reads back as the same number; -INFINITY is the string "-inf". */
void lt_emit_double (LtEmit *self, const char *key, double value);
void lt_emit_float (LtEmit *self, const char *key, float value);
/* One line "[pos, value]" or "[pos, value, true]" when the value holds. */
void lt_emit_point (LtEmit *self, int64_t pos, double value, bool hold);
/* One line "[pos, value, bend]"; without a bend as above. */
void lt_emit_bent_point (LtEmit *self, int64_t pos, double value, float bend);
void lt_emit_node (LtEmit *self, const char *key, JsonNode *node);
/* The members of @object (NULL: none) but @skip (NULL: all). */
void lt_emit_members (LtEmit *self, JsonNode *object, const char *skip);

/* The shortest text that reads back as the same double, or float. @buf: G_ASCII_DTOSTR_BUF_SIZE. */
const char *lt_emit_number (char *buf, double value, bool is_float);
