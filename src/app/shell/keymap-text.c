// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Read line by line; an action's name has a dot, a fact's has none.
// Layer: app.

#include "app/shell/keymap-text.h"

#include "app/shell/keymap.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  LtKeymapText *text;
  GPtrArray    *seen; /* of LtActionRow: those that have had their line */
  GPtrArray    *complaints;
  guint         line;
} Reading;

static void G_GNUC_PRINTF (2, 3)
complain (Reading *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list          args;

  if (self->complaints == NULL)
    return;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->complaints, g_strdup_printf (_ ("Line %u of the keymap: %s"), self->line, what));
}

char *
lt_keymap_text_dup_left (const char *line)
{
  const char *equals = strchr (line, '=');

  return equals != NULL ? g_strstrip (g_strndup (line, (gsize) (equals - line))) : NULL;
}

/* --- keys --- */

static gboolean
is_own (const LtActionRow *row, guint keyval, GdkModifierType mods)
{
  g_auto (GStrv) own = g_strsplit (row->keys != NULL ? row->keys : "", " ", -1);

  for (char **key = own; *key != NULL; key++)
    {
      guint           own_keyval;
      GdkModifierType own_mods;

      if (gtk_accelerator_parse (*key, &own_keyval, &own_mods) && own_keyval == keyval && own_mods == mods)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full): how @word is written, when it is a key that may be used, or is one of @row's own. NULL: it is none, and
   that has been told. */
static char *
dup_allowed (Reading *self, const LtActionRow *row, const char *word)
{
  guint            keyval;
  GdkModifierType  mods;
  g_autofree char *name = NULL, *pressed = NULL;

  if (!gtk_accelerator_parse (word, &keyval, &mods) || keyval == 0)
    {
      complain (self, _ ("“%s” is no key that can be used."), word);
      return NULL;
    }
  name = gtk_accelerator_name (keyval, mods);
  if (is_own (row, keyval, mods))
    return g_steal_pointer (&name);
  pressed = lt_keymap_dup_key (keyval, mods, NULL);
  if (pressed == NULL)
    complain (self, _ ("“%s” is no key that can be used."), word);
  else if (strcmp (pressed, name) != 0) /* with Shift, the character is another */
    complain (self, _ ("“%s” can't be pressed: write the character that Shift makes, without Shift."), word);
  else
    return g_steal_pointer (&name);
  return NULL;
}

/* --- lines --- */

static gboolean
has_word (const char *keys, const char *key)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  return g_strv_contains ((const char *const *) words, key);
}

/* The row of an earlier line that has @key; NULL: none. */
static const LtActionRow *
find_earlier (Reading *self, const LtActionRow *row, const char *key)
{
  for (guint i = 0; i < self->seen->len; i++)
    {
      const LtActionRow *earlier = self->seen->pdata[i];

      if (has_word (g_hash_table_lookup (self->text->given, earlier->action), key) && lt_keymap_clash (row, earlier, key))
        return earlier;
    }
  return NULL;
}

/* FALSE: something of it is no key, and nothing is done. */
static gboolean
read_keys (Reading *self, const LtActionRow *row, const char *text)
{
  g_auto (GStrv)      words = g_strsplit_set (text, " \t", -1);
  g_autoptr (GString) keys = g_string_new (NULL);
  gboolean            none = strcmp (text, "none") == 0;

  for (char **word = words; *word != NULL && !none; word++)
    {
      g_autofree char   *key = **word != '\0' ? dup_allowed (self, row, *word) : NULL;
      const LtActionRow *earlier = key != NULL ? find_earlier (self, row, key) : NULL;

      if (**word == '\0' || (key != NULL && has_word (keys->str, key)))
        continue;
      if (key == NULL)
        return FALSE;
      if (earlier != NULL)
        complain (self, _ ("“%s” is “%s” already, and so not “%s”."), *word, _ (earlier->label), _ (row->label));
      else
        g_string_append_printf (keys, "%s%s", keys->len > 0 ? " " : "", key);
    }
  g_hash_table_insert (self->text->given, g_strdup (row->action), g_string_free (g_steal_pointer (&keys), FALSE));
  g_ptr_array_add (self->seen, (gpointer) row);
  return TRUE;
}

static gboolean
is_fact (const char *left)
{
  static const char *const facts[] = { "keymap", "name", "date", "source", NULL };

  return left != NULL && g_strv_contains (facts, left);
}

/* FALSE: it means nothing here. */
static gboolean
read_line (Reading *self, const char *line)
{
  const char        *equals = strchr (line, '=');
  g_autofree char   *left = lt_keymap_text_dup_left (line);
  g_autofree char   *right = equals != NULL ? g_strstrip (g_strdup (equals + 1)) : NULL;
  const LtActionRow *row = left != NULL ? lt_actions_find (left) : NULL;

  if (is_fact (left) && *right != '\0' && !g_hash_table_contains (self->text->facts, left))
    {
      g_hash_table_insert (self->text->facts, g_steal_pointer (&left), g_steal_pointer (&right));
      return TRUE;
    }
  if (equals == NULL)
    complain (self, _ ("there is no “=” in it."));
  else if (is_fact (left))
    complain (self, *right == '\0' ? _ ("nothing stands behind “%s”.") : _ ("“%s” has had its line already."), left);
  else if (row == NULL)
    complain (self, _ ("there is no command “%s”."), left);
  else if (*right == '\0')
    complain (self, _ ("“%s” has no key; write “none” for no key."), left);
  else if (g_ptr_array_find (self->seen, row, NULL))
    {
      complain (self, _ ("“%s” has had its line already."), left);
      return TRUE; /* what it is now is written */
    }
  else
    return read_keys (self, row, right);
  return FALSE;
}

static LtKeymapText *
text_new (void)
{
  LtKeymapText *self = g_new (LtKeymapText, 1);

  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kept = g_ptr_array_new_with_free_func (g_free);
  return self;
}

LtKeymapText *
lt_keymap_text_read (const char *text, gsize size, GPtrArray *complaints)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  Reading     reading = { text_new (), seen, complaints, 0 };
  const char *end = size > 0 ? text + size : text;

  while (text < end)
    {
      const char      *stop = memchr (text, '\n', (gsize) (end - text));
      gsize            length = (gsize) ((stop != NULL ? stop : end) - text);
      g_autofree char *line = g_utf8_make_valid (text, (gssize) length);

      reading.line++;
      g_strstrip (line);
      if (*line != '\0' && *line != '#' && !read_line (&reading, line))
        g_ptr_array_add (reading.text->kept, g_steal_pointer (&line));
      text = stop != NULL ? stop + 1 : end;
    }
  return reading.text;
}

void
lt_keymap_text_free (LtKeymapText *self)
{
  g_hash_table_unref (self->given);
  g_hash_table_unref (self->facts);
  g_ptr_array_unref (self->kept);
  g_free (self);
}
