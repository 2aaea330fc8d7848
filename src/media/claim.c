// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walks the chunks of WAV, RF64, AIFF, CAF and W64 (and AU's head) up to the one with the sound.
// Layer: media.

#include "media/claim.h"

#include <string.h>

#define MAX_CHUNKS 512

typedef struct
{
  uint32_t    start;    /* of the first chunk */
  uint8_t     id_bytes; /* 4, or 16 for W64 */
  uint8_t     size_bytes;
  bool        big_endian;
  bool        size_counts_head;
  uint8_t     align;
  const char *sound; /* first four letters of the chunk's name */
} Layout;

static const Layout layout_riff = { 12, 4, 4, false, false, 2, "data" };
static const Layout layout_rifx = { 12, 4, 4, true, false, 2, "data" };
static const Layout layout_aiff = { 12, 4, 4, true, false, 2, "SSND" };
static const Layout layout_caf = { 8, 4, 8, true, false, 1, "data" };
static const Layout layout_w64 = { 40, 16, 8, false, true, 8, "data" };

static const Layout *
layout_of (const uint8_t head[16])
{
  if (memcmp (head, "RIFF", 4) == 0 || memcmp (head, "RF64", 4) == 0 || memcmp (head, "BW64", 4) == 0)
    return &layout_riff;
  if (memcmp (head, "RIFX", 4) == 0)
    return &layout_rifx;
  if (memcmp (head, "FORM", 4) == 0)
    return &layout_aiff;
  if (memcmp (head, "caff", 4) == 0)
    return &layout_caf;
  if (memcmp (head, "riff", 4) == 0)
    return &layout_w64;
  return NULL;
}

static uint64_t
number_of (const uint8_t *p, uint32_t bytes, bool big_endian)
{
  uint64_t v = 0;

  for (uint32_t i = 0; i < bytes; i++)
    v = v << 8 | p[big_endian ? i : bytes - 1 - i];
  return v;
}

static bool
is_unknown (uint64_t size, const Layout *l)
{
  return size == 0 || (l->size_bytes == 4 ? size == UINT32_MAX : size == UINT64_MAX);
}

/* AU has no chunks: where the sound begins and how long it is stand at the start. */
static bool
au_exceeds (const uint8_t head[16], int64_t file_size)
{
  bool     big_endian = head[0] == '.';
  uint64_t start = number_of (head + 4, 4, big_endian), size = number_of (head + 8, 4, big_endian);

  return size != 0 && size != UINT32_MAX && start + size > (uint64_t) file_size;
}

bool
lt_claim_exceeds_file (LtFileIo *io)
{
  uint8_t       head[28];
  uint64_t      long_size = 0; /* of RF64's sound, from its ds64 chunk */
  const Layout *l;

  if (lt_file_io_read_at (io, head, 16, 0) != 16)
    return false;
  if (memcmp (head, ".snd", 4) == 0 || memcmp (head, "dns.", 4) == 0)
    return au_exceeds (head, io->size);
  if ((l = layout_of (head)) == NULL)
    return false;

  int64_t at = l->start;
  int64_t head_bytes = l->id_bytes + l->size_bytes;

  for (int i = 0; i < MAX_CHUNKS && lt_file_io_read_at (io, head, 28, at) >= head_bytes; i++)
    {
      uint64_t size = number_of (head + l->id_bytes, l->size_bytes, l->big_endian);
      uint64_t room = (uint64_t) (io->size - at - head_bytes);

      if (l->size_counts_head && !is_unknown (size, l))
        size -= size >= (uint64_t) head_bytes ? (uint64_t) head_bytes : size;
      if (memcmp (head, "ds64", 4) == 0)
        long_size = number_of (head + 16, 8, false);
      if (memcmp (head, l->sound, 4) == 0)
        {
          if (size == UINT32_MAX && long_size != 0)
            size = long_size;
          return !is_unknown (size, l) && size > room;
        }
      if (size > room)
        return false;
      at += head_bytes + (int64_t) size;
      at += (l->align - at % l->align) % l->align;
    }
  return false;
}
