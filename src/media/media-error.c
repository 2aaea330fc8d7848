// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sentences for failed files: the cause in plain words and the next step.
// Layer: media.

#include "media/media-error.h"

#include <errno.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (lt-media-error-quark, lt_media_error)

const char *
lt_media_error_open_hint (int errnum)
{
  switch (errnum)
    {
    case ENOENT:
    case ENOTDIR:
      return _("Check the name, or find where the file was moved to.");
    case EACCES:
    case EPERM:
      return _("Ask for the right to read it, or copy it to a folder of yours.");
    case EMFILE:
    case ENFILE:
      return _("Close other files or raise the limit of open files, then try again.");
    case ENAMETOOLONG:
      return _("Give it a shorter name.");
    default:
      return _("Check the disk that holds it and try again.");
    }
}

const char *
lt_media_error_write_hint (int errnum)
{
  switch (errnum)
    {
    case ENOSPC:
    case EDQUOT:
      return _("Free some space or choose another folder.");
    case EFBIG:
      return _("The file would pass the allowed size: choose a shorter range or another disk.");
    case EACCES:
    case EPERM:
    case EROFS:
      return _("Choose a folder that you may write to.");
    case ENOENT:
    case ENOTDIR:
      return _("Create the folder first, or choose another one.");
    case EISDIR:
      return _("Choose a file name, not a folder.");
    case ENAMETOOLONG:
      return _("Choose a shorter name.");
    default:
      return _("Check the disk and try again.");
    }
}

void
lt_media_error_set_open (GError **error, const char *path, int errnum)
{
  int   num = errnum != 0 ? errnum : EIO;
  char *shown = g_filename_display_name (path);

  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_OPEN, _("“%s” could not be opened: %s. %s"), shown,
               g_strerror (num), lt_media_error_open_hint (num));
  g_free (shown);
}

void
lt_media_error_set_read (GError **error, const char *path, int errnum)
{
  int   num = errnum != 0 ? errnum : EIO;
  char *shown = g_filename_display_name (path);

  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_READ, _("“%s” could not be read: %s. %s"), shown,
               g_strerror (num), lt_media_error_open_hint (num));
  g_free (shown);
}

void
lt_media_error_set_write (GError **error, const char *path, int errnum)
{
  int   num = errnum != 0 ? errnum : EIO;
  char *shown = g_filename_display_name (path);

  g_set_error (error, LT_MEDIA_ERROR, num == EEXIST ? LT_MEDIA_ERROR_EXISTS : LT_MEDIA_ERROR_WRITE,
               _("“%s” could not be written: %s. %s"), shown, g_strerror (num), lt_media_error_write_hint (num));
  g_free (shown);
}
