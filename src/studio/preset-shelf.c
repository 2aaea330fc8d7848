// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The user's own presets: names, files, and what may be done to them.
// Layer: studio.
//
// Every change reads the file, changes it and replaces it, while a lock beside it is held: a second program that saves at
// the same time waits for that.

#include "studio/preset-shelf.h"

#include "media/media-error.h"
#include "session/blob.h"
#include "session/file-io.h"
#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

#define SUFFIX         ".preset"
#define MAX_FILE_BYTES ((gsize) 16 << 20)
#define MAX_NAME_BYTES 200 /* as written; a file's name ends at 255 */
#define PLAIN          " !\"#$&'()*+,:;<=>?@\\^`{|}"

static bool fail (GError **error, LtSessionError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static bool
fail (GError **error, LtSessionError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (LT_SESSION_ERROR, (int) code, format, args));
  va_end (args);
  return false;
}

/* --- names --- */

char *
lt_preset_shelf_dup_root (void)
{
  static gsize once;
  char        *root = g_build_filename (g_get_user_data_dir (), "lathe", "presets", NULL);

  if (g_once_init_enter (&once))
    {
      lt_blob_open_folder (root);
      g_once_init_leave (&once, 1);
    }
  return root;
}

static char *
encode (const LtPresetShelf *self, const char *name)
{
  g_autofree char *written
      = g_uri_escape_string (name, self->type != NULL ? PLAIN "/" : PLAIN, TRUE);

  return self->type == NULL && written[0] == '.' ? g_strconcat ("%2E", written + 1, NULL)
                                                 : g_steal_pointer (&written);
}

/* What people wrote themselves may hold a % that means nothing. */
static char *
decode (const char *written)
{
  char *name = g_uri_unescape_string (written, NULL);

  return name != NULL && g_utf8_validate (name, -1, NULL)
             ? name
             : (g_free (name), g_utf8_make_valid (written, -1));
}

/* NULL: no preset. */
static char *
decode_file (const char *file)
{
  g_autofree char *written = g_str_has_suffix (file, SUFFIX) && file[0] != '.'
                                 ? g_strndup (file, strlen (file) - strlen (SUFFIX))
                                 : NULL;

  return written != NULL ? decode (written) : NULL;
}

char *
lt_preset_shelf_dup_name (const char *name, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *written = g_uri_escape_string (g_strstrip (valid), PLAIN, TRUE);

  if (valid[0] == '\0')
    fail (error, LT_SESSION_ERROR_INVALID, "%s", _ ("A preset needs a name."));
  else if (strlen (written) > MAX_NAME_BYTES)
    fail (error, LT_SESSION_ERROR_INVALID,
          _ ("“%s” is too long for a preset's name; choose a shorter one."), valid);
  else
    return g_steal_pointer (&valid);
  return NULL;
}

/* --- files --- */

/* (transfer full): the file in @folder that stands for @name; NULL: none. */
static char *
find_file (const char *folder, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *decoded = decode_file (file);

      if (g_strcmp0 (decoded, name) == 0)
        return g_strdup (file);
    }
  return NULL;
}

/* Of the file that holds @name, or would. */
static char *
dup_path (const LtPresetShelf *self, const char *name)
{
  g_autofree char *root = lt_preset_shelf_dup_root ();
  g_autofree char *folder = g_build_filename (root, self->folder, NULL);
  g_autofree char *found = self->type == NULL ? find_file (folder, name) : NULL;
  g_autofree char *written = self->type != NULL ? g_strdup (self->type->key) : encode (self, name);
  g_autofree char *file
      = found != NULL ? g_steal_pointer (&found) : g_strconcat (written, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

/* No file is an empty one. NULL and a sentence when there is one that can't be understood. */
static GKeyFile *
read_file (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = lt_file_io_read (path, MAX_FILE_BYTES, &problem);

  if (g_error_matches (problem, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND))
    return g_steal_pointer (&file);
  if (bytes != NULL && g_bytes_get_size (bytes) == 0)
    return g_steal_pointer (&file);
  if (bytes != NULL
      && g_key_file_load_from_bytes (
          file, bytes, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &problem))
    return g_steal_pointer (&file);
  fail (error, LT_SESSION_ERROR_INVALID,
        _ ("Your presets in “%s” can't be read and are left as they are; mend the file or move it "
           "away: %s"),
        path, problem->message);
  return NULL;
}

static bool
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return true;
  return fail (error, LT_SESSION_ERROR_IO, _ ("The folder “%s” could not be made: %s. %s"), path,
               g_strerror (errno), lt_media_error_write_hint (errno));
}

static bool
write_file (const char *path, GKeyFile *file, GError **error)
{
  gsize size;
  char *text = g_key_file_to_data (file, &size, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);

  return lt_file_io_write (path, bytes, error);
}

/* A descriptor that holds the lock until it is closed; without one (−1: no such locks there) things go on. */
static int
lock_shelf (const LtPresetShelf *self, GError **error)
{
  g_autofree char *root = lt_preset_shelf_dup_root ();
  g_autofree char *folder = g_build_filename (root, self->folder, NULL);
  g_autofree char *path = g_build_filename (root, ".lock", NULL);

  if (!make_folder (folder, error))
    return -2;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  while (fd >= 0 && flock (fd, LOCK_EX) != 0 && errno == EINTR)
    ;
  return fd;
}

static void
unlock_shelf (int fd)
{
  if (fd >= 0)
    g_close (fd, NULL);
}

/* --- groups --- */

/* (transfer full): how @name stands there; NULL: it doesn't. */
static char *
find_group (GKeyFile *file, const char *name)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_autofree char *decoded = decode (*group);

      if (strcmp (decoded, name) == 0)
        return g_strdup (*group);
    }
  return NULL;
}

static void
copy_group (GKeyFile *from, const char *group, GKeyFile *to, const char *name)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, group, NULL, NULL);

  g_key_file_set_string (to, name, "-",
                         ""); /* one of defaults alone has no keys, and is a group all the same */
  g_key_file_remove_key (to, name, "-", NULL);
  for (char **key = keys; key != NULL && *key != NULL; key++)
    {
      g_autofree char *value = g_key_file_get_value (from, group, *key, NULL);

      g_key_file_set_value (to, name, *key, value);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
list_groups (const LtPresetShelf *self, GPtrArray *names, GPtrArray *notes)
{
  g_autofree char *path = dup_path (self, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) file = read_file (path, &error);
  g_auto (GStrv) groups = file != NULL ? g_key_file_get_groups (file, NULL) : NULL;

  for (char **group = groups; group != NULL && *group != NULL; group++)
    g_ptr_array_add (names, decode (*group));
  if (file == NULL && notes != NULL)
    g_ptr_array_add (notes, g_strdup (error->message));
}

static void
list_files (const LtPresetShelf *self, GPtrArray *names)
{
  g_autofree char *root = lt_preset_shelf_dup_root ();
  g_autofree char *folder = g_build_filename (root, self->folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      char *name = decode_file (file);

      if (name != NULL)
        g_ptr_array_add (names, name);
    }
}

char **
lt_preset_shelf_list (const LtPresetShelf *self, GPtrArray *notes)
{
  GPtrArray *names = g_ptr_array_new ();

  if (self->type != NULL)
    list_groups (self, names, notes);
  else
    list_files (self, names);
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

bool
lt_preset_shelf_has (const LtPresetShelf *self, const char *name)
{
  g_auto (GStrv) names = lt_preset_shelf_list (self, NULL);

  return g_strv_contains ((const char *const *) names, name);
}

static bool
say_missing (const char *name, GError **error)
{
  return fail (error, LT_SESSION_ERROR_NOT_FOUND, _ ("You have no preset “%s”."), name);
}

GKeyFile *
lt_preset_shelf_open (const LtPresetShelf *self, const char *name, char **group, GError **error)
{
  g_autofree char *path = dup_path (self, name);
  g_autoptr (GKeyFile) file = read_file (path, error);
  g_autofree char *found = file != NULL && self->type != NULL ? find_group (file, name) : NULL;

  if (file == NULL)
    return NULL;
  if (self->type != NULL ? found == NULL : !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      say_missing (name, error);
      return NULL;
    }
  if (group != NULL)
    *group = g_steal_pointer (&found);
  return g_steal_pointer (&file);
}

/* --- changes --- */

static bool
put_group (
    const LtPresetShelf *self, const char *name, GKeyFile *preset, const char *from, GError **error)
{
  g_autofree char *path = dup_path (self, name);
  g_autofree char *written = encode (self, name);
  g_autoptr (GKeyFile) file = read_file (path, error);
  g_autofree char *old = file != NULL ? find_group (file, name) : NULL;

  if (file == NULL)
    return false;
  if (old != NULL)
    g_key_file_remove_group (file, old, NULL);
  copy_group (preset, from, file, written);
  return write_file (path, file, error);
}

bool
lt_preset_shelf_put (const LtPresetShelf *self,
                     const char          *name,
                     GKeyFile            *preset,
                     const char          *group,
                     GError             **error)
{
  int  lock = lock_shelf (self, error);
  bool done = false;

  if (lock != -2)
    {
      g_autofree char *path = dup_path (self, name); /* looks for the file that is there */

      done = self->type != NULL ? put_group (self, name, preset, group, error)
                                : write_file (path, preset, error);
    }
  unlock_shelf (lock);
  return done;
}

static bool
say_taken (const char *name, GError **error)
{
  return fail (error, LT_SESSION_ERROR_INVALID,
               _ ("You have a preset “%s” already; choose another name."), name);
}

static bool
rename_group (const LtPresetShelf *self, const char *name, const char *to, GError **error)
{
  g_autofree char *path = dup_path (self, NULL);
  g_autofree char *written = encode (self, to);
  g_autoptr (GKeyFile) file = read_file (path, error);
  g_autofree char *old = file != NULL ? find_group (file, name) : NULL;
  g_autofree char *other = file != NULL ? find_group (file, to) : NULL;

  if (file == NULL)
    return false;
  if (old == NULL)
    return say_missing (name, error);
  if (other != NULL)
    return say_taken (to, error);
  copy_group (file, old, file, written);
  g_key_file_remove_group (file, old, NULL);
  return write_file (path, file, error);
}

static bool
rename_file (const LtPresetShelf *self, const char *name, const char *to, GError **error)
{
  g_autofree char *from = dup_path (self, name), *path = dup_path (self, to);

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return say_missing (name, error);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return say_taken (to, error);
  if (g_rename (from, path) == 0)
    return true;
  return fail (error, LT_SESSION_ERROR_IO, _ ("The preset “%s” could not be renamed: %s. %s"), name,
               g_strerror (errno), lt_media_error_write_hint (errno));
}

bool
lt_preset_shelf_rename (const LtPresetShelf *self, const char *name, const char *to, GError **error)
{
  if (strcmp (name, to) == 0)
    return true;

  int  lock = lock_shelf (self, error);
  bool done
      = lock != -2 && (self->type != NULL ? rename_group : rename_file) (self, name, to, error);

  unlock_shelf (lock);
  return done;
}

static bool
remove_group (const LtPresetShelf *self, const char *name, GError **error)
{
  g_autofree char *path = dup_path (self, NULL);
  g_autoptr (GKeyFile) file = read_file (path, error);
  g_autofree char *group = file != NULL ? find_group (file, name) : NULL;

  if (file == NULL)
    return false;
  if (group == NULL)
    return say_missing (name, error);
  g_key_file_remove_group (file, group, NULL);
  return write_file (path, file, error);
}

static bool
remove_file (const LtPresetShelf *self, const char *name, GError **error)
{
  g_autofree char *path = dup_path (self, name);

  if (g_remove (path) == 0)
    return true;
  if (errno == ENOENT)
    return say_missing (name, error);
  return fail (error, LT_SESSION_ERROR_IO, _ ("The preset “%s” could not be deleted: %s. %s"), name,
               g_strerror (errno), lt_media_error_write_hint (errno));
}

bool
lt_preset_shelf_remove (const LtPresetShelf *self, const char *name, GError **error)
{
  int  lock = lock_shelf (self, error);
  bool done = lock != -2 && (self->type != NULL ? remove_group : remove_file) (self, name, error);

  unlock_shelf (lock);
  return done;
}

bool
lt_preset_shelf_put_blob (const char *blob, GError **error)
{
  g_autofree char *root = lt_preset_shelf_dup_root ();
  g_autoptr (GBytes) bytes = blob != NULL ? lt_blob_get (blob) : NULL;

  if (blob != NULL && bytes == NULL)
    return fail (error, LT_SESSION_ERROR_NOT_FOUND, _ ("What the effect had learned or loaded is missing; let it learn or load it again before you keep a preset."));
  return blob == NULL || (make_folder (root, error) && lt_blob_save_one (root, blob, error));
}
