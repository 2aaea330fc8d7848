// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Floats as they are in memory.
// Layer: studio.

#include "studio/frame-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FRAME_BYTES ((int64_t) (2 * sizeof (float)))
#define WINDOW 8192

struct _LtFrameFile
{
  int fd;
};

struct _LtFrameFeed
{
  const LtFrameFile *file;
  int64_t            window; /* first frame held; −1: none */
  float              held[2 * WINDOW];
};

static bool
set_io_error (GError **error, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("Temporary sound in “%s” can't be kept: %s. Make room there, then try again."), g_get_user_cache_dir (),
               g_strerror (code));
  return false;
}

LtFrameFile *
lt_frame_file_new (GError **error)
{
  g_autofree char *dir = g_build_filename (g_get_user_cache_dir (), "lathe", NULL);
  g_autofree char *path = g_build_filename (dir, "song-XXXXXX", NULL);
  int              fd;

  g_mkdir_with_parents (dir, 0700);
  fd = g_mkstemp (path);
  if (fd < 0)
    {
      set_io_error (error, errno);
      return NULL;
    }
  g_unlink (path);

  LtFrameFile *self = g_new0 (LtFrameFile, 1);
  self->fd = fd;
  return self;
}

void
lt_frame_file_free (LtFrameFile *self)
{
  if (self != NULL)
    close (self->fd);
  g_free (self);
}

bool
lt_frame_file_read (const LtFrameFile *self, int64_t from, uint32_t n, float *out, GError **error)
{
  int64_t done = 0, size = n * FRAME_BYTES;

  while (done < size)
    {
      gssize got = pread (self->fd, (char *) out + done, (gsize) (size - done), from * FRAME_BYTES + done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return set_io_error (error, errno);
      if (got == 0)
        break;
      done += got;
    }
  memset ((char *) out + done, 0, (gsize) (size - done));
  return true;
}

bool
lt_frame_file_write (LtFrameFile *self, int64_t from, uint32_t n, const float *in, GError **error)
{
  int64_t done = 0, size = n * FRAME_BYTES;

  while (done < size)
    {
      gssize put = pwrite (self->fd, (const char *) in + done, (gsize) (size - done), from * FRAME_BYTES + done);

      if (put < 0 && errno == EINTR)
        continue;
      if (put <= 0)
        return set_io_error (error, put < 0 ? errno : ENOSPC);
      done += put;
    }
  return true;
}

bool
lt_frame_file_cut (LtFrameFile *self, int64_t n_frames, GError **error)
{
  return ftruncate (self->fd, n_frames * FRAME_BYTES) == 0 || set_io_error (error, errno);
}

/* --- as a clip plays it --- */

LtFrameFeed *
lt_frame_file_feed_new (const LtFrameFile *file)
{
  LtFrameFeed *self = g_new0 (LtFrameFeed, 1);

  self->file = file;
  self->window = -1;
  return self;
}

void
lt_frame_file_feed_free (LtFrameFeed *self)
{
  g_free (self);
}

/* The frame at @at, which a window is read for. */
static const float *
frame_at (LtFrameFeed *self, int64_t at)
{
  static const float silence[2] = { 0.0f, 0.0f };

  if (at < 0)
    return silence;
  if (self->window < 0 || at < self->window || at >= self->window + WINDOW)
    {
      self->window = at / WINDOW * WINDOW;
      if (!lt_frame_file_read (self->file, self->window, WINDOW, self->held, NULL))
        memset (self->held, 0, sizeof self->held);
    }
  return self->held + 2 * (at - self->window);
}

static bool
feed_read (void *data, int64_t frame, uint32_t n, float *const *out)
{
  for (uint32_t i = 0; i < n; i++)
    {
      const float *in = frame_at (data, frame + i);

      out[0][i] = in[0];
      out[1][i] = in[1];
    }
  return true;
}

LtFeed
lt_frame_file_feed (LtFrameFeed *self)
{
  return (LtFeed) { .self = self, .n_channels = 2, .read = feed_read };
}
