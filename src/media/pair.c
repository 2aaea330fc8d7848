// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Name endings that mean left and right.
// Layer: media.

#include "media/pair.h"

#include "media/reader.h"

#include <string.h>

typedef enum
{
  SIDE_NONE,
  SIDE_LEFT,
  SIDE_RIGHT
} Side;

static void
pair_free (LtPair *self)
{
  if (self == NULL)
    return;
  g_free (self->left);
  g_free (self->right);
  g_free (self->name);
  g_free (self);
}

static char *
stem_of (const char *path)
{
  char       *base = g_path_get_basename (path);
  const char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    base[dot - base] = '\0';
  return base;
}

/* The side that @stem ends with; @length becomes that of the rest, without the separator. */
static Side
side_of (const char *stem, gsize *length)
{
  static const struct
  {
    const char *word;
    Side        side;
  } endings[] = { { "l", SIDE_LEFT }, { "left", SIDE_LEFT }, { "r", SIDE_RIGHT }, { "right", SIDE_RIGHT } };
  gsize n = strlen (stem);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize k = strlen (endings[i].word);

      if (n < k + 2 || g_ascii_strcasecmp (stem + n - k, endings[i].word) != 0
          || strchr ("_.- ", stem[n - k - 1]) == NULL)
        continue;
      *length = n - k - 1;
      return endings[i].side;
    }
  *length = n;
  return SIDE_NONE;
}

/* What both halves have in common: folder, stem without side, which word for the side, extension. */
static char *
key_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem = stem_of (path);
  g_autofree char *base = g_path_get_basename (path);
  gsize            length = 0;
  Side             side = side_of (stem, &length);
  bool             is_word = strlen (stem) - length > 2;

  if (side == SIDE_NONE)
    return NULL;

  g_autofree char *common = g_strndup (stem, length + 1); /* with the separator */
  g_autofree char *folded = g_utf8_casefold (common, -1);
  g_autofree char *extension = g_ascii_strdown (base + strlen (stem), -1);

  return g_strdup_printf ("%s/%s%s%s", folder, folded, is_word ? "word" : "letter", extension);
}

static LtPair *
pair_new (const char *path)
{
  LtPair *self = g_new0 (LtPair, 1);

  self->left = g_strdup (path);
  self->name = stem_of (path);
  return self;
}

/* Joins @path to the half that waits, when it is the other side. */
static bool
join (LtPair *waiting, const char *path)
{
  g_autofree char *first = stem_of (waiting->left);
  g_autofree char *second = stem_of (path);
  gsize            length = 0, other = 0;
  Side             a = side_of (first, &length), b = side_of (second, &other);

  if (waiting->right != NULL || a == b)
    return false;
  waiting->right = g_strdup (path);
  if (a == SIDE_RIGHT)
    {
      char *left = waiting->right;

      waiting->right = waiting->left;
      waiting->left = left;
    }
  waiting->name[length] = '\0';
  return true;
}

GPtrArray *
lt_pair_names (const char *const *paths, guint n_paths)
{
  GPtrArray             *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) pair_free);
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n_paths; i++)
    {
      g_autofree char *key = key_of (paths[i]);
      LtPair          *half = key != NULL ? g_hash_table_lookup (waiting, key) : NULL;

      if (half != NULL && join (half, paths[i]))
        continue;
      g_ptr_array_add (pairs, pair_new (paths[i]));
      if (key != NULL && half == NULL)
        g_hash_table_insert (waiting, g_steal_pointer (&key), g_ptr_array_index (pairs, pairs->len - 1));
    }
  return pairs;
}

bool
lt_pair_fits (const LtPair *self)
{
  if (self->right == NULL)
    return true;

  g_autoptr (LtReader) left = lt_reader_open (self->left, NULL);
  g_autoptr (LtReader) right = lt_reader_open (self->right, NULL);

  return left != NULL && right != NULL && lt_reader_get_info (left)->n_channels == 1
         && lt_reader_get_info (right)->n_channels == 1
         && lt_reader_get_info (left)->rate_hz == lt_reader_get_info (right)->rate_hz;
}
