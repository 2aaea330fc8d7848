// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each tag where each format has a place for it: one set of tags feeds them all.
// Layer: media.

#include "media/writer-extras.h"

#include "media/bext-private.h"
#include "media/flac-head.h"
#include "media/id3.h"
#include "media/ixml.h"
#include "media/markers-private.h"
#include "media/ogg-head.h"
#include "media/tags-private.h"

#include <string.h>

#define MAX_HEAD (48u * 1024u) /* libsndfile 1.2 gives up its header at about 50 KiB */

static bool
is_wav (const LtWriterExtras *self)
{
  return self->container == SF_FORMAT_WAV || self->container == SF_FORMAT_RF64;
}

void
lt_writer_extras_begin (LtWriterExtras *self, const LtWriterSpec *spec, int container, LtFileIo *io)
{
  *self = (LtWriterExtras) {
    .tags = lt_tags_n_set (spec->tags) > 0 ? lt_tags_copy (spec->tags) : NULL,
    .bext = spec->bext != NULL ? g_memdup2 (spec->bext, sizeof *spec->bext) : NULL,
    .container = container,
    .rate_hz = spec->rate_hz,
    .n_channels = spec->n_channels,
    .bits = lt_file_format_n_bits (spec->bits),
  };
  if (self->tags == NULL)
    return;
  if (container == SF_FORMAT_MPEG) /* LAME would take its UTF-8 for Latin-1 */
    {
      g_autoptr (GBytes) id3 = lt_id3_write (self->tags);
      gsize              n = 0;
      const void        *data = g_bytes_get_data (id3, &n);

      io->base = lt_file_io_write_at (io, data, (int64_t) n, 0);
    }
  else if (container == SF_FORMAT_FLAC)
    io->base = (int64_t) lt_flac_head_room (self->tags);
}

/* Returns: what it takes in the file. */
static gsize
add_chunk (SNDFILE *file, const char *id, GBytes *bytes)
{
  gsize         size = 0;
  SF_CHUNK_INFO chunk = { .id_size = 4 };

  if (bytes == NULL)
    return 0;
  memcpy (chunk.id, id, 4);
  chunk.data = (void *) g_bytes_get_data (bytes, &size);
  chunk.datalen = (unsigned) size;
  if (size <= MAX_HEAD)
    sf_set_chunk (file, &chunk); /* copies */
  return size + 8;
}

static GBytes *
make_ixml (const LtWriterExtras *self)
{
  LtIxml ixml = { self->tags, self->bext, self->rate_hz, self->n_channels, self->bits };

  return lt_ixml_write (&ixml);
}

static gsize
put_markers (const LtWriterExtras *self, const GArray *markers, SNDFILE *file)
{
  if (markers == NULL || markers->len == 0)
    return 0;
  if (is_wav (self))
    {
      g_autoptr (GBytes) cue = lt_markers_to_cue (markers), adtl = lt_markers_to_adtl (markers);

      return add_chunk (file, "cue ", cue) + add_chunk (file, "LIST", adtl);
    }
  if (self->container == SF_FORMAT_AIFF)
    lt_markers_write (markers, file);
  return 0;
}

/* RIFF INFO; AIFF's own chunks, which leave out half; CAF. The rest have heads of ours. */
static gsize
put_strings (const LtWriterExtras *self, SNDFILE *file)
{
  gsize n = 0;

  if (self->container == SF_FORMAT_MPEG || self->container == SF_FORMAT_FLAC || self->container == SF_FORMAT_OGG)
    return 0;
  lt_tags_write (self->tags, file);
  for (guint i = 0; i < LT_TAGS_N_ROWS; i++)
    {
      const char *value = lt_tags_rows[i].sf != 0 ? lt_tags_get (self->tags, lt_tags_rows[i].key) : NULL;

      n += value != NULL ? strlen (value) + 32 : 0; /* with libsndfile's signature */
    }
  return n;
}

bool
lt_writer_extras_put (const LtWriterExtras *self, const LtWriterSpec *spec, SNDFILE *file)
{
  bool               is_aiff = self->container == SF_FORMAT_AIFF;
  g_autoptr (GBytes) id3 = self->tags != NULL && (is_wav (self) || is_aiff) ? lt_id3_write (self->tags) : NULL;
  gsize              n = put_strings (self, file) + put_markers (self, spec->markers, file);

  if (is_wav (self) && self->bext != NULL)
    {
      g_autoptr (GBytes) bext = lt_bext_to_bytes (self->bext), ixml = make_ixml (self);

      n += add_chunk (file, "bext", bext) + add_chunk (file, "iXML", ixml);
    }
  n += add_chunk (file, is_aiff ? "ID3 " : "id3 ", id3);
  return n <= MAX_HEAD || !(is_wav (self) || is_aiff);
}

bool
lt_writer_extras_end (const LtWriterExtras *self, LtFileIo *io)
{
  if (self->tags == NULL)
    return true;
  if (self->container == SF_FORMAT_FLAC)
    return lt_flac_head_write (io, self->tags);
  return self->container != SF_FORMAT_OGG || lt_ogg_head_write (io, self->tags);
}

static bool
replace (LtFileIo *io, const char *id, GBytes *bytes)
{
  gsize       n = 0;
  const void *data = g_bytes_get_data (bytes, &n);
  uint32_t    size = 0;
  int64_t     at = lt_bext_find (io, id, &size);

  if (at == 0 || size != n)
    return false;
  lt_file_io_write_at (io, data, (int64_t) n, at);
  return true;
}

bool
lt_writer_extras_update (LtWriterExtras *self, const LtBext *bext, LtFileIo *io)
{
  if (!is_wav (self) || self->bext == NULL)
    return false;
  *self->bext = *bext;

  g_autoptr (GBytes) chunk = lt_bext_to_bytes (bext), ixml = make_ixml (self);
  return replace (io, "bext", chunk) && replace (io, "iXML", ixml);
}

void
lt_writer_extras_clear (LtWriterExtras *self)
{
  lt_tags_free (self->tags);
  g_free (self->bext);
}
