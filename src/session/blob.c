// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Blobs of slots, by content.
// Layer: session.

#include "session/blob.h"

#include "media/media-error.h"
#include "session/file-io.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define NAME_LENGTH 64u

static GMutex      lock;
static GHashTable *known;   /* name → GBytes */
static GHashTable *folders; /* path → how often it is open */
static GHashTable *whole;   /* paths of files that hold what their names say */

static void
make_tables (void)
{
  if (known != NULL)
    return;
  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

bool
lt_blob_is_name (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]) || (text[n] >= 'a' && text[n] <= 'f'))
    n++;
  return n == NAME_LENGTH && text[n] == '\0';
}

char *
lt_blob_put (GBytes *bytes)
{
  char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_mutex_lock (&lock);
  make_tables ();
  if (!g_hash_table_contains (known, name))
    g_hash_table_insert (known, g_strdup (name), g_bytes_ref (bytes));
  g_mutex_unlock (&lock);
  return name;
}

static char *
dup_path (const char *folder, const char *name)
{
  return g_build_filename (folder, "blobs", name, NULL);
}

/* NULL: not there, or not what its name says. */
static GBytes *
read_blob (const char *folder, const char *name)
{
  g_autofree char *path = dup_path (folder, name);
  g_autoptr (GBytes) bytes = lt_file_io_read (path, LT_BLOB_MAX_BYTES, NULL);
  g_autofree char *hash = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  return g_strcmp0 (hash, name) == 0 ? g_steal_pointer (&bytes) : NULL;
}

/* The lock is not held: others need not wait for the disk. */
static GBytes *
read_anywhere (const GPtrArray *paths, const char *name)
{
  GBytes *bytes = NULL;

  for (guint i = 0; bytes == NULL && i < paths->len; i++)
    bytes = read_blob (paths->pdata[i], name);
  return bytes;
}

/* (transfer full): of the folders that are open. The lock is held. */
static GPtrArray *
copy_folders (void)
{
  GPtrArray     *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       path;

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, g_strdup (path));
  return paths;
}

GBytes *
lt_blob_get (const char *name)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (!lt_blob_is_name (name))
    return NULL;

  g_mutex_lock (&lock);
  make_tables ();
  GBytes *bytes = g_hash_table_lookup (known, name);
  if (bytes != NULL)
    g_bytes_ref (bytes);
  else
    paths = copy_folders ();
  g_mutex_unlock (&lock);

  if (bytes == NULL && (bytes = read_anywhere (paths, name)) != NULL)
    {
      g_mutex_lock (&lock);
      g_hash_table_insert (known, g_strdup (name), g_bytes_ref (bytes));
      g_mutex_unlock (&lock);
    }
  return bytes;
}

static void
count_folder (const char *path, int by)
{
  g_mutex_lock (&lock);
  make_tables ();
  int n = GPOINTER_TO_INT (g_hash_table_lookup (folders, path)) + by;
  if (n > 0)
    g_hash_table_insert (folders, g_strdup (path), GINT_TO_POINTER (n));
  else
    g_hash_table_remove (folders, path);
  g_mutex_unlock (&lock);
}

void
lt_blob_open_folder (const char *path)
{
  count_folder (path, 1);
}

void
lt_blob_close_folder (const char *path)
{
  count_folder (path, -1);
}

/* Does the file hold what its name says? Its bytes are looked at once; what is written here is known to be good. */
static bool
is_whole (const char *folder, const char *name, const char *path)
{
  bool known_whole;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return false;
  g_mutex_lock (&lock);
  make_tables ();
  known_whole = g_hash_table_contains (whole, path);
  g_mutex_unlock (&lock);
  if (known_whole)
    return true;

  g_autoptr (GBytes) bytes = read_blob (folder, name);
  return bytes != NULL;
}

static void
note_whole (const char *path)
{
  g_mutex_lock (&lock);
  g_hash_table_add (whole, g_strdup (path));
  g_mutex_unlock (&lock);
}

static bool
write_blob (const char *folder, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *dir = g_build_filename (folder, "blobs", NULL);

  if (g_mkdir (dir, 0777) == 0 || errno == EEXIST)
    return lt_file_io_write (path, bytes, error);

  int code = errno;
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("The folder “%s” could not be made: %s. %s"), dir, g_strerror (code), lt_media_error_write_hint (code));
  return false;
}

bool
lt_blob_save_one (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = dup_path (folder, name);

  if (!is_whole (folder, name, path))
    {
      g_autoptr (GBytes) bytes = lt_blob_get (name);

      if (bytes == NULL)
        return true;
      if (!write_blob (folder, path, bytes, error))
        return false;
    }
  note_whole (path);
  return true;
}

static bool
save_slots (const GPtrArray *slots, const char *path, GError **error)
{
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i);

      if (slot->blob != NULL && !lt_blob_save_one (path, slot->blob, error))
        return false;
    }
  return true;
}

static bool
save_clips (const GPtrArray *clips, const char *path, GError **error)
{
  for (guint i = 0; i < clips->len; i++)
    if (!save_slots (((const LtClip *) g_ptr_array_index (clips, i))->sound.slots, path, error))
      return false;
  return true;
}

static bool
save_track (const LtTrack *track, const char *path, GError **error)
{
  for (guint i = 0; track->takes != NULL && i < track->takes->len; i++)
    if (!save_clips (((const LtTake *) g_ptr_array_index (track->takes, i))->clips, path, error))
      return false;
  return save_clips (track->clips, path, error);
}

/* @list: of LtSnapshot. */
static bool
save_past (const GPtrArray *list, const char *path, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const LtSnapshot *snapshot = g_ptr_array_index (list, i);

      for (guint k = 0; k < snapshot->strips->len; k++)
        if (!save_slots (((const LtStrip *) g_ptr_array_index (snapshot->strips, k))->slots, path, error))
          return false;
    }
  return true;
}

bool
lt_blob_save (const LtSession *session, const char *path, GError **error)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    if (!save_slots (lt_session_get_strip (session, i)->slots, path, error))
      return false;
  for (guint i = 0; i < session->tracks->len; i++)
    if (!save_track (g_ptr_array_index (session->tracks, i), path, error))
      return false;
  return save_past (session->snapshots, path, error) && save_past (session->versions, path, error);
}

void
lt_blob_unsave (const char *path)
{
  g_autofree char *folder = g_build_filename (path, "blobs", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *blob = g_build_filename (folder, name, NULL);

      if (lt_blob_is_name (name))
        g_remove (blob);
    }
  g_rmdir (folder);
}
