// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file each, named after the session's folder: a GVariant with the hash of what was heard of the session.
// Layer: studio.

#include "studio/print-cache.h"

#include "studio/session-sound.h"

#include <glib/gstdio.h>
#include <string.h>

#define VERSION 4u /* 1: of the whole session; 2: overs found otherwise; 3: clips' effects ended with them */
#define TYPE "(usddxduayayayayay)" /* version, session, rate, ceiling, frames, step, overs; then as in LtPrint */

static char *
dup_path (const char *folder)
{
  g_autofree char *full = g_canonicalize_filename (folder, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, full, -1);

  return g_build_filename (g_get_user_cache_dir (), "lathe", "prints", name, NULL);
}

static GVariant *
blob (const void *data, gsize size)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, size, 1);
}

void
lt_print_cache_save (const LtPrint *print, const LtSession *session, const char *folder)
{
  g_autofree char *path = dup_path (folder), *parent = g_path_get_dirname (path), *hash = lt_session_sound_dup_hash (session);
  LtPrintColumn    columns[2][LT_PRINT_COLUMNS];

  memcpy (columns[0], print->mix_columns, sizeof columns[0]);
  memcpy (columns[1], print->master_columns, sizeof columns[1]);
  g_autoptr (GVariant) value = g_variant_ref_sink (
      g_variant_new ("(usddxdu@ay@ay@ay@ay@ay)", VERSION, hash, print->rate_hz, print->ceiling_dbtp, print->n_frames, LT_PRINT_STEP_S, print->n_overs,
                     blob (&print->mix, sizeof print->mix), blob (&print->master, sizeof print->master), blob (columns, sizeof columns),
                     blob (print->short_term_lufs->data, print->short_term_lufs->len * sizeof (float)),
                     blob (print->overs->data, print->overs->len * sizeof (LtOver))));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (value);

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
}

/* A fixed-size part; FALSE: another program's. */
static gboolean
read_blob (GVariant *value, gsize child, void *out, gsize size)
{
  g_autoptr (GVariant) part = g_variant_get_child_value (value, child);
  gsize         n;
  gconstpointer data = g_variant_get_fixed_array (part, &n, 1);

  if (n != size)
    return FALSE;
  memcpy (out, data, size);
  return TRUE;
}

static gboolean
read_array (GVariant *value, gsize child, GArray *out)
{
  g_autoptr (GVariant) part = g_variant_get_child_value (value, child);
  guint         element = g_array_get_element_size (out);
  gsize         n;
  gconstpointer data = g_variant_get_fixed_array (part, &n, 1);

  if (n % element != 0)
    return FALSE;
  g_array_append_vals (out, data, (guint) (n / element));
  return TRUE;
}

LtPrint *
lt_print_cache_load (const LtSession *session, const char *folder, gboolean *fresh)
{
  g_autofree char *path = dup_path (folder);
  char            *text;
  gsize            size;
  guint32          version, n_overs;
  double           step;
  const char      *hash;

  if (!g_file_get_contents (path, &text, &size, NULL))
    return NULL;

  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (TYPE), bytes, FALSE));
  g_autoptr (LtPrint) self = g_new0 (LtPrint, 1);
  LtPrintColumn columns[2][LT_PRINT_COLUMNS];

  g_atomic_ref_count_init (&self->refs);
  self->short_term_lufs = g_array_new (FALSE, FALSE, sizeof (float));
  self->overs = g_array_new (FALSE, FALSE, sizeof (LtOver));
  if (!g_variant_is_normal_form (value))
    return NULL;
  g_variant_get (value, "(u&sddxdu@ay@ay@ay@ay@ay)", &version, &hash, &self->rate_hz, &self->ceiling_dbtp, &self->n_frames, &step, &n_overs, NULL, NULL,
                 NULL, NULL, NULL);
  if (version != VERSION || step != LT_PRINT_STEP_S || self->n_frames < 1 || !read_blob (value, 7, &self->mix, sizeof self->mix)
      || !read_blob (value, 8, &self->master, sizeof self->master) || !read_blob (value, 9, columns, sizeof columns)
      || !read_array (value, 10, self->short_term_lufs) || !read_array (value, 11, self->overs))
    return NULL;

  self->n_overs = n_overs;
  memcpy (self->mix_columns, columns[0], sizeof columns[0]);
  memcpy (self->master_columns, columns[1], sizeof columns[1]);
  if (fresh != NULL)
    {
      g_autofree char *now = session != NULL ? lt_session_sound_dup_hash (session) : NULL;

      *fresh = g_strcmp0 (hash, now) == 0;
    }
  return g_steal_pointer (&self);
}
