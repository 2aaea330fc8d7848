// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hidden file, sync, rename, sync of the folder.
// Layer: media.

#include "media/temp-file.h"

#include "media/media-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a link points, so that the link stays one; the name itself for anything else. */
static char *
resolve (const char *target)
{
  struct stat st;
  char       *real = NULL;

  if (lstat (target, &st) == 0 && S_ISLNK (st.st_mode) && (real = realpath (target, NULL)) != NULL)
    {
      char *copy = g_strdup (real);

      free (real);
      return copy;
    }
  return g_strdup (target);
}

bool
lt_temp_file_is_same (const char *path, const char *other)
{
  g_autofree char *a = resolve (path), *b = resolve (other);
  struct stat      at, bt;

  if (stat (a, &at) == 0 && stat (b, &bt) == 0)
    return at.st_dev == bt.st_dev && at.st_ino == bt.st_ino;

  g_autofree char *full_a = g_canonicalize_filename (a, NULL), *full_b = g_canonicalize_filename (b, NULL);
  if (strcmp (full_a, full_b) == 0)
    return true;

  /* The same name in one folder, which a link may lead to. */
  g_autofree char *name_a = g_path_get_basename (a), *name_b = g_path_get_basename (b);
  g_autofree char *folder_a = g_path_get_dirname (a), *folder_b = g_path_get_dirname (b);
  return strcmp (name_a, name_b) == 0 && stat (folder_a, &at) == 0 && stat (folder_b, &bt) == 0 && at.st_dev == bt.st_dev
         && at.st_ino == bt.st_ino;
}

static bool
check_target (const LtTempFile *self, bool force, mode_t *mode, GError **error)
{
  struct stat st;

  if (stat (self->target, &st) != 0)
    {
      if (errno == ENOENT || errno == ELOOP)
        return true; /* nothing there */
      lt_media_error_set_write (error, self->shown, errno);
      return false;
    }
  if (S_ISDIR (st.st_mode))
    {
      lt_media_error_set_write (error, self->shown, EISDIR);
      return false;
    }
  if (!S_ISREG (st.st_mode))
    {
      g_autofree char *name = g_filename_display_name (self->shown);

      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_WRITE,
                   _("“%s” is not a plain file and cannot be replaced; choose another name."), name);
      return false;
    }
  if (!force)
    {
      g_autofree char *name = g_filename_display_name (self->shown);

      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_EXISTS,
                   _("“%s” is there already; choose another name or ask to replace it."), name);
      return false;
    }
  if (access (self->target, W_OK) != 0)
    {
      lt_media_error_set_write (error, self->shown, errno);
      return false;
    }
  *mode = st.st_mode & 07777;
  return true;
}

bool
lt_temp_file_check (const char *target, bool force, GError **error)
{
  LtTempFile self = { .target = resolve (target), .shown = g_strdup (target), .fd = -1 };
  mode_t     mode = 0;
  bool       ok = check_target (&self, force, &mode, error);

  g_autofree char *folder = g_path_get_dirname (self.target);
  if (ok && access (folder, W_OK | X_OK) != 0)
    {
      lt_media_error_set_write (error, target, errno);
      ok = false;
    }
  lt_temp_file_clear (&self);
  return ok;
}

/* A new hidden name beside @target. */
static char *
dup_hidden (const char *target)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_strdup_printf (".lathe-%08x%08x.tmp", g_random_int (), g_random_int ());

  return g_build_filename (folder, name, NULL);
}

bool
lt_temp_file_open (LtTempFile *self, const char *target, GError **error)
{
  mode_t mode = 0;

  *self = (LtTempFile) { .target = resolve (target), .shown = g_strdup (target), .fd = -1 };
  if (!check_target (self, true, &mode, error))
    return false;

  for (int i = 0; i < 100 && self->fd < 0; i++)
    {
      g_free (self->path);
      self->path = dup_hidden (self->target);
      self->fd = open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
      if (self->fd < 0 && errno != EEXIST)
        break;
    }
  if (self->fd < 0)
    {
      lt_media_error_set_write (error, self->shown, errno);
      g_clear_pointer (&self->path, g_free);
      return false;
    }
  if (mode != 0)
    (void) !fchmod (self->fd, mode); /* a wish: some file systems have no modes */
  return true;
}

bool
lt_temp_file_write (LtTempFile *self, const void *data, gsize n, GError **error)
{
  for (const char *at = data, *end = at + n; at < end;)
    {
      ssize_t put = write (self->fd, at, (size_t) (end - at));

      if (put < 0 && errno != EINTR)
        {
          lt_media_error_set_write (error, self->shown, errno);
          return false;
        }
      at += MAX (put, 0);
    }
  return true;
}

/* Renames without replacing. Returns: an errno or 0. */
static int
rename_new (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return errno;

  /* The file system cannot do that in one step: a hard link also refuses an existing name. */
  if (link (from, to) == 0)
    return unlink (from) == 0 ? 0 : errno;
  if (errno == EEXIST)
    return EEXIST;

  /* No links either (FAT): look, then rename. */
  if (access (to, F_OK) == 0)
    return EEXIST;
  return rename (from, to) == 0 ? 0 : errno;
}

static int
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int              errnum = 0;

  if (fd < 0)
    return errno == EACCES ? 0 : errno; /* a folder that may be written but not listed cannot be synced */
  if (fsync (fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS)
    errnum = errno;
  close (fd);
  return errnum;
}

void
lt_temp_file_begin_sync (LtTempFile *self)
{
#ifdef SYNC_FILE_RANGE_WRITE
  if (self->fd >= 0)
    sync_file_range (self->fd, 0, 0, SYNC_FILE_RANGE_WRITE); /* a hint: commit asks for certain, and reports */
#endif
}

static int
sync_and_close (LtTempFile *self)
{
  int fd = self->fd;
  int errnum = 0;

  if (fsync (fd) != 0 && errno != EINVAL && errno != ENOTSUP)
    errnum = errno;
  self->fd = -1;
  if (close (fd) != 0 && errnum == 0 && errno != EINTR)
    errnum = errno;
  return errnum;
}

static int
give_name (LtTempFile *self, bool force)
{
  int errnum = force || self->replaces ? (rename (self->path, self->target) == 0 ? 0 : errno) : rename_new (self->path, self->target);

  if (errnum != 0)
    return errnum;
  g_clear_pointer (&self->path, g_free);
  return sync_folder (self->target);
}

static bool
report (const LtTempFile *self, int errnum, GError **error)
{
  if (errnum == 0)
    return true;
  if (errnum == EEXIST)
    {
      g_autofree char *name = g_filename_display_name (self->shown);

      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_EXISTS,
                   _("“%s” is there already; choose another name or ask to replace it."), name);
    }
  else
    lt_media_error_set_write (error, self->shown, errnum);
  return false;
}

/* --- several --- */

/* What has the name now gets a hidden one as well, which is @aside; NULL: nothing has it. Returns: an errno or 0. */
static int
set_aside (const LtTempFile *self, char **aside)
{
  g_autofree char *hidden = dup_hidden (self->target);
  struct stat      st;

  if (stat (self->target, &st) != 0)
    return 0;
  if (!S_ISREG (st.st_mode)) /* it has come there meanwhile */
    return S_ISDIR (st.st_mode) ? EISDIR : EINVAL;
  if (link (self->target, hidden) != 0 && rename (self->target, hidden) != 0) /* no links on FAT */
    return errno;
  *aside = g_steal_pointer (&hidden);
  return 0;
}

static void
take_back (LtTempFile *self, const char *aside)
{
  if (aside != NULL)
    {
      if (rename (aside, self->target) == 0)
        unlink (aside); /* still there when both were the same file */
    }
  else if (self->path == NULL)
    unlink (self->target);
}

bool
lt_temp_file_commit_all (LtTempFile *const *files, guint n, bool force, GError **error)
{
  g_autofree char **asides = g_new0 (char *, n);
  int               errnum = 0;
  guint             last = 0; /* that was worked at */

  for (guint i = 0; i < n && errnum == 0; i++)
    errnum = sync_and_close (files[last = i]);
  for (guint i = 0; i < n && errnum == 0; i++)
    {
      last = i;
      if ((force || files[i]->replaces) && n > 1)
        errnum = set_aside (files[i], &asides[i]);
      if (errnum == 0)
        errnum = give_name (files[i], force);
    }
  bool ok = report (files[last], errnum, error);
  for (guint i = n; i-- > 0;)
    {
      if (ok && asides[i] != NULL)
        unlink (asides[i]);
      else if (!ok && n > 1)
        take_back (files[i], asides[i]);
      g_free (asides[i]);
    }
  return ok;
}

bool
lt_temp_file_commit_unique (LtTempFile *self, GError **error)
{
  g_return_val_if_fail (self->path != NULL && self->fd >= 0, false);

  g_autofree char *wanted = g_strdup (self->target);
  const char      *slash = strrchr (wanted, '/'), *dot = strrchr (wanted, '.');
  int              stem = (int) (dot != NULL && (slash == NULL || dot > slash) ? dot - wanted : (long) strlen (wanted));
  int              errnum = sync_and_close (self);

  for (int i = 2; errnum == 0 && (errnum = give_name (self, false)) == EEXIST && i < 100000; i++)
    {
      errnum = 0;
      g_free (self->target);
      self->target = g_strdup_printf ("%.*s %d%s", stem, wanted, i, wanted + stem);
    }
  return report (self, errnum, error);
}

void
lt_temp_file_clear (LtTempFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  if (self->path != NULL)
    unlink (self->path);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->shown, g_free);
}
