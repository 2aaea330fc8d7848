// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walks the chunks of RIFF, RIFX and RF64, and the parts of each LIST.
// Layer: media.

#include "media/list-guard.h"

#include "base/rt.h"

#include <glib.h>
#include <string.h>

#define MAX_STEPS 65536 /* chunks and parts */
#define HEAD 8
#define ID3_HEAD 10

typedef struct
{
  LtFileIo *io;
  bool      big_endian;
  int       steps;
} Walk;

static uint32_t
number_of (const Walk *self, const uint8_t *p)
{
  uint32_t v = 0;

  for (int i = 0; i < 4; i++)
    v = v << 8 | p[self->big_endian ? i : 3 - i];
  return v;
}

/* The least that libsndfile takes off a part without asking. */
static uint32_t
least_of (const uint8_t name[4])
{
  if (memcmp (name, "ltxt", 4) == 0)
    return 20;
  return memcmp (name, "labl", 4) == 0 || memcmp (name, "note", 4) == 0 ? 4 : 0;
}

/* From the first byte behind a list's head to @end: parts end to end, the last one's odd byte perhaps left out. */
static bool
is_whole (Walk *self, int64_t at, int64_t end)
{
  static const char *const types[] = { "INFO", "adtl", "exif" };
  uint8_t                  head[HEAD];

  if (end > self->io->size)
    return false;
  while (at + HEAD <= end)
    {
      if (self->steps++ >= MAX_STEPS || lt_file_io_read_at (self->io, head, HEAD, at) != HEAD)
        return false;

      bool is_type = false;
      for (size_t i = 0; i < LT_N_ELEMENTS (types); i++)
        is_type |= memcmp (head, types[i], 4) == 0;
      if (is_type)
        {
          at += 4;
          continue;
        }

      uint32_t size = number_of (self, head + 4);
      if (size > end - at - HEAD || size < least_of (head))
        return false;
      at += HEAD + (int64_t) size + (size & 1);
    }
  return true;
}

/* ID3 tags before the file proper are stepped over, as libsndfile does. */
static int64_t
start_of (LtFileIo *io)
{
  uint8_t head[ID3_HEAD];
  int64_t at = 0;

  while (lt_file_io_read_at (io, head, ID3_HEAD, at) == ID3_HEAD && memcmp (head, "ID3", 3) == 0)
    at += ID3_HEAD + ((head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | (head[9] & 0x7f));
  return at;
}

bool
lt_list_guard_apply (LtFileIo *io)
{
  Walk     self = { .io = io };
  uint8_t  head[HEAD + 16];
  uint64_t long_size = 0; /* of RF64's sound */
  int64_t  at = start_of (io);

  if (lt_file_io_read_at (io, head, 12, at) != 12)
    return true;
  self.big_endian = memcmp (head, "RIFX", 4) == 0;
  if (!self.big_endian && memcmp (head, "RIFF", 4) != 0 && memcmp (head, "RF64", 4) != 0 && memcmp (head, "BW64", 4) != 0)
    return true;

  at += 12;
  for (; self.steps < MAX_STEPS && lt_file_io_read_at (io, head, sizeof head, at) >= HEAD; self.steps++)
    {
      uint64_t size = number_of (&self, head + 4);

      if (memcmp (head, "ds64", 4) == 0)
        memcpy (&long_size, head + HEAD + 8, 8);
      if (memcmp (head, "data", 4) == 0 && size == UINT32_MAX)
        size = GUINT64_FROM_LE (long_size);
      if (memcmp (head, "LIST", 4) == 0 && !is_whole (&self, at + HEAD, at + HEAD + (int64_t) size))
        {
          if (io->n_junk == LT_FILE_IO_MAX_JUNK)
            return false;
          io->junk_at[io->n_junk++] = at;
        }
      if (size > (uint64_t) io->size)
        return true;
      at += HEAD + (int64_t) (size + (size & 1));
    }
  return self.steps < MAX_STEPS;
}
