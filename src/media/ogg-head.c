// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Header packets out of their pages, and into new ones.
// Layer: media.

#include "media/ogg-head.h"

#include "media/vorbis-comment.h"

#include <string.h>

#define PAGE_HEAD 27
#define MAX_HEAD (32u * 1024u * 1024u) /* with pictures */

enum
{
  AT_FLAGS = 5,
  AT_N_SEGMENTS = 26,
  IS_CONTINUED = 1
};

/* What stands between the first page, which holds the first header packet alone, and the sound. */
typedef struct
{
  int64_t     from, to; /* in the file */
  bool        is_vorbis;
  uint8_t     page[PAGE_HEAD]; /* the first of them, to make others from */
  GByteArray *packets[2];      /* comment; setup, of Vorbis */
  int         n_packets;
} Head;

static void
head_clear (Head *self)
{
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&self->packets[i], g_byte_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

/* Returns: bytes of the page's segments, and their @lacing; −1: there is no page here. */
static int
read_page_head (LtFileIo *io, int64_t at, uint8_t head[PAGE_HEAD], uint8_t lacing[255])
{
  int n = 0;

  if (lt_file_io_read_at (io, head, PAGE_HEAD, at) != PAGE_HEAD || memcmp (head, "OggS", 4) != 0
      || lt_file_io_read_at (io, lacing, head[AT_N_SEGMENTS], at + PAGE_HEAD) != head[AT_N_SEGMENTS])
    return -1;
  for (int i = 0; i < head[AT_N_SEGMENTS]; i++)
    n += lacing[i];
  return n;
}

/* Takes the page's segments into the packets. False: a packet more than there should be, or too much of it. */
static bool
take_page (LtFileIo *io, Head *self, int64_t at, const uint8_t *head, const uint8_t *lacing)
{
  uint8_t segment[255];

  at += PAGE_HEAD + head[AT_N_SEGMENTS];
  for (int i = 0; i < head[AT_N_SEGMENTS]; i++)
    {
      if (self->n_packets == 1 + self->is_vorbis)
        return false; /* sound begins on a page of its own */
      GByteArray *packet = self->packets[self->n_packets];

      if (packet->len > MAX_HEAD || lt_file_io_read_at (io, segment, lacing[i], at) != lacing[i])
        return false;
      g_byte_array_append (packet, segment, lacing[i]);
      at += lacing[i];
      self->n_packets += lacing[i] < 255;
    }
  return true;
}

static bool
read_head (LtFileIo *io, Head *self)
{
  uint8_t head[PAGE_HEAD], lacing[255], word[8] = { 0 };
  int     n = read_page_head (io, 0, head, lacing);

  *self = (Head) { .packets = { g_byte_array_new (), g_byte_array_new () } };
  if (n < 0)
    return false;
  self->from = PAGE_HEAD + head[AT_N_SEGMENTS];
  lt_file_io_read_at (io, word, 8, self->from);
  self->is_vorbis = memcmp (word, "\1vorbis", 7) == 0;
  if (!self->is_vorbis && memcmp (word, "OpusHead", 8) != 0)
    return false;

  self->to = self->from += n;
  while (self->n_packets < 1 + self->is_vorbis)
    {
      if ((n = read_page_head (io, self->to, head, lacing)) < 0 || !take_page (io, self, self->to, head, lacing))
        return false;
      if (self->to == self->from)
        memcpy (self->page, head, PAGE_HEAD);
      self->to += PAGE_HEAD + head[AT_N_SEGMENTS] + n;
    }
  return true;
}

/* What stands before the comments proper in their packet; 0: it is none. */
static gsize
mark_of (const Head *self)
{
  const GByteArray *packet = self->packets[0];

  if (self->is_vorbis)
    return packet->len > 7 && memcmp (packet->data, "\3vorbis", 7) == 0 ? 7 : 0;
  return packet->len > 8 && memcmp (packet->data, "OpusTags", 8) == 0 ? 8 : 0;
}

/* All packets end to end, cut into segments of 255 bytes and a shorter one, 255 segments to a page. */
static GByteArray *
make_pages (const Head *self)
{
  g_autoptr (GByteArray) lacing = g_byte_array_new (), all = g_byte_array_new ();
  GByteArray            *out = g_byte_array_new ();
  guint                  at = 0;

  for (int i = 0; i < self->n_packets; i++)
    {
      guint8 last = self->packets[i]->len % 255;

      for (guint k = 0; k < self->packets[i]->len / 255; k++)
        g_byte_array_append (lacing, (const guint8 *) "\377", 1);
      g_byte_array_append (lacing, &last, 1);
      g_byte_array_append (all, self->packets[i]->data, self->packets[i]->len);
    }
  for (guint first = 0; first < lacing->len; first += 255)
    {
      guint   n = MIN (255, lacing->len - first), bytes = 0;
      bool    is_continued = first > 0 && lacing->data[first - 1] == 255, ends = false;
      uint8_t head[PAGE_HEAD];

      memcpy (head, self->page, PAGE_HEAD);
      head[AT_FLAGS] = is_continued ? IS_CONTINUED : 0;
      head[AT_N_SEGMENTS] = (uint8_t) n;
      for (guint k = 0; k < n; k++)
        {
          bytes += lacing->data[first + k];
          ends |= lacing->data[first + k] < 255;
        }
      memset (head + 6, ends ? 0 : 0xff, 8); /* granule position: 0, or none when no packet ends here */
      g_byte_array_append (out, head, PAGE_HEAD);
      g_byte_array_append (out, lacing->data + first, n);
      g_byte_array_append (out, all->data + at, bytes);
      at += bytes;
    }
  return out;
}

bool
lt_ogg_head_write (LtFileIo *io, const LtTags *tags)
{
  g_auto (Head) self = { 0 };
  gsize         mark, n_vendor = 0, n = 0;

  if (!read_head (io, &self) || (mark = mark_of (&self)) == 0)
    return false;

  GByteArray        *packet = self.packets[0];
  const char        *vendor = lt_vorbis_comment_vendor (packet->data + mark, packet->len - mark, &n_vendor);
  g_autoptr (GBytes) comment = lt_vorbis_comment_write (tags, vendor, n_vendor);
  const guint8      *bytes = g_bytes_get_data (comment, &n);

  g_byte_array_set_size (packet, (guint) mark);
  g_byte_array_append (packet, bytes, (guint) n);
  if (self.is_vorbis)
    g_byte_array_append (packet, (const guint8 *) "\1", 1); /* the framing bit */

  g_autoptr (GByteArray) pages = make_pages (&self);
  return lt_file_io_shift (io, self.to, self.from + (int64_t) pages->len - self.to)
         && lt_file_io_write_at (io, pages->data, (int64_t) pages->len, self.from) == (int64_t) pages->len;
}

void
lt_ogg_head_read (LtFileIo *io, LtTags *tags)
{
  g_auto (Head) self = { 0 };
  gsize         mark;

  if (read_head (io, &self) && (mark = mark_of (&self)) > 0)
    lt_vorbis_comment_read (tags, self.packets[0]->data + mark, self.packets[0]->len - mark);
}
