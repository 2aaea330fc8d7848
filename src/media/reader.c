// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opening: what kind of file, is it in range, how long is it really.
// Layer: media.

#include "media/reader-private.h"

#include "base/audio.h"
#include "base/rt.h"
#include "media/claim.h"
#include "media/list-guard.h"
#include "media/media-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  int         code;
  const char *name;
} Name;

static const Name containers[] = {
  { SF_FORMAT_WAV, "WAV" },     { SF_FORMAT_WAVEX, "WAV" }, { SF_FORMAT_RF64, "RF64" }, { SF_FORMAT_AIFF, "AIFF" },
  { SF_FORMAT_FLAC, "FLAC" },   { SF_FORMAT_OGG, "Ogg" },   { SF_FORMAT_MPEG, "MPEG" }, { SF_FORMAT_CAF, "CAF" },
  { SF_FORMAT_W64, "Wave64" },  { SF_FORMAT_AU, "AU" },     { SF_FORMAT_NIST, "NIST" }, { SF_FORMAT_SVX, "8SVX" },
  { SF_FORMAT_IRCAM, "IRCAM" }, { SF_FORMAT_VOC, "VOC" },   { SF_FORMAT_SD2, "SD2" },   { SF_FORMAT_MAT5, "MATLAB" },
};

typedef struct
{
  int         code;
  const char *name; /* added to the container's */
  uint8_t     bits; /* 0: lossy */
  bool        is_float;
} Coding;

static const Coding codings[] = {
  { SF_FORMAT_PCM_S8, "8-bit", 8 },
  { SF_FORMAT_PCM_U8, "8-bit", 8 },
  { SF_FORMAT_PCM_16, "16-bit", 16 },
  { SF_FORMAT_PCM_24, "24-bit", 24 },
  { SF_FORMAT_PCM_32, "32-bit", 32 },
  { SF_FORMAT_FLOAT, "32-bit float", 32, true },
  { SF_FORMAT_DOUBLE, "64-bit float", 64, true },
  { SF_FORMAT_ALAC_16, "ALAC 16-bit", 16 },
  { SF_FORMAT_ALAC_20, "ALAC 20-bit", 20 },
  { SF_FORMAT_ALAC_24, "ALAC 24-bit", 24 },
  { SF_FORMAT_ALAC_32, "ALAC 32-bit", 32 },
  { SF_FORMAT_DWVW_12, "DWVW 12-bit", 12 },
  { SF_FORMAT_DWVW_16, "DWVW 16-bit", 16 },
  { SF_FORMAT_DWVW_24, "DWVW 24-bit", 24 },
  { SF_FORMAT_VORBIS, "Vorbis" },
  { SF_FORMAT_OPUS, "Opus" },
  { SF_FORMAT_MPEG_LAYER_I, "Layer 1" },
  { SF_FORMAT_MPEG_LAYER_II, "Layer 2" },
  { SF_FORMAT_MPEG_LAYER_III, "Layer 3" },
  { SF_FORMAT_ULAW, "µ-law" },
  { SF_FORMAT_ALAW, "A-law" },
  { SF_FORMAT_IMA_ADPCM, "IMA ADPCM" },
  { SF_FORMAT_MS_ADPCM, "Microsoft ADPCM" },
  { SF_FORMAT_GSM610, "GSM 6.10" },
};

/* A macro, so that the compiler sees the sentence and checks it. */
#define SET_NOT_AUDIO(error, path, sentence)                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *shown = g_filename_display_name (path);                                                           \
    g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_NOT_AUDIO, sentence, shown);                                    \
  }                                                                                                                    \
  G_STMT_END

/* Only a plain file, and never waiting for a writer at the other end of a pipe. */
static int
open_plain (const char *path, int64_t *size, GError **error)
{
  struct stat st;
  int         fd = -1;

  /* Asked before opening, as opening a device may already do something; and again after it. */
  if (stat (path, &st) != 0
      || (S_ISREG (st.st_mode)
          && ((fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) < 0 || fstat (fd, &st) != 0)))
    {
      lt_media_error_set_open (error, path, errno);
      if (fd >= 0)
        close (fd);
      return -1;
    }

  if (S_ISDIR (st.st_mode))
    SET_NOT_AUDIO (error, path, _("“%s” is a folder; choose a sound file in it."));
  else if (!S_ISREG (st.st_mode))
    SET_NOT_AUDIO (error, path, _("“%s” is not a plain file; save the sound into a file first."));
  else if (st.st_size == 0)
    SET_NOT_AUDIO (error, path, _("“%s” is empty; get a fresh copy of it."));
  else
    {
      *size = st.st_size;
      return fd;
    }
  if (fd >= 0)
    close (fd);
  return -1;
}

bool
lt_reader_start (LtReader *self)
{
  SF_VIRTUAL_IO io = lt_file_io_virtual ();
  SF_INFO       info = { 0 };

  if (self->file != NULL)
    sf_close (self->file);
  self->io.pos = 0;
  self->pos = 0;
  self->file = sf_open_virtual (&io, SFM_READ, &info, &self->io);
  return self->file != NULL;
}

static void
describe (LtReader *self, int format)
{
  int         container = format & SF_FORMAT_TYPEMASK, coding = format & SF_FORMAT_SUBMASK;
  const char *name = NULL, *detail = NULL;

  self->info.is_lossy = true;
  for (size_t i = 0; i < LT_N_ELEMENTS (codings); i++)
    if (codings[i].code == coding)
      {
        detail = codings[i].name;
        self->info.bits = codings[i].bits;
        self->info.is_float = codings[i].is_float;
        self->info.is_lossy = codings[i].bits == 0;
      }
  for (size_t i = 0; i < LT_N_ELEMENTS (containers); i++)
    if (containers[i].code == container)
      name = containers[i].name;

  SF_FORMAT_INFO known = { .format = container };
  if (name == NULL && sf_command (NULL, SFC_GET_FORMAT_INFO, &known, sizeof known) == 0)
    name = known.name;
  SF_FORMAT_INFO known_coding = { .format = coding };
  if (detail == NULL && sf_command (NULL, SFC_GET_FORMAT_INFO, &known_coding, sizeof known_coding) == 0)
    detail = known_coding.name;

  if (coding == SF_FORMAT_MPEG_LAYER_III)
    self->info.format_name = g_strdup ("MP3");
  else
    self->info.format_name = g_strdup_printf ("%s, %s", name != NULL ? name : "?", detail != NULL ? detail : "?");
}

/* Plain samples are unpacked here; everything else by libsndfile. */
static void
choose_path (LtReader *self, int format)
{
  static const struct
  {
    int          coding;
    LtUnpackKind kind;
  } plain[] = {
    { SF_FORMAT_PCM_S8, LT_UNPACK_S8 },   { SF_FORMAT_PCM_U8, LT_UNPACK_U8 },   { SF_FORMAT_PCM_16, LT_UNPACK_S16 },
    { SF_FORMAT_PCM_24, LT_UNPACK_S24 },  { SF_FORMAT_PCM_32, LT_UNPACK_S32 },  { SF_FORMAT_FLOAT, LT_UNPACK_F32 },
    { SF_FORMAT_DOUBLE, LT_UNPACK_F64 },
  };
  static const int direct[]
      = { SF_FORMAT_WAV, SF_FORMAT_WAVEX, SF_FORMAT_RF64, SF_FORMAT_AIFF, SF_FORMAT_CAF, SF_FORMAT_W64, SF_FORMAT_AU };
  int container = format & SF_FORMAT_TYPEMASK, coding = format & SF_FORMAT_SUBMASK;

  for (size_t c = 0; c < LT_N_ELEMENTS (direct); c++)
    for (size_t i = 0; i < LT_N_ELEMENTS (plain); i++)
      if (direct[c] == container && plain[i].coding == coding)
        {
          self->info.is_direct = true;
          self->unpack.kind = plain[i].kind;
          self->frame_bytes = lt_unpack_bytes (plain[i].kind) * self->info.n_channels;
        }
  if (self->info.is_direct)
    self->unpack.swap = sf_command (self->file, SFC_RAW_DATA_NEEDS_ENDSWAP, NULL, 0) == SF_TRUE;
  self->info.is_wav = self->info.is_direct
                      && (container == SF_FORMAT_WAV || container == SF_FORMAT_WAVEX || container == SF_FORMAT_RF64)
                      && coding != SF_FORMAT_PCM_S8;
  self->is_forward = coding == SF_FORMAT_VORBIS || coding == SF_FORMAT_OPUS || coding == SF_FORMAT_GSM610;
}

/* How many frames there really are. A direct file's are counted by its bytes. Of a coded one the last promised
   frame is asked for; when it does not come, the file is decoded once and counted. */
static bool
settle_length (LtReader *self, int64_t promised)
{
  if (self->info.is_direct)
    {
      sf_seek (self->file, 0, SEEK_SET); /* puts the descriptor on the first sample */
      int64_t room = MAX (self->io.size - self->io.pos, 0) / self->frame_bytes;

      self->info.is_truncated = promised > room || lt_claim_exceeds_file (&self->io);
      self->info.n_frames = MIN (promised, room);
      return lt_reader_start (self);
    }

  bool    believable = promised > 0 && promised < INT64_MAX / 1024;
  double *last = (double *) self->scratch;

  self->info.n_frames = promised;
  if (believable && sf_seek (self->file, promised - 1, SEEK_SET) == promised - 1
      && sf_readf_double (self->file, last, 1) == 1)
    {
      self->info.is_truncated = lt_claim_exceeds_file (&self->io);
      return lt_reader_start (self);
    }

  if (!lt_reader_start (self))
    return false;
  self->info.n_frames = lt_reader_read_count (self, believable ? promised : INT64_MAX / 1024);
  self->info.is_truncated = promised > self->info.n_frames || lt_claim_exceeds_file (&self->io);
  return lt_reader_start (self);
}

static bool
check_range (const SF_INFO *info, const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (info->samplerate < (int) LT_RATE_MIN_HZ || info->samplerate > (int) LT_RATE_MAX_HZ)
    {
      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
                   _("“%s” is at %d Hz; convert it to a rate between 8000 and 384000 Hz first."), shown,
                   info->samplerate);
      return false;
    }
  if (info->channels < 1 || info->channels > (int) LT_READER_MAX_CHANNELS)
    {
      g_set_error (error, LT_MEDIA_ERROR, LT_MEDIA_ERROR_UNSUPPORTED,
                   _("“%s” has %d channels; split it into files of at most %u channels first."), shown,
                   info->channels, LT_READER_MAX_CHANNELS);
      return false;
    }
  return true;
}

LtReader *
lt_reader_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  int64_t size = 0;
  int     fd = open_plain (path, &size, error);
  if (fd < 0)
    return NULL;

  g_autoptr (LtReader) self = g_new0 (LtReader, 1);
  SF_VIRTUAL_IO io = lt_file_io_virtual ();
  SF_INFO       info = { 0 };

  self->path = g_strdup (path);
  lt_file_io_init (&self->io, fd, size);
  self->scratch = g_malloc0 (LT_READER_SCRATCH_BYTES + LT_UNPACK_PAD);
  if (!lt_list_guard_apply (&self->io) || (self->file = sf_open_virtual (&io, SFM_READ, &info, &self->io)) == NULL)
    {
      if (self->io.errnum != 0)
        lt_media_error_set_read (error, path, self->io.errnum);
      else
        SET_NOT_AUDIO (error, path, _("“%s” is not a sound file that can be read; convert it to WAV first."));
      return NULL;
    }
  if (!check_range (&info, path, error))
    return NULL;

  self->info.rate_hz = (uint32_t) info.samplerate;
  self->info.n_channels = self->n_picked = (uint32_t) info.channels;
  self->format = info.format;
  describe (self, info.format);
  choose_path (self, info.format);
  lt_reader_extras_load (self);
  if (!settle_length (self, info.frames) || self->info.n_frames <= 0)
    {
      if (self->io.errnum != 0)
        lt_media_error_set_read (error, path, self->io.errnum);
      else
        SET_NOT_AUDIO (error, path, _("“%s” holds no sound; get a fresh copy of it."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lt_reader_free (LtReader *self)
{
  if (self == NULL)
    return;
  if (self->file != NULL)
    sf_close (self->file);
  close (self->io.fd);
  lt_tags_free (self->tags);
  g_free (self->bext);
  g_clear_pointer (&self->markers, g_array_unref);
  g_free (self->info.format_name);
  g_free (self->scratch);
  g_free (self->path);
  g_free (self);
}

const char *
lt_reader_get_path (const LtReader *self)
{
  return self->path;
}

const LtReaderInfo *
lt_reader_get_info (const LtReader *self)
{
  return &self->info;
}

void
lt_reader_pick (LtReader *self, uint32_t first, uint32_t n)
{
  g_return_if_fail (n >= 1 && first < self->info.n_channels && n <= self->info.n_channels - first);

  self->first = first;
  self->n_picked = n;
}

uint32_t
lt_reader_n_picked (const LtReader *self)
{
  return self->n_picked;
}

uint64_t
lt_reader_n_bad_samples (const LtReader *self)
{
  return self->n_bad;
}

int
lt_reader_io_errno (const LtReader *self)
{
  return self->io.errnum;
}

const LtTags *
lt_reader_get_tags (const LtReader *self)
{
  return self->tags;
}

const LtBext *
lt_reader_get_bext (const LtReader *self)
{
  return self->bext;
}

GArray *
lt_reader_get_markers (const LtReader *self)
{
  return self->markers;
}
