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

struct _LtHash
{
  char      *path;
  int        fd;
  int64_t    size, at;
  LtFileIo   io;
  GChecksum *sum;
  guint8    *block;
};

LtHash *
lt_hash_begin (const char *path, GError **error)
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

  LtHash *self = g_new0 (LtHash, 1);
  self->path = g_strdup (path);
  self->fd = fd;
  self->size = st.st_size;
  self->sum = g_checksum_new (G_CHECKSUM_SHA256);
  self->block = g_malloc (PIECE);
  lt_file_io_init (&self->io, fd, st.st_size);
  return self;
}

/* FALSE: there is no more, or it can't be read. */
static gboolean
step (LtHash *self)
{
  int64_t got = lt_file_io_read_at (&self->io, self->block, PIECE, self->at);

  if (got <= 0)
    return FALSE;
  g_checksum_update (self->sum, self->block, (gssize) got);
  self->at += got;
  return TRUE;
}

void
lt_hash_follow (LtHash *self, double done)
{
  while (self->at + PIECE <= (int64_t) (done * (double) self->size) && step (self))
    ;
}

void
lt_hash_free (LtHash *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_checksum_free (self->sum);
  g_free (self->block);
  g_free (self->path);
  g_free (self);
}

static char *
finish (LtHash *self, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean stopped;
  char    *hash = NULL;

  while (!(stopped = g_cancellable_set_error_if_cancelled (cancellable, error)) && step (self))
    if (progress != NULL && self->size > 0)
      progress (CLAMP ((double) self->at / (double) self->size, 0.0, 1.0), data);
  if (!stopped && self->io.errnum != 0)
    lt_media_error_set_read (error, self->path, self->io.errnum);
  else if (!stopped)
    hash = g_strdup (g_checksum_get_string (self->sum));
  lt_hash_free (self);
  return hash;
}

char *
lt_hash_end (LtHash *self, GCancellable *cancellable, GError **error)
{
  return finish (self, NULL, NULL, cancellable, error);
}

char *
lt_hash_file (const char *path, LtProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  LtHash *self = lt_hash_begin (path, error);

  return self != NULL ? finish (self, progress, data, cancellable, error) : NULL;
}
