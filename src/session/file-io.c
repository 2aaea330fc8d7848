// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files read with a bound, and replaced whole or not at all.
// Layer: session.

#include "session/file-io.h"

#include "media/media-error.h"
#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A system call's name is no help to anybody: what was wanted is. */
bool
lt_file_io_fail (const char *path, int errnum, GError **error)
{
  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("“%s” could not be written: %s. %s"), path, g_strerror (errnum), lt_media_error_write_hint (errnum));
  return false;
}

static bool
read_all (int fd, char *data, size_t size)
{
  while (size > 0)
    {
      ssize_t n = read (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = EIO; /* it became shorter */
      if (n <= 0)
        return false;
      data += n;
      size -= (size_t) n;
    }
  return true;
}

static GBytes *
read_open (int fd, const char *path, gsize max_bytes, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("“%s” is no file"), path);
      return NULL;
    }
  if ((guint64) info.st_size > max_bytes)
    {
      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT, _ ("“%s” is too large"), path);
      return NULL;
    }

  g_autofree char *data = g_try_malloc ((gsize) info.st_size + 1);
  if (data == NULL || !read_all (fd, data, (size_t) info.st_size))
    {
      int code = data == NULL ? ENOMEM : errno;

      g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO, _ ("“%s” could not be read: %s. %s"),
                   path, g_strerror (code), lt_media_error_open_hint (code));
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), (gsize) info.st_size);
}

GBytes *
lt_file_io_read (const char *path, gsize max_bytes, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, LT_SESSION_ERROR,
                   code == ENOENT || code == ENOTDIR ? LT_SESSION_ERROR_NOT_FOUND
                                                     : LT_SESSION_ERROR_IO,
                   _ ("“%s” could not be read: %s. %s"), path, g_strerror (code), lt_media_error_open_hint (code));
      return NULL;
    }

  GBytes *bytes = read_open (fd, path, max_bytes, error);
  close (fd);
  return bytes;
}

static bool
write_all (int fd, const char *data, size_t size)
{
  while (size > 0)
    {
      ssize_t n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return false;
      data += n;
      size -= (size_t) n;
    }
  return true;
}

static bool
fill (int fd, const char *path, GBytes *bytes)
{
  gsize       size = 0;
  const void *data = g_bytes_get_data (bytes, &size);
  struct stat before;
  bool        good = (stat (path, &before) != 0 || fchmod (fd, before.st_mode & 0777) == 0)
              && write_all (fd, data, size) && fsync (fd) == 0;
  int code = errno;

  if (close (fd) != 0 && good)
    return false;
  errno = code;
  return good;
}

bool
lt_file_io_sync_dir (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return false;

  bool good = fsync (fd) == 0 || errno == EINVAL; /* EINVAL: a file system without it */
  int  code = errno;
  close (fd);
  errno = code;
  return good;
}

/* With the rights that any new file gets. */
static int
open_temp (const char *dir, const char *base, char **temp)
{
  for (guint tries = 0; tries < 100; tries++)
    {
      *temp = g_strdup_printf ("%s/.%s.%08x.tmp", dir, base, g_random_int ());

      int fd = open (*temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd >= 0 || errno != EEXIST)
        return fd;
      g_clear_pointer (temp, g_free);
    }
  return -1;
}

bool
lt_file_io_write (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *target = realpath (path, NULL);
  const char      *final = target != NULL ? target : path;
  g_autofree char *dir = g_path_get_dirname (final);
  g_autofree char *base = g_path_get_basename (final);
  g_autofree char *temp = NULL;
  int              fd = open_temp (dir, base, &temp);

  if (fd < 0)
    return lt_file_io_fail (path, errno, error);
  if (!fill (fd, final, bytes) || rename (temp, final) != 0)
    {
      int code = errno;

      unlink (temp);
      errno = code;
      return lt_file_io_fail (path, errno, error);
    }
  return lt_file_io_sync_dir (dir) || lt_file_io_fail (path, errno, error);
}

void
lt_file_io_clean (const char *path)
{
  g_autofree char *dir_path = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strdup_printf (".%s.", base);
  g_autoptr (GDir) dir = g_dir_open (dir_path, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stray = g_build_filename (dir_path, entry, NULL);

      if (g_str_has_prefix (entry, prefix) && g_str_has_suffix (entry, ".tmp")
          && strlen (entry) == strlen (prefix) + strlen ("00000000.tmp"))
        g_unlink (stray);
    }
}
