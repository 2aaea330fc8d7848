// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading and writing at a position, interrupted calls resumed, the first error kept.
// Layer: media.

#include "media/file-io.h"

#include <errno.h>
#include <unistd.h>

void
lt_file_io_init (LtFileIo *self, int fd, int64_t size)
{
  *self = (LtFileIo) { .fd = fd, .size = size };
}

int64_t
lt_file_io_read_at (LtFileIo *self, void *to, int64_t n, int64_t at)
{
  int64_t done = 0;

  while (done < n)
    {
      ssize_t got = pread (self->fd, (char *) to + done, (size_t) (n - done), (off_t) (at + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0 && self->errnum == 0)
        self->errnum = errno;
      if (got <= 0)
        break;
      done += got;
    }
  return done;
}

int64_t
lt_file_io_write_at (LtFileIo *self, const void *from, int64_t n, int64_t at)
{
  int64_t done = 0;

  while (done < n)
    {
      ssize_t put = pwrite (self->fd, (const char *) from + done, (size_t) (n - done), (off_t) (at + done));

      if (put < 0 && errno == EINTR)
        continue;
      if (put <= 0)
        {
          if (self->errnum == 0)
            self->errnum = put < 0 ? errno : ENOSPC;
          break;
        }
      done += put;
    }
  if (at + done > self->size)
    self->size = at + done;
  return done;
}

/* One piece of the file from @at to @at + @by. */
static bool
shift_piece (LtFileIo *self, uint8_t *room, int64_t n, int64_t at, int64_t by)
{
  if (lt_file_io_read_at (self, room, n, at) == n)
    return lt_file_io_write_at (self, room, n, at + by) == n;
  if (self->errnum == 0)
    self->errnum = EIO;
  return false;
}

bool
lt_file_io_shift (LtFileIo *self, int64_t at, int64_t by)
{
  static const int64_t piece = 64 * 1024;
  uint8_t              room[64 * 1024];
  int64_t              size = self->size;

  if (by > 0) /* the last piece first */
    for (int64_t end = size; end > at; end -= piece)
      {
        int64_t n = end - at < piece ? end - at : piece;

        if (!shift_piece (self, room, n, end - n, by))
          return false;
      }
  if (by >= 0)
    return true;

  for (int64_t from = at; from < size; from += piece)
    if (!shift_piece (self, room, size - from < piece ? size - from : piece, from, by))
      return false;
  self->size = size + by;
  if (ftruncate (self->fd, (off_t) self->size) == 0)
    return true;
  self->errnum = errno;
  return false;
}

static sf_count_t
virtual_length (void *data)
{
  LtFileIo *self = data;

  return self->size - self->base;
}

static sf_count_t
virtual_seek (sf_count_t offset, int whence, void *data)
{
  LtFileIo *self = data;
  int64_t   base = whence == SEEK_CUR ? self->pos : (whence == SEEK_END ? self->size - self->base : 0);
  int64_t   to;

  if (__builtin_add_overflow (base, offset, &to) || to < 0)
    return -1;
  self->pos = to;
  return to;
}

static void
put_junk (const LtFileIo *self, uint8_t *to, int64_t n, int64_t at)
{
  static const char word[4] = "JUNK";

  for (uint32_t k = 0; k < self->n_junk; k++)
    for (int64_t i = 0; i < 4; i++)
      {
        int64_t place = self->junk_at[k] + i - at;

        if (place >= 0 && place < n)
          to[place] = (uint8_t) word[i];
      }
}

static sf_count_t
virtual_read (void *to, sf_count_t n, void *data)
{
  LtFileIo  *self = data;
  int64_t    at = self->base + self->pos;
  sf_count_t got = lt_file_io_read_at (self, to, n, at);

  put_junk (self, to, got, at);
  self->n_empty += got == 0 && n > 0;
  self->pos += got;
  return got;
}

static sf_count_t
virtual_write (const void *from, sf_count_t n, void *data)
{
  LtFileIo  *self = data;
  sf_count_t put = lt_file_io_write_at (self, from, n, self->base + self->pos);

  self->pos += put;
  return put;
}

static sf_count_t
virtual_tell (void *data)
{
  return ((LtFileIo *) data)->pos;
}

SF_VIRTUAL_IO
lt_file_io_virtual (void)
{
  return (SF_VIRTUAL_IO) { virtual_length, virtual_seek, virtual_read, virtual_write, virtual_tell };
}
