// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writers with a resampler in front where rates differ.
// Layer: deliver.

#include "deliver/codec-file.h"

#include "media/resampler.h"

#include <string.h>

#define ROOM 8192u

struct _LtCodecFile
{
  LtWriter    *writer;
  LtResampler *resampler; /* NULL: same rate */
  int64_t      left;      /* frames that are still to be written */
  bool         force;
  float       *room[2];
};

void
lt_codec_file_read (LtReader *reader, int64_t frame, uint32_t n, float *const *out)
{
  lt_reader_read (reader, frame, n, out);
  if (lt_reader_n_picked (reader) == 1)
    memcpy (out[1], out[0], n * sizeof (float));
}

LtWriter *
lt_codec_file_open (const char *path, const LtCodec *codec, const LtCodecChoice *choice, uint32_t rate_hz, GError **error)
{
  LtWriterSpec spec = {
    .format = lt_file_format_find (codec->format),
    .bits = LT_BITS_FLOAT,
    .rate_hz = rate_hz,
    .n_channels = 2,
    .quality = choice->quality,
  };

  return lt_writer_open (path, &spec, error);
}

void
lt_codec_file_free (LtCodecFile *self)
{
  if (self == NULL)
    return;
  lt_writer_free (self->writer);
  lt_resampler_free (self->resampler);
  g_free (self->room[0]);
  g_free (self);
}

LtCodecFile *
lt_codec_file_new (const char *path, bool force, uint32_t in_rate_hz, uint32_t out_rate_hz, int64_t n_frames, GError **error)
{
  LtWriterSpec spec = {
    .format = lt_file_format_find ("wav"),
    .bits = LT_BITS_FLOAT,
    .rate_hz = out_rate_hz,
    .n_channels = 2,
    .n_frames_expected = n_frames,
  };
  LtCodecFile *self;

  if (!lt_writer_check_target (path, force, error))
    return NULL;
  self = g_new0 (LtCodecFile, 1);
  self->force = force;
  self->left = n_frames;
  if (in_rate_hz != out_rate_hz)
    self->resampler = lt_resampler_new (in_rate_hz, out_rate_hz, 2);
  self->room[0] = g_new0 (float, 2 * ROOM);
  self->room[1] = self->room[0] + ROOM;
  self->writer = lt_writer_open (path, &spec, error);
  if (self->writer == NULL)
    g_clear_pointer (&self, lt_codec_file_free);
  return self;
}

/* Not more than there is room for: rounding may give one frame more than the file had. */
static gboolean
put (LtCodecFile *self, const float *const *in, uint32_t n, GError **error)
{
  uint32_t k = (uint32_t) MIN ((int64_t) n, self->left);

  self->left -= k;
  return k == 0 || lt_writer_write (self->writer, in, k, error);
}

gboolean
lt_codec_file_write (LtCodecFile *self, const float *const *in, uint32_t n, GError **error)
{
  if (self->resampler == NULL)
    return put (self, in, n, error);

  for (uint32_t at = 0;;)
    {
      const float *part[2] = { in[0] + at, in[1] + at };
      uint32_t     used = 0, got = lt_resampler_run (self->resampler, part, n - at, &used, self->room, ROOM);

      if (!put (self, (const float *const *) self->room, got, error))
        return FALSE;
      at += used;
      if (at == n && got < ROOM)
        return TRUE;
    }
}

gboolean
lt_codec_file_finish (LtCodecFile *self, GError **error)
{
  uint32_t used, got;

  while (self->resampler != NULL && (got = lt_resampler_run (self->resampler, NULL, 0, &used, self->room, ROOM)) > 0)
    if (!put (self, (const float *const *) self->room, got, error))
      return FALSE;
  memset (self->room[0], 0, 2 * ROOM * sizeof (float));
  while (self->left > 0)
    if (!put (self, (const float *const *) self->room, ROOM, error))
      return FALSE;
  return lt_writer_finish (self->writer, error);
}

const char *
lt_codec_file_get_path (const LtCodecFile *self)
{
  return lt_writer_get_temp_path (self->writer);
}

gboolean
lt_codec_file_commit (LtCodecFile *self, LtCodecFile *other, GError **error)
{
  LtWriter *writers[2];
  guint     n = 0;

  if (self != NULL)
    writers[n++] = self->writer;
  if (other != NULL)
    writers[n++] = other->writer;
  return n == 0 || lt_writer_commit_all (writers, n, NULL, 0, (self != NULL ? self : other)->force, error);
}

gboolean
lt_codec_file_convert (LtReader *reader, const char *path, uint32_t rate_hz, GCancellable *cancellable, GError **error)
{
  const LtReaderInfo *info = lt_reader_get_info (reader);
  g_autofree float   *memory = g_new (float, 2 * ROOM);
  float              *io[2] = { memory, memory + ROOM };
  int64_t             n_out = lt_resampler_n_out (info->rate_hz, rate_hz, info->n_frames);
  LtCodecFile        *file = lt_codec_file_new (path, false, info->rate_hz, rate_hz, MAX (n_out, 1), error);
  gboolean            done = file != NULL;

  for (int64_t at = 0; done && at < info->n_frames; at += ROOM)
    {
      uint32_t n = (uint32_t) MIN ((int64_t) ROOM, info->n_frames - at);

      lt_codec_file_read (reader, at, n, io);
      done = lt_codec_file_write (file, (const float *const *) io, n, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  done = done && lt_codec_file_finish (file, error) && lt_codec_file_commit (file, NULL, error);
  lt_codec_file_free (file);
  return done;
}
