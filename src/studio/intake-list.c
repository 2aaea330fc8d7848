// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files and folders to sound files.
// Layer: studio.

#include "studio/intake-list.h"

#include "media/file-format.h"
#include "media/pair.h"
#include "media/reader.h"
#include "media/resampler.h"
#include "studio/intake.h"

#include <glib/gi18n.h>
#include <string.h>

static void
item_free (gpointer data)
{
  LtIntakeItem *self = data;

  g_free (self->left);
  g_free (self->right);
  g_free (self->name);
  g_free (self);
}

/* --- folders --- */

/* Digits by their value, letters without their case; the same in every locale. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  const char *p = first, *q = second;

  while (*p != '\0' && *q != '\0')
    {
      if (g_ascii_isdigit (*p) && g_ascii_isdigit (*q))
        {
          char   *p_end, *q_end;
          guint64 m = g_ascii_strtoull (p, &p_end, 10), n = g_ascii_strtoull (q, &q_end, 10);

          if (m != n)
            return m < n ? -1 : 1;
          p = p_end;
          q = q_end;
          continue;
        }
      unsigned char m = (unsigned char) g_ascii_tolower (*p), n = (unsigned char) g_ascii_tolower (*q);

      if (m != n)
        return m < n ? -1 : 1;
      p++;
      q++;
    }
  return *p != *q ? (*p == '\0' ? -1 : 1) : strcmp (first, second);
}

static bool
is_session (const char *path)
{
  g_autofree char *file = g_build_filename (path, "session.json", NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* Adds the sound files of @path to @files, then those of the folders in it while @depth lasts. */
static void
search_folder (const char *path, int depth, GPtrArray *files)
{
  g_autoptr (GDir)      dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char           *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (int folders = 0; folders <= (depth > 0); folders++)
    for (guint i = 0; i < names->len; i++)
      {
        g_autofree char *full = g_build_filename (path, g_ptr_array_index (names, i), NULL);
        bool             is_folder = g_file_test (full, G_FILE_TEST_IS_DIR);

        if (folders && is_folder && !is_session (full))
          search_folder (full, depth - 1, files);
        else if (!folders && !is_folder && lt_file_format_for_path (full) != NULL)
          g_ptr_array_add (files, g_steal_pointer (&full));
      }
}

/* --- files --- */

typedef struct
{
  GPtrArray  *paths; /* of char *, readable ones */
  GHashTable *items; /* path to LtIntakeItem with what the file says; borrowed by none */
} Found;

static bool
probe (Found *found, const char *path, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);

  if (reader == NULL)
    return false;

  const LtBext *bext = lt_reader_get_bext (reader);
  LtIntakeItem *item = g_new0 (LtIntakeItem, 1);
  item->left = g_strdup (path);
  item->rate_hz = lt_reader_get_info (reader)->rate_hz;
  item->n_channels = lt_reader_get_info (reader)->n_channels;
  item->n_frames = lt_reader_get_info (reader)->n_frames;
  item->time_reference = bext != NULL && bext->time_reference > 0 ? bext->time_reference : -1;
  g_ptr_array_add (found->paths, item->left);
  g_hash_table_insert (found->items, item->left, item);
  return true;
}

static void
probe_folder (Found *found, const char *path, GPtrArray *notes)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  search_folder (path, 1, files);
  for (guint i = 0; i < files->len; i++)
    {
      const char        *file = g_ptr_array_index (files, i);
      g_autoptr (GError) error = NULL;

      if (g_hash_table_contains (found->items, file) || probe (found, file, &error))
        continue;
      g_ptr_array_add (notes, g_strdup_printf (_ ("Left out: %s"), error->message));
    }
}

static LtIntakeItem *
item_of (const Found *found, const char *left, const char *right, const char *name)
{
  const LtIntakeItem *known = g_hash_table_lookup (found->items, left);
  LtIntakeItem       *item = g_new0 (LtIntakeItem, 1);

  item->left = g_strdup (left);
  item->right = g_strdup (right);
  item->name = g_strdup (name);
  item->rate_hz = known->rate_hz;
  item->n_channels = right != NULL ? 2 : known->n_channels;
  item->n_frames = known->n_frames;
  item->time_reference = known->time_reference;
  return item;
}

/* Named itself. FALSE: it is an error. */
static bool
take_file (Found *found, const char *path, bool lenient, GPtrArray *notes, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (g_hash_table_contains (found->items, path) || probe (found, path, &problem))
    return true;
  if (!lenient)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return false;
    }
  g_ptr_array_add (notes, g_strdup_printf (_ ("Left out: %s"), problem->message));
  return true;
}

static bool
take_folder (Found *found, const char *path, bool lenient, GPtrArray *notes, GError **error)
{
  guint            before = found->paths->len;
  g_autofree char *text = NULL;

  if (!is_session (path))
    probe_folder (found, path, notes);
  if (found->paths->len > before)
    return true;
  text = g_strdup_printf (is_session (path) ? _ ("“%s” is a session, not a folder of sound files; render it first.")
                                            : _ ("There is no sound file in “%s” that can be read; name another folder."),
                          path);
  if (lenient)
    g_ptr_array_add (notes, g_steal_pointer (&text));
  else
    g_set_error_literal (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_EMPTY, text);
  return lenient;
}

static GPtrArray *
pair_up (const Found *found)
{
  GPtrArray            *items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GPtrArray) pairs = lt_pair_names ((const char *const *) found->paths->pdata, found->paths->len);

  for (guint i = 0; i < pairs->len; i++)
    {
      const LtPair *pair = g_ptr_array_index (pairs, i);
      bool          joins = pair->right != NULL && lt_pair_fits (pair);

      g_ptr_array_add (items, item_of (found, pair->left, joins ? pair->right : NULL, joins ? pair->name : NULL));
      if (pair->right != NULL && !joins)
        g_ptr_array_add (items, item_of (found, pair->right, NULL, NULL));
    }
  return items;
}

GPtrArray *
lt_intake_list (const char *const *paths, bool lenient, GPtrArray *notes, GError **error)
{
  g_autoptr (GPtrArray)  readable = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, item_free);
  Found                  found = { readable, known };
  guint                  n_notes = notes->len;

  for (const char *const *path = paths; *path != NULL; path++)
    if (!(g_file_test (*path, G_FILE_TEST_IS_DIR) ? take_folder : take_file) (&found, *path, lenient, notes, error))
      return NULL;
  if (lenient && readable->len == 0 && notes->len > n_notes)
    {
      g_set_error_literal (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_EMPTY, g_ptr_array_index (notes, n_notes));
      return NULL;
    }
  return pair_up (&found);
}

GArray *
lt_intake_list_pieces (const GPtrArray *items, double rate_hz)
{
  GArray  *pieces = g_array_new (FALSE, FALSE, sizeof (LtIntakePiece));
  uint32_t rate = (uint32_t) rate_hz;

  for (guint i = 0; i < items->len; i++)
    {
      const LtIntakeItem *item = g_ptr_array_index (items, i);
      LtIntakePiece       piece = { .n_frames = lt_resampler_n_out (item->rate_hz, rate, item->n_frames), .time_reference = -1 };

      if (item->time_reference >= 0)
        piece.time_reference = lt_resampler_n_out (item->rate_hz, rate, item->time_reference);
      for (piece.part = 0; piece.part < (item->n_channels > 2 ? item->n_channels : 1); piece.part++)
        g_array_append_val (pieces, piece);
    }
  return pieces;
}
