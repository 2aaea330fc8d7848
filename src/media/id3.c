// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Frames in, frames out. Numbers in brackets are sections of the main structure of 2.4.0.
// Layer: media.

#include "media/id3.h"

#include "base/rt.h"
#include "media/tags-private.h"

#include <string.h>

#define HEAD 10u

static bool
is_frame (const char *id, const char *name)
{
  return memcmp (id, name, 4) == 0;
}

/* ---- writing ---- */

/* 28 bits, seven a byte (6.2). */
static void
append_synchsafe (GByteArray *to, gsize n)
{
  guint8 b[4] = { n >> 21 & 0x7f, n >> 14 & 0x7f, n >> 7 & 0x7f, n & 0x7f };

  g_byte_array_append (to, b, 4);
}

static void
append_text (GByteArray *to, const char *text, bool ended)
{
  g_byte_array_append (to, (const guint8 *) text, (guint) strlen (text) + ended);
}

/* (4): the head of a frame, then its body. */
static void
append_frame (GByteArray *to, const char *id, const GByteArray *body)
{
  append_text (to, id, false);
  append_synchsafe (to, body->len);
  g_byte_array_append (to, (const guint8 *) "\0\0", 2);
  g_byte_array_append (to, body->data, body->len);
}

/* All people of TIPL stand in one frame, at the first of them: part, name, part, name (native frames, 4.2.2). */
static void
append_people (GByteArray *body, const LtTags *tags)
{
  bool ended = false;

  for (guint i = 0; i < LT_TAGS_N_ROWS; i++)
    {
      const char *name = lt_tags_get (tags, lt_tags_rows[i].key);

      if (name == NULL || !is_frame (lt_tags_rows[i].frame, "TIPL"))
        continue;
      if (ended)
        g_byte_array_append (body, (const guint8 *) "", 1);
      append_text (body, lt_tags_rows[i].detail, true);
      append_text (body, name, false);
      ended = true;
    }
}

GBytes *
lt_id3_write (const LtTags *tags)
{
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  bool                   has_people = false;

  for (guint i = 0; i < LT_TAGS_N_ROWS; i++)
    {
      const LtTagsRow       *row = &lt_tags_rows[i];
      const char            *value = lt_tags_get (tags, row->key);
      g_autoptr (GByteArray) body = g_byte_array_new ();
      bool                   is_people = is_frame (row->frame, "TIPL");

      if (value == NULL || (is_people && has_people))
        continue;
      has_people |= is_people;
      g_byte_array_append (body, (const guint8 *) "\3", 1); /* UTF-8 */
      if (is_frame (row->frame, "COMM"))
        g_byte_array_append (body, (const guint8 *) "eng\0", 4); /* language, empty description */
      if (is_frame (row->frame, "TXXX"))
        append_text (body, row->detail, true);
      if (is_people)
        append_people (body, tags);
      else
        append_text (body, value, false);
      append_frame (frames, row->frame, body);
    }
  if (frames->len == 0)
    return NULL;
  while ((frames->len + HEAD) % 4 != 0)
    g_byte_array_append (frames, (const guint8 *) "", 1); /* padding (3.3) */

  GByteArray *out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *) "ID3\4\0\0", 6);
  append_synchsafe (out, frames->len);
  g_byte_array_append (out, frames->data, frames->len);
  return g_byte_array_free_to_bytes (out);
}

/* ---- reading ---- */

static gsize
read_number (const guint8 *p, int n_bytes, bool synchsafe)
{
  gsize n = 0;

  for (int i = 0; i < n_bytes; i++)
    n = synchsafe ? n << 7 | (p[i] & 0x7f) : n << 8 | p[i];
  return n;
}

/* (6.1) In place: the zero after each 0xff goes. Returns: the new length. */
static gsize
take_unsync_away (guint8 *p, gsize n)
{
  gsize to = 0;

  for (gsize at = 0; at < n; at++)
    {
      p[to++] = p[at];
      if (p[at] == 0xff && at + 1 < n && p[at + 1] == 0)
        at++;
    }
  return to;
}

/* The texts of a frame as UTF-8, each ended by a zero, and one more at the end; NULL when they are broken. */
static char *
decode_texts (guint8 encoding, const guint8 *p, gsize n, gsize *length)
{
  static const char *const names[] = { "ISO-8859-1", "UTF-16", "UTF-16BE", "UTF-8" };

  return encoding < LT_N_ELEMENTS (names)
             ? g_convert ((const char *) p, (gssize) n, "UTF-8", names[encoding], NULL, length, NULL) : NULL;
}

/* NULL-ended; a second byte order mark may stand before any of them. */
static char **
split_texts (const char *texts, gsize length)
{
  GPtrArray *list = g_ptr_array_new ();

  for (const char *at = texts; at < texts + length; at += strlen (at) + 1)
    g_ptr_array_add (list, g_strdup (g_str_has_prefix (at, "\357\273\277") ? at + 3 : at));
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

static void
take_values (LtTags *to, guint row, char **values)
{
  for (; *values != NULL; values++)
    lt_tags_take (to, row, *values);
}

static void
take_texts (LtTags *to, const char *id, char **texts)
{
  guint n = g_strv_length (texts);
  bool  is_people = is_frame (id, "TIPL");

  for (guint i = 0; i < LT_TAGS_N_ROWS; i++)
    {
      const LtTagsRow *row = &lt_tags_rows[i];

      /* Files of Lathe's before 1.0 had people as TXXX, in capitals. */
      if (is_frame (id, "TXXX") && n >= 2 && row->detail != NULL
          && g_ascii_strcasecmp (texts[0], is_frame (row->frame, "TIPL") ? row->vorbis : row->detail) == 0)
        take_values (to, i, texts + 1);
      else if (is_people && is_frame (row->frame, "TIPL"))
        for (guint k = 0; k + 1 < n; k += 2)
          {
            if (g_ascii_strcasecmp (texts[k], row->detail) == 0)
              lt_tags_take (to, i, texts[k + 1]);
          }
      else if (!is_frame (row->frame, id) || is_people || is_frame (id, "TXXX"))
        continue;
      else if (!is_frame (id, "COMM"))
        take_values (to, i, texts);
      else if (n >= 2 && *texts[0] == '\0') /* one with a description is a program's own */
        take_values (to, i, texts + 1);
    }
}

/* What older versions call a frame; the others keep their name. */
static const char *
modern_name (const char *id)
{
  static const struct
  {
    const char *old, *now;
  } names[] = {
    { "TYER", "TDRC" }, { "IPLS", "TIPL" }, { "TT2", "TIT2" }, { "TP1", "TPE1" }, { "TAL", "TALB" }, { "TP2", "TPE2" },
    { "TRK", "TRCK" },  { "TPA", "TPOS" },  { "TYE", "TDRC" }, { "TCO", "TCON" }, { "TCM", "TCOM" }, { "TCR", "TCOP" },
    { "COM", "COMM" },  { "TSS", "TSSE" },  { "TRC", "TSRC" }, { "TXX", "TXXX" }, { "IPL", "TIPL" },
  };

  for (guint i = 0; i < LT_N_ELEMENTS (names); i++)
    if (strcmp (names[i].old, id) == 0)
      return names[i].now;
  return strlen (id) == 4 ? id : NULL;
}

/* @p: the body without what the frame's flags added. */
static void
take_frame (LtTags *to, const char *id, const guint8 *p, gsize n)
{
  const char *now = modern_name (id);
  gsize       skip = now != NULL && is_frame (now, "COMM") ? 4 : 1; /* the encoding's byte, a comment's language */
  gsize       length = 0;

  if (now == NULL || n <= skip || (now[0] != 'T' && !is_frame (now, "COMM")))
    return;

  g_autofree char *texts = decode_texts (p[0], p + skip, n - skip, &length);
  if (texts == NULL)
    return;
  g_auto (GStrv) list = split_texts (texts, length);
  take_texts (to, now, list);
}

/* (4.1) What stands before the text of a frame with @flags; −1: packed or secret. */
static gssize
extra_bytes (int version, guint8 flags)
{
  if (version == 3)
    return (flags & 0xc0) != 0 ? -1 : (flags & 0x20) != 0 ? 1 : 0;
  if (version == 4)
    return (flags & 0x0c) != 0 ? -1 : ((flags & 0x40) != 0 ? 1 : 0) + ((flags & 0x01) != 0 ? 4 : 0);
  return 0;
}

static void
read_frames (LtTags *to, guint8 *p, gsize end, int version, bool unsync)
{
  gsize head = version == 2 ? 6 : HEAD;
  int   n_id = version == 2 ? 3 : 4;

  for (gsize at = 0; at + head < end && p[at] != 0;)
    {
      char   id[5] = { 0 };
      gsize  n = read_number (p + at + n_id, n_id, version == 4);
      guint8 flags = version == 2 ? 0 : p[at + 9];
      gssize skip = extra_bytes (version, flags);

      memcpy (id, p + at, (gsize) n_id);
      at += head;
      if (n > end - at)
        return;
      if (skip >= 0 && (gsize) skip < n)
        {
          gsize left = n - (gsize) skip;

          if (version == 4 && (unsync || (flags & 0x02) != 0))
            left = take_unsync_away (p + at + skip, left);
          take_frame (to, id, p + at + skip, left);
        }
      at += n;
    }
}

void
lt_id3_read (LtTags *tags, const guint8 *data, gsize size)
{
  if (size < HEAD || memcmp (data, "ID3", 3) != 0 || data[3] < 2 || data[3] > 4)
    return;

  int                version = data[3];
  guint8             flags = data[5];
  gsize              n = MIN (size - HEAD, read_number (data + 6, 4, true)), at = 0;
  g_autofree guint8 *body = g_memdup2 (data + HEAD, n);
  g_autoptr (LtTags) found = lt_tags_new ();

  if (n < 6 || (version == 2 && (flags & 0x40) != 0)) /* that one is compressed, in a way never defined */
    return;
  if (version < 4 && (flags & 0x80) != 0)
    n = take_unsync_away (body, n);
  if (version > 2 && (flags & 0x40) != 0) /* extended header (3.2); in 2.3 its size leaves out its own four bytes */
    at = n < 4 ? n : read_number (body, 4, version == 4) + (version == 3 ? 4 : 0);
  if (at < n)
    read_frames (found, body + at, n - at, version, (flags & 0x80) != 0);
  lt_tags_fill (tags, found);
}
