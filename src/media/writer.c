// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opening with everything that stands before the sound, writing in pieces, closing.
// Layer: media.

#include "media/writer.h"

#include "media/channel-order.h"
#include "media/disk-room.h"
#include "media/file-io.h"
#include "media/media-error.h"
#include "media/ogg-serial.h"
#include "media/pack.h"
#include "media/peak-chunk.h"
#include "media/temp-file.h"
#include "media/writer-extras.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define PIECE 2048u
#define WAV_LIMIT (INT64_C (0xffffffff) - 1024 * 1024) /* leaves room for the chunks around the sound */
#define OGG_SERIAL 0x1a7eu

struct _LtWriter
{
  LtWriterSpec spec; /* its borrowed pointers are NULL after opening */
  char        *path;
  LtTempFile   temp;
  LtFileIo     io;
  LtWriterExtras extras;
  SNDFILE     *file;
  bool         is_wav, is_ogg;
  int64_t      max_frames; /* that the format's sizes can count */
  int64_t      n_frames;
  LtQuantise  *quantise;   /* one a channel, NULL for floats and lossy formats */
  void        *scratch;    /* PIECE interleaved frames of doubles */
  int32_t     *whole;      /* PIECE interleaved frames */
  uint8_t      place[LT_WRITER_MAX_CHANNELS]; /* of each channel in a frame of the file */
  uint32_t     raw_bytes;  /* of a sample that is packed here; 0: libsndfile does it */
  bool         raw_is_big;
};

/* ---- before the sound ---- */

static int
container_of (const LtWriterSpec *spec, uint32_t frame_bytes)
{
  bool may_be_big = spec->n_frames_expected <= 0 || spec->n_frames_expected > WAV_LIMIT / frame_bytes;

  return spec->format->container == SF_FORMAT_WAV && may_be_big ? SF_FORMAT_RF64 : spec->format->container;
}

static uint32_t
frame_bytes_of (const LtWriterSpec *spec)
{
  return lt_file_format_n_bits (spec->bits) / 8 * spec->n_channels;
}

static int64_t
max_frames_of (const LtWriterSpec *spec, int container)
{
  uint32_t frame_bytes = frame_bytes_of (spec);

  if (container == SF_FORMAT_WAV)
    return WAV_LIMIT / frame_bytes;
  return spec->format->max_bytes != 0 ? (spec->format->max_bytes - 1024 * 1024) / frame_bytes : INT64_MAX;
}

static int64_t
sure_frames_of (const LtWriterSpec *spec)
{
  return spec->n_frames_sure > 0 ? spec->n_frames_sure : MAX (spec->n_frames_expected, 0);
}

uint64_t
lt_writer_n_bytes (const LtWriterSpec *spec)
{
  bool is_packed = spec->format->is_lossy || spec->format->container == SF_FORMAT_FLAC;

  return is_packed ? 0 : (uint64_t) sure_frames_of (spec) * frame_bytes_of (spec);
}

static void
set_too_long (const char *path, const LtFileFormat *format, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED, _("“%s” would pass the 4 GiB that %s can hold; choose RF64, Wave64 or CAF."), shown,
               _(format->label));
}

bool
lt_writer_check_length (const char *path, const LtWriterSpec *spec, GError **error)
{
  if (sure_frames_of (spec) <= max_frames_of (spec, container_of (spec, frame_bytes_of (spec))))
    return true;
  set_too_long (path, spec->format, error);
  return false;
}

/* Plain integers are packed here, in half of libsndfile's time. */
static void
choose_packing (LtWriter *self)
{
  int  coding = self->spec.format->codings[self->spec.bits], container = self->spec.format->container;
  bool swap = sf_command (self->file, SFC_RAW_DATA_NEEDS_ENDSWAP, NULL, 0) == SF_TRUE;

  if (container != SF_FORMAT_FLAC)
    self->raw_bytes = coding == SF_FORMAT_PCM_16 ? 2 : coding == SF_FORMAT_PCM_24 ? 3 : coding == SF_FORMAT_PCM_32 ? 4 : 0;
  self->raw_is_big = (G_BYTE_ORDER == G_BIG_ENDIAN) != swap;
}

static void
set_up_coding (LtWriter *self)
{
  const LtWriterSpec *spec = &self->spec;

  sf_command (self->file, SFC_SET_CLIPPING, NULL, SF_TRUE);
  sf_command (self->file, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE); /* it holds the time of writing */
  if (self->is_wav)
    sf_command (self->file, SFC_RF64_AUTO_DOWNGRADE, NULL, spec->format->container == SF_FORMAT_WAV);

  if (spec->format->is_lossy)
    {
      double quality = spec->quality > 0.0 ? fmin (spec->quality, 1.0) : spec->format->quality;
      double level = 1.0 - quality;
      int    constant = SF_BITRATE_MODE_CONSTANT;

      if (spec->format->container == SF_FORMAT_MPEG)
        sf_command (self->file, SFC_SET_BITRATE_MODE, &constant, sizeof constant);
      sf_command (self->file, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
      return;
    }
  if (spec->bits >= LT_BITS_FLOAT)
    return;

  LtQuantiseSpec q = { .bits = (int) lt_file_format_n_bits (spec->bits), .type = spec->dither, .auto_blank = spec->auto_blank };
  choose_packing (self);
  self->quantise = g_new0 (LtQuantise, spec->n_channels);
  for (uint32_t c = 0; c < spec->n_channels; c++)
    lt_quantise_init (&self->quantise[c], &q, spec->rate_hz, spec->seed, c);
}

LtWriter *
lt_writer_open (const char *path, const LtWriterSpec *spec, GError **error)
{
  g_return_val_if_fail (path != NULL && spec->format != NULL && spec->bits < LT_N_BITS, NULL);

  if (!lt_file_format_check (spec->format, spec->bits, spec->rate_hz, spec->n_channels, path, error))
    return NULL;

  g_autoptr (LtWriter) self = g_new0 (LtWriter, 1);
  SF_VIRTUAL_IO io = lt_file_io_virtual ();
  int           container = container_of (spec, frame_bytes_of (spec));
  SF_INFO       info = {
    .samplerate = (int) spec->rate_hz,
    .channels = (int) spec->n_channels,
    .format = container | spec->format->codings[spec->bits],
  };

  self->spec = *spec;
  self->path = g_strdup (path);
  self->is_wav = container == SF_FORMAT_WAV || container == SF_FORMAT_RF64;
  self->is_ogg = container == SF_FORMAT_OGG;
  self->max_frames = max_frames_of (spec, container);
  if (!lt_writer_check_length (path, spec, error) || !lt_disk_room_check (path, lt_writer_n_bytes (spec), error)
      || !lt_temp_file_open (&self->temp, path, error))
    return NULL;
  lt_file_io_init (&self->io, self->temp.fd, 0);
  lt_writer_extras_begin (&self->extras, spec, container, &self->io);
  if ((self->file = sf_open_virtual (&io, SFM_WRITE, &info, &self->io)) == NULL)
    {
      lt_media_error_set_write (error, path, self->io.errnum != 0 ? self->io.errnum : EINVAL);
      return NULL;
    }
  set_up_coding (self);
  if (!lt_writer_extras_put (&self->extras, spec, self->file))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
                   _("“%s” has no room for so much text and so many markers; shorten the tags, or choose FLAC."), shown);
      return NULL;
    }
  for (uint32_t c = 0; c < spec->n_channels; c++)
    self->place[c] = (uint8_t) lt_channel_order_place (info.format, spec->n_channels, c);
  self->scratch = g_new (double, (gsize) PIECE * spec->n_channels);
  self->whole = g_new (int32_t, (gsize) PIECE * spec->n_channels);
  self->spec.tags = NULL;
  self->spec.bext = NULL;
  self->spec.markers = NULL;
  return g_steal_pointer (&self);
}

void
lt_writer_free (LtWriter *self)
{
  if (self == NULL)
    return;
  if (self->file != NULL)
    sf_close (self->file);
  if (self->temp.target != NULL)
    lt_temp_file_clear (&self->temp);
  lt_writer_extras_clear (&self->extras);
  g_free (self->quantise);
  g_free (self->scratch);
  g_free (self->whole);
  g_free (self->path);
  g_free (self);
}

bool
lt_writer_check_target (const char *path, bool force, GError **error)
{
  return lt_temp_file_check (path, force, error);
}

int64_t
lt_writer_n_frames (const LtWriter *self)
{
  return self->n_frames;
}

/* ---- the sound ---- */

/* True while nothing has failed and there is room to count @n more frames. */
static bool
check_writable (LtWriter *self, uint32_t n, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  if (self->io.errnum != 0)
    {
      lt_media_error_set_write (error, self->path, self->io.errnum);
      return false;
    }
  if (self->file == NULL)
    {
      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_WRITE, _("“%s” is finished already; open it anew."), shown);
      return false;
    }
  if (n <= self->max_frames - self->n_frames)
    return true;
  set_too_long (self->path, self->spec.format, error);
  return false;
}

static bool
check_written (LtWriter *self, sf_count_t put, uint32_t n, GError **error)
{
  self->n_frames += put > 0 ? put : 0;
  if (put == n && self->io.errnum == 0)
    return true;
  if (self->io.errnum == 0)
    self->io.errnum = EIO;
  lt_media_error_set_write (error, self->path, self->io.errnum);
  return false;
}

static sf_count_t
put_floats (LtWriter *self, const float *const *in, uint32_t at, uint32_t n)
{
  float   *to = self->scratch;
  uint32_t n_channels = self->spec.n_channels;

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      {
        float v = in[c][at + i];

        to[i * n_channels + self->place[c]] = isfinite (v) ? v : 0.0f;
      }
  return sf_writef_float (self->file, to, n);
}

/* The integers as they stand in self->whole. */
static sf_count_t
put_whole (LtWriter *self, uint32_t n)
{
  uint32_t frame_bytes = self->raw_bytes * self->spec.n_channels;

  if (self->raw_bytes == 0)
    return sf_writef_int (self->file, self->whole, n);
  lt_pack_ints (self->whole, n * self->spec.n_channels, self->raw_bytes, self->raw_is_big, self->scratch);
  return sf_write_raw (self->file, self->scratch, (sf_count_t) n * frame_bytes) / frame_bytes;
}

static sf_count_t
put_quantised (LtWriter *self, const float *const *in, uint32_t at, uint32_t n)
{
  uint32_t n_channels = self->spec.n_channels;

  for (uint32_t c = 0; c < n_channels; c++)
    lt_quantise_to_int32 (&self->quantise[c], in[c] + at, self->whole + c, n_channels, n);
  return put_whole (self, n);
}

bool
lt_writer_write (LtWriter *self, const float *const *in, uint32_t n, GError **error)
{
  if (!check_writable (self, n, error))
    return false;

  for (uint32_t at = 0; at < n; at += PIECE)
    {
      uint32_t   k = MIN (PIECE, n - at);
      sf_count_t put = self->quantise != NULL ? put_quantised (self, in, at, k) : put_floats (self, in, at, k);

      if (!check_written (self, put, k, error))
        return false;
    }
  return true;
}

/* A 32-bit integer file can hold more of a double than a float can carry to it. */
static sf_count_t
put_doubles (LtWriter *self, const double *const *in, uint32_t at, uint32_t n)
{
  uint32_t n_channels = self->spec.n_channels;
  double  *to = self->scratch;

  for (uint32_t c = 0; c < n_channels; c++)
    for (uint32_t i = 0; i < n; i++)
      to[i * n_channels + self->place[c]] = isfinite (in[c][at + i]) ? in[c][at + i] : 0.0;
  if (self->quantise == NULL)
    return sf_writef_double (self->file, to, n);

  for (uint32_t i = 0; i < n * n_channels; i++)
    self->whole[i] = (int32_t) CLAMP (rint (to[i] * 0x1p31), -0x1p31, 0x1p31 - 1.0);
  return put_whole (self, n);
}

bool
lt_writer_write_double (LtWriter *self, const double *const *in, uint32_t n, GError **error)
{
  uint32_t           n_channels = self->spec.n_channels;
  g_autofree float  *floats = NULL;
  const float       *planes[LT_WRITER_MAX_CHANNELS];

  if (!check_writable (self, n, error))
    return false;

  bool narrow = self->quantise != NULL && self->spec.bits < LT_BITS_32;
  if (narrow)
    floats = g_new (float, (gsize) PIECE * n_channels);

  for (uint32_t at = 0; at < n; at += PIECE)
    {
      uint32_t   k = MIN (PIECE, n - at);
      sf_count_t put;

      for (uint32_t c = 0; narrow && c < n_channels; c++)
        {
          for (uint32_t i = 0; i < k; i++)
            floats[c * PIECE + i] = (float) in[c][at + i];
          planes[c] = floats + c * PIECE;
        }
      put = narrow ? put_quantised (self, planes, 0, k) : put_doubles (self, in, at, k);
      if (!check_written (self, put, k, error))
        return false;
    }
  return true;
}

bool
lt_writer_write_int (LtWriter *self, const int32_t *const *in, uint32_t n, GError **error)
{
  uint32_t n_channels = self->spec.n_channels;
  double  *doubles = self->scratch;

  if (!check_writable (self, n, error))
    return false;

  for (uint32_t at = 0; at < n; at += PIECE)
    {
      uint32_t   k = MIN (PIECE, n - at);
      sf_count_t put;

      for (uint32_t c = 0; c < n_channels; c++)
        for (uint32_t i = 0; i < k; i++)
          if (self->quantise != NULL)
            self->whole[i * n_channels + c] = in[c][at + i];
          else
            doubles[i * n_channels + self->place[c]] = in[c][at + i] * 0x1p-31;
      put = self->quantise != NULL ? put_whole (self, k)
                                   : sf_writef_double (self->file, doubles, k);
      if (!check_written (self, put, k, error))
        return false;
    }
  return true;
}

/* ---- after the sound ---- */

bool
lt_writer_finish (LtWriter *self, GError **error)
{
  if (self->file != NULL)
    {
      int status = sf_close (g_steal_pointer (&self->file));

      if (status != 0 && self->io.errnum == 0)
        self->io.errnum = EIO;
      if (self->io.errnum == 0 && !lt_writer_extras_end (&self->extras, &self->io) && self->io.errnum == 0)
        self->io.errnum = EIO;
      if (self->io.errnum == 0 && self->is_ogg && !lt_ogg_serial_set (&self->io, OGG_SERIAL) && self->io.errnum == 0)
        self->io.errnum = EIO;
      if (self->io.errnum == 0 && self->is_wav && self->spec.bits >= LT_BITS_FLOAT && !lt_peak_chunk_still (&self->io) && self->io.errnum == 0)
        self->io.errnum = EIO;
      lt_temp_file_begin_sync (&self->temp);
    }
  if (self->io.errnum == 0)
    return true;
  lt_media_error_set_write (error, self->path, self->io.errnum);
  return false;
}

const char *
lt_writer_get_temp_path (const LtWriter *self)
{
  return self->temp.path;
}

bool
lt_writer_update_bext (LtWriter *self, const LtBext *bext, GError **error)
{
  g_return_val_if_fail (self->file == NULL && self->temp.fd >= 0, false);

  if (!lt_writer_extras_update (&self->extras, bext, &self->io))
    {
      g_autofree char *shown = g_filename_display_name (self->path);

      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_WRITE,
                   _("“%s” has no room for the loudness fields; write it as WAV with a bext chunk."), shown);
      return false;
    }
  if (self->io.errnum == 0)
    return true;
  lt_media_error_set_write (error, self->path, self->io.errnum);
  return false;
}

bool
lt_writer_commit (LtWriter *self, bool force, GError **error)
{
  return lt_writer_commit_all (&self, 1, NULL, 0, force, error);
}

bool
lt_writer_commit_all (LtWriter *const *writers, guint n, LtTempFile *const *beside, guint n_beside, bool force, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      if (!lt_writer_finish (writers[i], error))
        return false;
      g_return_val_if_fail (writers[i]->temp.path != NULL && writers[i]->temp.fd >= 0, false);
      g_ptr_array_add (files, &writers[i]->temp);
    }
  for (guint i = 0; i < n_beside; i++)
    g_ptr_array_add (files, beside[i]);
  return lt_temp_file_commit_all ((LtTempFile *const *) files->pdata, files->len, force, error);
}

const char *
lt_writer_commit_unique (LtWriter *self, GError **error)
{
  return lt_writer_finish (self, error) && lt_temp_file_commit_unique (&self->temp, error) ? self->temp.target : NULL;
}
