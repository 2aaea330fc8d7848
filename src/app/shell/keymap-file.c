// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The choice of a ready-made keymap is a line of its own, in front.
// Layer: app.

#include "app/shell/keymap-file.h"

#include "app/shell/keymap-ready.h"
#include "app/shell/keymap-text.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define KEPT "lathe-keymap-kept" /* GPtrArray of char *: lines that mean nothing to this program */

static const char head[] = "# Keys of Lathe that differ from its own: an action, =, its keys (none: it has no key).\n"
                           "# Keys are written as “s”, “<Shift>s”, “<Control><Alt>F5”; several are apart by a space.\n";

/* It has been chosen or given other keys since its line could not be read. */
static gboolean
is_replaced (LtKeymap *self, const char *line)
{
  g_autofree char   *left = lt_keymap_text_dup_left (line);
  const LtActionRow *row = left != NULL ? lt_actions_find (left) : NULL;

  if (g_strcmp0 (left, "keymap") == 0)
    return lt_keymap_get_base (self) != NULL;
  return row != NULL && lt_keymap_is_given (self, row);
}

char *
lt_keymap_file_dup_text (LtKeymap *self)
{
  GString             *text = g_string_new (head);
  GPtrArray           *kept = g_object_get_data (G_OBJECT (self), KEPT);
  const LtKeymapReady *ready = lt_keymap_ready_find_of (lt_keymap_get_base (self));

  if (ready != NULL)
    g_string_append_printf (text, "# The others are those of %s.\nkeymap = %s\n", ready->name, ready->key);
  for (guint i = 0; i < lt_actions_get_n (); i++)
    {
      const LtActionRow *row = lt_actions_get (i);
      const char        *keys = lt_keymap_get_keys (self, row);

      if (lt_keymap_is_given (self, row))
        g_string_append_printf (text, "%s = %s\n", row->action, keys != NULL ? keys : "none");
    }
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    if (!is_replaced (self, kept->pdata[i]))
      g_string_append_printf (text, "%s\n", (const char *) kept->pdata[i]);
  return g_string_free (text, FALSE);
}

/* --- reading --- */

/* NULL: Lathe's own; one that isn't there is told, and its line kept. */
static LtKeymap *
find_base (const LtKeymapText *said, GPtrArray *complaints)
{
  const char          *key = g_hash_table_lookup (said->facts, "keymap");
  const LtKeymapReady *ready = key != NULL ? lt_keymap_ready_find (key) : NULL;

  if (key != NULL && ready == NULL)
    {
      if (complaints != NULL)
        g_ptr_array_add (complaints, g_strdup_printf (_ ("There is no ready-made keymap “%s”."), key));
      g_ptr_array_add (said->kept, g_strdup_printf ("keymap = %s", key));
    }
  return ready != NULL ? ready->keymap : NULL;
}

static void
take (LtKeymap *self, const LtKeymapText *said, GPtrArray *complaints)
{
  LtKeymap *base = find_base (said, complaints);

  g_object_set_data_full (G_OBJECT (self), KEPT, g_ptr_array_ref (said->kept), (GDestroyNotify) g_ptr_array_unref);
  lt_keymap_replace (self, base, g_hash_table_ref (said->given));
}

void
lt_keymap_file_read_text (LtKeymap *self, const char *text, gsize size, GPtrArray *complaints)
{
  g_autoptr (LtKeymapText) said = lt_keymap_text_read (text, size, complaints);

  take (self, said, complaints);
}

/* --- files --- */

/* (transfer full): NULL: it can't be read. */
static char *
read_file (const char *path, gsize *size, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  char            *text = NULL;
  GStatBuf         about;

  if (g_stat (path, &about) == 0 && about.st_size > LT_KEYMAP_FILE_MAX_BYTES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("“%s” is too large for a keymap. Choose another file."), name);
  else
    g_file_get_contents (path, &text, size, error);
  return text;
}

gboolean
lt_keymap_file_load (LtKeymap *self, const char *path, GPtrArray *complaints, GError **error)
{
  g_autofree char *text = NULL;
  gsize            size = 0;
  GStatBuf         about;

  if (g_stat (path, &about) != 0 && errno == ENOENT)
    {
      lt_keymap_file_read_text (self, "", 0, NULL);
      return TRUE;
    }
  if ((text = read_file (path, &size, error)) == NULL)
    return FALSE;
  lt_keymap_file_read_text (self, text, size, complaints);
  return TRUE;
}

gboolean
lt_keymap_file_import (LtKeymap *self, const char *path, GPtrArray *complaints, GError **error)
{
  g_autofree char *name = g_path_get_basename (path), *text = NULL;
  gsize            size = 0;

  if ((text = read_file (path, &size, error)) == NULL)
    return FALSE;

  g_autoptr (LtKeymapText) said = lt_keymap_text_read (text, size, complaints);
  if (g_hash_table_size (said->given) == 0 && g_hash_table_size (said->facts) == 0 && said->kept->len > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("“%s” is no keymap: no line of it names a command and its keys."), name);
      return FALSE;
    }
  take (self, said, complaints);
  g_ptr_array_set_size (said->kept, 0); /* the file itself keeps them */
  return TRUE;
}

gboolean
lt_keymap_file_save (LtKeymap *self, const char *path, GError **error)
{
  g_autofree char *text = lt_keymap_file_dup_text (self), *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

char *
lt_keymap_file_dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "lathe", "keymap.txt", NULL);
}

char *
lt_keymap_file_start (void)
{
  g_autofree char *path = lt_keymap_file_dup_path ();
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!lt_keymap_file_load (lt_keymap_get_default (), path, complaints, &error))
    return g_strdup_printf (_ ("Your keys could not be read, so Lathe's own are used: %s"), error->message);
  if (complaints->len == 0)
    return NULL;
  if (complaints->len == 1)
    return g_strdup_printf (_ ("%s It was left out."), (const char *) complaints->pdata[0]);
  return g_strdup_printf (ngettext ("%s It and %u more line were left out.", "%s It and %u more lines were left out.", complaints->len - 1),
                          (const char *) complaints->pdata[0], complaints->len - 1);
}
