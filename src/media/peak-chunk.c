// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A walk over the chunks in front of the samples.
// Layer: media.

#include "media/peak-chunk.h"

#include <string.h>

#define RIFF_HEAD 12
#define CHUNK_HEAD 8
#define TIME_STAMP 4 /* behind the chunk's version */

bool
lt_peak_chunk_still (LtFileIo *io)
{
  uint8_t head[CHUNK_HEAD];

  for (int64_t at = RIFF_HEAD; lt_file_io_read_at (io, head, CHUNK_HEAD, at) == CHUNK_HEAD;)
    {
      uint32_t size = head[4] | (uint32_t) head[5] << 8 | (uint32_t) head[6] << 16 | (uint32_t) head[7] << 24;

      if (memcmp (head, "data", 4) == 0)
        break;
      if (memcmp (head, "PEAK", 4) == 0)
        return lt_file_io_write_at (io, (uint8_t[4]) { 0 }, 4, at + CHUNK_HEAD + TIME_STAMP) == 4;
      at += CHUNK_HEAD + (int64_t) size + (size & 1);
    }
  return io->errnum == 0;
}
