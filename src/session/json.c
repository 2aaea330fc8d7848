// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads JSON from untrusted bytes.
// Layer: session.
//
// json-glib's own parser recurses as deep as the text says, asserts on a lone surrogate and wraps
// whole numbers beyond 64 bits, so it can only be given trusted text. The tree is json-glib's.

#include "session/json.h"

#include "session/session.h"

#include <float.h>
#include <glib/gi18n.h>

typedef struct
{
  const char *at;
  const char *end;
  guint       line;
  guint       depth;
  guint       n_values;
  GError    **error;
} Reader;

static JsonNode *read_value (Reader *self);

static JsonNode *
fail (Reader *self, const char *what)
{
  g_set_error (self->error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT, _ ("Line %u: %s"),
               self->line, what);
  return NULL;
}

static void
skip_space (Reader *self)
{
  for (; self->at < self->end && strchr (" \t\r\n", *self->at) != NULL && *self->at != '\0';
       self->at++)
    if (*self->at == '\n')
      self->line++;
}

static bool
take (Reader *self, char c)
{
  skip_space (self);
  if (self->at == self->end || *self->at != c)
    return false;
  self->at++;
  return true;
}

static int
hex4 (const Reader *self, const char *at)
{
  int code = 0;

  if (self->end - at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      code = code * 16 + g_ascii_xdigit_value (at[i]);
    }
  return code;
}

/* After "\u". Halves of a pair that stand alone become U+FFFD. */
static bool
read_code (Reader *self, GString *out)
{
  int code = hex4 (self, self->at);

  if (code < 0)
    return false;
  self->at += 4;

  if (code >= 0xd800 && code < 0xdc00 && self->end - self->at >= 6 && self->at[0] == '\\'
      && self->at[1] == 'u')
    {
      int low = hex4 (self, self->at + 2);

      if (low >= 0xdc00 && low < 0xe000)
        {
          self->at += 6;
          g_string_append_unichar (out,
                                   (gunichar) (0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff)));
          return true;
        }
    }
  if (code == 0 || (code >= 0xd800 && code < 0xe000))
    code = 0xfffd;
  g_string_append_unichar (out, (gunichar) code);
  return true;
}

static bool
read_escape (Reader *self, GString *out)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";

  if (self->at == self->end)
    return false;

  char c = *self->at++;
  if (c == 'u')
    return read_code (self, out);

  const char *found = c != '\0' ? strchr (names, c) : NULL;
  if (found == NULL)
    return false;
  g_string_append_c (out, values[found - names]);
  return true;
}

/* After the opening quote. */
static char *
read_string (Reader *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  bool good = true;

  while (good && self->at < self->end && *self->at != '"')
    {
      char c = *self->at++;

      if (c == '\\')
        good = read_escape (self, out);
      else if ((unsigned char) c < 0x20)
        good = false;
      else
        g_string_append_c (out, c);
    }
  if (!good || self->at == self->end)
    {
      fail (self, _ ("a text is not closed, or holds what a text cannot hold"));
      return NULL;
    }
  self->at++;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static JsonNode *
read_number (Reader *self)
{
  const char *start = self->at;
  bool        whole = true;
  char        text[64];
  char       *end = NULL;

  while (self->at < self->end
         && (g_ascii_isdigit (*self->at)
             || (*self->at != '\0' && strchr ("+-.eE", *self->at) != NULL)))
    {
      whole = whole && strchr (".eE", *self->at) == NULL;
      self->at++;
    }

  size_t length = (size_t) (self->at - start);
  if (length >= sizeof text)
    return fail (self, _ ("a number is too long"));
  memcpy (text, start, length);
  text[length] = '\0';

  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gint64    integer = 0;
  double    number = g_ascii_strtod (text, &end);

  if (*end != '\0' || isnan (number) || text[0] == '+' || text[0] == '.')
    {
      json_node_unref (node);
      return fail (self, _ ("a number is not a number"));
    }
  if (whole && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    json_node_set_int (node, integer);
  else
    json_node_set_double (node, CLAMP (number, -DBL_MAX, DBL_MAX));
  return node;
}

static JsonNode *
read_object (Reader *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  while (!take (self, '}'))
    {
      if (json_object_get_size (object) > 0 && !take (self, ','))
        return fail (self, _ ("a comma or a closing bracket is missing"));
      if (!take (self, '"'))
        return fail (self, _ ("the name of a value is missing"));

      g_autofree char *key = read_string (self);
      if (key == NULL)
        return NULL;
      if (!take (self, ':'))
        return fail (self, _ ("a colon is missing"));

      JsonNode *value = read_value (self);
      if (value == NULL)
        return NULL;
      json_object_set_member (object, key, value);
    }

  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, object);
  return node;
}

static JsonNode *
read_array (Reader *self)
{
  g_autoptr (JsonArray) array = json_array_new ();

  while (!take (self, ']'))
    {
      if (json_array_get_length (array) > 0 && !take (self, ','))
        return fail (self, _ ("a comma or a closing bracket is missing"));

      JsonNode *value = read_value (self);
      if (value == NULL)
        return NULL;
      json_array_add_element (array, value);
    }

  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);
  return node;
}

static JsonNode *
read_word (Reader *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      size_t length = strlen (words[i]);

      if ((size_t) (self->end - self->at) < length || memcmp (self->at, words[i], length) != 0)
        continue;
      self->at += length;
      if (i == 2)
        return json_node_new (JSON_NODE_NULL);

      JsonNode *node = json_node_new (JSON_NODE_VALUE);
      json_node_set_boolean (node, i == 0);
      return node;
    }
  return fail (self, _ ("a value is missing"));
}

static JsonNode *
read_text (Reader *self)
{
  g_autofree char *text = read_string (self);

  if (text == NULL)
    return NULL;

  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  return node;
}

static JsonNode *
read_value (Reader *self)
{
  if (++self->n_values > LT_JSON_MAX_VALUES)
    return fail (self, _ ("there are too many values"));
  if (self->depth == LT_JSON_MAX_DEPTH)
    return fail (self, _ ("the brackets are nested too deeply"));

  JsonNode *node;
  self->depth++;
  if (take (self, '{'))
    node = read_object (self);
  else if (take (self, '['))
    node = read_array (self);
  else if (take (self, '"'))
    node = read_text (self);
  else if (self->at < self->end && (g_ascii_isdigit (*self->at) || *self->at == '-'))
    node = read_number (self);
  else
    node = read_word (self);
  self->depth--;
  return node;
}

JsonNode *
lt_json_parse (const char *text, gsize length, GError **error)
{
  Reader self = { .at = text, .end = text + length, .line = 1, .error = error };

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                   _ ("It is not a text in UTF-8"));
      return NULL;
    }

  g_autoptr (JsonNode) node = read_value (&self);
  if (node == NULL)
    return NULL;
  skip_space (&self);
  if (self.at != self.end)
    return fail (&self, _ ("something follows after the end"));
  return g_steal_pointer (&node);
}
