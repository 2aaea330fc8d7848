// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SHA-256 of a file, a mebibyte at a time.
// Layer: media.

#include "media/hash.h"

#include "media/file-io.h"
#include "media/media-error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (1024 * 1024)

char *
lt_hash_file (const char *path, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  struct stat st;
  int         fd = -1;
  int         errnum = stat (path, &st) != 0 ? errno : (S_ISREG (st.st_mode) ? 0 : EINVAL);

  if (errnum == 0 && (fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)) < 0)
    errnum = errno;
  if (errnum != 0)
    {
      lt_media_error_set_open (error, path, errnum);
      return NULL;
    }

  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8    *block = g_malloc (PIECE);
  LtFileIo              io;
  int64_t               at = 0, got = 0;
  gboolean              stopped = FALSE;

  lt_file_io_init (&io, fd, st.st_size);
  while (!(stopped = g_cancellable_set_error_if_cancelled (cancellable, error))
         && (got = lt_file_io_read_at (&io, block, PIECE, at)) > 0)
    {
      g_checksum_update (sum, block, (gssize) got);
      at += got;
      if (progress != NULL && st.st_size > 0)
        progress (CLAMP ((double) at / (double) st.st_size, 0.0, 1.0), data);
    }
  close (fd);
  if (stopped)
    return NULL;
  if (io.errnum != 0)
    {
      lt_media_error_set_read (error, path, io.errnum);
      return NULL;
    }
  return g_strdup (g_checksum_get_string (sum));
}
