// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files of one folder, in the form of a user's own keymap and with what they are.
// Layer: app.

#include "app/shell/keymap-ready.h"

#include "app/shell/keymap-text.h"
#include "studio/data-dir.h"

#include <string.h>

#define FOLDER "keymaps"
#define ENDING ".keymap"

/* (transfer full) */
static char *
dup_key (const char *path)
{
  g_autofree char *key = g_path_get_basename (path);

  if (g_str_has_suffix (key, ENDING))
    key[strlen (key) - strlen (ENDING)] = '\0';
  return g_steal_pointer (&key);
}

LtKeymapReady *
lt_keymap_ready_load (const char *path, GPtrArray *complaints, GError **error)
{
  g_autofree char *text = NULL;
  gsize            size = 0;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;

  g_autoptr (LtKeymapText) said = lt_keymap_text_read (text, size, complaints);
  const char *name = g_hash_table_lookup (said->facts, "name"), *date = g_hash_table_lookup (said->facts, "date");
  const char *source = g_hash_table_lookup (said->facts, "source");

  if (name == NULL || date == NULL || source == NULL || g_hash_table_contains (said->facts, "keymap"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” is no ready-made keymap: name, date and source are wanted.", path);
      return NULL;
    }

  LtKeymapReady *self = g_new (LtKeymapReady, 1);
  *self = (LtKeymapReady) { dup_key (path), g_strdup (name), g_strdup (date), g_strdup (source), lt_keymap_new () };
  lt_keymap_replace (self->keymap, NULL, g_hash_table_ref (said->given));
  return self;
}

void
lt_keymap_ready_free (LtKeymapReady *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self->date);
  g_free (self->source);
  g_object_unref (self->keymap);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(LtKeymapReady *const *) a)->name, (*(LtKeymapReady *const *) b)->name);
}

static void
load_all (GPtrArray *all)
{
  g_autofree char  *folder = lt_data_dir_find (FOLDER);
  g_autoptr (GDir)  dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char       *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      LtKeymapReady   *ready = g_str_has_suffix (name, ENDING) ? lt_keymap_ready_load (path, NULL, NULL) : NULL;

      if (ready != NULL)
        g_ptr_array_add (all, ready);
    }
  g_ptr_array_sort (all, compare);
}

GPtrArray *
lt_keymap_ready_get_all (void)
{
  static GPtrArray *all;

  if (all == NULL)
    load_all (all = g_ptr_array_new ());
  return all;
}

const LtKeymapReady *
lt_keymap_ready_find (const char *key)
{
  const GPtrArray *all = lt_keymap_ready_get_all ();

  for (guint i = 0; i < all->len; i++)
    if (strcmp (((const LtKeymapReady *) all->pdata[i])->key, key) == 0)
      return all->pdata[i];
  return NULL;
}

const LtKeymapReady *
lt_keymap_ready_find_of (LtKeymap *keymap)
{
  const GPtrArray *all = keymap != NULL ? lt_keymap_ready_get_all () : NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (((const LtKeymapReady *) all->pdata[i])->keymap == keymap)
      return all->pdata[i];
  return NULL;
}
