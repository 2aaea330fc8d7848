// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes JSON that is the same for the same values.
// Layer: session.

#include "session/emit.h"

#include <math.h>
#include <string.h>

void
lt_emit_init (LtEmit *self, bool pretty)
{
  *self = (LtEmit){ .out = g_string_new (NULL), .pretty = pretty, .first = true };
}

GBytes *
lt_emit_finish (LtEmit *self)
{
  if (self->pretty)
    g_string_append_c (self->out, '\n');
  return g_string_free_to_bytes (g_steal_pointer (&self->out));
}

static void
new_line (LtEmit *self)
{
  if (!self->pretty)
    return;
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

static void
append_quoted (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *c = valid != NULL ? valid : text; *c != '\0'; c++)
    switch (*c)
      {
      case '"':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *c);
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((unsigned char) *c < 0x20 || *c == 0x7f)
          g_string_append_printf (out, "\\u%04x", (unsigned) *c);
        else
          g_string_append_c (out, *c);
      }
  g_string_append_c (out, '"');
}

static void
begin (LtEmit *self, const char *key)
{
  if (!self->first)
    g_string_append_c (self->out, ',');
  if (self->depth > 0)
    new_line (self);
  self->first = false;
  if (key == NULL)
    return;
  append_quoted (self->out, key);
  g_string_append (self->out, self->pretty ? ": " : ":");
}

void
lt_emit_open (LtEmit *self, const char *key, char bracket)
{
  begin (self, key);
  g_string_append_c (self->out, bracket);
  self->depth++;
  self->first = true;
}

void
lt_emit_close (LtEmit *self, char bracket)
{
  self->depth--;
  if (!self->first)
    new_line (self);
  g_string_append_c (self->out, bracket);
  self->first = false;
}

void
lt_emit_int (LtEmit *self, const char *key, int64_t value)
{
  begin (self, key);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

void
lt_emit_bool (LtEmit *self, const char *key, bool value)
{
  begin (self, key);
  g_string_append (self->out, value ? "true" : "false");
}

void
lt_emit_string (LtEmit *self, const char *key, const char *value)
{
  begin (self, key);
  if (value == NULL)
    g_string_append (self->out, "null");
  else
    append_quoted (self->out, value);
}

const char *
lt_emit_number (char *buf, double value, bool is_float)
{
  static const char *const formats[]
      = { "%.6g", "%.7g", "%.8g", "%.9g", "%.15g", "%.16g", "%.17g" };

  if (value == 0.0)
    return strcpy (buf, "0"); /* and no negative zero */

  for (guint i = is_float ? 0 : 4; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buf, G_ASCII_DTOSTR_BUF_SIZE, formats[i], value);

      double back = g_ascii_strtod (buf, NULL);
      if (is_float ? (float) back == (float) value : back == value)
        break;
    }
  return buf;
}

static void
append_number (GString *out, double value, bool is_float)
{
  char buf[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    value = 0.0;
  if (isinf (value))
    g_string_append (out, value < 0.0 ? "\"-inf\"" : "\"inf\"");
  else
    g_string_append (out, lt_emit_number (buf, value, is_float));
}

void
lt_emit_double (LtEmit *self, const char *key, double value)
{
  begin (self, key);
  append_number (self->out, value, false);
}

void
lt_emit_float (LtEmit *self, const char *key, float value)
{
  begin (self, key);
  append_number (self->out, value, true);
}

void
lt_emit_point (LtEmit *self, int64_t pos, double value, bool hold)
{
  const char *comma = self->pretty ? ", " : ",";

  begin (self, NULL);
  g_string_append_printf (self->out, "[%" G_GINT64_FORMAT "%s", pos, comma);
  append_number (self->out, value, false);
  if (hold)
    g_string_append_printf (self->out, "%strue", comma);
  g_string_append_c (self->out, ']');
}

void
lt_emit_bent_point (LtEmit *self, int64_t pos, double value, float bend)
{
  const char *comma = self->pretty ? ", " : ",";

  if (bend == 0.0f)
    {
      lt_emit_point (self, pos, value, false);
      return;
    }
  begin (self, NULL);
  g_string_append_printf (self->out, "[%" G_GINT64_FORMAT "%s", pos, comma);
  append_number (self->out, value, false);
  g_string_append (self->out, comma);
  append_number (self->out, (double) bend, true);
  g_string_append_c (self->out, ']');
}

static void
emit_value (LtEmit *self, const char *key, JsonNode *node)
{
  GType type = json_node_get_value_type (node);
  char  buf[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == G_TYPE_STRING)
    lt_emit_string (self, key, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    lt_emit_bool (self, key, json_node_get_boolean (node));
  else if (type == G_TYPE_INT64)
    lt_emit_int (self, key, json_node_get_int (node));
  else
    {
      /* A number that was written with a point keeps one, so that it stays what it is. */
      begin (self, key);
      g_string_append (self->out, lt_emit_number (buf, json_node_get_double (node), false));
      if (strpbrk (buf, ".e") == NULL)
        g_string_append (self->out, ".0");
    }
}

void
lt_emit_node (LtEmit *self, const char *key, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      lt_emit_open (self, key, '{');
      lt_emit_members (self, node, NULL);
      lt_emit_close (self, '}');
      break;
    case JSON_NODE_ARRAY:
      lt_emit_open (self, key, '[');
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        lt_emit_node (self, NULL, json_array_get_element (json_node_get_array (node), i));
      lt_emit_close (self, ']');
      break;
    case JSON_NODE_NULL:
      lt_emit_string (self, key, NULL);
      break;
    case JSON_NODE_VALUE:
      emit_value (self, key, node);
      break;
    }
}

void
lt_emit_members (LtEmit *self, JsonNode *object, const char *skip)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (object == NULL)
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (object));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (g_strcmp0 (name, skip) != 0)
      lt_emit_node (self, name, value);
}
