// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One table row a tag: its key, its libsndfile string and its ID3v2 frame.
// Layer: media.
// Ref: ID3 tag version 2.4.0 (structure and native frames), id3.org 2000; MusicBrainz Picard's mapping.

#include "media/tags-private.h"

#include "base/rt.h"

#include <string.h>

enum
{
  T_TITLE,
  T_ARTIST,
  T_ALBUM,
  T_ALBUM_ARTIST,
  T_TRACK,
  T_DISC,
  T_DATE,
  T_GENRE,
  T_COMPOSER,
  T_ENGINEER,
  T_MIXER,
  T_COPYRIGHT,
  T_COMMENT,
  T_SOFTWARE,
  T_LICENCE,
  T_ISRC,
  T_BARCODE,
  T_CATALOGUE,
  N_TAGS
};

typedef struct
{
  int         sf;     /* libsndfile's string, or 0 */
  const char *frame;  /* ID3v2 */
  const char *detail; /* description of a TXXX frame */
} Row;

static const char *const keys[N_TAGS + 1] = {
  "title",    "artist",   "album",     "album-artist", "track",    "disc",    "date", "genre",   "composer",
  "engineer", "mixer",    "copyright", "comment",      "software", "licence", "isrc", "barcode", "catalogue", NULL,
};

static const Row rows[N_TAGS] = {
  [T_TITLE] = { SF_STR_TITLE, "TIT2" },
  [T_ARTIST] = { SF_STR_ARTIST, "TPE1" },
  [T_ALBUM] = { SF_STR_ALBUM, "TALB" },
  [T_ALBUM_ARTIST] = { 0, "TPE2" },
  [T_TRACK] = { SF_STR_TRACKNUMBER, "TRCK" },
  [T_DISC] = { 0, "TPOS" },
  [T_DATE] = { SF_STR_DATE, "TDRC" },
  [T_GENRE] = { SF_STR_GENRE, "TCON" },
  [T_COMPOSER] = { 0, "TCOM" },
  [T_ENGINEER] = { 0, "TXXX", "ENGINEER" },
  [T_MIXER] = { 0, "TXXX", "MIXER" },
  [T_COPYRIGHT] = { SF_STR_COPYRIGHT, "TCOP" },
  [T_COMMENT] = { SF_STR_COMMENT, "COMM" },
  [T_SOFTWARE] = { SF_STR_SOFTWARE, "TSSE" },
  [T_LICENCE] = { SF_STR_LICENSE, "TXXX", "LICENSE" },
  [T_ISRC] = { 0, "TSRC" },
  [T_BARCODE] = { 0, "TXXX", "BARCODE" },
  [T_CATALOGUE] = { 0, "TXXX", "CATALOGNUMBER" },
};

struct _LtTags
{
  char *values[N_TAGS];
};

LtTags *
lt_tags_new (void)
{
  return g_new0 (LtTags, 1);
}

LtTags *
lt_tags_copy (const LtTags *self)
{
  LtTags *copy = lt_tags_new ();

  for (int i = 0; self != NULL && i < N_TAGS; i++)
    copy->values[i] = g_strdup (self->values[i]);
  return copy;
}

void
lt_tags_free (LtTags *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < N_TAGS; i++)
    g_free (self->values[i]);
  g_free (self);
}

const char *const *
lt_tags_known (void)
{
  return keys;
}

static int
index_of (const char *key)
{
  for (int i = 0; i < N_TAGS; i++)
    if (strcmp (keys[i], key) == 0)
      return i;
  return -1;
}

static void
set_at (LtTags *self, int i, const char *value)
{
  g_clear_pointer (&self->values[i], g_free);
  if (value != NULL && value[0] != '\0')
    self->values[i] = g_utf8_make_valid (value, -1);
}

void
lt_tags_set (LtTags *self, const char *key, const char *value)
{
  int i = index_of (key);

  g_return_if_fail (i >= 0);
  set_at (self, i, value);
}

const char *
lt_tags_get (const LtTags *self, const char *key)
{
  int i = index_of (key);

  return i >= 0 && self != NULL ? self->values[i] : NULL;
}

guint
lt_tags_n_set (const LtTags *self)
{
  guint n = 0;

  for (int i = 0; self != NULL && i < N_TAGS; i++)
    n += self->values[i] != NULL;
  return n;
}

void
lt_tags_write (const LtTags *self, SNDFILE *file)
{
  for (int i = 0; self != NULL && i < N_TAGS; i++)
    if (rows[i].sf != 0 && self->values[i] != NULL)
      sf_set_string (file, rows[i].sf, self->values[i]);
}

void
lt_tags_read (LtTags *self, SNDFILE *file)
{
  for (int i = 0; i < N_TAGS; i++)
    {
      const char *text = rows[i].sf != 0 ? sf_get_string (file, rows[i].sf) : NULL;

      if (text == NULL || self->values[i] != NULL)
        continue;

      /* libsndfile signs every file that it writes by adding its own name to the software's. */
      const char *signature = i == T_SOFTWARE ? strstr (text, " (libsndfile-") : NULL;
      g_autofree char *own = g_strndup (text, signature != NULL ? (gsize) (signature - text) : strlen (text));

      set_at (self, i, own);
    }
}

/* ---- ID3v2 ---- */

static void
append_synchsafe (GByteArray *to, gsize n)
{
  guint8 b[4] = { n >> 21 & 0x7f, n >> 14 & 0x7f, n >> 7 & 0x7f, n & 0x7f };

  g_byte_array_append (to, b, 4);
}

static void
append_frame (GByteArray *to, const Row *row, const char *value)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  g_byte_array_append (body, (const guint8 *) "\3", 1); /* UTF-8 */
  if (strcmp (row->frame, "COMM") == 0)
    g_byte_array_append (body, (const guint8 *) "eng\0", 4); /* language, empty description */
  if (row->detail != NULL)
    g_byte_array_append (body, (const guint8 *) row->detail, (guint) strlen (row->detail) + 1);
  g_byte_array_append (body, (const guint8 *) value, (guint) strlen (value));

  g_byte_array_append (to, (const guint8 *) row->frame, 4);
  append_synchsafe (to, body->len);
  g_byte_array_append (to, (const guint8 *) "\0\0", 2);
  g_byte_array_append (to, body->data, body->len);
}

GBytes *
lt_tags_to_id3 (const LtTags *self)
{
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();

  for (int i = 0; self != NULL && i < N_TAGS; i++)
    if (self->values[i] != NULL)
      append_frame (frames, &rows[i], self->values[i]);
  if (frames->len == 0)
    {
      g_byte_array_unref (out);
      return NULL;
    }
  while ((frames->len + 10) % 4 != 0)
    g_byte_array_append (frames, (const guint8 *) "", 1); /* padding */

  g_byte_array_append (out, (const guint8 *) "ID3\4\0\0", 6);
  append_synchsafe (out, frames->len);
  g_byte_array_append (out, frames->data, frames->len);
  return g_byte_array_free_to_bytes (out);
}

static gsize
read_size (const guint8 *p, bool synchsafe)
{
  int shift = synchsafe ? 7 : 8;

  return (gsize) p[0] << 3 * shift | (gsize) p[1] << 2 * shift | (gsize) p[2] << shift | p[3];
}

/* Text of an ID3 encoding as UTF-8 with its zeros, @length bytes and an end; NULL when it is broken. */
static char *
decode_text (guint8 encoding, const guint8 *p, gsize n, gsize *length)
{
  static const char *const names[] = { "ISO-8859-1", "UTF-16", "UTF-16BE", "UTF-8" };

  return encoding < 4 ? g_convert ((const char *) p, (gssize) n, "UTF-8", names[encoding], NULL, length, NULL) : NULL;
}

static void
take_frame (LtTags *self, const guint8 *id, const guint8 *p, gsize n)
{
  gsize skip = memcmp (id, "COMM", 4) == 0 ? 4 : 1; /* the encoding's byte, a comment's language */
  gsize length = 0;

  if (n <= skip)
    return;

  g_autofree char *text = decode_text (p[0], p + skip, n - skip, &length);
  if (text == NULL)
    return;

  /* Two texts: a description, then the value. A second byte order mark may stand between. */
  const char *second = strlen (text) < length ? text + strlen (text) + 1 : NULL;
  if (second != NULL && g_str_has_prefix (second, "\357\273\277"))
    second += 3;

  for (int i = 0; i < N_TAGS; i++)
    {
      bool has_detail = rows[i].detail != NULL || strcmp (rows[i].frame, "COMM") == 0;

      if (memcmp (rows[i].frame, id, 4) != 0 || self->values[i] != NULL)
        continue;
      if (rows[i].detail != NULL && strcmp (rows[i].detail, text) != 0)
        continue;
      set_at (self, i, has_detail ? second : text);
    }
}

void
lt_tags_from_id3 (LtTags *self, const guint8 *data, gsize size)
{
  if (size < 10 || memcmp (data, "ID3", 3) != 0 || data[3] < 3 || data[3] > 4 || (data[5] & 0xc0) != 0)
    return;

  bool  synchsafe = data[3] == 4;
  gsize end = MIN (size, read_size (data + 6, true) + 10);

  for (gsize at = 10; at + 11 <= end && data[at] != 0;)
    {
      gsize n = read_size (data + at + 4, synchsafe);

      if (n == 0 || n > end - at - 10)
        return;
      take_frame (self, data + at, data + at + 10, n);
      at += 10 + n;
    }
}
