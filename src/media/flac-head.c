// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Metadata blocks, walked and put anew. The sound never moves: room for the head was left before it.
// Layer: media.

#include "media/flac-head.h"

#include "media/vorbis-comment.h"

#include <string.h>

#define BLOCK_HEAD 4u
#define MAX_BLOCK 0xffffffu
#define ROOM_STEP 1024u               /* what is left over lets a player's user change a tag in place */

enum
{
  PADDING = 1,
  VORBIS_COMMENT = 4
};

typedef struct
{
  int      type;
  bool     is_last;
  gsize    size; /* without its head */
  uint8_t *data; /* (transfer full) with its head */
} Block;

static bool
read_block (LtFileIo *io, int64_t at, Block *block)
{
  uint8_t head[BLOCK_HEAD];

  if (lt_file_io_read_at (io, head, BLOCK_HEAD, at) != BLOCK_HEAD)
    return false;
  block->type = head[0] & 0x7f;
  block->is_last = (head[0] & 0x80) != 0;
  block->size = (gsize) head[1] << 16 | (gsize) head[2] << 8 | head[3];
  block->data = NULL;
  return true;
}

static bool
load_block (LtFileIo *io, int64_t at, Block *block)
{
  gsize n = BLOCK_HEAD + block->size;

  block->data = g_malloc (n);
  if (lt_file_io_read_at (io, block->data, (int64_t) n, at) == (int64_t) n)
    return true;
  g_clear_pointer (&block->data, g_free);
  return false;
}

static void
append_block (GByteArray *to, int type, bool is_last, const void *data, gsize n)
{
  uint8_t head[BLOCK_HEAD] = { (uint8_t) (type | (is_last ? 0x80 : 0)), n >> 16 & 0xff, n >> 8 & 0xff, n & 0xff };

  g_byte_array_append (to, head, BLOCK_HEAD);
  if (data != NULL)
    {
      g_byte_array_append (to, data, (guint) n);
      return;
    }
  guint was = to->len;
  g_byte_array_set_size (to, was + (guint) n);
  memset (to->data + was, 0, n);
}

gsize
lt_flac_head_room (const LtTags *tags)
{
  gsize n = lt_vorbis_comment_size (tags) + BLOCK_HEAD; /* of the padding */

  return (n + ROOM_STEP - 1) / ROOM_STEP * ROOM_STEP;
}

/* The blocks but comment and padding go into @head as they are. Returns: where the sound begins; 0: no. */
static int64_t
gather (LtFileIo *io, GByteArray *head, const LtTags *tags)
{
  int64_t at = io->base;
  uint8_t mark[4];
  Block   block = { 0 };

  if (lt_file_io_read_at (io, mark, 4, at) != 4 || memcmp (mark, "fLaC", 4) != 0)
    return 0;
  g_byte_array_append (head, mark, 4);
  for (at += 4; !block.is_last; at += BLOCK_HEAD + (int64_t) block.size)
    {
      if (!read_block (io, at, &block) || !load_block (io, at, &block))
        return 0;
      g_autofree uint8_t *data = block.data;

      if (block.type == VORBIS_COMMENT)
        {
          gsize              n_vendor = 0, n = 0;
          const char        *vendor = lt_vorbis_comment_vendor (data + BLOCK_HEAD, block.size, &n_vendor);
          g_autoptr (GBytes) comment = lt_vorbis_comment_write (tags, vendor, n_vendor);
          const void        *bytes = g_bytes_get_data (comment, &n);

          append_block (head, VORBIS_COMMENT, false, bytes, n);
        }
      else if (block.type != PADDING)
        {
          data[0] &= 0x7f;
          g_byte_array_append (head, data, BLOCK_HEAD + (guint) block.size);
        }
    }
  return at;
}

bool
lt_flac_head_write (LtFileIo *io, const LtTags *tags)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();
  int64_t                sound = gather (io, head, tags);
  int64_t                left = sound - (int64_t) head->len - (int64_t) BLOCK_HEAD;

  if (sound == 0 || left < 0 || left > (int64_t) MAX_BLOCK)
    return false;
  append_block (head, PADDING, true, NULL, (gsize) left);
  return lt_file_io_write_at (io, head->data, (int64_t) head->len, 0) == (int64_t) head->len;
}

void
lt_flac_head_read (LtFileIo *io, LtTags *tags)
{
  uint8_t mark[10];
  int64_t at = 0;
  Block   block = { 0 };

  if (lt_file_io_read_at (io, mark, 10, 0) == 10 && memcmp (mark, "ID3", 3) == 0)
    at = 10 + ((mark[6] & 0x7f) << 21 | (mark[7] & 0x7f) << 14 | (mark[8] & 0x7f) << 7 | (mark[9] & 0x7f));
  if (lt_file_io_read_at (io, mark, 4, at) != 4 || memcmp (mark, "fLaC", 4) != 0)
    return;
  for (at += 4; !block.is_last && read_block (io, at, &block); at += BLOCK_HEAD + (int64_t) block.size)
    if (block.type == VORBIS_COMMENT && load_block (io, at, &block))
      {
        lt_vorbis_comment_read (tags, block.data + BLOCK_HEAD, block.size);
        g_free (block.data);
        return;
      }
}
