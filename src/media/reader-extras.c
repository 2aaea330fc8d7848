// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What travels with the sound: tags, broadcast extension, markers.
// Layer: media.

#include "media/flac-head.h"
#include "media/id3.h"
#include "media/markers-private.h"
#include "media/ogg-head.h"
#include "media/reader-private.h"
#include "media/tags-private.h"

#include <string.h>

#define MAX_CHUNK (32u * 1024u * 1024u) /* texts may stand beside, or behind, a picture */

/* The first chunk called @id whose content starts with @prefix, or NULL. */
static GBytes *
chunk_of (const LtReader *self, const char *id, const char *prefix)
{
  SF_CHUNK_INFO wanted = { 0 };
  int64_t       most = MIN ((int64_t) MAX_CHUNK, self->io.size); /* a size in a header is a claim */

  memcpy (wanted.id, id, 4);
  wanted.id_size = 4;
  for (SF_CHUNK_ITERATOR *at = sf_get_chunk_iterator (self->file, &wanted); at != NULL; at = sf_next_chunk_iterator (at))
    {
      SF_CHUNK_INFO chunk = { 0 };

      if (sf_get_chunk_size (at, &chunk) != SF_ERR_NO_ERROR || chunk.datalen == 0 || chunk.datalen > most)
        continue;

      g_autofree uint8_t *data = g_malloc0 (chunk.datalen);

      chunk.data = data;
      if (sf_get_chunk_data (at, &chunk) == SF_ERR_NO_ERROR && chunk.datalen >= strlen (prefix)
          && memcmp (data, prefix, strlen (prefix)) == 0)
        return g_bytes_new_take (g_steal_pointer (&data), chunk.datalen);
    }
  return NULL;
}

/* The tag that stands before an MP3 stream; libsndfile knows only some of its frames. */
static void
load_id3_head (LtReader *self)
{
  uint8_t head[10];

  if (lt_file_io_read_at (&self->io, head, 10, 0) != 10 || memcmp (head, "ID3", 3) != 0)
    return;

  int64_t             claimed = 10 + ((head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | (head[9] & 0x7f));
  int64_t             size = MIN (claimed, MIN (self->io.size, (int64_t) MAX_CHUNK));
  g_autofree uint8_t *data = g_malloc0 ((gsize) size);
  int64_t             got = lt_file_io_read_at (&self->io, data, size, 0);

  lt_id3_read (self->tags, data, (gsize) got);
}

void
lt_reader_extras_load (LtReader *self)
{
  g_autoptr (GBytes) bext = chunk_of (self, "bext", "");
  g_autoptr (GBytes) cue = chunk_of (self, "cue ", "");
  g_autoptr (GBytes) adtl = chunk_of (self, "LIST", "adtl");
  static const char *const id3_names[] = { "id3 ", "ID3 " };

  self->tags = lt_tags_new ();
  self->markers = lt_markers_new ();
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) id3 = chunk_of (self, id3_names[i], "ID3");

      if (id3 != NULL)
        lt_id3_read (self->tags, g_bytes_get_data (id3, NULL), g_bytes_get_size (id3));
    }
  if ((self->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_FLAC)
    lt_flac_head_read (&self->io, self->tags);
  else if ((self->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_OGG)
    lt_ogg_head_read (&self->io, self->tags);
  load_id3_head (self);
  lt_tags_read (self->tags, self->file);

  if (bext != NULL)
    {
      self->bext = g_new0 (LtBext, 1);
      if (!lt_bext_from_bytes (self->bext, g_bytes_get_data (bext, NULL), g_bytes_get_size (bext)))
        g_clear_pointer (&self->bext, g_free);
    }

  if (cue != NULL)
    lt_markers_from_chunks (self->markers, cue, adtl);
  else
    lt_markers_read (self->markers, self->file);
}
